"""The words of a classification: what is counted, the rule, the headline, warnings and notes.

Every sentence is filled from the numbers it speaks of. "Revenue" is said of billing only.
"""

from typing import NamedTuple

import pandas as pd

from wcm_helpers.core.formats import amount, month_name, number, percent, short_amount
from wcm_helpers.core.months import months_between
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods.abc import Rule, cautions
from wcm_helpers.reports.classification.result import Classification

#: Below this many customers a single one decides where a limit falls.
FEW = 8


class Measure(NamedTuple):
    """What is counted, as a sentence names it, and its unit."""

    noun: str
    unit: str


def measure(rule: Rule, currency: str = "") -> Measure:
    """Return the noun and the unit of what a rule counts: the one place that may say revenue.

    Examples
    --------
    >>> measure(Rule(value="order_value"), "USD")
    Measure(noun='order value', unit='USD')
    """
    return {
        "revenue": Measure(_("billed revenue"), currency),
        "margin": Measure(_("margin"), currency),
        "order_value": Measure(_("order value"), currency),
        "orders": Measure(_("orders out"), _("orders")),
        "units": Measure(_("units ordered"), _("units")),
    }[rule.value]


def describe(rule: Rule) -> list[str]:
    """Return the rule in words, as it is printed under a figure.

    Examples
    --------
    >>> describe(Rule(limit_a=0.75, value="units"))[1]  # doctest: +ELLIPSIS
    'A: customers up to and including the one that crosses 75% of units ordered; B: from there up to and ...'
    """
    words = {
        "noun": measure(rule).noun,
        "a": limit(rule.limit_a),
        "b": limit(rule.limit_b),
        "months": rule.window_months,
        "points": points(rule),
        "new": rule.new_months,
    }
    crossing = (
        _(
            "A: customers up to and including the one that crosses {a} of {noun}; B: from there up to and "
            "including the one that crosses {b}; C: the rest.",
            **words,
        )
        if rule.crossing == "into"
        else _(
            "A: customers that together stay within {a} of {noun}; B: those that stay within {b}; C: the "
            "rest, so that the customer that crosses a limit belongs to the next class.",
            **words,
        )
    )
    ties = (
        _("Equal customers share a class: the better one, where a limit falls between them.")
        if rule.ties == "better"
        else _("Equal customers share a class: the worse one, where a limit falls between them.")
    )
    return [
        ngettext(
            "Customers stand in order of their {noun} in the month under review.",
            "Customers stand in order of their {noun} in the {months} months to the month under review.",
            rule.window_months,
            **words,
        ),
        crossing,
        _("N: no {noun} above zero; these customers are not part of the total.", **words),
        ties,
        _("Near a limit: within {points} percentage points of it.", **words),
        _("New: first activity within the last {new} months.", **words),
    ]


def limit(share: float) -> str:
    """Return a limit as percent, with a decimal only where it has one."""
    return percent(share, _decimals(share))


def points(rule: Rule) -> str:
    """Return the band that counts as near a limit, in percentage points."""
    return number(100 * rule.band, _decimals(rule.band))


def _decimals(share: float) -> int:
    return 0 if abs(100 * share - round(100 * share)) < 1e-9 else 1


def money(scaled: float, found: Classification) -> str:
    """Return an amount with its unit, short."""
    return _("{amount} {unit}", amount=short_amount(scaled), unit=measure(found.rule, found.currency).unit)


def headline(found: Classification) -> str:
    """Return the one sentence that opens the report."""
    total = len(found.classes)
    in_a = found.classes[found.classes["class"] == "A"]
    words = {
        "noun": measure(found.rule).noun,
        "total": number(total),
        "share": percent(in_a["share"].sum(), 0),
        "top": percent(found.concentration["top1"], 0),
        "a": limit(found.rule.limit_a),
        "month": month_name(found.month),
    }
    seen = cautions(found.classes)
    if "no_total" in seen:
        return _(
            "No customer has {noun} above zero in the window to {month}: there is nothing to classify.",
            **words,
        )
    if "one_customer" in seen:
        return _("One customer alone brings all {noun}.", **words)
    if "all_equal" in seen:
        return _("All customers bring the same {noun}: classes tell nobody apart.", **words)
    if "a_empty" in seen:
        return _("No customer stays within {a} of {noun}: the largest alone brings {top}.", **words)
    if len(in_a) == total:
        return _(
            "All {total} customers are needed for {a} of {noun}; the largest alone brings {top}.", **words
        )
    if len(in_a) == 1:
        return _("1 of {total} customers alone brings {share} of {noun}.", **words)
    return _(
        "{n} of {total} customers bring {share} of {noun}; the largest alone {top}.",
        n=number(len(in_a)),
        **words,
    )


def warnings(found: Classification) -> list[str]:
    """Return what a reader must know before trusting the classes; empty when there is nothing."""
    rule, classes = found.rule, found.classes
    counted = int((classes["class"] != "N").sum())
    unknown = int((~classes["known"]).sum())
    words = {
        "noun": measure(rule).noun,
        "month": month_name(found.month),
        "first": month_name(found.first_month),
        "months": rule.window_months,
        "few": FEW,
        "share": percent(found.excluded.share),
        "amount": money(found.excluded.value, found),
        "covers": percent(classes.loc[classes["class"] == "A", "share"].sum(), 0),
    }
    seen = cautions(classes)
    said = {
        _("There is no activity in {month}: is the export complete?", **words): not found.month_has_activity,
        _("No customer has {noun} above zero: ABC says nothing here.", **words): "no_total" in seen,
        _("There is only one customer with {noun}: its class says nothing.", **words): "one_customer" in seen,
        _("All customers bring the same {noun}: ABC says nothing here.", **words): "all_equal" in seen,
        _("Nobody is in class A: the largest customer already crosses the limit.", **words): "a_empty"
        in seen,
        _("Class A covers {covers} of {noun}: it hardly tells customers apart.", **words): "a_covers_most"
        in seen,
        ngettext(
            "With {n} customer the classes depend on the rule for the one that crosses a limit.",
            "With {n} customers the classes depend on the rule for the one that crosses a limit.",
            counted,
        ): 1 < counted < FEW,
        ngettext(
            "{n} customer is in group N, without {noun} above zero: {amount}, {share} of the total.",
            "{n} customers are in group N, without {noun} above zero: {amount}, {share} of the total.",
            found.excluded.customers,
            **words,
        ): found.excluded.customers > 0 and "no_total" not in seen,
        _(
            "The history begins in {first}: the window of {months} months is not full yet.", **words
        ): not found.window_covered,
        _("There is no month before to compare with."): not found.has_previous,
        _(
            "The history begins in {first}: the window a month earlier was not full, and its values are low.",
            **words,
        ): found.has_previous and found.window_covered and not found.previous_covered,
        ngettext(
            "{n} customer has no name in the customer list and is named by its id.",
            "{n} customers have no name in the customer list and are named by their ids.",
            unknown,
        ): 0 < unknown < len(classes),
        _("No customer has a name in the customer list: they are named by their ids."): 0
        < unknown
        == len(classes),
    }
    return [sentence for sentence, holds in said.items() if holds] + _not_by_the_customers(found)


def _not_by_the_customers(found: Classification) -> list[str]:
    """Return how many moves a changed rule or corrected data made, and which margins are not whole."""
    causes = found.moves["cause"].value_counts()
    by_rule, corrected = int(causes.get("rule", 0)), int(causes.get("correction", 0))
    uncosted = _uncosted(found)
    said = {
        ngettext(
            "The rule has changed: {n} move is its doing, not the customer's.",
            "The rule has changed: {n} moves are its doing, not the customers'.",
            by_rule,
        ): by_rule > 0,
        ngettext(
            "Data of a month already reported were corrected: {n} move comes from that.",
            "Data of months already reported were corrected: {n} moves come from that.",
            corrected,
        ): corrected > 0,
        ngettext(
            "In {n} month of a customer something was billed and no cost is known: all of it is margin.",
            "In {n} months of customers something was billed and no cost is known: all of it is margin.",
            uncosted,
        ): uncosted > 0,
    }
    return [sentence for sentence, holds in said.items() if holds]


def _uncosted(found: Classification) -> int:
    if found.rule.value != "margin" or found.customer_months.table("cost") is None:
        return 0
    months = found.customer_months.months[-found.rule.window_months :]
    billed, cost = (found.customer_months.table(name)[months] for name in ("revenue", "cost"))
    return int(((billed > 0) & (cost == 0)).sum().sum())


def notes(found: Classification) -> list[str]:
    """Return the remark beside each customer, in the order of ``classes``; most have none."""
    classes = found.classes
    silent = ~classes["active_this_month"] & found.month_has_activity
    below = _("more credited than billed") if found.rule.value == "revenue" else _("below zero")
    nothing = _("nothing in {month}", month=month_name(found.month))
    said = zip(
        _about_new(found),
        _where(classes["near_limit"], _("near a limit")),
        _where(classes["value"] < 0, below),
        _where(silent, nothing),
        _where(~classes["known"], _("no name in the customer list")),
        strict=True,
    )
    return ["; ".join(filter(None, parts)) for parts in said]


def _where(holds: pd.Series, said: str) -> list[str]:
    return [said if one else "" for one in holds]


def _about_new(found: Classification) -> list[str]:
    """Return of each new customer since when it is there and what it brings at this pace; else nothing."""
    classes, length = found.classes, found.rule.window_months
    begun = {month: month_name(month) for month in classes.loc[classes["new"], "first_month"].unique()}
    said = []
    for new, first, value in zip(classes["new"], classes["first_month"], classes["value"], strict=True):
        if not new:
            said.append("")
            continue
        pace = value / (1 + months_between(first, found.month)) * length
        said.append(
            _(
                "new since {month}, at this pace {amount} in {months} months",
                month=begun[first],
                amount=money(pace, found),
                months=length,
            )
        )
    return said


def exact(scaled: float, found: Classification) -> str:
    """Return an amount in full, with its unit."""
    return _("{amount} {unit}", amount=amount(scaled), unit=measure(found.rule, found.currency).unit)


def source_line(found: Classification) -> str:
    """Return what stands under each figure: where the numbers come from, for which months, of how many."""
    return ngettext(
        "Source: {source}; {months}-month window to {month}; {count} customer.",
        "Source: {source}; {months}-month window to {month}; {count} customers.",
        len(found.classes),
        source=found.source,
        months=found.rule.window_months,
        month=month_name(found.month),
        count=number(len(found.classes)),
    )
