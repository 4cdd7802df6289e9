"""The sentences of a classification: the measure, the rule, the finding and the line under each figure.

Every number in a sentence comes from the result. Only billed amounts are called revenue.
"""

from typing import NamedTuple

from wcm_helpers.core import formats
from wcm_helpers.core.formats import amount, month_name, number, percent, short_amount
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods.abc import Rule, cautions
from wcm_helpers.reports.classification.result import RuleOutcome


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
            "A: customers that together stay within {a} of {noun}; B: from there on those that stay within "
            "{b}; C: the rest. The customer that crosses a limit belongs to the next class.",
            **words,
        )
    )
    ties = (
        _("Customers with equal values share a class: the better one where a limit falls between them.")
        if rule.ties == "better"
        else _("Customers with equal values share a class: the worse one where a limit falls between them.")
    )
    return {
        "order": ngettext(
            "Customers are ordered by their {noun} in the month under review.",
            "Customers are ordered by their {noun} in the {months} months to the month under review.",
            rule.window_months,
            **words,
        ),
        "classes": crossing,
        "group_n": _(
            "Group N: customers without {noun} above zero; they are not part of the total.", **words
        ),
        "ties": ties,
        "near_limit": _("Near a limit: within {points} percentage points of it.", **words),
        "new": ngettext(
            "New customer: first activity within the last month.",
            "New customer: first activity within the last {new} months.",
            rule.new_months,
            **words,
        ),
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
    return _("{amount} {unit}", amount=short_amount(scaled), unit=unit_of(scaled, outcome))


def unit_of(scaled: float, outcome: RuleOutcome) -> str:
    """Return the unit of an amount, in ten-thousandths: in the singular of a single order or unit."""
    if scaled == formats.SCALE and outcome.rule.value in ("orders", "units"):
        return _("order") if outcome.rule.value == "orders" else _("unit")
    return measure(outcome.rule, outcome.currency).unit


def finding(outcome: RuleOutcome, letters: str = "class") -> str:
    """Return how few customers bring how much, in one sentence.

    Parameters
    ----------
    outcome : RuleOutcome
    letters : str
        The column of the classes: ``class`` (by the rule) or ``official``.
    """
    total = len(outcome.classes)
    in_a = outcome.classes[outcome.classes[letters] == "A"]
    counted = outcome.classes[outcome.classes["class"] != "N"]
    words = {
        "noun": measure(outcome.rule).noun,
        "total": number(total),
        "counted": number(len(counted)),
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
        return _("A single customer brings all {noun}.", **words)
    if "all_equal" in reasons and len(counted) < total:
        return _(
            "The {counted} customers with {noun} above zero bring the same: classes cannot tell them apart.",
            **words,
        )
    if "all_equal" in reasons:
        return _("All customers bring the same {noun}: classes cannot tell them apart.", **words)
    if in_a.empty:
        return _(
            "Class A is empty: the largest customer alone brings {top} of {noun}, above the limit of {a}.",
            **words,
        )
    if len(in_a) == total:
        return _(
            "All {total} customers are needed for {a} of {noun}; the largest alone brings {top}.", **words
        )
    if len(in_a) == 1:
        return _("1 of {total} customers, class A, brings {share} of {noun}.", **words)
    return _(
        "{n} of {total} customers, class A, bring {share} of {noun}; the largest alone {top}.",
        n=number(len(in_a)),
        **words,
    )


def window_words(outcome: RuleOutcome) -> str:
    """Return the length of the window in words: the months of it that the history has."""
    return ngettext("{n} month", "{n} months", outcome.window_length)


def class_name(letter: str) -> str:
    """Return a class as a sentence names it; N is a group, no class.

    Examples
    --------
    >>> class_name("A"), class_name("N")
    ('class A', 'group N')
    """
    return _("group N") if letter == "N" else _("class {letter}", letter=letter)


def exact(scaled: float, outcome: RuleOutcome) -> str:
    """Return an amount, in ten-thousandths, in full, with its unit."""
    return _("{amount} {unit}", amount=amount(scaled), unit=unit_of(scaled, outcome))


def source_line(outcome: RuleOutcome) -> str:
    """Return the line under each figure: how many customers, and the window; sources are in the appendix."""
    return ngettext(
        "{count} customer; {months}-month window to {month}.",
        "{count} customers; {months}-month window to {month}.",
        len(outcome.classes),
        count=number(len(outcome.classes)),
        months=outcome.window_length,
        month=month_name(outcome.month),
    )
