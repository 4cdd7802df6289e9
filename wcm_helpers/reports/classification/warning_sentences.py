"""The sentences on what limits the reading of the classes of a month."""

from wcm_helpers.core.formats import month_name, number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods.abc import cautions
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import measure, money

#: Below this many customers a single customer decides where a limit falls.
FEW = 8
#: Customers of group N matter from these shares of the customers, or of the total, on.
MANY_N, MUCH_N = 0.10, 0.01


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
        "share": percent(result.excluded.share),
        "amount": money(result.excluded.value, result),
        "covers": percent(classes.loc[classes["class"] == "A", "share"].sum(), 0),
    }
    reasons = cautions(classes)
    sentences = [
        (
            not result.month_has_activity,
            _("No activity is recorded in {month}. Check whether the export is complete.", **words),
        ),
        (
            "no_total" in reasons,
            _("No customer has {noun} above zero: there is nothing to classify.", **words),
        ),
        (
            "one_customer" in reasons,
            _("Only one customer has {noun} above zero: there is nobody to compare it with.", **words),
        ),
        (
            "all_equal" in reasons,
            _("Customers with {noun} above zero all bring the same: the classes do not rank them.", **words),
        ),
        (
            "a_empty" in reasons,
            _("Class A is empty: the largest customer alone already crosses the limit."),
        ),
        (
            "a_covers_most" in reasons,
            _("Class A covers {covers} of {noun}: it hardly tells customers apart.", **words),
        ),
        (
            1 < counted < FEW,
            _(
                "With only {counted} customers the classes depend on the rule for the one that crosses a "
                "limit.",
                counted=number(counted),
            ),
        ),
        (
            _many_without_value(result) and "no_total" not in reasons,
            ngettext(
                "{n} customer is in group N, without {noun} above zero: {amount}, {share} of the total.",
                "{n} customers are in group N, without {noun} above zero: {amount}, {share} of the total.",
                result.excluded.customers,
                **words,
            ),
        ),
        (
            not result.window_covered,
            _("The history begins in {first}: the {months}-month window is not full yet.", **words),
        ),
        (not result.has_previous, _("There is no month before to compare with.")),
        (
            result.has_previous and result.window_covered and not result.previous_covered,
            _(
                "The history begins in {first}: a month ago the {months}-month window was not full yet, so "
                "that its values are lower.",
                **words,
            ),
        ),
        (
            0 < unknown < len(classes),
            ngettext(
                "{n} customer has no name in the customer list and appears by its id.",
                "{n} customers have no name in the customer list and appear by their ids.",
                unknown,
            ),
        ),
        (
            0 < unknown == len(classes),
            _("No customer has a name in the customer list: customers appear by their ids."),
        ),
    ]
    return [sentence for applies, sentence in sentences if applies] + _not_by_the_customers(result)


def _not_by_the_customers(result: Classification) -> list[str]:
    """Return the sentences on class changes by a new rule or corrected data, and on margins without costs."""
    changes = result.moves[result.moves["state"].isin(["moved", "waiting"])]
    causes = changes["cause"].value_counts()
    by_rule, corrected = int(causes.get("rule", 0)), int(causes.get("correction", 0))
    uncosted = _uncosted(result)
    sentences = [
        (
            by_rule,
            ngettext(
                "The rule has changed: {n} class change, official or waiting, comes from the new rule, not "
                "from the customer.",
                "The rule has changed: {n} class changes, official or waiting, come from the new rule, not "
                "from the customers.",
                by_rule,
            ),
        ),
        (
            corrected,
            ngettext(
                "Data of months already reported were corrected: {n} class change, official or waiting, "
                "comes from that.",
                "Data of months already reported were corrected: {n} class changes, official or waiting, "
                "come from that.",
                corrected,
            ),
        ),
        (
            uncosted,
            ngettext(
                "{n} month of a customer has billing and no cost: all of it counts as margin.",
                "{n} months of customers have billing and no cost: all of it counts as margin.",
                uncosted,
            ),
        ),
    ]
    return [sentence for applies, sentence in sentences if applies]


def _many_without_value(result: Classification) -> bool:
    """Return whether the customers of group N are many, or weigh much."""
    excluded = result.excluded
    many = excluded.customers >= MANY_N * len(result.classes)
    return excluded.customers > 0 and (many or abs(excluded.share) >= MUCH_N)


def _uncosted(result: Classification) -> int:
    if result.rule.value != "margin" or result.customer_months.table("cost") is None:
        return 0
    months = result.customer_months.months[-result.rule.window_months :]
    billed, cost = (result.customer_months.table(name)[months] for name in ("revenue", "cost"))
    return int(((billed > 0) & (cost == 0)).sum().sum())
