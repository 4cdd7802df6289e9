"""Answer: what changed revenue and margin."""

import pandas as pd

from wcm_helpers.charts import style
from wcm_helpers.charts.style import Chart
from wcm_helpers.charts.waterfall import draw_waterfall
from wcm_helpers.core.formats import currency, month_name, percent, short_amount
from wcm_helpers.core.months import add_months
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.performance.money.analysis import YEAR, Money, money_of
from wcm_helpers.reports.performance.review import PerformanceReview

_ROWS = 8


def money(review: PerformanceReview) -> Blocks:
    """Return revenue against a year ago as a bridge, the customers that moved most, and the margin."""
    result = review.computed(money_of)
    if result is None:
        return blocks.join(
            blocks.missing(
                _(
                    "No revenue: [tables.billing] would show here what changed it: customers, orders, size "
                    "and price."
                )
            )
        )
    parts = [blocks.paragraph(joined([_summary(review, result), _margin(review, result)]))]
    if result.bridge is not None:
        parts += [blocks.chart(_bridge_chart(review, result), "bridge"), _table(review, result)]
    return blocks.join(*parts)


def step_name(step: str) -> str:
    """Return the name of a step of the bridge."""
    return {
        "customers": _("customers with orders"),
        "orders": _("orders a customer"),
        "size": _("units an order"),
        "price": _("price a unit"),
        "other": _("revenue without orders"),
    }[step]


def _summary(review: PerformanceReview, result: Money) -> str:
    now = int(result.revenue[review.month])
    values = {
        "amount": short_amount(now),
        "currency": currency(review.settings.site.currency),
        "month": month_name(review.month),
    }
    if result.bridge is None:
        return _("{amount} {currency} was billed in {month}; there is no month a year ago.", **values)
    before = result.bridge.before
    change = now - before
    largest = max(result.bridge.steps, key=lambda step: abs(result.bridge.steps[step]))
    values |= {
        "before": short_amount(before),
        "change": signed_amount(change),
        "share": percent(change / before, 0) if before > 0 else "–",
        "ago": month_name(add_months(review.month, -YEAR)),
        "step": step_name(largest),
        "size": signed_amount(result.bridge.steps[largest]),
    }
    return _(
        "{amount} {currency} was billed in {month}, after {before} in {ago} ({change}, {share}). Most of "
        "it: {step} "
        "({size}).",
        **values,
    )


def signed_amount(scaled: int) -> str:
    """Return an amount in ten-thousandths with its sign."""
    return f"{'+' if scaled > 0 else '−' if scaled < 0 else ''}{short_amount(abs(scaled))}"


def _margin(review: PerformanceReview, result: Money) -> str:
    if review.month not in result.margin.index:
        return _("Without costs of the month there is no margin.")
    now = int(result.margin[review.month])
    revenue = int(result.revenue[review.month])
    share = percent(now / revenue, 0) if revenue > 0 else "–"
    ago = add_months(review.month, -YEAR)
    if ago in result.margin.index:
        return _(
            "The margin was {amount} ({share} of revenue), after {before} a year ago.",
            amount=short_amount(now),
            share=share,
            before=short_amount(int(result.margin[ago])),
        )
    return _("The margin was {amount} ({share} of revenue).", amount=short_amount(now), share=share)


@style.defaults()
def _bridge_chart(review: PerformanceReview, result: Money) -> Chart:
    bridge = result.bridge
    ago = month_name(add_months(review.month, -YEAR))
    steps = [(step_name(step), size / 1) for step, size in bridge.steps.items()]
    figure, axes = style.canvas(7.2, 3.0)
    draw_waterfall(
        axes, float(bridge.before), steps, ends=(ago, month_name(review.month)), write=short_amount,
        write_step=lambda size: signed_amount(round(size)),
    )  # fmt: skip
    axes.set_xlabel(_("revenue, {currency}", currency=currency(review.settings.site.currency)))
    title = _(
        "Revenue changed by {change} against {ago}",
        change=signed_amount(bridge.after - bridge.before),
        ago=ago,
    )
    rule = _(
        "Revenue = customers × orders a customer × units an order × price a unit; each effect is averaged "
        "over all "
        "orders of the others, and they add up exactly. Storage and the like have no orders."
    )
    spoken = [_("{step} {size}.", step=name, size=signed_amount(round(size))) for name, size in steps]
    return Chart(style.finish(figure, title=title, rule=rule), alt=joined([title, *spoken]))


def _table(review: PerformanceReview, result: Money) -> Block:
    rows = result.customers.head(_ROWS).reset_index()
    rest = result.customers.iloc[_ROWS:]
    frame = rows.assign(name=[review.result.name_of(customer) for customer in rows["customer_id"]])
    if len(rest):
        others = {"name": _("others"), **rest[["before", "after", "change"]].sum()}
        frame = pd.concat([frame, pd.DataFrame([others])], ignore_index=True)
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("before", _("A year ago"), align="right", write=short_amount, scaled=True),
        Column("after", _("This month"), align="right", write=short_amount, scaled=True),
        Column("change", _("Change"), align="right", write=signed_amount, scaled=True, bar=True),
    ]
    caption = _("Customers whose revenue changed most")
    return blocks.table(
        frame.astype({"before": "int64", "after": "int64", "change": "int64"}), columns, name="customers",
        caption=caption,
    )  # fmt: skip
