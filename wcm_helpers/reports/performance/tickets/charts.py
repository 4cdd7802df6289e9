"""The pictures of tickets: the share still open as time passes, and the hours of the week."""

import numpy as np
import pandas as pd

from wcm_helpers.charts import style
from wcm_helpers.charts.steps import draw_steps
from wcm_helpers.charts.style import Chart
from wcm_helpers.charts.week_map import draw_week_map
from wcm_helpers.core.formats import listed, number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.methods.survival import quantile
from wcm_helpers.reports.performance.catalogue.texts import stage_name
from wcm_helpers.reports.performance.catalogue.words import day_names
from wcm_helpers.reports.performance.tickets.analysis import LEAST, MONTHS, Week


@style.defaults()
def curves_chart(curves: dict[str, pd.DataFrame]) -> Chart:
    """Return the share of tickets not answered and not resolved yet, by the hours since they came in."""
    figure, axes = style.canvas(7.2, 2.3)
    parts = [(stage_name(stage), curve) for stage, curve in curves.items()]
    draw_steps(axes, [(name, curve["time"], curve["survival"]) for name, curve in parts])
    axes.set_xlabel(_("hours since the ticket came in"))
    axes.set_ylabel(_("still open"))
    resolution = curves.get("resolution")
    median, late = (
        quantile(resolution if resolution is not None else next(iter(curves.values())), share)
        for share in (0.5, 0.9)
    )
    title = _(
        "Half of the tickets are resolved after {median} hours, nine of ten after {late}",
        median=_reached(median.value),
        late=_reached(late.value),
    )
    rule = _(
        "Tickets of {n} months; open ones count with the time so far (Kaplan–Meier); P50 {low} to {high} "
        "hours (95%, on the logarithm of the curve).",
        n=number(MONTHS),
        low=_reached(median.low),
        high=_reached(median.high),
    )
    return Chart(style.finish(figure, title=title, rule=rule), alt=joined([title, rule]))


def _reached(hours: float) -> str:
    """Return hours, or that so many cases are open that the percentile is not reached."""
    return _("(not reached)") if np.isnan(hours) else number(hours, 0 if hours >= 10 else 1)


@style.defaults()
def week_chart(week: Week) -> Chart:
    """Return the median hours to the first answer by the hour of week."""
    figure, axes = style.canvas(7.2, 2.3)
    draw_week_map(
        axes, week.hours, week.n, days=day_names(), least=LEAST, write=lambda hours: number(hours, 1)
    )
    axes.set_xlabel(_("hour in which the ticket came in"))
    title = gap_sentence(week) or _(
        "First answers take {hours} hours at any time", hours=number(week.median, 1)
    )
    rule = _(
        "Median hours to the first answer, {n} tickets; hatched: fewer than {least}.",
        n=number(int(week.n.sum())),
        least=number(LEAST),
    )
    return Chart(style.finish(figure, title=title, rule=rule), alt=joined([title, rule]))


def gap_sentence(week: Week) -> str:
    """Return when first answers take far longer than usual; empty where they never do."""
    if not week.gaps:
        return ""
    days = sorted({day for day, _first, _last in week.gaps})
    names = day_names()
    hours = [week.hours[day, first : last + 1] for day, first, last in week.gaps]
    slow = float(np.nanmedian(np.concatenate(hours)))
    return _(
        "First answers take {slow} hours at some hours of {days}, {median} hours in the whole week",
        days=listed([names[day] for day in days]),
        slow=number(slow, 1),
        median=number(week.median, 1),
    )


def share_words(kept: int, due: int) -> str:
    """Return a share with its base."""
    return _("{value} of {n}", value=percent(kept / due, 0), n=number(due)) if due else "–"
