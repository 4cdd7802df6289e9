"""The chart of feedback: how much of it came to each step, by source."""

import pandas as pd

from wcm_helpers.charts import style
from wcm_helpers.charts.style import ACCENT, GREY, INK, LIGHT, Chart
from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.reports.service_plan.feedback.analysis import STEPS, steps
from wcm_helpers.reports.service_plan.feedback.raised import SOURCES
from wcm_helpers.reports.service_plan.feedback.wording import source_name, step_name

_COLOURS = {"ticket": ACCENT, "survey": GREY, "talk": LIGHT}


@style.defaults()
def steps_chart(rows: pd.DataFrame, title: str) -> Chart:
    """Return the loops that came to each step, as bars from zero with the sources in them.

    Parameters
    ----------
    rows : pd.DataFrame
        See :func:`wcm_helpers.reports.service_plan.feedback.loops.loops`.
    title : str
        The finding.
    """
    if rows.empty:
        return Chart(None, title)
    total = steps(rows)
    figure, axes = style.canvas(7.2, 3.0)
    left = pd.Series(0, index=total.index)
    places = range(len(STEPS))
    for source in SOURCES:
        counts = steps(rows[rows["source"] == source])
        if not counts["raised"]:
            continue
        axes.barh(
            places, counts.to_numpy(), left=left.to_numpy(), color=_COLOURS[source], edgecolor=INK,
            linewidth=0.5, height=0.62, label=source_name(source), zorder=2,
        )  # fmt: skip
        left = left + counts
    spoken = []
    for place, step in enumerate(STEPS):
        share = percent(total[step] / total["raised"], 0)
        label = _("{n} ({share})", n=number(total[step]), share=share)
        axes.annotate(
            label, (total[step], place), xytext=(5, 0), textcoords="offset points", va="center",
            fontsize=7.5, color=INK,
        )  # fmt: skip
        spoken.append(_("{item}: {label}.", item=step_name(step), label=label))
    axes.set_yticks(places, [step_name(step) for step in STEPS])
    axes.invert_yaxis()
    axes.set_xlim(0, total["raised"] * 1.18)
    axes.xaxis.set_major_formatter(style.thousands())
    axes.set_xlabel(_("Pieces of feedback, last 12 months"))
    axes.legend(
        loc="lower left", bbox_to_anchor=(0, 1.0), ncols=len(SOURCES), fontsize=7.5, frameon=False,
        borderaxespad=0.2,
    )  # fmt: skip
    rule = _(
        "Share of all feedback in brackets. Whether a promise made things better cannot be told, so that "
        "it never counts as better."
    )
    return Chart(style.finish(figure, title=title, rule=rule), alt=joined([title, *spoken]))
