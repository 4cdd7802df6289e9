"""What wcm check says of the waves of a survey, as data and as lines of its page."""

from wcm_helpers.core.formats import listed, month_name, number
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.data.survey.doubles import same_again
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.data.survey.wave_check import WaveCheck

#: So many customers without a match are named on the page; ``--json`` has all.
_NAMED = 10


def survey_records(checks: list[WaveCheck]) -> list[dict]:
    """Return an entry for each wave as JSON has it; its keys are described in ``docs/check.md``."""
    return [_record(check) for check in checks]


def _record(check: WaveCheck) -> dict:
    entry = {
        "wave": check.name,
        "month": check.month,
        "anonymous": check.anonymous,
        "file": check.path,
        "fault": str(check.fault),
        "sha256": "",
        "header_rows": 0,
        "responses": 0,
        "empty": 0,
        "questions": {},
        "matched": 0,
        "unmatched": [],
        "doubles": [],
        "notes": [],
    }
    if check.survey is None:
        return entry
    survey = check.survey
    return entry | {
        "sha256": survey.fingerprint,
        "header_rows": survey.header_rows,
        "responses": len(survey.responses),
        "empty": int(survey.responses["empty"].sum()),
        "questions": {kind: int(n) for kind, n in survey.questions["type"].value_counts(sort=False).items()},
        "matched": 0 if survey.anonymous else int(survey.responses["customer_id"].notna().sum()),
        "unmatched": _unmatched(survey),
        "doubles": [list(pair) for pair in same_again(survey)],
        "notes": [str(note) for note in survey.notes],
    }


def _unmatched(survey: Survey) -> list[str]:
    """Return the customers as written that are not in the customers table; none of an anonymous survey."""
    if survey.anonymous:
        return []
    without = survey.responses[survey.responses["customer_id"].isna()]
    return without["customer_text"].tolist()


def wave_sentences(entry: dict) -> list[str]:
    """Return what the page says of a wave that was read, sentence by sentence."""
    responses = entry["responses"]
    sentences = [
        ngettext("{n} response was read.", "{n} responses were read.", responses),
        ngettext("{n} of them answers no question.", "{n} of them answer no question.", entry["empty"])
        if entry["empty"]
        else "",
        ngettext("The export has {n} header row.", "The export has {n} header rows.", entry["header_rows"])
        if entry["header_rows"]
        else "",
        _questions(entry["questions"]),
    ]
    if entry["anonymous"]:
        sentences.append(_("The survey is anonymous: no response is tied to a customer."))
    else:
        sentences.append(
            ngettext(
                "{n} response is of a customer of the customer table.",
                "{n} responses are of customers of the customer table.",
                entry["matched"],
            )
        )
    return [sentence for sentence in sentences if sentence]


def wave_warnings(entry: dict) -> list[str]:
    """Return what the page points out about a wave: unmatched customers, and the notes of reading."""
    lines = []
    if unmatched := entry["unmatched"]:
        names = [name for name in dict.fromkeys(unmatched) if name][:_NAMED]
        named = [*names, *([_("(no name)")] if "" in unmatched and len(names) < _NAMED else [])]
        lines.append(
            joined(
                [
                    ngettext(
                        "{n} response has no customer in the customer table: {names}.",
                        "{n} responses have no customer in the customer table, such as {names}.",
                        len(unmatched),
                        names=listed(named),
                    ),
                    _("Correct the name or add the customer."),
                ]
            )
        )
    return [*lines, *entry["notes"]]


def wave_title(entry: dict) -> str:
    """Return the name of a wave, its month and its file."""
    return _(
        "{wave}, {month}: {file}",
        wave=entry["wave"],
        month=month_name(entry["month"]),
        file=entry["file"] or _("long form"),
    )


def _questions(types: dict[str, int]) -> str:
    kinds = [_("{n} {type}", n=number(n), type=type_name(kind)) for kind, n in types.items()]
    n = sum(types.values())
    return ngettext(
        "The question file has {n} question ({kinds}).",
        "The question file has {n} questions ({kinds}).",
        n,
        kinds=listed(kinds),
    )


def type_name(kind: str) -> str:
    """Return a type of question as question files have it: in Chinese, the Chinese word they may use."""
    names = {
        "likert": _("likert"),
        "performance": _("performance"),
        "importance": _("importance"),
        "csat": _("csat"),
        "nps": _("nps"),
        "kano_f": _("kano_f"),
        "kano_d": _("kano_d"),
        "single": _("single"),
        "multi": _("multi"),
        "ranking": _("ranking"),
        "text": _("text"),
    }
    return names[kind]
