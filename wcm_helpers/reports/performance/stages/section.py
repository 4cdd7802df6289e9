"""Answer: how long does each step take, and which is the bottleneck."""

import pandas as pd

from wcm_helpers.charts import style
from wcm_helpers.charts.style import ACCENT, GREY, INK, Chart
from wcm_helpers.core.formats import missing, number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.methods.survival import quantiles_by_group
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.performance.catalogue.texts import stage_name
from wcm_helpers.reports.performance.review import PerformanceReview
from wcm_helpers.reports.performance.stages.analysis import OWN, StageTimes, completed_only, stage_times_of

#: A stage is slower or faster where its P90 is so far from its usual one.
_CHANGED = 0.2


def stages(review: PerformanceReview) -> Blocks:
    """Return the stages of the month: bottleneck, predictability, and what became slower."""
    times = review.computed(stage_times_of)
    if times is None:
        return blocks.join(
            blocks.missing(
                _(
                    "No stage times: [tables.orders] with released_at, picked_at, packed_at and shipped_at, "
                    "or [tables.order_events], would show here how long each step takes."
                )
            )
        )
    return blocks.join(blocks.paragraph(summary(times)), blocks.chart(_chart(times), "stages"), _table(times))


def summary(times: StageTimes) -> str:
    """Return the bottleneck, the least predictable stage, and the stages that became slower."""
    parts = []
    if times.bottleneck:
        parts.append(
            _(
                "The bottleneck is {stage}: {share} of the hours in the warehouse ({n} orders that went "
                "through all steps).",
                stage=stage_name(times.bottleneck),
                share=percent(times.rows.loc[times.bottleneck, "share"], 0),
                n=number(times.orders),
            )
        )
    if times.least_predictable:
        row = times.rows.loc[times.least_predictable]
        values = {"stage": stage_name(times.least_predictable), "hours": number(row["spread"], 1)}
        parts.append(
            _("Least predictable is {stage}: from P50 to P90 at least {hours} hours.", **values)
            if row["at_least"]
            else _("Least predictable is {stage}: from P50 to P90 {hours} hours.", **values)
        )
    slower = [
        stage
        for stage, row in times.rows.iterrows()
        if row["usual_p90"] > 0 and row["p90"] / row["usual_p90"] - 1 >= _CHANGED
    ]
    parts += [
        _(
            "{stage} has become slower: P90 {now} hours, {usual} in the 12 months before.",
            stage=stage_name(stage),
            now=number(times.rows.loc[stage, "p90"], 1),
            usual=number(times.rows.loc[stage, "usual_p90"], 1),
        )
        for stage in slower[:2]
    ]
    return joined(parts) or _("The steps cannot be compared.")


@style.defaults()
def _chart(times: StageTimes) -> Chart:
    """Return P50 as bars and P90 as whiskers; the carrier's stage in grey, the whole where it is alone."""
    steps = times.rows.drop(index="received-shipped", errors="ignore")
    rows = times.rows if steps.empty else steps
    figure, axes = style.canvas(7.2, max(2.2, 0.9 + 0.34 * len(rows)))
    spoken = []
    for place, (stage, row) in enumerate(rows.iterrows()):
        colour = ACCENT if stage in OWN else GREY
        axes.barh(place, 0 if missing(row["p50"]) else row["p50"], height=0.56, color=colour)
        end = row["longest"] if missing(row["p90"]) else row["p90"]
        axes.plot([row["p50"], end], [place, place], color=INK, linewidth=1.3)
        axes.plot(end, place, color=INK, marker=">" if missing(row["p90"]) else "|", markersize=7)
        label = _(
            "P50 {p50}, P90 {p90}",
            p50=_hours(row["p50"]),
            p90=_("over {hours}", hours=number(end, 1)) if missing(row["p90"]) else _hours(row["p90"]),
        )
        axes.annotate(label, (end, place), xytext=(6, 0), textcoords="offset points", va="center", fontsize=8)
        spoken.append(_("{name}: {rates}.", name=stage_name(stage), rates=label))
    axes.set_yticks(range(len(rows)), [stage_name(stage) for stage in rows.index])
    axes.invert_yaxis()
    axes.margins(x=0.28)
    axes.set_xlim(left=0)
    axes.set_xlabel(_("hours"))
    title = (
        _(
            "{stage} takes {share} of the hours in the warehouse",
            stage=stage_name(times.bottleneck),
            share=percent(times.rows.loc[times.bottleneck, "share"], 0),
        )
        if times.bottleneck
        else _("Hours of each step")
    )
    rule = _(
        "Bar: P50; line: to P90; arrow: so many orders are open that P90 is not reached. Open orders count "
        "with the time so far. Grey: not the warehouse’s own step."
    )
    return Chart(style.finish(figure, title=title, rule=rule), alt=joined([title, *spoken]))


def _hours(hours: float) -> str:
    return _("not reached") if missing(hours) else number(hours, 1)


def _table(times: StageTimes) -> Block:
    rows = [
        {
            "stage": stage_name(stage),
            "n": number(row["n"]),
            "open": number(row["open"]),
            "p50": _hours(row["p50"]),
            "p90": _hours(row["p90"]),
            "usual": "–" if missing(row["usual_p90"]) else number(row["usual_p90"], 1),
            "share": "" if missing(row["share"]) else percent(row["share"], 0),
        }
        for stage, row in times.rows.iterrows()
    ]
    columns = [
        Column("stage", _("Stage"), strong=True),
        Column("n", _("Orders"), align="right"),
        Column("open", _("Of them open"), align="right"),
        Column("p50", _("P50, hours"), align="right"),
        Column("p90", _("P90, hours"), align="right"),
        Column("usual", _("P90 before"), align="right"),
        Column("share", _("Share of hours"), align="right"),
    ]
    note = _("P90 before: median of the 12 months before. Share: over orders that went through all steps.")
    return blocks.table(
        pd.DataFrame(rows), columns, name="stages", caption=_("Stages of the month"), note=note
    )


def stages_detail(review: PerformanceReview) -> Blocks:
    """Return the stages by site and carrier, intervals, and the figures of orders that were done alone."""
    times = review.computed(stage_times_of)
    if times is None:
        return blocks.join(blocks.paragraph(_("There are no stage times.")))
    counts = review.result.service.stage_counts(review.month, 1)
    return blocks.join(
        _intervals(times, completed_only(counts, review.month)),
        *(
            _by_group(counts, column, label)
            for column, label in (("site_id", _("Site")), ("carrier", _("Carrier")))
        ),
    )


def _intervals(times: StageTimes, done: pd.DataFrame) -> Block:
    rows = [
        {
            "stage": stage_name(stage),
            **{
                name: _("{value} ({low} to {high})", value=_hours(row[name]), low=_hours(row[f"{name}_low"]),
                        high=_hours(row[f"{name}_high"]))
                for name in ("p50", "p90")
            },
            "done50": number(done["p50"].get(stage, float("nan")), 1) if stage in done.index else "–",
            "done90": number(done["p90"].get(stage, float("nan")), 1) if stage in done.index else "–",
        }
        for stage, row in times.rows.iterrows()
    ]  # fmt: skip
    columns = [
        Column("stage", _("Stage"), strong=True),
        Column("p50", _("P50 (95%)"), align="right"),
        Column("p90", _("P90 (95%)"), align="right"),
        Column("done50", _("P50, done only"), align="right"),
        Column("done90", _("P90, done only"), align="right"),
    ]
    note = _(
        "P50 and P90 count open orders with the time so far (Kaplan–Meier, the smallest time with so many "
        "done; interval on the logarithm of the curve). “Done only” forgets open orders (linear "
        "interpolation): it looks better the more orders are open."
    )
    return blocks.table(
        pd.DataFrame(rows), columns, name="intervals", caption=_("Hours with intervals"), note=note
    )


def _by_group(counts: pd.DataFrame, column: str, label: str) -> Block:
    known = counts.dropna(subset=[column])
    known = known[known[column].astype(str) != ""]
    if known.empty or known[column].nunique() < 2:
        return blocks.EMPTY
    quantiles = quantiles_by_group(known, [column, "stage"], [0.5, 0.9])
    table = quantiles.pivot_table(index="stage", columns=[column, "share"], values="value", sort=False)
    groups = sorted(known[column].unique())[:6]
    rows = []
    for stage in dict.fromkeys(quantiles["stage"]):
        line = {"stage": stage_name(stage)}
        for group in groups:
            pair = [
                _hours(table.loc[stage].get((group, share), float("nan"))) if stage in table.index else "–"
                for share in (0.5, 0.9)
            ]
            line[group] = " / ".join(pair)
        rows.append(line)
    columns = [Column("stage", _("Stage"), strong=True)]
    columns += [Column(group, group, align="right") for group in groups]
    return blocks.table(
        pd.DataFrame(rows),
        columns,
        name=f"by_{column}",
        caption=_("P50 / P90 by {label}, hours", label=label.lower()),
    )
