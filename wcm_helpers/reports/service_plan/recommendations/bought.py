"""Which value-added services each customer had in a month, by its bills and by the work done for it."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.core.months import window
from wcm_helpers.data.facts.services import billed_services
from wcm_helpers.data.tables.service_words import ACTIVITIES, BASIC_SERVICES, STORAGE_SERVICES
from wcm_helpers.reports.service_plan.review import ServicePlanReview

COLUMNS = ("customer", "service", "month")


@dataclass(frozen=True, eq=False)
class Bought:
    """What customers bought.

    Attributes
    ----------
    purchases : pd.DataFrame
        ``customer``, ``service``, ``month``: value-added services alone, each once.
    storage_share, storage_before : pd.Series
        The share of storage in the bills of 12 months, and of the 12 before the months held out, by customer;
        empty where bills name no services.
    sources : tuple of str
        The tables it comes from: ``billing``, ``activities``.
    """

    purchases: pd.DataFrame
    storage_share: pd.Series
    storage_before: pd.Series
    sources: tuple[str, ...]


def bought_of(review: ServicePlanReview) -> Bought:
    """Return what customers bought up to the end of the month, for ``review.computed``.

    The held-out months come on top of 12 months before them.
    """
    months = window(review.month, 12 + review.rule.held_out_months)
    billed = billed_services(review.history.intake, months[0], months[-1])
    activities = review.history.table("activities")
    if activities is not None:
        activities = activities[activities["month"].isin(months)]
    return Bought(
        purchases(billed, activities),
        storage_share(billed, months[-12:]),
        storage_share(billed, months[:12]),
        tuple(name for name, rows in (("billing", billed), ("activities", activities)) if rows is not None),
    )


def is_basic(service: str) -> bool:
    """Return whether a service is one that every warehouse gives.

    Examples
    --------
    >>> [is_basic(name) for name in ("仓储", "Outbound handling", "贴标", "Kitting")]
    [True, True, False, False]
    """
    name = service.casefold()
    return any(part in name for part in BASIC_SERVICES)


def purchases(billed: pd.DataFrame | None, activities: pd.DataFrame | None) -> pd.DataFrame:
    """Return the value-added services each customer had in each month.

    Parameters
    ----------
    billed : pd.DataFrame or None
        ``customer_id``, ``month``, ``service``, ``amount``; only positive amounts count.
    activities : pd.DataFrame or None
        The table ``activities``: its own words for an activity are value-added services, those of
        :data:`wcm_helpers.data.tables.service_words.ACTIVITIES` are the handling of goods.

    Returns
    -------
    pd.DataFrame
        :data:`COLUMNS`, sorted, each row once.

    Examples
    --------
    >>> billed = pd.DataFrame({"customer_id": "a", "month": "2026-05", "service": ["仓储", "增值", "包装"],
    ...                        "amount": [1, 1, 0]})
    >>> purchases(billed, None)["service"].tolist()
    ['增值']
    """
    parts = []
    if billed is not None:
        parts.append(billed[billed["amount"] > 0][["customer_id", "service", "month"]])
    if activities is not None:
        done = activities["minutes"].fillna(0) + activities["volume"].fillna(0) > 0
        own = activities[done & ~activities["activity"].isin([*ACTIVITIES])]
        own = own.rename(columns={"activity": "service"})
        parts.append(own[["customer_id", "service", "month"]])
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))
    rows = rows.set_axis(list(COLUMNS), axis=1).astype(object)
    rows = rows[~rows["service"].map(is_basic).astype(bool)]
    return rows.drop_duplicates().sort_values(list(COLUMNS), ignore_index=True)


def storage_share(billed: pd.DataFrame | None, months: list[str]) -> pd.Series:
    """Return the share of storage in what each customer was billed, by customer with a bill."""
    if billed is None:
        return pd.Series(dtype=float)
    rows = billed[billed["month"].isin(months) & (billed["amount"] > 0)]
    is_storage = (
        rows["service"].str.casefold().map(lambda name: any(part in name for part in STORAGE_SERVICES))
    )
    total = rows.groupby("customer_id")["amount"].sum()
    return rows["amount"].where(is_storage.astype(bool), 0).groupby(rows["customer_id"]).sum() / total
