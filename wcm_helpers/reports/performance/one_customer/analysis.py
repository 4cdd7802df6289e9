"""What the sections of a month know of the service of one customer; nothing is computed a second time."""

import pandas as pd

from wcm_helpers.reports.performance.by_class.analysis import (
    RATES,
    class_rates_of,
    customer_counts,
    service_gaps_of,
)
from wcm_helpers.reports.performance.loyalty.contracts import contracts_of
from wcm_helpers.reports.performance.measures.analysis import judged_of
from wcm_helpers.reports.performance.measures.judging import Judged, text_of
from wcm_helpers.reports.performance.measures.scopes import group_of_scope
from wcm_helpers.reports.performance.review import PerformanceReview
from wcm_helpers.reports.performance.tickets.analysis import open_tickets


def customer_names(review: PerformanceReview) -> dict[str, str]:
    """Return the name of every customer by id; the id where it has no name."""
    return {customer: review.result.name_of(customer) for customer in review.result.customers.index}


def rates_of(review: PerformanceReview, customer: str) -> pd.DataFrame:
    """Return the promises kept to a customer in 12 months beside those kept to its class.

    Returns
    -------
    pd.DataFrame
        ``indicator``, ``kept`` and ``cases`` (counts), ``value`` and ``of_class`` (shares; NaN where the
        class is unknown or has too few); only indicators of which the customer has cases.
    """
    letter = review.result.customers["class"].get(customer)
    by_class = {each.indicator: each.rates for each in review.computed(class_rates_of)}
    rows = []
    for name in RATES:
        counts = customer_counts(review, name)
        if customer not in counts.index or not counts.loc[customer, "denominator"] > 0:
            continue
        kept, cases = (int(counts.loc[customer, column]) for column in ("numerator", "denominator"))
        rate = by_class.get(name, {}).get(letter)
        rows.append((name, kept, cases, kept / cases, float("nan") if rate is None else rate.value))
    return pd.DataFrame(rows, columns=["indicator", "kept", "cases", "value", "of_class"])


def gap_of(review: PerformanceReview, customer: str) -> dict[str, object] | None:
    """Return a customer's row of those that get less than their class; None where it does not."""
    rows = review.computed(service_gaps_of)
    rows = rows[rows["customer_id"] == customer]
    return rows.iloc[0].to_dict() if len(rows) else None


def tickets_open(review: PerformanceReview, customer: str) -> pd.DataFrame:
    """Return the tickets of a customer that are open at the end of the month, the oldest first."""
    rows = review.computed(open_tickets)
    return rows[rows["customer_id"] == customer].reset_index(drop=True) if len(rows) else rows


def contracts_with(review: PerformanceReview, customer: str) -> pd.DataFrame:
    """Return the contracts of a customer, the one that ends last first; empty without the table."""
    rows = review.computed(contracts_of).contracts
    if rows is None:
        return pd.DataFrame()
    return rows[rows["customer_id"] == customer].sort_values("end_date", ascending=False, ignore_index=True)


def measures_for(review: PerformanceReview, customer: str) -> list[Judged]:
    """Return the judged measures of the register whose group is a customer."""
    judged = review.computed(judged_of)
    wanted = ("customer", customer)
    return [each for each in judged if group_of_scope(review, text_of(each.row.get("scope"))) == wanted]
