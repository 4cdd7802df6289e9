"""The section on needs, and its appendix with every test and interval."""

import numpy as np
import pandas as pd

from wcm_helpers.core.formats import number, percent, share
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.group_tests import next_limit
from wcm_helpers.methods.needs import MINORITY
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.demand_survey.needs import chart, sentences
from wcm_helpers.reports.demand_survey.needs.analysis import needs_of
from wcm_helpers.reports.demand_survey.needs.result import Needs
from wcm_helpers.reports.demand_survey.review import SurveyReview

#: Rows of a table on the page.
MOST_ROWS = 30


def needs(review: SurveyReview) -> Blocks:
    """Return the matrix of needs, the verdicts, and the smallest difference the answers would have shown."""
    result, survey = review.computed(needs_of), review.result.survey
    if result.verdicts is None:
        return blocks.join(_nothing(result, review.rule.smallest_group))
    remark = [
        sentences.common(result, survey),
        *sentences.individual(result, survey),
        sentences.undecided(result, survey),
    ]
    return blocks.join(
        blocks.chart(chart.draw(result, survey), "needs"),
        blocks.paragraph(joined(remark)),
        _verdicts(review, result),
    )


def needs_detail(review: SurveyReview) -> Blocks:
    """Return every comparison with its interval, the intervals of the common needs, and the rules."""
    result = review.computed(needs_of)
    if result.verdicts is None:
        return blocks.join(_nothing(result, review.rule.smallest_group))
    return blocks.join(
        _comparisons(review, result),
        _classes(review, result),
        _detectable(result),
        blocks.rules(sentences.rules(result)),
    )


def _nothing(result: Needs, smallest: int) -> Block:
    text = sentences.reason(result, smallest)
    return blocks.missing(text) if result.reason == "no_questions" else blocks.paragraph(text)


def _more(rows: int) -> str:
    more = rows - MOST_ROWS
    return ngettext("{n} more row is not listed.", "{n} more rows are not listed.", more) if more > 0 else ""


def _verdicts(review: SurveyReview, result: Needs) -> Block:
    survey, table = review.result.survey, result.verdicts.needs
    verdicts = table["verdict"]
    order = [need for need in chart.order(result) if verdicts[need] != MINORITY]
    minorities = len(verdicts) - len(order)
    if not order:
        return blocks.paragraph(joined([sentences.minorities(minorities), sentences.detectable(result)]))
    everyone = [pd.NA if (need, "", "") in result.hidden else table.loc[need, "share"] for need in order]
    frame = pd.DataFrame(
        {
            "need": [survey.need_label(need) for need in order],
            "verdict": [sentences.verdict_word(table.loc[need, "verdict"]) for need in order],
            "share": everyone,
            "n": table.loc[order, "n"].to_numpy(),
            "finding": [sentences.finding(need, result) for need in order],
        }
    )
    columns = [
        Column("need", _("Need"), width="name"),
        Column("verdict", _("Verdict"), strong=True),
        Column("share", _("All customers"), "right", share, bar=True),
        Column("n", _("Answered"), "right", number),
        Column("finding", _("Who wants it more, or how far classes may differ")),
    ]
    return blocks.table(
        frame.head(MOST_ROWS), columns, name="needs", caption=_("Needs and verdicts"),
        note=joined([sentences.minorities(minorities), sentences.detectable(result), _more(len(frame))]),
    )  # fmt: skip


def _comparisons(review: SurveyReview, result: Needs) -> Block:
    survey = review.result.survey
    tests = result.verdicts.tests
    if not result.anonymous:  # their order would tell of cells that are not shown
        tests = tests.sort_values(["p", "difference"], ascending=[True, False], kind="stable")
    if tests.empty:
        return blocks.paragraph(sentences.detectable(result))
    first_tests = tests.head(MOST_ROWS).reset_index(drop=True)
    open_ = [(row.need, row.grouping) not in result.exposed for row in first_tests.itertuples()]
    keys = first_tests[["need", "grouping", "group"]].itertuples(index=False, name=None)
    shown = pd.Series([key not in result.hidden for key in keys], index=first_tests.index)
    frame = pd.DataFrame(
        {
            "need": [survey.need_label(need) for need in first_tests["need"]],
            "group": [sentences.group_label(row.grouping, row.group) for row in first_tests.itertuples()],
            "share": first_tests["share"].where(shown),
            "n": first_tests["n"].where(shown | (first_tests["n"] >= review.rule.smallest_group)),
            "rest_share": first_tests["rest_share"].where(open_),
            "rest_n": first_tests["rest_n"],
            "difference": (100 * first_tests["difference"]).where(open_),
            "interval": [
                _interval(row.low, row.high) if visible else "–"
                for row, visible in zip(first_tests.itertuples(), open_, strict=True)
            ],
            "p": first_tests["p"].where(open_),
            "named": [_("named") if named else "" for named in first_tests["individual"]],
        }
    )
    columns = [
        Column("need", _("Need"), width="name"),
        Column("group", _("Group")),
        Column("share", _("Want it"), "right", share),
        Column("n", _("Customers"), "right", number),
        Column("rest_share", _("Others want it"), "right", share),
        Column("rest_n", _("Others"), "right", number),
        Column("difference", _("Difference, points"), "right", number),
        Column("interval", _("95% interval, points"), "right"),
        Column("p", _("p, one-sided"), "right", _p),
        Column("named", _("Verdict")),
    ]
    return blocks.table(
        frame, columns, name="comparisons", caption=_("Every group against all other customers"),
        note=joined([_family(result), _more(len(tests))]), wide=True,
    )  # fmt: skip


def _p(value: float) -> str:
    return _("below {least}", least=number(0.0001, 4)) if value < 0.0001 else number(value, 4)


def _interval(low: float, high: float) -> str:
    return _("{low} to {high}", low=number(100 * low), high=number(100 * high))


def _family(result: Needs) -> str:
    tests = result.verdicts.tests
    size = ngettext(
        "{n} comparison of a need and a group.", "{n} comparisons of a need and a group.", len(tests)
    )
    if result.verdicts.census:
        return size
    certain = max(int(tests["certain"].sum()) - 1, 0)
    limit = next_limit(result.verdicts.family, certain, result.verdicts.rule.false_share)
    limits = (limit * tests.groupby("grouping")["weight"].first()).to_dict()
    words = {
        "class": _("Certain for a class: p up to {limit}.", limit=_p(limits.get("class", 0.0))),
        "industry": _("Certain for an industry: p up to {limit}.", limit=_p(limits.get("industry", 0.0))),
    }
    return joined([size, *(words[name] for name in limits)])


def _classes(review: SurveyReview, result: Needs) -> Block:
    survey = review.result.survey
    table = result.verdicts.needs.loc[chart.order(result)]
    exposed = {need for need, grouping, _group in result.hidden if grouping in ("class", "")}
    frame = pd.DataFrame(
        {
            "need": [survey.need_label(need) for need in table.index],
            "n": table["n"].to_numpy(),
            "share": [
                pd.NA if (need, "", "") in result.hidden else value for need, value in table["share"].items()
            ],
            "interval": [
                "–" if (row.Index, "", "") in result.hidden or pd.isna(row.low)
                else _("{low} to {high}", low=percent(row.low, 0), high=percent(row.high, 0))
                for row in table.itertuples()
            ],
            "pair": [
                "–" if row.first is None or row.Index in exposed
                else _("{first} − {second}", first=row.first, second=row.second)
                for row in table.itertuples()
            ],
            "gap": [
                "–" if pd.isna(row.gap) or row.Index in exposed
                else _(
                    "{gap} ({low} to {high})", gap=number(100 * row.gap), low=number(100 * row.gap_low),
                    high=number(100 * row.gap_high),
                )
                for row in table.itertuples()
            ],
            "verdict": [sentences.verdict_word(verdict) for verdict in table["verdict"]],
        }
    )  # fmt: skip
    columns = [
        Column("need", _("Need"), width="name"),
        Column("n", _("Answered"), "right", number),
        Column("share", _("Want it"), "right", share),
        Column("interval", _("95% interval"), "right"),
        Column("pair", _("Classes that may differ most")),
        Column("gap", _("Difference, points (90% interval)"), "right"),
        Column("verdict", _("Verdict")),
    ]
    return blocks.table(
        frame.head(MOST_ROWS), columns, name="classes", note=_more(len(frame)),
        caption=_("All customers, and how far classes differ"),
    )  # fmt: skip


def _detectable(result: Needs) -> Block:
    rows = result.detectable
    if rows.empty:
        return blocks.EMPTY
    frame = pd.DataFrame(
        {
            "group": [sentences.group_label(row.grouping, row.group) for row in rows.itertuples()],
            "n": rows["n"],
            "base": pd.Series(np.nan, rows.index) if result.anonymous else rows["base"],
            "difference": 100 * rows["difference"],
        }
    )
    columns = [
        Column("group", _("Group")),
        Column("n", _("Customers"), "right", number),
        Column("base", _("Others want a need (median)"), "right", share),
        Column("difference", _("Smallest detectable difference, points"), "right", number),
    ]
    return blocks.table(
        frame.head(MOST_ROWS), columns, name="detectable",
        caption=_("The smallest difference these answers would have shown"),
        note=joined(
            [
                _(
                    "A difference of that size would be found in {power} of 100 such surveys. –: even a need "
                    "of all customers in the group would be missed.",
                    power=number(80),
                ),
                _more(len(frame)),
            ]
        ),
    )  # fmt: skip
