"""The chart of the managers: the hours that their customers need, and the hours they have."""

import pandas as pd

from wcm_helpers.charts import style
from wcm_helpers.charts.labels import short_name
from wcm_helpers.charts.style import ACCENT, GREY, INK, Chart
from wcm_helpers.core.words import _, joined
from wcm_helpers.reports.service_plan.managers.wording import hours

#: Managers drawn, those with the highest load first.
MOST = 20


@style.defaults()
def load_chart(team: pd.DataFrame, title: str, *, proposal: bool) -> Chart:
    """Return today's load of each manager and that of the proposal, with a mark at the hours there are.

    Parameters
    ----------
    team : pd.DataFrame
        By ``manager_id``: ``name``, ``capacity``, ``today_minutes``, ``minutes``.
    title : str
        The finding.
    proposal : bool
        Whether there is a proposal to draw.
    """
    load = (team["today_minutes"] / team["capacity"].where(team["capacity"] > 0)).fillna(0)
    load = load.mask((team["capacity"] == 0) & (team["today_minutes"] > 0), float("inf"))
    shown = team.assign(load=load).sort_values("load", ascending=False, kind="stable").head(MOST)
    figure, axes = style.canvas(7.2, 1.3 + 0.42 * len(shown))
    spoken = []
    for place, row in enumerate(shown.to_dict("records")):
        over = row["today_minutes"] > row["capacity"]
        axes.barh(place - 0.17, row["today_minutes"] / 60, 0.32, color=ACCENT if over else GREY)
        if proposal:
            axes.barh(
                place + 0.17, row["minutes"] / 60, 0.28, facecolor="white", edgecolor=ACCENT, linewidth=1.1
            )
        axes.plot([row["capacity"] / 60] * 2, [place - 0.4, place + 0.4], color=INK, linewidth=2)
        label = _(
            "{needed} of {capacity}", needed=hours(row["today_minutes"]), capacity=hours(row["capacity"])
        )
        at = max(row["today_minutes"] / 60, 0)
        axes.annotate(
            label, (at, place - 0.17), xytext=(5, 0), textcoords="offset points", va="center", fontsize=7.5,
            color=INK, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
        )  # fmt: skip
        spoken.append(
            _(
                "{name}: {needed} hours today, {after} in the proposal, of {capacity}.",
                name=row["name"], needed=hours(row["today_minutes"]), after=hours(row["minutes"]),
                capacity=hours(row["capacity"]),
            )
            if proposal
            else _(
                "{name}: {needed} hours today of {capacity}.",
                name=row["name"], needed=hours(row["today_minutes"]), capacity=hours(row["capacity"]),
            )
        )  # fmt: skip
    axes.set_yticks(range(len(shown)), [short_name(name) for name in shown["name"]])
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.set_xlabel(_("Hours a month that customers need"))
    rule = (
        _("Filled: today. Outlined: the proposal. Upright line: hours there are for customers.")
        if proposal
        else _("Filled: today. Upright line: hours there are for customers.")
    )
    return Chart(style.finish(figure, title=title, rule=rule), alt=joined([title, *spoken]))
