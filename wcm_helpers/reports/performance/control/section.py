"""Answer: is it really changing."""

import pandas as pd

from wcm_helpers.charts import style
from wcm_helpers.charts.control import draw_control_chart
from wcm_helpers.charts.style import Chart
from wcm_helpers.core.formats import listed, month_name, number
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.words import write_value
from wcm_helpers.reports.performance.control.charts import (
    LEAST_CASES,
    IndicatorChart,
    charts_of,
    unused_rebases_of,
)
from wcm_helpers.reports.performance.control.signals import false_flags_of, signals_of
from wcm_helpers.reports.performance.control.words import (
    assurance_words,
    chart_name,
    rule_name,
    variation_words,
)
from wcm_helpers.reports.performance.review import PerformanceReview

#: So many flagged charts are drawn large; the indicators of the site are drawn small.
LARGE, SMALL = 1, 4
_ROWS = 30
_FLAGGED = 10


def control(review: PerformanceReview) -> Blocks:
    """Return the flagged charts large, those of the site small, and how many flags chance would give."""
    charts = review.computed(charts_of)
    if not charts:
        return blocks.join(
            blocks.missing(_("A control chart needs six whole months of an indicator with enough cases."))
        )
    signals = review.computed(signals_of)
    by_key = {each.key: each for each in charts}
    worst = [by_key[key] for key in _keys(signals.head(LARGE))]
    large = [blocks.chart(_large(review, each), f"chart_{place}") for place, each in enumerate(worst, 1)]
    site = [each for each in charts if each.dimension == "all" and each not in worst][:SMALL]
    small = [blocks.chart(_small(review, site), "site")] if site else []
    return blocks.join(blocks.paragraph(_summary(review)), *large, *small, _flagged_table(review))


def control_detail(review: PerformanceReview) -> Blocks:
    """Return every chart of the month as a line: centre, limits, latest value, variation, assurance."""
    charts = review.computed(charts_of)
    if not charts:
        return blocks.join(blocks.paragraph(_("There is no control chart this month.")))
    frame = pd.DataFrame([_line(each) for each in charts])
    trial = sum(each.chart.trial[-1] for each in charts)
    note = ngettext(
        "{n} chart has fewer than 13 points since its limits began: trial limits.",
        "{n} charts have fewer than 13 points since their limits began: trial limits.",
        trial,
    )
    return blocks.join(
        blocks.paragraph(
            _(
                "Hours and amounts have limits from moving ranges (XmR, 2.66 mean ranges). Shares have "
                "limits by Laney’s p′ and rare cases by u′, with d2 = 2/√π: they widen by how much months "
                "differ beyond chance (σz). A share of which fewer than {n} cases a month fail has no chart.",
                n=number(LEAST_CASES),
            )
        ),
        blocks.table(
            frame.head(4 * _ROWS),
            _detail_columns(),
            name="charts",
            caption=_("Control charts of {month}", month=month_name(review.month)),
            note=note if trial else "",
            wide=True,
        ),
        _unused(review),
    )


def _unused(review: PerformanceReview) -> Block:
    """Return which logged rebases changed no chart."""
    unused = review.computed(unused_rebases_of)
    if not unused:
        return blocks.EMPTY
    names = [
        _("{indicator} ({group}, {month})", indicator=name, group=group, month=month_name(month))
        if group
        else _("{indicator} ({month})", indicator=name, month=month_name(month))
        for name, group, month in unused
    ]
    return blocks.paragraph(
        ngettext(
            "{n} logged rebase changed no chart: {names}. It names no indicator, or a group without a chart.",
            "{n} logged rebases changed no chart: {names}. They name no indicator, or a group without a "
            "chart.",
            len(unused),
            names=listed(names),
        )
    )


def _keys(signals: pd.DataFrame) -> list[tuple[str, str, str]]:
    return list(signals[["indicator", "dimension", "group"]].itertuples(index=False, name=None))


def _summary(review: PerformanceReview) -> str:
    charts, signals = review.computed(charts_of), review.computed(signals_of)
    expected = false_flags_of(review)
    worse = signals[signals["variation"] != "improvement"]
    flagged = ngettext(
        "Of {charts} charts, {n} is flagged this month, {worse} of them for the worse.",
        "Of {charts} charts, {n} are flagged this month, {worse} of them for the worse.",
        len(signals),
        charts=number(len(charts)),
        worse=number(len(worse)),
    )
    chance = _(
        "If nothing had changed, about {expected} would be flagged by chance.", expected=number(expected, 1)
    )
    names = [chart_name(*key) for key in _keys(worse.head(3))]
    first = _("The gravest: {names}.", names=listed(names)) if names else ""
    return joined([flagged, chance, first])


@style.defaults()
def _large(review: PerformanceReview, each: IndicatorChart) -> Chart:
    definition, latest = DEFINITIONS[each.indicator], each.chart.latest
    figure, axes = style.canvas(7.2, 2.4)
    points = each.chart.points
    draw_control_chart(
        axes, points, labels=[month_name(month) for month in points["month"]],
        write=lambda value: write_value(definition, value), target=each.target, reasons=each.reasons,
    )  # fmt: skip
    name = chart_name(*each.key)
    title = _finding(each, name)
    rule = _(
        "Grey: usual range, from the first {n} months; ◇ flagged: {rules}; dotted: target.",
        n=number(review.rule.baseline_months),
        rules=listed(sorted({rule_name(flag) for flag in latest["flags"]})),
    )
    axes.set_ylabel(name)
    return Chart(style.finish(figure, title=title, rule=rule), alt=joined([title, _alt(each)]))


def _finding(each: IndicatorChart, name: str) -> str:
    definition, latest = DEFINITIONS[each.indicator], each.chart.latest
    values = {
        "name": name,
        "value": write_value(definition, latest["value"]),
        "centre": write_value(definition, latest["centre"]),
    }
    return {
        "concern": _("{name} has become worse: {value}, usually {centre}", **values),
        "improvement": _("{name} has become better: {value}, usually {centre}", **values),
    }.get(each.chart.variation, _("{name} has changed: {value}, usually {centre}", **values))


def _alt(each: IndicatorChart) -> str:
    definition, points = DEFINITIONS[each.indicator], each.chart.points
    latest = each.chart.latest
    return _(
        "Control chart of {n} months to {month}; limits {low} to {high}; {flagged} flagged.",
        n=number(len(points)),
        month=month_name(latest["month"]),
        low=write_value(definition, latest["low"]),
        high=write_value(definition, latest["high"]),
        flagged=number(sum(bool(flags) for flags in points["flags"])),
    )


@style.defaults()
def _small(review: PerformanceReview, charts: list[IndicatorChart]) -> Chart:
    rows = (len(charts) + 1) // 2
    figure, axes = style.canvas(7.2, 1.7 * rows, rows=rows, cols=2, squeeze=False)
    for place, each in enumerate(charts):
        panel, points = axes[place // 2][place % 2], each.chart.points
        definition = DEFINITIONS[each.indicator]
        draw_control_chart(
            panel, points, labels=[month[2:] for month in points["month"]],
            write=lambda value, one=definition: write_value(one, value), target=each.target, small=True,
        )  # fmt: skip
        panel.set_title(
            f"{chart_name(*each.key)}  {variation_words(each.chart.variation)}", fontsize=9, loc="left"
        )
    for spare in range(len(charts), 2 * rows):
        axes[spare // 2][spare % 2].set_visible(False)
    outside = sum(bool(each.chart.latest["flags"]) for each in charts)
    title = ngettext(
        "{outside} of {n} indicator of the site is outside its usual range",
        "{outside} of {n} indicators of the site are outside their usual range",
        len(charts),
        outside=number(outside),
    )
    alt = joined([title, *(_("{name}: {words}.", name=chart_name(*each.key),
                             words=variation_words(each.chart.variation)) for each in charts)])  # fmt: skip
    rule = _("Grey: usual range; ◇ flagged; dotted: target; the last value is written.")
    return Chart(style.finish(figure, title=title, rule=rule), alt=alt)


def _flagged_table(review: PerformanceReview) -> Block:
    signals = review.computed(signals_of)
    if signals.empty:
        return blocks.paragraph(_("No chart is flagged: every indicator is in its usual range."))
    rows = [
        {
            "name": chart_name(row["indicator"], row["dimension"], row["group"]),
            "value": write_value(DEFINITIONS[row["indicator"]], row["value"]),
            "centre": write_value(DEFINITIONS[row["indicator"]], row["centre"]),
            "variation": variation_words(row["variation"]),
            "rule": rule_name(row["rule"]),
            "months": number(row["months_flagged"]),
        }
        for row in signals.head(_FLAGGED).to_dict("records")
    ]
    more = len(signals) - len(rows)
    note = ngettext("{n} more chart is in the appendix.", "{n} more charts are in the appendix.", more)
    columns = [
        Column("name", _("Chart"), width="name"),
        Column("value", _("In the month"), align="right", strong=True),
        Column("centre", _("Usually"), align="right"),
        Column("variation", _("Change")),
        Column("rule", _("Rule")),
        Column("months", _("Months flagged"), align="right"),
    ]
    caption = _("Flagged charts, the gravest first")
    return blocks.table(
        pd.DataFrame(rows), columns, name="flagged", caption=caption, note=note if more > 0 else ""
    )


def _line(each: IndicatorChart) -> dict[str, object]:
    definition, latest = DEFINITIONS[each.indicator], each.chart.latest
    sigma = each.chart.sigma_z[-1]
    return {
        "name": chart_name(*each.key),
        "kind": each.chart.kind.replace(" prime", "′"),
        "points": number(int(each.chart.points["value"].notna().sum())),
        **{name: write_value(definition, latest[name]) for name in ("centre", "low", "high", "value")},
        "sigma": "" if sigma != sigma else number(sigma, 2),
        "variation": variation_words(each.chart.variation),
        "assurance": assurance_words(each.chart.assurance),
    }


def _detail_columns() -> list[Column]:
    return [
        Column("name", _("Chart"), width="name"),
        Column("kind", _("Kind")),
        Column("points", _("Points"), align="right"),
        Column("centre", _("Centre"), align="right"),
        Column("low", _("Lower limit"), align="right"),
        Column("high", _("Upper limit"), align="right"),
        Column("value", _("In the month"), align="right", strong=True),
        Column("sigma", "σz", align="right"),
        Column("variation", _("Change")),
        Column("assurance", _("Target")),
    ]
