"""Check the questions of a file together: ids, pairs and conditions."""

from collections.abc import Mapping, Sequence

from wcm_helpers.core.messages import message, sentences, suggestion
from wcm_helpers.data.survey.folding import fold
from wcm_helpers.data.survey.question_checks import fault, parts
from wcm_helpers.data.survey.survey import CHOICE_TYPES

_PARTNER = {
    "kano_f": "kano_d",
    "kano_d": "kano_f",
    "importance": "performance",
    "performance": "importance",
}


def check_together(questions: Sequence[dict[str, object]], places: Sequence[str]) -> None:
    """Refuse ids that are there twice, pairs without a partner and conditions on no question; tie the pairs.

    A performance question that an importance question names has the same ``pair_id`` afterwards.
    """
    by_id = {}
    for question, place in zip(questions, places, strict=True):
        name = question["question_id"]
        if name in by_id:
            raise fault(
                place, "question_id", name, message("This id is used above. Give every question its own.")
            )
        by_id[name] = question
    for question in questions:
        partner = by_id.get(question["pair_id"])
        if partner and {partner["type"], question["type"]} == {"importance", "performance"}:
            partner["pair_id"] = partner["pair_id"] or partner["question_id"]
            question["pair_id"] = partner["pair_id"]
    _check_pairs(questions, places)
    for question, place in zip(questions, places, strict=True):
        if question["shown_if"]:
            condition(question["shown_if"], by_id, place)


def condition(shown_if: str, by_id: Mapping[str, Mapping], place: str) -> tuple[str, tuple[str, ...]]:
    """Return the question of ``Q=option`` and the options; several are separated by ``|``.

    Raises
    ------
    WorkbookError
        If there is no such question, or it has no such option.
    """
    name, sign, value = (part.strip() for part in shown_if.partition("="))
    if not sign or name not in by_id or by_id[name]["type"] not in CHOICE_TYPES:
        todo = message("Write it such as Q7=Yes, with the id of a single or multiple choice.")
        ids = [key for key, question in by_id.items() if question["type"] in CHOICE_TYPES]
        raise fault(place, "shown_if", shown_if, sentences(todo, suggestion(name, ids)))
    levels = {fold(level): level for level in by_id[name]["levels"]}
    chosen = parts(value)
    for option in chosen:
        if fold(option) not in levels:
            raise fault(place, "shown_if", shown_if, suggestion(option, levels.values()))
    return name, tuple(levels[fold(option)] for option in chosen)


def _check_pairs(questions: Sequence[Mapping], places: Sequence[str]) -> None:
    """Refuse a pair that is not one importance and one performance question, or the two Kano questions."""
    for question, place in zip(questions, places, strict=True):
        kind, pair = question["type"], question["pair_id"]
        if kind.startswith("kano") and not pair:
            raise fault(place, "pair_id", "", message("Give both questions of a Kano pair the same pair_id."))
        if not pair:
            continue
        if kind not in _PARTNER:
            raise fault(
                place, "pair_id", pair, message("Only importance, performance and Kano questions form pairs.")
            )
        same = [other["type"] for other in questions if other["pair_id"] == pair and other is not question]
        if same != [_PARTNER[kind]]:
            todo = message(
                "A pair is one question of type {first} and one of type {second} with the same pair_id.",
                first=kind,
                second=_PARTNER[kind],
            )
            raise fault(place, "pair_id", pair, todo)
