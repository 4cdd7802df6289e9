"""The counts the indicators are made from, as each question of the report computes them.

Every part is a frame with ``month`` and, where it knows them, ``customer_id``, ``site_id``, ``carrier`` and
``priority``, and its counts; a part of hours has ``stage``, ``minutes``, ``open`` and ``n`` as
:meth:`wcm_helpers.data.service.service.Service.stage_counts` gives them.
"""

from collections.abc import Callable

import pandas as pd

from wcm_helpers.core.months import window
from wcm_helpers.reports.performance.catalogue.definitions import Part
from wcm_helpers.reports.performance.loyalty.counts import loyalty_counts
from wcm_helpers.reports.performance.parts.stock import stock_counts
from wcm_helpers.reports.performance.parts.tickets import ticket_counts, ticket_hours
from wcm_helpers.reports.performance.review import PerformanceReview

#: What groups a count beside class and industry, by its column in the parts.
GROUP_COLUMNS = {"site": "site_id", "carrier": "carrier", "priority": "priority", "customer": "customer_id"}


def parts_of(review: PerformanceReview) -> dict[Part, pd.DataFrame]:
    """Return the parts that the tables allow, each with ``class`` and ``industry`` where customers are known.

    A customer has the class of the month under review in all months, so that the same customers are
    compared.
    """
    parts = {name: make(review) for name, make in _MAKE.items()}
    return {name: _grouped(review, part) for name, part in parts.items() if part is not None and len(part)}


def _grouped(review: PerformanceReview, part: pd.DataFrame) -> pd.DataFrame:
    part = part[part["month"].isin(review.result.months)]
    if "customer_id" not in part:
        return part
    groups = {name: review.result.group_of(name, part["customer_id"]) for name in ("class", "industry")}
    return part.assign(**groups)


def _orders(review: PerformanceReview) -> pd.DataFrame | None:
    service = review.result.service
    if service is None:
        return None
    counts = service.order_counts(review.month, review.rule.months)
    ours = counts["own_failures"] + counts["unknown_failures"]
    return counts.assign(
        not_our_failures=counts["otif_measured"] - ours,
        otif_without_customer=counts["otif_measured"] - counts["customer_failures"],
    )


def _inbound(review: PerformanceReview) -> pd.DataFrame | None:
    service = review.result.service
    return None if service is None else service.inbound_counts(review.month, review.rule.months)


def _lines(review: PerformanceReview) -> pd.DataFrame | None:
    service = review.result.service
    return None if service is None else service.line_counts(review.month, review.rule.months)


def _stages(review: PerformanceReview) -> pd.DataFrame | None:
    service = review.result.service
    return None if service is None else service.stage_counts(review.month, review.rule.months)


def _money(review: PerformanceReview) -> pd.DataFrame | None:
    """Return billed revenue and, in months with costs, the margin, in ten-thousandths."""
    facts, months = review.history.facts, window(review.month, review.rule.months)
    keys = ["month", "customer_id"]
    billing = facts.billing[facts.billing["month"].isin(months)]
    if billing.empty:
        return None
    frame = billing.groupby(keys, as_index=False)["revenue"].sum()
    costs = facts.costs.groupby(keys, as_index=False)["cost"].sum()
    frame = frame.merge(costs, on=keys, how="left")
    with_costs = frame["month"].isin(facts.costs["month"])
    frame["margin"] = (frame["revenue"] - frame["cost"].fillna(0)).where(with_costs)
    return frame.drop(columns="cost")


_MAKE: dict[Part, Callable[[PerformanceReview], pd.DataFrame | None]] = {
    "orders": _orders,
    "inbound": _inbound,
    "lines": _lines,
    "stages": _stages,
    "tickets": ticket_counts,
    "ticket_hours": ticket_hours,
    "stock": stock_counts,
    "loyalty": loyalty_counts,
    "money": _money,
}
