"""The pictures of causes: a waterfall of groups, a table of site by class, and the hours of the week."""

import numpy as np
import pandas as pd

from wcm_helpers.charts import style
from wcm_helpers.charts.style import Chart
from wcm_helpers.charts.waterfall import draw_waterfall
from wcm_helpers.charts.week_map import draw_week_map
from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.methods.rate_mix import cut_list
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.catalogue.words import day_names, write_value
from wcm_helpers.reports.performance.causes.analysis import Explained
from wcm_helpers.reports.performance.causes.sentences import base_name, named, points

#: A cell of the week with fewer cases is hatched.
LEAST = 10
_DAY_HOURS = 24


@style.defaults()
def waterfall(each: Explained, month: str, top: int, title: str) -> Chart:
    """Return how the groups lead from the base to the month, each with its rate and mix together."""
    definition = DEFINITIONS[each.indicator]
    rows = cut_list(each.split, top).to_dict("records")
    steps = [(named(each.dimension, row["group"]), float(row["total"])) for row in rows]
    figure, axes = style.canvas(7.2, 1.2 + 0.36 * (len(steps) + 2))
    draw_waterfall(
        axes, each.before, steps, ends=(base_name(each, month), _("this month")),
        write=lambda value: write_value(definition, value),
        write_step=lambda size: _("{points} points", points=points(size)),
    )  # fmt: skip
    axes.set_xlabel(name_of(each.indicator))
    rule = _(
        "Contribution of a group: its rate and its share of the cases; they add up to the change exactly."
    )
    parts = [_("{group} {points} points", group=label, points=points(size)) for label, size in steps]
    return Chart(style.finish(figure, title=title, rule=rule), alt=joined([title, *parts]))


def week_of(counts: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the rate of failures and the cases by day and hour of week, 7 × 24."""
    hours = (
        counts.groupby("hour_of_week")[["otif", "otif_measured", "due"]].sum().reindex(range(7 * _DAY_HOURS))
    )
    measured = hours["otif_measured"].fillna(0)
    failed = 1 - hours["otif"] / measured.where(measured > 0)
    return (
        failed.to_numpy(dtype=float).reshape(7, _DAY_HOURS),
        measured.to_numpy(dtype=int).reshape(7, _DAY_HOURS),
    )


@style.defaults()
def week_chart(counts: pd.DataFrame) -> Chart | None:
    """Return failures by the hour of week in which the order came in; None without cases."""
    failed, n = week_of(counts)
    enough = np.where(n >= LEAST, failed, np.nan)
    if np.isnan(enough).all():
        return None
    day, hour = divmod(int(np.nanargmax(enough)), _DAY_HOURS)
    figure, axes = style.canvas(7.2, 2.6)
    draw_week_map(axes, failed, n, days=day_names(), least=LEAST, write=lambda share: percent(share, 0))
    axes.set_xlabel(_("hour in which the order came in"))
    title = _(
        "Orders that came in on {day} from {hour}:00 failed most often: {share}",
        day=day_names()[day],
        hour=number(hour),
        share=percent(enough[day, hour], 0),
    )
    rule = _(
        "Share of orders not on time in full, 12 months; hatched: fewer than {n} orders.", n=number(LEAST)
    )
    return Chart(style.finish(figure, title=title, rule=rule), alt=joined([title, rule]))
