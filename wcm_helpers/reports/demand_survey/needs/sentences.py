"""The sentences on needs: who wants what, what the answers cannot tell, and the rules of both."""

import pandas as pd

from wcm_helpers.core.formats import listed, number, percent, share
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.detectable import POWER
from wcm_helpers.methods.needs import CANNOT_TELL, COMMON, EQUIVALENCE, INDIVIDUAL, MINORITY
from wcm_helpers.reports.demand_survey.needs.result import Needs

#: Individual needs that are told one by one; the table has all of them.
MOST_TOLD = 5
#: Groups named in a note.
_MOST_NAMED = 5


def verdict_word(verdict: str) -> str:
    """Return a verdict in words."""
    words = {
        COMMON: _("Common"),
        INDIVIDUAL: _("Individual"),
        MINORITY: _("Minority"),
        CANNOT_TELL: _("Cannot tell"),
    }
    return words[verdict]


def group_label(grouping: str, group: str) -> str:
    """Return the name of a group of customers."""
    return _("class {letter}", letter=group) if grouping == "class" else group


def labels(survey: Survey, needs: list[str]) -> str:
    """Return the names of needs for a sentence."""
    return listed([_("“{name}”", name=survey.need_label(need)) for need in needs])


def title(needs: Needs, survey: Survey) -> str:
    """Return the finding of the section: what everyone wants, and what single groups want."""
    groups = needs.named[["grouping", "group"]].drop_duplicates().itertuples(index=False)
    names = [group_label(grouping, group) for grouping, group in groups]
    if needs.common and names:
        return _(
            "Wanted in all classes: {common}. Needs of their own: {groups}",
            common=listed([survey.need_label(need) for need in needs.common]),
            groups=listed(names),
        )
    if needs.common:
        common = listed([survey.need_label(need) for need in needs.common])
        return _("Wanted in all classes: {common}", common=common)
    if names:
        return _("Needs of their own: {groups}. No need is shown to be common", groups=listed(names))
    return _("The answers show neither a common need nor one of a single group")


def common(needs: Needs, survey: Survey) -> str:
    """Return what customers of all classes want; empty without any."""
    if not needs.common:
        return ""
    if len(needs.common) > 1 or (needs.common[0], "", "") in needs.hidden:
        return _("Customers of all classes want {needs}.", needs=labels(survey, needs.common))
    row = needs.verdicts.needs.loc[needs.common[0]]
    if needs.anonymous:
        return _(
            "Customers of all classes want {need}: {share} of {n} responses.",
            need=labels(survey, needs.common),
            share=share(row["share"]),
            n=number(row["n"]),
        )
    return ngettext(
        "Customers of all classes want {need}: {share} of the {n} customer that answered.",
        "Customers of all classes want {need}: {share} of the {n} customers that answered.",
        int(row["n"]),
        need=labels(survey, needs.common),
        share=share(row["share"]),
    )


def individual(needs: Needs, survey: Survey) -> list[str]:
    """Return one sentence a need and group, the largest difference first."""
    rows = list(needs.named.itertuples())
    lines = [_individual(row, needs, survey) for row in rows[:MOST_TOLD]]
    more = len(rows) - MOST_TOLD
    if more > 0:
        lines.append(
            ngettext(
                "The table has {n} more individual need.", "The table has {n} more individual needs.", more
            )
        )
    return lines


def _individual(row: object, needs: Needs, survey: Survey) -> str:
    values = {"need": labels(survey, [row.need]), "group": row.group}
    if needs.anonymous:
        if row.grouping == "class":
            return _("Customers of class {group} want {need} more often than the others.", **values)
        return _("Customers in {group} want {need} more often than the others.", **values)
    values |= {"share": share(row.share), "rest": share(row.rest_share), "others": number(row.rest_n)}
    if row.grouping == "class":
        return ngettext(
            "Class {group} wants {need} more often: {share} of its {n} customer, against {rest} of the "
            "{others} in other classes.",
            "Class {group} wants {need} more often: {share} of its {n} customers, against {rest} of the "
            "{others} in other classes.",
            row.n,
            **values,
        )
    return ngettext(
        "The industry {group} wants {need} more often: {share} of its {n} customer, against {rest} of the "
        "{others} in other industries.",
        "The industry {group} wants {need} more often: {share} of its {n} customers, against {rest} of the "
        "{others} in other industries.",
        row.n,
        **values,
    )


def undecided(needs: Needs, survey: Survey) -> str:
    """Return which needs the answers leave open; empty without any."""
    if not needs.undecided:
        return ""
    if len(needs.undecided) <= 3:
        return _(
            "The answers cannot tell whether the classes want {needs} alike.",
            needs=labels(survey, needs.undecided),
        )
    return ngettext(
        "For {n} need the answers cannot tell whether the classes want it alike.",
        "For {n} needs the answers cannot tell whether the classes want them alike.",
        len(needs.undecided),
    )


def minorities(n: int) -> str:
    """Return how many needs only a minority has, which are not listed; empty without any."""
    if not n:
        return ""
    return ngettext(
        "{n} need that only a minority has is in the appendix.",
        "{n} needs that only a minority has are in the appendix.",
        n,
    )


def detectable(needs: Needs) -> str:
    """Return the smallest difference these answers would have shown, by class or else by industry."""
    rows = needs.detectable[needs.detectable["grouping"] == "class"]
    rows = rows if len(rows) else needs.detectable
    if rows.empty:
        return _("There are no two groups of customers with answers, so nothing can be compared.")
    if needs.verdicts.census:
        return _("Every customer answered: the shares are facts and have no sampling error.")
    shown = rows[rows["difference"].notna()]
    missed = [
        group_label(*row) for row in rows.loc[rows["difference"].isna(), ["grouping", "group"]].to_numpy()
    ]
    sentences = []
    if len(shown):
        sentences.append(
            _(
                "Smallest difference from the other customers that these answers would have shown in "
                "{power} of 100 such surveys: {differences}.",
                power=number(100 * POWER),
                differences=listed(_first([_points(row) for row in shown.itertuples()])),
            )
        )
    if missed:
        sentences.append(
            _("For {groups} there are too few answers to show any difference.", groups=listed(_first(missed)))
        )
    return joined(sentences)


def _first(names: list[str]) -> list[str]:
    """Return the first names, and how many more there are: the appendix has them all."""
    more = len(names) - _MOST_NAMED
    return names if more <= 0 else [*names[:_MOST_NAMED], ngettext("{n} more group", "{n} more groups", more)]


def _points(row: object) -> str:
    return _(
        "{group} {points} points",
        group=group_label(row.grouping, row.group),
        points=number(100 * row.difference),
    )


def reason(needs: Needs, smallest: int) -> str:
    """Return why there are no needs to show."""
    if needs.reason == "no_questions":
        return _(
            "No question stands for a need. With need = … in the question file, beside the options or scales "
            "that stand for one, this section shows what all customers want and what single groups want."
        )
    if needs.reason == "too_few":
        return ngettext(
            "The survey is anonymous and fewer than {n} response expresses needs: none is shown.",
            "The survey is anonymous and fewer than {n} responses express needs: none is shown.",
            smallest,
        )
    return _("No customer answered a question that stands for a need.")


def finding(need: str, needs: Needs) -> str:
    """Return who wants a need more often, or how far the classes may differ, for a cell of the table."""
    rows = needs.named[needs.named["need"] == need]
    if len(rows):
        return listed([_higher(row, needs) for row in rows.itertuples()])
    row = needs.verdicts.needs.loc[need]
    if pd.isna(row["gap"]) or any(cell[:2] == (need, "class") for cell in needs.hidden):
        return _("classes cannot be compared")
    return _(
        "{first} − {second}: {low} to {high} points",
        first=row["first"],
        second=row["second"],
        low=number(100 * row["gap_low"]),
        high=number(100 * row["gap_high"]),
    )


def _higher(row: object, needs: Needs) -> str:
    group = group_label(row.grouping, row.group)
    if needs.anonymous:
        return group
    return _(
        "{group}: {share} against {rest}", group=group, share=share(row.share), rest=share(row.rest_share)
    )


def rules(needs: Needs) -> list[tuple[str, str]]:
    """Return the rules in force as pairs of a term and its meaning."""
    rule, tests = needs.verdicts.rule, needs.verdicts.tests
    return [
        (
            _("Needs: who counts"),
            _(
                "Every customer counts once and unweighted: the mean of its respondents. A need is expressed "
                "by a chosen option, by one of the two best levels of a scale, or by a Kano pair (must-be or "
                "one-dimensional)."
            ),
        ),
        (
            _("Needs: individual"),
            _(
                "Each class and each industry is compared with all other customers on each need: Fisher's "
                "exact test, one-sided, with mid-p. Of all findings at most {false} are expected to be false "
                "(method of Benjamini and Hochberg over {tests} comparisons; classes may use up four fifths "
                "of it, and a tenth is left unused for safety). The difference must be {points} points at "
                "least. The clearest group is named first, the next ones only if they differ without its "
                "customers.",
                false=percent(rule.false_share, 0),
                tests=number(len(tests)),
                points=number(100 * rule.difference),
            ),
        ),
        (
            _("Needs: common"),
            _(
                "The {confidence} interval of the share lies above {share}, and the {confidence} interval of "
                "the difference of any two classes lies within ±{margin} points. Where the interval of the "
                "share lies below, it is the need of a minority in all classes.",
                confidence=percent(EQUIVALENCE, 0),
                share=percent(rule.share, 0),
                margin=number(100 * rule.margin),
            ),
        ),
        (
            _("Needs: intervals"),
            _(
                "Wilson for shares, Newcombe for differences. Those of everyone and of two classes take into "
                "account how many of all customers answered; comparisons with all others do not, unless all "
                "answered. Who did not answer may be different."
            ),
        ),
    ]
