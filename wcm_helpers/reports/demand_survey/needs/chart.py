"""The matrix of needs: everyone, the classes and the industries, as a heat table."""

import numpy as np
import pandas as pd

from wcm_helpers.charts.heat_table import draw_heat_table
from wcm_helpers.charts.labels import short_name, text_width
from wcm_helpers.charts.style import Chart, canvas, defaults, finish
from wcm_helpers.core.formats import listed, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.needs import CANNOT_TELL, COMMON, INDIVIDUAL, MINORITY
from wcm_helpers.reports.demand_survey.needs import sentences
from wcm_helpers.reports.demand_survey.needs.result import Needs

#: Rows and industries of the picture; the appendix has all.
MOST_ROWS, MOST_INDUSTRIES = 20, 7
_ROW = 0.27  # inches
_NAME, _GROUP = 30, 12  # room for names, in letters
_HEADINGS, _BESIDE = 85, 3.8  # letters beside each other above the table, and columns of room for its words

_ORDER = {COMMON: 0, INDIVIDUAL: 1, CANNOT_TELL: 2, MINORITY: 3}


def order(needs: Needs) -> list[str]:
    """Return the needs as they are listed: common, individual, open, few; the most wanted first."""
    table = needs.verdicts.needs
    keys = table.assign(place=table["verdict"].map(_ORDER), less=-table["share"].fillna(-1))
    return keys.sort_values(["place", "less"], kind="stable").index.tolist()


def columns(needs: Needs) -> list[tuple[str, str]]:
    """Return the columns of the matrix as grouping and group: everyone, classes, the largest industries."""
    tests = needs.verdicts.tests
    drawn = [("", "")]
    for grouping, most in (("class", 4), ("industry", MOST_INDUSTRIES)):
        of_grouping = tests[tests["grouping"] == grouping]
        sizes = of_grouping.groupby("group")["n"].max().sort_values(ascending=False, kind="stable")
        named = set(needs.named.loc[needs.named["grouping"] == grouping, "group"])
        chosen = sorted(sizes.index, key=lambda group: (group not in named, -sizes[group], group))[:most]
        drawn += [(grouping, group) for group in _in_order(grouping, chosen, sizes)]
    return drawn


def _in_order(grouping: str, groups: list[str], sizes: pd.Series) -> list[str]:
    return sorted(groups) if grouping == "class" else sorted(groups, key=lambda group: (-sizes[group], group))


def matrix(needs: Needs, rows: list[str], drawn: list[tuple[str, str]]) -> tuple[np.ndarray, np.ndarray]:
    """Return the shares of needs × groups, NaN where unknown or not to be shown, and which name a group."""
    keys = ["need", "grouping", "group"]
    shares = needs.verdicts.tests.set_index(keys)["share"].to_dict()
    shares |= {(need, "", ""): share for need, share in needs.verdicts.needs["share"].items()}
    named = set(needs.named[keys].itertuples(index=False, name=None))
    cells = [[(need, *group) for group in drawn] for need in rows]
    values = [[np.nan if key in needs.hidden else shares.get(key, np.nan) for key in line] for line in cells]
    marks = [[key in named for key in line] for line in cells]
    return np.array(values, dtype=float), np.array(marks, dtype=bool)


@defaults()
def draw(needs: Needs, survey: Survey) -> Chart:
    """Draw the share of each group that wants each need; a group named for a need is framed.

    Parameters
    ----------
    needs : Needs
        With verdicts.
    survey : Survey
        For the names of the needs.
    """
    rows, drawn = order(needs)[:MOST_ROWS], columns(needs)
    values, marks = matrix(needs, rows, drawn)
    figure, axes = canvas(7.2, 1.9 + _ROW * len(rows))
    kinds = [grouping for grouping, _group in drawn]
    draw_heat_table(
        axes, values,
        rows=[short_name(survey.need_label(need), _NAME) for need in rows],
        columns=_headings(needs, drawn),
        marks=marks,
        ends=[sentences.verdict_word(needs.verdicts.needs.loc[need, "verdict"]) for need in rows],
        gaps=[place for place in range(1, len(kinds)) if kinds[place] != kinds[place - 1]],
    )  # fmt: skip
    axes.tick_params(axis="x", labelsize=8.5, labelrotation=0)
    finish(
        figure, title=sentences.title(needs, survey), source=_source(needs), rule=_rule(needs, rows, drawn)
    )
    return Chart(figure, _alt(needs, survey, rows, drawn, values))


def _headings(needs: Needs, drawn: list[tuple[str, str]]) -> list[str]:
    """Return the name and customers of each column; names wider than a column stand on two lines in turn."""
    names = [short_name(group, _GROUP) if grouping else _("All") for grouping, group in drawn]
    staggered = max(map(text_width, names)) > _HEADINGS / (len(drawn) + _BESIDE)
    tests, totals = needs.verdicts.tests, needs.verdicts.needs
    sizes = [
        tests.loc[(tests["grouping"] == grouping) & (tests["group"] == group), "n"].max()
        if grouping
        else totals["n"].max()
        for grouping, group in drawn
    ]
    return [
        name + ("\n\n" if staggered and place % 2 else "\n") + number(n)
        for place, (name, n) in enumerate(zip(names, sizes, strict=True))
    ]


def _source(needs: Needs) -> str:
    if needs.anonymous:
        return _("Share of responses that want it, %, unweighted. Below each group: how many responses.")
    return _("Share of customers that want it, %, unweighted. Below each group: how many customers answered.")


def _rule(needs: Needs, rows: list[str], drawn: list[tuple[str, str]]) -> str:
    rule, tests = needs.verdicts.rule, needs.verdicts.tests
    industries = tests.loc[tests["grouping"] == "industry", "group"].nunique()
    left = industries - sum(grouping == "industry" for grouping, _group in drawn)
    more = len(needs.verdicts.needs) - len(rows)
    return joined(
        [
            _(
                "▲ wanted more often than by the others, by {points} points at least and by more than chance "
                "explains ({false} false findings accepted).",
                points=number(100 * rule.difference),
                false=percent(rule.false_share, 0),
            ),
            ngettext("{n} smaller industry is not drawn.", "{n} smaller industries are not drawn.", left)
            if left
            else "",
            ngettext("{n} more need is not drawn.", "{n} more needs are not drawn.", more) if more else "",
            _("–: too few answers to be shown.") if needs.hidden else "",
        ]
    )


def _alt(
    needs: Needs, survey: Survey, rows: list[str], drawn: list[tuple[str, str]], values: np.ndarray
) -> str:
    lines = [_("Needs of all customers, by class and by industry.")]
    for need, of_need in zip(rows, values, strict=True):
        known = [
            _(
                "{group} {share}",
                group=sentences.group_label(*group) if group[0] else _("all"),
                share=percent(value, 0),
            )
            for group, value in zip(drawn, of_need, strict=True)
            if not np.isnan(value)
        ]
        lines.append(
            _(
                "{need} ({verdict}): {shares}.",
                need=survey.need_label(need),
                verdict=sentences.verdict_word(needs.verdicts.needs.loc[need, "verdict"]),
                shares=listed(known) if known else _("not shown"),
            )
        )
    return joined(lines)
