"""The sentences of a classification: the measure, the rule, the headline, warnings and notes.

Every number in a sentence comes from the result. Only billed amounts are called revenue.
"""

from typing import NamedTuple

import pandas as pd

from wcm_helpers.core import formats
from wcm_helpers.core.formats import amount, month_name, number, percent, short_amount
from wcm_helpers.core.months import months_between
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods.abc import Rule, cautions
from wcm_helpers.reports.classification.result import Classification, RuleOutcome

#: Below this many customers a single customer decides where a limit falls.
FEW = 8


class Measure(NamedTuple):
    """The measure as a sentence names it, and its unit."""

    noun: str
    unit: str


def measure(rule: Rule, currency: str = "") -> Measure:
    """Return the noun and the unit of what a rule counts; only billing is called revenue.

    Examples
    --------
    >>> measure(Rule(value="order_value"), "USD")
    Measure(noun='order value', unit='USD')
    """
    money = formats.currency(currency)
    return {
        "revenue": Measure(_("billed revenue"), money),
        "margin": Measure(_("margin"), money),
        "order_value": Measure(_("order value"), money),
        "orders": Measure(_("orders out"), _("orders")),
        "units": Measure(_("units ordered"), _("units")),
    }[rule.value]


def describe(rule: Rule) -> dict[str, str]:
    """Return the rule in words, as it is printed under a figure.

    Returns
    -------
    dict of str to str
        One sentence each for ``order``, ``classes``, ``group_n``, ``ties``, ``near_limit`` and ``new``.

    Examples
    --------
    >>> describe(Rule(limit_a=0.75, value="units"))["classes"]  # doctest: +ELLIPSIS
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
    return {
        "order": ngettext(
            "Customers stand in order of their {noun} in the month under review.",
            "Customers stand in order of their {noun} in the {months} months to the month under review.",
            rule.window_months,
            **words,
        ),
        "classes": crossing,
        "group_n": _("N: no {noun} above zero; these customers are not part of the total.", **words),
        "ties": ties,
        "near_limit": _("Near a limit: within {points} percentage points of it.", **words),
        "new": _("New: first activity within the last {new} months.", **words),
    }


def limit(share: float) -> str:
    """Return a limit as percent, with a decimal only where it has one."""
    return percent(share, _decimals(share))


def points(rule: Rule) -> str:
    """Return the band that counts as near a limit, in percentage points."""
    return number(100 * rule.band, _decimals(rule.band))


def _decimals(share: float) -> int:
    return 0 if abs(100 * share - round(100 * share)) < 1e-9 else 1


def money(scaled: float, outcome: RuleOutcome) -> str:
    """Return an amount, in ten-thousandths, with its unit, short."""
    return _(
        "{amount} {unit}", amount=short_amount(scaled), unit=measure(outcome.rule, outcome.currency).unit
    )


def headline(outcome: RuleOutcome) -> str:
    """Return the sentence that opens the report."""
    total = len(outcome.classes)
    in_a = outcome.classes[outcome.classes["class"] == "A"]
    words = {
        "noun": measure(outcome.rule).noun,
        "total": number(total),
        "share": formats.share(in_a["share"].sum()),
        "top": formats.share(outcome.concentration["top1"]),
        "a": limit(outcome.rule.limit_a),
        "month": month_name(outcome.month),
    }
    reasons = cautions(outcome.classes)
    if "no_total" in reasons:
        return _(
            "No customer has {noun} above zero in the window to {month}: there is nothing to classify.",
            **words,
        )
    if "one_customer" in reasons:
        return _("One customer alone brings all {noun}.", **words)
    if "all_equal" in reasons:
        return _("All customers bring the same {noun}: classes tell nobody apart.", **words)
    if "a_empty" in reasons:
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


def warnings(result: Classification) -> list[str]:
    """Return the sentences on what limits the reading of the classes; empty when nothing does."""
    rule, classes = result.rule, result.classes
    counted = int((classes["class"] != "N").sum())
    unknown = int((~classes["known"]).sum())
    words = {
        "noun": measure(rule).noun,
        "month": month_name(result.month),
        "first": month_name(result.first_month),
        "months": rule.window_months,
        "few": FEW,
        "share": percent(result.excluded.share),
        "amount": money(result.excluded.value, result),
        "covers": percent(classes.loc[classes["class"] == "A", "share"].sum(), 0),
    }
    reasons = cautions(classes)
    conditions = {
        _("There is no activity in {month}: is the export complete?", **words): not result.month_has_activity,
        _("No customer has {noun} above zero: ABC says nothing here.", **words): "no_total" in reasons,
        _("There is only one customer with {noun}: its class says nothing.", **words): "one_customer"
        in reasons,
        _("All customers bring the same {noun}: ABC says nothing here.", **words): "all_equal" in reasons,
        _("Nobody is in class A: the largest customer already crosses the limit.", **words): "a_empty"
        in reasons,
        _("Class A covers {covers} of {noun}: it hardly tells customers apart.", **words): "a_covers_most"
        in reasons,
        ngettext(
            "With {n} customer the classes depend on the rule for the one that crosses a limit.",
            "With {n} customers the classes depend on the rule for the one that crosses a limit.",
            counted,
        ): 1 < counted < FEW,
        ngettext(
            "{n} customer is in group N, without {noun} above zero: {amount}, {share} of the total.",
            "{n} customers are in group N, without {noun} above zero: {amount}, {share} of the total.",
            result.excluded.customers,
            **words,
        ): result.excluded.customers > 0 and "no_total" not in reasons,
        _(
            "The history begins in {first}: the window of {months} months is not full yet.", **words
        ): not result.window_covered,
        _("There is no month before to compare with."): not result.has_previous,
        _(
            "The history begins in {first}: the window a month earlier was not full, and its values are low.",
            **words,
        ): result.has_previous and result.window_covered and not result.previous_covered,
        ngettext(
            "{n} customer has no name in the customer list and is named by its id.",
            "{n} customers have no name in the customer list and are named by their ids.",
            unknown,
        ): 0 < unknown < len(classes),
        _("No customer has a name in the customer list: they are named by their ids."): 0
        < unknown
        == len(classes),
    }
    return [sentence for sentence, applies in conditions.items() if applies] + _not_by_the_customers(result)


def _not_by_the_customers(result: Classification) -> list[str]:
    """Return the sentences on moves by a changed rule or corrected data, and on margins without costs."""
    causes = result.moves["cause"].value_counts()
    by_rule, corrected = int(causes.get("rule", 0)), int(causes.get("correction", 0))
    uncosted = _uncosted(result)
    conditions = {
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
    return [sentence for sentence, applies in conditions.items() if applies]


def _uncosted(result: Classification) -> int:
    if result.rule.value != "margin" or result.customer_months.table("cost") is None:
        return 0
    months = result.customer_months.months[-result.rule.window_months :]
    billed, cost = (result.customer_months.table(name)[months] for name in ("revenue", "cost"))
    return int(((billed > 0) & (cost == 0)).sum().sum())


def notes(result: Classification) -> list[str]:
    """Return the note on each customer, in the order of ``classes``; most are empty."""
    classes = result.classes
    silent = ~classes["active_this_month"] & result.month_has_activity
    below = _("more credited than billed") if result.rule.value == "revenue" else _("below zero")
    nothing = _("nothing in {month}", month=month_name(result.month))
    parts = zip(
        _about_new(result),
        _where(classes["near_limit"], _("near a limit")),
        _where(classes["value"] < 0, below),
        _where(silent, nothing),
        _where(~classes["known"], _("no name in the customer list")),
        strict=True,
    )
    return ["; ".join(filter(None, row)) for row in parts]


def _where(applies: pd.Series, text: str) -> list[str]:
    return [text if flag else "" for flag in applies]


def _about_new(result: Classification) -> list[str]:
    """Return for each new customer its first month and its value at this pace; empty for the others."""
    classes, length = result.classes, result.rule.window_months
    begun = {month: month_name(month) for month in classes.loc[classes["new"], "first_month"].unique()}
    texts = []
    for new, first, value in zip(classes["new"], classes["first_month"], classes["value"], strict=True):
        if not new:
            texts.append("")
            continue
        pace = value / (1 + months_between(first, result.month)) * length
        texts.append(
            _(
                "new since {month}, at this pace {amount} in {months} months",
                month=begun[first],
                amount=money(pace, result),
                months=length,
            )
        )
    return texts


def exact(scaled: float, outcome: RuleOutcome) -> str:
    """Return an amount, in ten-thousandths, in full, with its unit."""
    return _("{amount} {unit}", amount=amount(scaled), unit=measure(outcome.rule, outcome.currency).unit)


def source_line(outcome: RuleOutcome) -> str:
    """Return the line under each figure: the source, the window and the number of customers."""
    return ngettext(
        "Source: {source}; {months}-month window to {month}; {count} customer.",
        "Source: {source}; {months}-month window to {month}; {count} customers.",
        len(outcome.classes),
        source=outcome.source,
        months=outcome.rule.window_months,
        month=month_name(outcome.month),
        count=number(len(outcome.classes)),
    )
