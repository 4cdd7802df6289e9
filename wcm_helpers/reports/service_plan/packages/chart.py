"""The chart of packages: the share of customers that received each item, by class."""

import pandas as pd

from wcm_helpers.charts import style
from wcm_helpers.charts.style import CLASS_SHADES, INK, Chart
from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.reports.service_plan.packages.received import MONTHS
from wcm_helpers.reports.service_plan.packages.wording import item_name

_CLASSES = ("A", "B", "C")


@style.defaults()
def kept_chart(counts: pd.DataFrame, title: str) -> Chart:
    """Return the shares kept by item and class with their intervals.

    Parameters
    ----------
    counts : pd.DataFrame
        See :func:`wcm_helpers.reports.service_plan.packages.analysis.kept_by_item`.
    title : str
        The finding.
    """
    shown = counts[(counts["measured"] > 0) & counts["class"].isin(_CLASSES)]
    if shown.empty:
        return Chart(None, _("Nothing of what customers are entitled to can be measured."))
    items = list(dict.fromkeys(shown.sort_values("item")["item"]))
    letters = sorted(shown["class"].unique())
    offsets = {letter: 0.24 * (place - (len(letters) - 1) / 2) for place, letter in enumerate(letters)}
    figure, axes = style.canvas(7.2, 1.2 + (0.62 if len(letters) > 1 else 0.36) * len(items))
    spoken = []
    for row in shown.to_dict("records"):
        at = items.index(row["item"]) + offsets[row["class"]]
        axes.plot([row["low"], row["high"]], [at, at], color=INK, linewidth=1.1, zorder=1)
        axes.plot(
            row["share"], at, marker="o", markersize=7, color=CLASS_SHADES[row["class"]], markeredgecolor=INK,
            markeredgewidth=0.7, zorder=2,
        )  # fmt: skip
        label = _(
            "{letter} {share} of {n}",
            letter=row["class"], share=percent(row["share"], 0), n=number(row["measured"]),
        )  # fmt: skip
        axes.annotate(
            label, (row["high"], at), xytext=(6, 0), textcoords="offset points", va="center", fontsize=7.5,
            color=INK,
        )  # fmt: skip
        spoken.append(_("{item}: {label}.", item=item_name(row["item"]), label=label))
    axes.set_yticks(range(len(items)), [item_name(item) for item in items])
    axes.set_ylim(len(items) - 0.5, -0.5)
    axes.set_xlim(0, 1.18)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], [percent(share, 0) for share in (0, 0.25, 0.5, 0.75, 1)])
    axes.set_xlabel(_("Customers that received what was due, % of those measured"))
    rule = _(
        "Talks and reviews in their period; requests and hours over {months} months. Lines: 95% intervals.",
        months=number(MONTHS),
    )
    return Chart(style.finish(figure, title=title, rule=rule), alt=joined([title, *spoken]))
