"""Check the rows of a question file one by one."""

from collections.abc import Mapping, Sequence

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, message, sentences, suggestion
from wcm_helpers.data.survey.folding import fold
from wcm_helpers.data.survey.level_order import one_is_best, wrong_order
from wcm_helpers.data.survey.survey import BLANK, CHOICE_TYPES, NOT_APPLICABLE, NOT_SHOWN, SCALE_TYPES, TYPES

_TYPE_WORDS = {
    "量表": "likert", "量表题": "likert", "态度": "likert", "表现": "performance", "重要度": "importance",
    "重要性": "importance", "满意度": "csat", "推荐": "nps", "推荐度": "nps", "净推荐值": "nps",
    "kano正向": "kano_f", "kano反向": "kano_d", "单选": "single", "单选题": "single", "多选": "multi",
    "多选题": "multi", "排序": "ranking", "排序题": "ranking", "文本": "text", "填空": "text",
    "填空题": "text", "问答": "text", "问答题": "text",
}  # fmt: skip
_TRUE, _FALSE = ("1", "true", "yes", "y", "是", "x"), ("", "0", "false", "no", "n", "否")
#: Types that can be declared reversed: those a mean of several statements is formed of.
_REVERSIBLE = ("likert", "performance", "importance", "csat")
_STATES = {"blank": BLANK, "not_shown": NOT_SHOWN, "not_applicable": NOT_APPLICABLE}


def checked_question(row: Mapping[str, str], place: str) -> dict[str, object]:
    """Return a row of a question file as a question.

    Parameters
    ----------
    row : mapping of str to str
        The cells by the names of ``question_file.COLUMNS``, and translations such as ``text@en``.
    place : str
        File and row for messages.

    Raises
    ------
    WorkbookError
        If a cell cannot be used; with its column, what was found and what to do.
    """
    kind = _type(row, place)
    if not row["question_id"]:
        raise fault(place, "question_id", "", message("Give every question an id, such as P1."))
    other = row["other"]
    levels, codes = parts(row["levels"]), parts(row["codes"])
    if kind == "nps" and levels:
        codes, levels = codes or levels, ()
    own = len(levels)
    if other and kind in CHOICE_TYPES and fold(other) not in map(fold, levels):
        levels = (*levels, other)
    question = {
        "question_id": row["question_id"], "type": kind, "text": row["text"], "item": row["item"],
        "levels": levels, "reversed": _boolean(row, place), "pair_id": row["pair_id"],
        "dimension": row["dimension"], "other": _other(other, kind, levels, place),
        "shown_if": row["shown_if"], "columns": parts(row["columns"]), "na": _states(row["na"], place),
    }  # fmt: skip
    if not row["text"] and not row["item"]:
        raise fault(place, "text", "", message("Write the question as its readers saw it."))
    question |= _scale(row, kind, levels, place)
    _check_levels(question, place)
    question["codes"] = _codes(codes, question, own, place)
    question["need"] = _need(row, question, own, place)
    for name in (name for name in row if "@" in name):
        question[name] = _translated(row[name], name, question, own, place)
    return question


def parts(cell: str) -> tuple[str, ...]:
    """Return the parts of a list separated by ``|``, blank ones included between others.

    Examples
    --------
    >>> parts("a| b ||c"), parts("")
    (('a', 'b', '', 'c'), ())
    """
    return tuple(part.strip() for part in cell.split("|")) if cell.strip() else ()


def fault(place: str, column: str, value: str, todo: Text) -> WorkbookError:
    """Return the fault of a cell of a question file: its place, what was found, what to do."""
    refusal = message(
        '{place}, column "{column}": "{value}" cannot be used.', place=place, column=column, value=value
    )
    if not value:
        refusal = message('{place}, column "{column}": this cell is empty.', place=place, column=column)
    return WorkbookError(sentences(refusal, todo))


def _type(row: Mapping[str, str], place: str) -> str:
    word = fold(row["type"])
    kind = _TYPE_WORDS.get(word, word)
    if kind not in TYPES:
        raise fault(place, "type", row["type"], suggestion(kind, TYPES))
    return kind


def _boolean(row: Mapping[str, str], place: str) -> bool:
    word = fold(row["reversed"])
    if word not in (*_TRUE, *_FALSE):
        raise fault(place, "reversed", row["reversed"], message("Write yes or no, or leave it empty."))
    kind = _TYPE_WORDS.get(fold(row["type"]), fold(row["type"]))
    if word in _TRUE and kind not in _REVERSIBLE:
        raise fault(
            place, "reversed", row["reversed"],
            message("Only a statement on a scale can be reversed, not a question of type {type}.", type=kind),
        )  # fmt: skip
    return word in _TRUE


def _other(other: str, kind: str, levels: Sequence[str], place: str) -> str:
    if other and kind not in CHOICE_TYPES:
        raise fault(
            place, "other", other, message("Only a single or multiple choice can have words of its own.")
        )
    return next((level for level in levels if fold(level) == fold(other)), other) if other else ""


def _states(cell: str, place: str) -> dict[str, str]:
    """Return what words mean that are no answers: not applicable, or as written behind ``=``."""
    states = {}
    for part in filter(None, parts(cell)):
        word, sign, state = part.rpartition("=")
        if sign and state.strip() not in _STATES:
            raise fault(place, "na", part, message("Behind = write one of: {states}.", states=list(_STATES)))
        states[fold(word) if sign else fold(part)] = _STATES[state.strip()] if sign else NOT_APPLICABLE
    return states


def _scale(row: Mapping[str, str], kind: str, levels: tuple[str, ...], place: str) -> dict[str, object]:
    """Return the ends of a scale, and its levels: its numbers where the file gives none."""
    if kind not in SCALE_TYPES:
        return {"scale_min": 0, "scale_max": 0}
    ends = {}
    for name in ("scale_min", "scale_max"):
        try:
            ends[name] = int(float(row[name])) if row[name] else None
        except ValueError:
            raise fault(place, name, row[name], message("Write a whole number.")) from None
    least, most = ends["scale_min"], ends["scale_max"]
    if kind == "nps":
        least, most = 0 if least is None else least, 10 if most is None else most
        if (least, most) != (0, 10):
            todo = message(
                "A recommend question has the scale 0 to 10; declare another scale as csat or likert."
            )
            raise fault(place, "scale_max", f"{least}–{most}", todo)
        return {"scale_min": 0, "scale_max": 10}
    if not levels:
        if least is None or most is None:
            todo = message("Write the levels from worst to best, separated by |, or scale_min and scale_max.")
            raise fault(place, "levels", "", todo)
        return {"scale_min": least, "scale_max": most, "levels": tuple(map(str, range(least, most + 1)))}
    least = 1 if least is None else least
    if most is not None and most - least + 1 != len(levels):
        todo = message("The file gives {n} levels. Correct the levels or the scale.", n=len(levels))
        raise fault(place, "scale_max", row["scale_max"], todo)
    return {"scale_min": least, "scale_max": least + len(levels) - 1}


def _check_levels(question: Mapping, place: str) -> None:
    kind, levels = question["type"], question["levels"]
    shown = "|".join(levels)
    if kind in ("single", "multi", "ranking") and not levels:
        raise fault(place, "levels", "", message("Write the options, separated by |."))
    if kind == "text" and levels:
        raise fault(place, "levels", shown, message("A question answered in words has no options."))
    folded = [fold(level) for level in levels]
    if "" in folded or len(set(folded)) < len(folded):
        raise fault(place, "levels", shown, message("Two levels are the same, or one is empty."))
    if kind.startswith("kano") and len(levels) != 5:
        raise fault(place, "levels", shown, message("A Kano question has five levels, from like to dislike."))
    if kind in SCALE_TYPES and kind != "nps" and len(levels) < 3:
        todo = message("A scale has at least three levels; declare a question with two answers as single.")
        raise fault(place, "levels", shown, todo)
    if kind in SCALE_TYPES and wrong_order(levels, kano=kind.startswith("kano")):
        todo = message("Write the levels from worst to best; those of a Kano question from like to dislike.")
        raise fault(place, "levels", shown, todo)
    if kind in SCALE_TYPES and folded[:1] == ["1"] and one_is_best(f"{question['text']} {question['item']}"):
        todo = message("The question says that 1 is the best answer. Write the levels from worst to best.")
        raise fault(place, "levels", shown, todo)
    both = [word for word in question["na"] if word in folded and kind in SCALE_TYPES]
    if kind == "nps":
        both = [word for word in question["na"] if word.isdigit() and int(word) <= 10]
    if both:
        raise fault(
            place, "na", both[0], message("This is a level of the scale too. Write it in one place only.")
        )


def _codes(codes: tuple[str, ...], question: Mapping, own: int, place_of: str) -> tuple[str, ...]:
    levels = question["levels"] or (range(11) if question["type"] == "nps" else ())
    if len(codes) not in {0, own or len(levels), len(levels)}:
        raise fault(place_of, "codes", "|".join(codes), _not_parallel(len(levels), len(codes)))
    filled = [fold(code) for code in codes if code]
    if len(set(filled)) < len(filled):
        raise fault(place_of, "codes", "|".join(codes), message("Two levels have the same code."))
    places = {fold(str(level)): place for place, level in enumerate(levels)}
    if codes and all(codes) and all(map(str.isdigit, places)):  # codes go before numbers
        places = {}
    for place, code in enumerate(codes):
        if code and places.get(fold(code), place) != place:
            todo = message('The code "{code}" of one level is also another level.', code=code)
            raise fault(place_of, "codes", "|".join(codes), todo)
    return codes + ("",) * (len(levels) - len(codes)) if codes else ()


def _need(row: Mapping[str, str], question: Mapping, own: int, place: str) -> str | tuple[str, ...]:
    if question["type"] in SCALE_TYPES or not row["need"]:
        return row["need"]
    needs, levels = parts(row["need"]), question["levels"]
    if question["type"] not in CHOICE_TYPES or len(needs) not in {own, len(levels)}:
        raise fault(place, "need", row["need"], _not_parallel(len(levels), len(needs)))
    return needs + ("",) * (len(levels) - len(needs))


def _translated(cell: str, name: str, question: Mapping, own: int, place: str) -> str | tuple[str, ...]:
    if not name.startswith("levels"):
        return cell
    words, levels = parts(cell), question["levels"]
    if question["type"] in SCALE_TYPES and wrong_order(words, kano=question["type"].startswith("kano")):
        todo = message("Write the levels in the order of those of the other language, from worst to best.")
        raise fault(place, name, cell, todo)
    if len(words) not in {0, own, len(levels)}:
        raise fault(place, name, cell, _not_parallel(len(levels), len(words)))
    return words + levels[len(words) :] if words else ()


def _not_parallel(levels: int, found: int) -> Text:
    return message(
        "There are {levels} levels and {found} entries here. Write one for each level, separated by |.",
        levels=levels,
        found=found,
    )
