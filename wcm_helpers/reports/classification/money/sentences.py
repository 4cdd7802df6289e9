"""The sentences on customers that cost more than they bring: who, how much, since when, and what to do."""

import pandas as pd

from wcm_helpers.core import formats
from wcm_helpers.core.formats import listed, month_name, number, percent, short_amount
from wcm_helpers.core.months import add_months
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reports.classification.money.result import Margins
from wcm_helpers.reports.classification.result import Classification

#: The number of customers named in a sentence.
NAMED = 4


def cause_words() -> dict[str, str]:
    """Return what changed since a year ago, by the causes of ``analysis.loss_makers``, for a table."""
    return {
        "credits": _("more credited than billed"),
        "before": _("a loss a year ago too"),
        "new": _("no customer a year ago"),
        "cost_up": _("cost up"),
        "revenue_down": _("revenue down"),
        "both": _("cost up, revenue down"),
        "unknown": _("no data of a year ago"),
    }


def money(scaled: float, result: Classification) -> str:
    """Return an amount of the currency, short, whatever the rule counts."""
    return _("{amount} {unit}", amount=short_amount(scaled), unit=formats.currency(result.currency))


def named(names: list[str]) -> str:
    """Return the first names of a list, and how many more there are."""
    shown = list(names) if len(names) == NAMED + 1 else list(names[:NAMED])
    if more := len(names) - len(shown):
        shown.append(ngettext("{n} more", "{n} more", more))
    return listed(shown)


def headline(margins: Margins, result: Classification) -> str:
    """Return how many customers lose how much, and the largest loss."""
    lost = margins.loss_makers
    if lost.empty:
        return _("No customer costs more than it brings.")
    words = {
        "name": lost["customer_name"].iloc[0],
        "amount": money(margins.loss, result),
        "months": number(result.window_length),
    }
    if len(lost) == 1:
        return _("{name} costs {amount} more than it brings in the {months}-month window.", **words)
    return _(
        "{n} customers cost {amount} more than they bring in the {months}-month window; {name} alone "
        "{largest}.",
        n=number(len(lost)),
        largest=money(-lost["margin"].iloc[0], result),
        **words,
    )


def total(margins: Margins, result: Classification) -> str:
    """Return the margin of all customers, and the margin it would be without the losses."""
    margin = margins.revenue - margins.cost
    words = {
        "margin": money(margin, result),
        "months": number(result.window_length),
    }
    if margins.revenue <= 0:
        return _(
            "Billed revenue less cost leaves a margin of {margin} in the {months}-month window; without "
            "these losses it would be {without}.",
            without=money(margin + margins.loss, result),
            **words,
        )
    words["share"] = percent(margin / margins.revenue)
    without = money(margin + margins.loss, result)
    if margins.loss_makers.empty or without == words["margin"]:
        return _(
            "Billed revenue less cost leaves a margin of {margin} in the {months}-month window, {share} of "
            "revenue.",
            **words,
        )
    return _(
        "Billed revenue less cost leaves a margin of {margin} in the {months}-month window, {share} of "
        "revenue; without these losses it would be {without}.",
        without=without,
        **words,
    )


def newly(loss_makers: pd.DataFrame, month: str) -> str:
    """Return who makes a loss since this month only; empty where nobody does."""
    names = list(loss_makers.loc[loss_makers["new"], "customer_name"])
    if not names:
        return ""
    return ngettext(
        "New this month: {names}. In the window to {month} it still brought more than it cost.",
        "New this month: {names}. In the window to {month} they still brought more than they cost.",
        len(names),
        names=named(names),
        month=month_name(add_months(month, -1)),
    )


def steps(loss_makers: pd.DataFrame) -> list[str]:
    """Return what to do with whom: a sentence a cause, the cause with the largest loss first."""
    return [
        step(cause, list(loss_makers.loc[loss_makers["cause"] == cause, "customer_name"]))
        for cause in loss_makers["cause"].unique()
    ]


def step(cause: str, customers: list[str]) -> str:
    """Return what to do with the customers that lose money by one cause, as a sentence with its reason."""
    n, names = len(customers), named(customers)
    return {
        "credits": lambda: ngettext(
            "Check the credit notes of {names}: more was credited than billed.",
            "Check the credit notes of {names}: more was credited to them than billed.",
            n, names=names,
        ),
        "before": lambda: ngettext(
            "Raise prices or end the contract with {names}: it made a loss in the window a year ago too.",
            "Raise prices or end the contracts with {names}: they made a loss in the window a year ago too.",
            n, names=names,
        ),
        "new": lambda: ngettext(
            "Check the prices agreed at the start with {names}: it was no customer a year ago.",
            "Check the prices agreed at the start with {names}: they were no customers a year ago.",
            n, names=names,
        ),
        "cost_up": lambda: ngettext(
            "Find out what costs more at {names}, then renegotiate the prices: its cost rose by more than "
            "its revenue within a year.",
            "Find out what costs more at {names}, then renegotiate the prices: their cost rose by more than "
            "their revenue within a year.",
            n, names=names,
        ),
        "revenue_down": lambda: ngettext(
            "Agree on a minimum charge with {names}: its revenue fell by more than its cost within a year.",
            "Agree on a minimum charge with {names}: their revenue fell by more than their cost within a "
            "year.",
            n, names=names,
        ),
        "both": lambda: ngettext(
            "Renegotiate prices and service with {names}: its cost rose and its revenue fell within a year.",
            "Renegotiate prices and service with {names}: their cost rose and their revenue fell within a "
            "year.",
            n, names=names,
        ),
        "unknown": lambda: ngettext(
            "Review prices and costs with {names}: without data of a year ago the cause is not known.",
            "Review prices and costs with {names}: without data of a year ago the cause is not known.",
            n, names=names,
        ),
    }[cause]()  # fmt: skip


def incomplete_costs(cost_months: int, without_cost: int, result: Classification) -> list[str]:
    """Return the warnings that margins are too high: months, or customers, without costs."""
    months = result.rule.window_months
    lines = []
    if cost_months < months and result.window_covered:
        lines.append(
            _(
                "Only {known} of the {months} months of the window have costs: margins are too high.",
                known=number(cost_months),
                months=number(months),
            )
        )
    if without_cost:
        lines.append(
            ngettext(
                "{n} customer has revenue and no costs: all of its revenue counts as margin.",
                "{n} customers have revenue and no costs: all of their revenue counts as margin.",
                without_cost,
            )
        )
    return lines
