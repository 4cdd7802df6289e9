"""The waterfall from one revenue to another."""

import pandas as pd

from wcm_helpers.charts import style
from wcm_helpers.charts.style import Chart
from wcm_helpers.charts.waterfall import draw_waterfall
from wcm_helpers.core.formats import currency, month_name, short_amount
from wcm_helpers.core.words import _, joined
from wcm_helpers.reports.performance.money.analysis import Money
from wcm_helpers.reports.performance.money.sentences import signed_amount, step_name


@style.defaults()
def bridge_chart(money: Money, steps: pd.Series, code: str) -> Chart:
    """Return the steps from the revenue of the base to that of the month, from zero.

    Parameters
    ----------
    steps : pd.Series
        Sums of the bridge by step; those of nothing are left out.
    """
    shown = [(step_name(step, money.size), float(size)) for step, size in steps.items() if size]
    base = month_name(money.base)
    figure, axes = style.canvas(7.2, 1.5 + 0.3 * (len(shown) + 2))
    draw_waterfall(
        axes, float(money.bridge["before"].sum()), shown, ends=(base, month_name(money.month)),
        write=short_amount, write_step=lambda size: signed_amount(round(size)), from_zero=True,
    )  # fmt: skip
    axes.set_xlabel(_("revenue, {currency}", currency=currency(code)))
    title = _("Revenue changed by {change} against {ago}", change=signed_amount(steps.sum()), ago=base)
    rule = _(
        "Revenue of a customer = orders × size of an order × price. Each effect is averaged over every order "
        "in which the others can change, and added up over customers; nothing is left over."
    )
    source = _("Source: bills and orders of the two months.")
    spoken = [_("{step} {size}.", step=name, size=signed_amount(round(size))) for name, size in shown]
    return Chart(style.finish(figure, title=title, source=source, rule=rule), alt=joined([title, *spoken]))
