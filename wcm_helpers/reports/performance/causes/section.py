"""Answer: where is the problem."""

import pandas as pd

from wcm_helpers.core.formats import missing, number, percent, short_amount
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.rate_mix import cut_list
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.parts import parts_of
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.catalogue.values import values_of
from wcm_helpers.reports.performance.catalogue.words import write_value
from wcm_helpers.reports.performance.causes import charts
from wcm_helpers.reports.performance.causes.analysis import (
    Explained,
    bases,
    causes_of,
    main_cause,
    slower_stage,
)
from wcm_helpers.reports.performance.causes.cell_picture import cell_chart
from wcm_helpers.reports.performance.causes.cells import cells_table, split_cells
from wcm_helpers.reports.performance.causes.exceptions import FALSE_SHARE, exceptions_of
from wcm_helpers.reports.performance.causes.sentences import (
    base_name,
    cause_sentence,
    change_sentence,
    dimension_name,
    named,
    nothing_sentence,
    points,
    reversal_sentence,
    unnamed_sentence,
)
from wcm_helpers.reports.performance.control.words import chart_name
from wcm_helpers.reports.performance.review import PerformanceReview

_ROWS = 15
#: A change of less than half a point has no shares.
_LITTLE = 0.005


def causes(review: PerformanceReview) -> Blocks:
    """Return which group explains the change of the leading indicator, reversals, and the exceptions."""
    explained = review.computed(causes_of)
    if not explained:
        return blocks.join(
            blocks.missing(
                _(
                    "The change cannot be split: it needs [tables.orders] or [tables.tickets] with at least "
                    "two sites, classes, industries or carriers, and a whole month before."
                )
            ),
            _exceptions_table(review),
        )
    shown = _shown(explained)
    cause = main_cause(explained, shown.base)
    lead = [change_sentence(shown, review.month)]
    if cause is not None:
        lead.append(cause_sentence(cause, slower_stage(review, cause.dimension, cause.leading[0])))
    else:
        lead.append(nothing_sentence(shown))
    picture = cause or shown
    notes = {reversal_sentence(each): None for each in explained if each.reversal}
    title = _title(picture)
    return blocks.join(
        blocks.paragraph(joined(lead)),
        *(blocks.paragraph(note) for note in notes),
        blocks.chart(charts.waterfall(picture, review.month, review.rule.top_groups, title), "waterfall"),
        _split_table(picture, review),
        *_cell_picture(review, shown.indicator),
        _exceptions_table(review),
    )


def _cell_picture(review: PerformanceReview, indicator: str) -> list[Block]:
    """Return the rate of the month by site and class; nothing where there is nothing to compare."""
    part = review.computed(parts_of)[DEFINITIONS[indicator].part]
    split = split_cells(part, indicator, ("site", "class"), bases(review.month)["usual"], review.month)
    drawn = cell_chart(split, indicator)
    return [] if drawn is None else [blocks.chart(drawn, "site_class")]


def _shown(explained: list[Explained]) -> Explained:
    """Return the split shown: against the usual months, by the first grouping there is."""
    usual = [each for each in explained if each.base == "usual"]
    return (usual or explained)[0]


def _title(each: Explained) -> str:
    group, part = each.leading
    if not group or missing(part):
        return _(
            "What the groups by {dimension} contribute to the change",
            dimension=dimension_name(each.dimension),
        )
    return _(
        "Of {change} points, {group} contributes {points}",
        group=named(each.dimension, group),
        points=points(float(each.split.loc[group, "total"])),
        change=points(each.change),
    )


def _split_table(each: Explained, review: PerformanceReview) -> Block:
    definition = DEFINITIONS[each.indicator]
    rows = []
    for row in cut_list(each.split, review.rule.top_groups).to_dict("records"):
        own = each.split.loc[row["group"]] if row["group"] is not None else None
        mark = {"new": _("new"), "ended": _("ended")}.get(row["mark"], "")
        rows.append(
            {
                "group": joined([named(each.dimension, row["group"]), mark]),
                "before": "" if own is None else write_value(definition, own["rate_before"]),
                "after": "" if own is None else write_value(definition, own["rate_after"]),
                **{name: points(row[name]) for name in ("rate", "mix", "total")},
            }
        )
    rows.append(
        {
            "group": _("all"),
            "before": write_value(definition, each.before),
            "after": write_value(definition, each.after),
            **{name: points(float(each.split[name].sum())) for name in ("rate", "mix", "total")},
        }
    )
    columns = [
        Column("group", dimension_name(each.dimension), strong=True),
        Column("before", _("Before"), align="right"),
        Column("after", _("In the month"), align="right"),
        Column("rate", _("By rate, points"), align="right"),
        Column("mix", _("By mix, points"), align="right"),
        Column("total", _("Together"), align="right", strong=True),
    ]
    caption = _(
        "{name} against {base}, by {dimension}",
        name=name_of(each.indicator),
        base=base_name(each, review.month),
        dimension=dimension_name(each.dimension),
    )
    return blocks.table(
        pd.DataFrame(rows), columns, name="split", caption=caption, note=unnamed_sentence(each)
    )


def _exceptions_table(review: PerformanceReview) -> Block:
    exceptions = review.computed(exceptions_of)
    worse = exceptions[exceptions["worse"].astype(bool)]
    if worse.empty:
        return blocks.paragraph(
            _("No indicator of any group is worse than in its own year before by more than chance explains.")
        )
    rows = [
        {
            "name": chart_name(row["indicator"], row["dimension"], row["group"]),
            "value": write_value(DEFINITIONS[row["indicator"]], row["value"]),
            "usual": write_value(DEFINITIONS[row["indicator"]], row["usual"]),
            "n": number(row["n"]),
            "revenue": "" if missing(row["revenue"]) else short_amount(row["revenue"]),
        }
        for row in worse.head(_ROWS).to_dict("records")
    ]
    columns = [
        Column("name", _("Indicator and group"), width="name"),
        Column("value", _("In the month"), align="right", strong=True),
        Column("usual", _("Own year before"), align="right"),
        Column("n", _("Cases"), align="right"),
        Column("revenue", _("Revenue a year"), align="right"),
    ]
    note = ngettext(
        "{n} exception for the worse; at most {share} of all exceptions are expected to be false.",
        "{n} exceptions for the worse; at most {share} of all exceptions are expected to be false.",
        len(worse),
        share=percent(FALSE_SHARE, 0),
    )
    caption = _("Exceptions: worse than in the year before")
    return blocks.table(pd.DataFrame(rows), columns, name="exceptions", caption=caption, note=note)


def causes_detail(review: PerformanceReview) -> Blocks:
    """Return every grouping and base, the leading indicator by site and class, and the hours of the week."""
    explained = review.computed(causes_of)
    service = review.result.service
    week = None if service is None else charts.week_chart(service.week_counts(review.month))
    rows = [
        {
            "dimension": dimension_name(each.dimension),
            "base": base_name(each, review.month),
            "group": named(each.dimension, each.leading[0]) if each.leading[0] else "–",
            "share": _share_of_change(each),
            "rate": points(float(each.split["rate"].sum())),
            "mix": points(float(each.split["mix"].sum())),
            "reversal": _("yes") if each.reversal else "",
        }
        for each in explained
    ]
    columns = [
        Column("dimension", _("Grouping")),
        Column("base", _("Against")),
        Column("group", _("Leading group"), strong=True),
        Column("share", _("Share of the change"), align="right"),
        Column("rate", _("By rate, points"), align="right"),
        Column("mix", _("By mix, points"), align="right"),
        Column("reversal", _("Reversal")),
    ]
    note = _(
        "More than 100% where other groups moved the other way; – where the rate changed by less than half a "
        "point."
    )
    table = (
        blocks.table(
            pd.DataFrame(rows), columns, name="groupings",
            caption=_("Every grouping of {name}", name=name_of(explained[0].indicator)), note=note,
        )
        if rows
        else blocks.paragraph(_("There is no change to split."))
    )  # fmt: skip
    return blocks.join(
        table,
        *_cells(review, explained),
        _groups_table(review),
        *([blocks.chart(week, "week")] if week is not None else []),
    )


def _share_of_change(each: Explained) -> str:
    """Return the leading group's share of a change; a dash where so little changed that it says nothing."""
    if missing(each.leading[1]) or abs(each.change) < _LITTLE:
        return "–"
    return percent(each.leading[1], 0)


def _cells(review: PerformanceReview, explained: list[Explained]) -> list[Block]:
    """Return the cells of site by class and of site by carrier."""
    if not explained:
        return []
    indicator = explained[0].indicator
    part = review.computed(parts_of)[DEFINITIONS[indicator].part]
    months = bases(review.month)["usual"]
    pairs = (("site", "class"), ("site", "carrier"))
    return [
        cells_table(split_cells(part, indicator, pair, months, review.month), indicator) for pair in pairs
    ]


def _groups_table(review: PerformanceReview) -> Block:
    """Return the main indicators by site, class, industry and carrier this month."""
    values = review.computed(values_of)
    wanted = ("on_time", "otif_order", "perfect_order", "lead_p90_hours", "pick_p90_hours")
    now = values[(values["month"] == review.month) & (values["dimension"] != "all")]
    now = now[now["indicator"].isin(wanted)]
    if now.empty:
        return blocks.paragraph(_("No group has values this month."))
    table = now.pivot_table(index=["dimension", "group"], columns="indicator", values="value", sort=False)
    counts = now[now["indicator"] == "on_time"].set_index(["dimension", "group"])["n"]
    rows = [
        {
            "group": chart_name_of_group(*key),
            "n": number(counts.get(key, 0)),
            **{name: write_value(DEFINITIONS[name], line.get(name, float("nan"))) for name in wanted},
        }
        for key, line in table.iterrows()
    ][: 2 * _ROWS]
    columns = [Column("group", _("Group"), strong=True), Column("n", _("Orders"), align="right")]
    columns += [Column(name, name_of(name), align="right") for name in wanted if name in table]
    return blocks.table(pd.DataFrame(rows), columns, name="groups", caption=_("Groups of the month"))


def chart_name_of_group(dimension: str, group: str) -> str:
    """Return a group with its grouping, such as "site S1" or "class A"."""
    name = named(dimension, group)
    if name != group:  # it says already what it is
        return name
    # Whole phrases, since the order of the two words and the blank between them differ by language.
    return {
        "site": _("site {name}", name=group),
        "industry": _("industry {name}", name=group),
        "carrier": _("carrier {name}", name=group),
        "priority": _("priority {name}", name=group),
    }.get(dimension, group)
