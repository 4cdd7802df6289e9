"""How certain the classes of a month are: customers that depend on a single month, or on the limits."""

from typing import NamedTuple

import pandas as pd

from wcm_helpers.classes.customer_months import CustomerMonths
from wcm_helpers.core.months import window
from wcm_helpers.methods import certainty as method
from wcm_helpers.methods.abc import CLASSES, Rule
from wcm_helpers.reports.classification.certainty.result import Certainty


class Drawn(NamedTuple):
    """The months left out one by one, the draws of each customer, and the customers at risk."""

    months: list[str]
    draws: pd.DataFrame
    boundary: pd.DataFrame


def certainty(classes: pd.DataFrame, customer_months: CustomerMonths, rule: Rule, month: str) -> Certainty:
    """Compute how certain the classes of a month are.

    Parameters
    ----------
    classes : pd.DataFrame
        As ``abc.classify`` returns it for the window that ends with ``month``, by ``customer_id`` as index or
        column; further columns are not used.
    customer_months : CustomerMonths
        The values and the activity of every customer, month by month.
    rule : Rule
        The rule of the classes.
    month : str
        The month under review, YYYY-MM. Where the history begins within the window, its months count.

    Examples
    --------
    >>> from wcm_helpers.classes.customer_months import pivot_customer_months, window_values
    >>> from wcm_helpers.methods import abc
    >>> rows = [("x", "2026-04", 50), ("y", "2026-04", 5), ("x", "2026-05", 10), ("y", "2026-05", 35)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "value"])
    >>> book, rule = pivot_customer_months(facts, "2026-05"), abc.Rule(window_months=2)
    >>> classes = abc.classify(window_values(book, "2026-05", 2), rule)
    >>> result = certainty(classes, book, rule, "2026-05")
    >>> result.unchanged, result.changing, result.one_month  # without May, x has 50 of 55 and y is B
    (1, 1, 0)
    """
    months, draws, boundary = leave_out(classes, customer_months, rule, month)
    customers = by_customer(classes)
    limits = method.sensitivity(customers["value"], rule)
    changed_class = sum(boundary[letter].gt(0) & (boundary["class"] != letter) for letter in CLASSES) > 0
    unchanged, changing = int((draws["kept"] == 1).sum()), int(changed_class.sum())
    counts: tuple[int | None, ...] = (unchanged, changing, len(draws) - unchanged - changing)
    if len(months) < 2:
        counts = (None, None, None)
    same, changing_customers, one_month = counts
    return Certainty(
        months=months,
        rule=rule,
        boundary=boundary,
        sensitivity=limits,
        customers=len(customers),
        n_boundary=len(boundary),
        unchanged=same,
        changing=changing_customers,
        one_month=one_month,
    )


def leave_out(classes: pd.DataFrame, customer_months: CustomerMonths, rule: Rule, month: str) -> Drawn:
    """Return the draws of a month's window, each without one month; parameters as :func:`certainty`'s."""
    customers = by_customer(classes)
    months = [
        label for label in window(month, rule.window_months) if label in customer_months.amounts.columns
    ]
    draws = method.jackknife(
        customer_months.amounts.loc[customers.index, months],
        customer_months.active.loc[customers.index, months],
        rule,
    )
    return Drawn(months, draws, method.boundary(customers, draws, rule))


def by_customer(classes: pd.DataFrame) -> pd.DataFrame:
    """Return classes with the customers as index, whether they were that or a column."""
    return classes.set_index("customer_id") if "customer_id" in classes else classes
