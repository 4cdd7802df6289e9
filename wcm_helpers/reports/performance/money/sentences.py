"""Revenue and margin in words: how they changed and which step did most."""

import pandas as pd

from wcm_helpers.core.formats import currency, month_name, percent, share, short_amount
from wcm_helpers.core.months import add_months
from wcm_helpers.core.words import _, joined
from wcm_helpers.reports.performance.money.analysis import YEAR, Money


def amount_of(scaled: float, code: str) -> str:
    """Return an amount with its currency."""
    return _("{amount} {currency}", amount=short_amount(scaled), currency=currency(code))


def signed_amount(scaled: float) -> str:
    """Return an amount in ten-thousandths with its sign.

    Examples
    --------
    >>> signed_amount(-250_000)
    '−25'
    """
    return f"{'+' if scaled > 0 else '−' if scaled < 0 else ''}{short_amount(abs(scaled))}"


def step_name(step: str, size: str) -> str:
    """Return the name of a step of a bridge; ``size`` says what an order's size counts."""
    of_size, of_price = {
        "units": (_("units an order"), _("price a unit")),
        "lines": (_("lines an order"), _("price a line")),
        "": (_("size of orders"), _("revenue an order")),
    }[size]
    return {
        "won": _("customers won"),
        "lost": _("customers lost"),
        "orders": _("orders a customer"),
        "size": of_size,
        "price": of_price,
        "cost_per_order": _("cost an order"),
        "other": _("revenue without orders"),
    }[step]


def revenue_sentence(money: Money, code: str) -> str:
    """Return the revenue of the month and of the twelve months to it, against the twelve before."""
    month = _(
        "{amount} was billed in {month}.",
        amount=amount_of(money.revenue[money.month], code),
        month=month_name(money.month),
    )
    year, before = money.year_to(money.month), money.year_to(add_months(money.month, -YEAR))
    if year is None:
        return month
    amount = amount_of(year, code)
    if before is None or before <= 0:
        return joined([month, _("The 12 months to it brought {amount}.", amount=amount)])
    change = year / before - 1
    values = {"amount": amount, "share": percent(abs(change))}
    twelve = (
        _("The 12 months to it brought {amount}, {share} more than the 12 months before them.", **values)
        if change >= 0
        else _("The 12 months to it brought {amount}, {share} less than the 12 months before them.", **values)
    )
    return joined([month, twelve])


def bridge_sentence(money: Money, steps: pd.Series, code: str) -> str:
    """Return the change of the month's revenue against its base, and the steps that did most.

    Parameters
    ----------
    steps : pd.Series
        Sums of the bridge by step.
    """
    change, base = int(steps.sum()), month_name(money.base)
    if change == 0:
        return _("The month brought as much as {month}.", month=base)
    values = {"amount": amount_of(abs(change), code), "month": base}
    first = (
        _("The month brought {amount} more than {month}.", **values)
        if change > 0
        else _("The month brought {amount} less than {month}.", **values)
    )
    return joined([first, main_step(steps, money.size)])


def main_step(steps: pd.Series, size: str) -> str:
    """Return the step that did most in the direction of a change, and the largest against it."""
    change = int(steps.sum())
    along, against = (steps[steps * sign * (1 if change > 0 else -1) > 0] for sign in (1, -1))
    if change == 0 or along.empty:
        return ""
    name = along.abs().idxmax()
    values = {"step": step_name(name, size), "amount": signed_amount(along[name])}
    if against.empty:
        return _("The largest part is {step} ({amount}).", **values)
    other = against.abs().idxmax()
    return _(
        "The largest part is {step} ({amount}); against it works {other} ({against}).",
        **values,
        other=step_name(other, size),
        against=signed_amount(against[other]),
    )


def previous_sentence(money: Money) -> str:
    """Return, as a note, the change against the month before; empty where that is the bridge's base."""
    before = add_months(money.month, -1)
    if money.previous is None or money.base == before:
        return ""
    change = int((money.previous["after"] - money.previous["before"]).sum())
    return _(
        "Against {month} the change is {amount}; the season is part of it.",
        month=month_name(before),
        amount=signed_amount(change),
    )


def margin_sentence(money: Money, code: str) -> str:
    """Return the margin of the month, its share of revenue and, against the base, what changed it."""
    if money.margin_now is None:
        return _("Without [tables.costs] of the month there is no margin.")
    revenue = int(money.revenue[money.month])
    values = {
        "amount": amount_of(money.margin_now, code),
        "share": share(money.margin_now / revenue) if revenue > 0 else "–",
    }
    if money.margin is None:
        return _("The margin was {amount} ({share} of revenue).", **values)
    before = int(money.margin["before"].sum())
    first = _(
        "The margin was {amount} ({share} of revenue), after {before} in {month}.",
        **values,
        before=amount_of(before, code),
        month=month_name(money.base),
    )
    steps = money.margin.drop(columns=["before", "after"]).sum()
    return joined([first, main_step(steps, money.size)])
