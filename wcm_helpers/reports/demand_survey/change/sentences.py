"""The sentences on what changed since the last wave."""

import pandas as pd

from wcm_helpers.core.formats import listed, month_name, number, percent, signed
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.estimates import LEAST_ANSWERS
from wcm_helpers.reports.demand_survey.change.analysis import HEADLINE_TYPES, LEVEL, Changes
from wcm_helpers.reports.demand_survey.question_labels import question_label

#: The marks of a change that chance does not explain.
RISE, FALL = "▲", "▼"
#: The number of questions named in a sentence.
NAMED = 5


def points(value: float) -> str:
    """Return a change of a share or score in points, with its sign.

    Examples
    --------
    >>> points(0.0825), points(-0.2)
    ('+8', '−20')
    """
    rounded = round(100 * value) if value == value else value
    return signed(number(rounded), rounded)


def level(kind: str, value: float) -> str:
    """Return a top-two share as percent, a recommend score as a number.

    Examples
    --------
    >>> level("csat", 0.641), level("nps", -0.0769)
    ('64%', '−8')
    """
    return number(100 * value) if kind == "nps" else percent(value, 0)


def headline(changes: Changes, question_id: str, previous: Survey) -> str:
    """Return what became of overall satisfaction or the recommend score; empty where it is not compared."""
    if question_id not in changes.table.index:
        return ""
    row = changes.table.loc[question_id]
    if row["basis"] == "none" or not row["n_now"] or not row["n_before"]:
        return ""
    values = {
        "measure": _("the NPS") if row["type"] == "nps" else _("overall satisfaction"),
        "month": month_name(previous.month),
        "customers": number(row["n_now"]),
        "before": level(row["type"], row["before"]),
        "now": level(row["type"], row["now"]),
        "change": points(row["change"]),
        "low": points(row["low"]),
        "high": points(row["high"]),
    }
    sentence = _paired_sentence if row["basis"] == "paired" else _sentence
    return sentence(row["verdict"], values)


def _paired_sentence(verdict: str, values: dict[str, str]) -> str:
    """Return the change among the customers that answered both times."""
    if verdict == "up":
        return _(
            "Among the {customers} customers that also answered in {month}, {measure} rose from {before} to "
            "{now} ({change} points; interval {low} to {high}).",
            **values,
        )
    if verdict == "down":
        return _(
            "Among the {customers} customers that also answered in {month}, {measure} fell from {before} to "
            "{now} ({change} points; interval {low} to {high}).",
            **values,
        )
    if verdict == "same":
        return _(
            "Among the {customers} customers that also answered in {month}, {measure} is unchanged at {now}.",
            **values,
        )
    return _(
        "Cannot tell whether {measure} has changed since {month}: among the {customers} customers that "
        "answered both times it went from {before} to {now}, but the interval of the change is {low} to "
        "{high} points.",
        **values,
    )


def _sentence(verdict: str, values: dict[str, str]) -> str:
    """Return the change between all answers of both waves."""
    if verdict == "up":
        return _(
            "Against all answers of {month}, {measure} rose from {before} to {now} ({change} points; "
            "interval {low} to {high}).",
            **values,
        )
    if verdict == "down":
        return _(
            "Against all answers of {month}, {measure} fell from {before} to {now} ({change} points; "
            "interval {low} to {high}).",
            **values,
        )
    if verdict == "same":
        return _("Against all answers of {month}, {measure} is unchanged at {now}.", **values)
    return _(
        "Cannot tell whether {measure} has changed since {month}: in all answers it went from {before} to "
        "{now}, but the interval of the change is {low} to {high} points.",
        **values,
    )


def cell(row: pd.Series) -> str:
    """Return the change of a question for a cell: marked where chance does not explain it."""
    if row["basis"] == "none" or row["change"] != row["change"]:
        return "–"
    if row["verdict"] == "unclear":
        return _("cannot tell")
    mark = {"up": RISE, "down": FALL}.get(row["verdict"], "")
    return f"{mark} {points(row['change'])}".strip()


def verdict(row: pd.Series) -> str:
    """Return the verdict of a change in words."""
    words = {"up": _("higher"), "down": _("lower"), "same": _("unchanged"), "unclear": _("cannot tell")}
    return "–" if row["basis"] == "none" else words[row["verdict"]]


def basis(row: pd.Series) -> str:
    """Return whose answers are compared."""
    if row["basis"] == "none":
        return "–"
    if row["basis"] == "paired":
        return ngettext("{n} customer, both times", "{n} customers, both times", int(row["n_now"]))
    return _("{before} and {now} answers", before=number(row["n_before"]), now=number(row["n_now"]))


def findings(changes: Changes, survey: Survey) -> list[str]:
    """Return the sentences on the single questions: which rose, which fell, or that none can be told."""
    single = ~changes.table["type"].isin(HEADLINE_TYPES)
    items = changes.table[single & (changes.table["basis"] != "none")]
    if items.empty:
        return []
    rose, fell = (_named(items, survey, verdict) for verdict in ("up", "down"))
    sentences = []
    if rose:
        sentences.append(_("Better than in the last wave: {questions}.", questions=rose))
    if fell:
        sentences.append(_("Worse than in the last wave: {questions}.", questions=fell))
    return sentences or [
        ngettext(
            "For the {n} question asked alike in both waves, chance could explain the change.",
            "For none of the {n} questions asked alike in both waves is the change larger than chance "
            "explains.",
            len(items),
        )
    ]


def _named(items: pd.DataFrame, survey: Survey, verdict: str) -> str:
    rows = items[items["verdict"] == verdict]
    rows = rows.assign(size=rows["change"].abs()).sort_values("size", ascending=False, kind="stable")
    names = [
        _("{question} ({change} points)", question=question_label(survey, name), change=points(change))
        for name, change in zip(rows["question_id"][:NAMED], rows["change"][:NAMED], strict=True)
    ]
    more = len(rows) - NAMED
    rest = [ngettext("{n} more question", "{n} more questions", more)] if more > 0 else []
    return listed([*names, *rest])


def not_compared(changes: Changes, survey: Survey, previous: Survey) -> list[str]:
    """Return which questions are not compared, and why."""
    sentences = []
    for reason, rows in changes.not_compared.groupby("reason", sort=True):
        names = listed([question_label(survey, name) for name in rows["question_id"]])
        sentences.append(_reason(str(reason), names))
    if changes.dropped:
        names = listed([question_label(previous, name) for name in changes.dropped])
        sentences.append(_("No longer asked: {questions}.", questions=names))
    return sentences


def _reason(reason: str, names: str) -> str:
    if reason == "new":
        return _("Asked for the first time: {questions}.", questions=names)
    if reason == "wording":
        return _("Not compared, because the wording changed: {questions}.", questions=names)
    if reason == "scale":
        return _("Not compared, because the scale changed: {questions}.", questions=names)
    return _("Not compared, because the type of question changed: {questions}.", questions=names)


def rules() -> list[tuple[str, str]]:
    """Return the rules in force as pairs of a term and its meaning."""
    return [
        (
            _("Change on the last wave"),
            _(
                "Questions are matched by their number; one whose wording or scale changed is not compared. "
                "Where at least {least} customers answered both times, their own changes are averaged "
                "(adjusted Wald interval of pairs, two pairs added); otherwise all answers of both waves are "
                "compared (Newcombe's interval; of the NPS the sum of both variances).",
                least=number(LEAST_ANSWERS),
            ),
        ),
        (
            _("Change: cannot tell"),
            _(
                "A change is reported only if chance is excluded: at {level} for overall satisfaction and "
                "the NPS, and with a share of false findings of {level} among all other questions together "
                "(Benjamini–Hochberg).",
                level=percent(LEVEL, 0),
            ),
        ),
    ]
