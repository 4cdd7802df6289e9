"""What customers are entitled to and received; who gets less or more than its class, and who waits longer."""

from dataclasses import dataclass, replace

import pandas as pd

from wcm_helpers.core.months import add_months, window
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.reports.service_plan import sources
from wcm_helpers.reports.service_plan.packages.entitled import default_entitlements, entitled
from wcm_helpers.reports.service_plan.packages.received import (
    KEPT,
    MONTHS,
    NONE,
    SHORT,
    UNUSED,
    Deeds,
    hours_received,
    kept_shares,
    received,
)
from wcm_helpers.reports.service_plan.result import ServicePlanMonth
from wcm_helpers.reports.service_plan.review import ServicePlanReview

#: The items that a manager gives; a customer that lacks two of them is under-served.
OF_MANAGER = ("named_manager", "talk", "review")
FEWEST_BROKEN = 2
CLASSES = ("A", "B", "C")
#: The share of an item is said to be low only of so many customers.
FEWEST_CUSTOMERS = 5
#: Waiting is compared over a year, and only of so many requests.
WAITING_MONTHS, FEWEST_REQUESTS = 12, 5


@dataclass(frozen=True, eq=False)
class Packages:
    """The packages of a month and what came of them.

    Attributes
    ----------
    rows : pd.DataFrame
        See :func:`wcm_helpers.reports.service_plan.packages.received.received`; one row a customer and item.
    deeds : Deeds
    entitlements : pd.DataFrame
        As the table has them.
    default : bool
        Whether the packages are those of the project, because there is no table of entitlements.
    """

    rows: pd.DataFrame
    deeds: Deeds
    entitlements: pd.DataFrame
    default: bool


def packages_of(review: ServicePlanReview) -> Packages:
    """Return entitlements and what was received, for ``review.computed``."""
    table = review.history.table("service_entitlements")
    entitlements = default_entitlements() if table is None else table
    deeds = deeds_of(review)
    rows = received(entitled(entitlements, review.result.classes, review.month), deeds, review.month)
    return Packages(rows, deeds, entitlements, default=table is None)


def counts_of(review: ServicePlanReview) -> pd.DataFrame:
    """Return how many customers of a class received each item, for ``review.computed``."""
    return kept_by_item(review.computed(packages_of).rows)


def of_class_a(review: ServicePlanReview) -> tuple[int, int]:
    """Return how many entitlements of class A were kept, and of how many that can be measured."""
    counts = review.computed(counts_of)
    sums = counts[counts["class"] == "A"][["kept", "measured"]].sum()
    return int(sums["kept"]), int(sums["measured"])


def deeds_of(review: ServicePlanReview) -> Deeds:
    """Return what was done for customers up to the end of the month."""
    staff = review.computed(sources.staff_of)
    named = None
    if staff is not None and "named" in staff and staff["named"].notna().any():
        named = frozenset(staff.index[staff["named"].fillna(False).astype(bool)])
    return Deeds(
        review.computed(sources.managers_of),
        named,
        review.computed(sources.interactions_of),
        review.computed(sources.requests_of),
        review.result.active,
    )


def kept_before_of(review: ServicePlanReview) -> dict[str, dict[str, float]]:
    """Return the shares that each class received a month and a year ago, by the classes of today.

    Returns
    -------
    dict
        By month, the shares by class; a class of which nothing could be measured is absent.
    """
    packages = review.computed(packages_of)
    shares = {}
    for month in (add_months(review.month, -1), add_months(review.month, -12)):
        deeds = replace(packages.deeds, managers=sources.managers_in(review, month))
        rows = entitled(packages.entitlements, _there(review.result, month), month)
        shares[month] = kept_shares(received(rows, deeds, month))
    return shares


def _there(result: ServicePlanMonth, month: str) -> pd.Series:
    """Return the classes of the customers that were active by a month."""
    return result.classes[result.active <= month]


def underserved_of(review: ServicePlanReview) -> pd.DataFrame:
    """Return the under-served customers, the largest first, for ``review.computed``."""
    return underserved(review.computed(packages_of).rows, review.result)


def underserved(rows: pd.DataFrame, result: ServicePlanMonth) -> pd.DataFrame:
    """Return the customers that lack two items of their manager at least.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``class``, ``name``, ``revenue``, ``broken`` (items, sorted), ``due`` and
        ``received`` (hours of the manager over three months; NaN unknown), the largest first.
    """
    broken = rows[rows["item"].isin(OF_MANAGER) & rows["verdict"].isin([SHORT, NONE])]
    items = broken.groupby("customer_id")["item"].agg(lambda items: tuple(sorted(items)))
    items = items[items.str.len() >= FEWEST_BROKEN]
    hours = rows[rows["item"] == "named_manager"].set_index("customer_id")[["due", "received"]]
    frame = items.rename("broken").reset_index().merge(hours, how="left", on="customer_id")
    frame["class"] = frame["customer_id"].map(result.classes.to_dict())
    return _largest_first(result.with_names(frame))


def overserved_of(review: ServicePlanReview) -> pd.DataFrame:
    """Return the over-served customers, the most hours first, for ``review.computed``."""
    packages = review.computed(packages_of)
    return overserved(packages.rows, packages.deeds, review.result)


def overserved(rows: pd.DataFrame, deeds: Deeds, result: ServicePlanMonth) -> pd.DataFrame:
    """Return the customers below class A that had more of managers' time than a customer of A is entitled to.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``class``, ``name``, ``revenue``, ``hours`` (of managers over three months),
        ``own_due`` (its own entitlement; 0 without one), ``due_of_a`` (the median of class A), the most hours
        first.
    """
    columns = ["customer_id", "hours", "class", "own_due", "due_of_a", "name", "revenue"]
    of_a = rows[(rows["class"] == "A") & (rows["hours"] > 0)].groupby("customer_id")["hours"].sum()
    if deeds.interactions is None or of_a.empty:
        return pd.DataFrame({name: [] for name in columns})
    hours = hours_received(deeds.interactions, result.month).rename("hours").rename_axis("customer_id")
    frame = hours.reset_index()
    frame["class"] = frame["customer_id"].map(result.classes.to_dict())
    own = rows.groupby("customer_id")["hours"].sum() * MONTHS
    frame["own_due"] = frame["customer_id"].map(own.to_dict()).fillna(0.0)
    frame["due_of_a"] = float(of_a.median()) * MONTHS
    more = frame["hours"] > frame[["own_due", "due_of_a"]].max(axis=1)
    frame = frame[more & frame["class"].isin(CLASSES[1:])]
    order = {"by": ["hours", "customer_id"], "ascending": [False, True], "ignore_index": True}
    return result.with_names(frame).sort_values(**order)


def unused(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the items of a class that no customer of it used: ``class``, ``item``, ``customers``.

    Examples
    --------
    >>> rows = pd.DataFrame({"class": ["A", "A", "B"], "item": "response", "customer_id": ["a", "b", "c"],
    ...                      "verdict": ["unused", "kept", "unused"]})
    >>> unused(rows).values.tolist()
    [['B', 'response', 1]]
    """
    grouped = rows.groupby(["class", "item"], sort=True)["verdict"]
    counts = grouped.agg(customers="size", unused=lambda verdicts: (verdicts == UNUSED).sum()).reset_index()
    whole = counts[counts["customers"] == counts["unused"]]
    return whole[["class", "item", "customers"]].reset_index(drop=True)


def kept_by_item(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many customers of a class received each item.

    Returns
    -------
    pd.DataFrame
        ``class``, ``item``, ``customers``, ``measured``, ``kept``, ``unused``, and of the measured ones the
        ``share`` that kept it with its 95 % interval ``low`` to ``high`` (NaN without any); sorted.

    Examples
    --------
    >>> rows = pd.DataFrame({"class": "A", "item": "talk", "verdict": ["kept", "none", "cannot_tell"]})
    >>> kept_by_item(rows)[["customers", "measured", "kept"]].values.tolist()
    [[3, 2, 1]]
    """
    counted = rows.assign(
        measured=rows["verdict"].isin([KEPT, SHORT, NONE]),
        kept=rows["verdict"] == KEPT,
        unused=rows["verdict"] == UNUSED,
    )
    grouped = counted.groupby(["class", "item"], sort=True)
    counts = grouped[["measured", "kept", "unused"]].sum().astype(int)
    counts.insert(0, "customers", grouped.size())
    counts["share"] = counts["kept"] / counts["measured"].where(counts["measured"] > 0)
    bounds = [
        wilson(int(kept), int(n)) if n else (float("nan"),) * 2
        for kept, n in zip(counts["kept"], counts["measured"], strict=True)
    ]
    counts["low"], counts["high"] = ([one[place] for one in bounds] for place in (0, 1))
    return counts.reset_index()


def weakest_item(counts: pd.DataFrame, letter: str) -> dict[str, object] | None:
    """Return the item that a class received least of, where that is clear; None elsewhere.

    Clear: of five customers at least, the 95 % interval of its share lies below that of all other items.

    Parameters
    ----------
    counts : pd.DataFrame
        See :func:`kept_by_item`.
    letter : str

    Examples
    --------
    1 of 20 is at most 24 % by Wilson, and the others together are 9 of 10:

    >>> counts = pd.DataFrame({"class": "A", "item": ["response", "talk"], "measured": [20, 10],
    ...     "kept": [1, 9], "share": [0.05, 0.9], "high": [0.24, 0.98]})
    >>> weakest_item(counts, "A")["item"], weakest_item(counts, "B")
    ('response', None)
    """
    rows = counts[(counts["class"] == letter) & (counts["measured"] > 0)].sort_values(["share", "item"])
    if len(rows) < 2 or rows["measured"].iloc[0] < FEWEST_CUSTOMERS:
        return None
    least, others = rows.iloc[0], rows.iloc[1:]
    clear = least["high"] < others["kept"].sum() / others["measured"].sum()
    return least.to_dict() if clear else None


def self_service(deeds: Deeds, classes: pd.Series, month: str) -> pd.DataFrame | None:
    """Return by class how many requests of three months came where customers help themselves.

    Returns
    -------
    pd.DataFrame or None
        ``class``, ``requests`` (with a known channel), ``by_self``, ``share``, ``low``, ``high``; None
        without tickets or channels.
    """
    if deeds.requests is None:
        return None
    rows = deeds.requests.dropna(subset=["self_service"])
    rows = rows[rows["month"].isin(window(month, MONTHS))]
    letters = rows["customer_id"].map(classes.to_dict())
    counts = rows["self_service"].astype(int).groupby(letters).agg(["size", "sum"])
    counts = counts.reindex([letter for letter in CLASSES if letter in counts.index])
    if counts.empty:
        return None
    bounds = [wilson(int(k), int(n)) for n, k in counts.to_numpy()]
    return pd.DataFrame(
        {
            "class": counts.index,
            "requests": counts["size"].to_numpy(),
            "by_self": counts["sum"].to_numpy(),
            "share": (counts["sum"] / counts["size"]).to_numpy(),
            "low": [low for low, _high in bounds],
            "high": [high for _low, high in bounds],
        }
    )


def waited_longer_of(review: ServicePlanReview) -> pd.DataFrame:
    """Return who of class A waited longer than class B, for ``review.computed``."""
    deeds = review.computed(packages_of).deeds
    if deeds.requests is None:
        return pd.DataFrame(columns=[*_WAITED, "name", "revenue"])
    rows = waited_longer(deeds.requests, review.result.classes, review.month)
    return _largest_first(review.result.with_names(rows))


_WAITED = ["customer_id", "requests", "median", "median_of_b", "longer"]


def waited_longer(requests: pd.DataFrame, classes: pd.Series, month: str) -> pd.DataFrame:
    """Return the customers of class A that clearly wait longer for an answer than class B.

    Clearly: more of its requests of a year wait longer than the median request of class B than chance
    explains (the Wilson interval of their share lies above one half).

    Parameters
    ----------
    requests : pd.DataFrame
        ``customer_id``, ``month``, ``response_hours``.
    classes : pd.Series, by customer
    month : str

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``requests``, ``median`` and ``median_of_b`` (hours), ``longer`` (requests).

    Examples
    --------
    Six of six requests waited longer than B's median of 2 hours:

    >>> rows = pd.DataFrame({"customer_id": [*["a"] * 6, "b", "b", "b"], "month": "2026-05",
    ...                      "response_hours": [*[9.0] * 6, 1.0, 2.0, 3.0]})
    >>> waited_longer(rows, pd.Series({"a": "A", "b": "B"}), "2026-05").values.tolist()
    [['a', 6, 9.0, 2.0, 6]]
    """
    rows = requests[requests["month"].isin(window(month, WAITING_MONTHS))].dropna(subset=["response_hours"])
    letters = rows["customer_id"].map(classes.to_dict())
    of_b = rows.loc[letters == "B", "response_hours"]
    if len(of_b) < 3:
        return pd.DataFrame(columns=_WAITED)
    median = float(of_b.median())
    longer = (rows["response_hours"] > median)[letters == "A"]
    hours = rows.loc[letters == "A", "response_hours"]
    customers = rows.loc[letters == "A", "customer_id"]
    counts = (
        pd.DataFrame(
            {
                "requests": longer.groupby(customers).size(),
                "median": hours.groupby(customers).median(),
                "median_of_b": median,
                "longer": longer.groupby(customers).sum(),
            }
        )
        .rename_axis("customer_id")
        .reset_index()
    )
    counts = counts[counts["requests"] >= FEWEST_REQUESTS]
    low = [wilson(int(k), int(n))[0] for k, n in zip(counts["longer"], counts["requests"], strict=True)]
    return (
        counts[pd.Series(low, index=counts.index, dtype=float) > 0.5]
        .astype({"longer": int})
        .reset_index(drop=True)[_WAITED]
    )


def _largest_first(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(["revenue", "customer_id"], ascending=[False, True], ignore_index=True)
