"""The customers that cost more than they bring, since when, and what changed since a year ago.

Margin is billed revenue less the cost of service, over the window of the rule, whatever the rule counts.
"""

import numpy as np
import pandas as pd

from wcm_helpers.classes.customer_months import CustomerMonths, covers_window
from wcm_helpers.core.formats import missing
from wcm_helpers.core.months import add_months, window
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reports.classification.money.result import Margins
from wcm_helpers.reports.classification.result import Classification

#: Why a customer loses money, see ``loss_makers``.
CAUSES = ("credits", "before", "new", "cost_up", "revenue_down", "both", "unknown")
COLUMNS = (
    "customer_id", "customer_name", "industry", "official", "revenue", "cost", "margin", "revenue_year_ago",
    "cost_year_ago", "margin_year_ago", "cause", "new", "since",
)  # fmt: skip

#: Of two causes the smaller is named beside the larger from this share of both together.
BESIDE = 0.1
YEAR = 12


def loss_makers(result: Classification) -> pd.DataFrame:
    """Return the customers whose margin of the window is below zero, the largest loss first.

    Parameters
    ----------
    result : Classification

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``customer_name``, ``industry``, ``official`` (class); ``revenue``, ``cost`` and
        ``margin`` of the window and the same with ``_year_ago`` (ten-thousandths; NA where the data do not
        cover that window); ``cause``, one of :data:`CAUSES`; ``new``, whether the window a month earlier was
        no loss; ``since``, the first month of the unbroken row of such windows, None where the data do not
        reach back to its beginning. Empty without revenue or costs.

        ``cause`` compares with the window a year ago: ``credits`` (more credited than billed now),
        ``before`` (a loss then too), ``new`` (no customer then), ``cost_up`` (cost rose by more than
        revenue), ``revenue_down`` (revenue fell by more than cost), ``both``, or ``unknown``.

    Examples
    --------
    >>> from wcm_helpers.methods.abc import Rule
    >>> from wcm_helpers.reports.classification.classify_month import classify_month
    >>> rows = [("x", "2025-05", 100, 80), ("x", "2026-04", 100, 90), ("x", "2026-05", 100, 130)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "revenue", "cost"])
    >>> facts = facts.assign(value=facts["revenue"], orders=1)
    >>> rule = Rule(window_months=1)
    >>> result = classify_month(facts, None, "2026-05", rule, currency="EUR", source="invoices")
    >>> loss_makers(result)[["margin", "margin_year_ago", "cause", "new", "since"]].values.tolist()
    [[-30, 20, 'cost_up', True, '2026-05']]
    """
    if not margin_known(result):
        return pd.DataFrame(columns=list(COLUMNS))
    months, length, month = result.customer_months, result.rule.window_months, result.month
    ids = pd.Index(result.classes["customer_id"])
    now = _sums(months, month, length).reindex(ids)
    loss = now[now["margin"] < 0]
    frame = loss.join(_year_ago(months, month, length).reindex(loss.index))
    known = result.classes.set_index("customer_id")[["customer_name", "industry", "official"]]
    frame = frame.join(known.reindex(loss.index))
    frame["cause"] = [_cause(row) for row in frame.to_dict("records")]
    since = _since(months, month, length)
    frame["since"] = since.reindex(loss.index).astype(object).where(lambda column: column.notna(), None)
    frame["new"] = frame["since"] == month
    return (
        frame.rename_axis("customer_id")
        .reset_index()
        .sort_values(["margin", "customer_id"], ignore_index=True)[list(COLUMNS)]
    )


def margins(result: Classification) -> Margins:
    """Return the loss-making customers and the margin of each official class; revenue and costs are known."""
    months, length = result.customer_months, result.rule.window_months
    ids = pd.Index(result.classes["customer_id"])
    now = _sums(months, result.month, length).reindex(ids)
    by_customer = now.join(_year_ago(months, result.month, length).reindex(ids))
    now["class"] = result.classes["official"].to_numpy()
    groups = now.assign(customers=1, loss_making=(now["margin"] < 0).astype(int)).groupby("class")
    classes = groups[["customers", "loss_making", "revenue", "cost", "margin"]].sum()
    classes = classes.reindex([letter for letter in CLASSES if letter in classes.index])
    billed = classes["revenue"].where(classes["revenue"] > 0)
    cost = months.table("cost").reindex(columns=window(result.month, length), fill_value=0)
    return Margins(
        loss_makers=loss_makers(result),
        classes=classes.assign(margin_of_revenue=classes["margin"] / billed).reset_index(),
        by_customer=by_customer.drop(columns="active_year_ago"),
        customers=len(now),
        revenue=int(now["revenue"].sum()),
        cost=int(now["cost"].sum()),
        cost_months=int((cost != 0).any().sum()),
        without_cost=int(((now["cost"] == 0) & (now["revenue"] > 0)).sum()),
    )


def margin_known(result: Classification) -> bool:
    """Return whether revenue is known, and costs of any customer in the window."""
    months = window(result.month, result.rule.window_months)
    cost = result.customer_months.table("cost")
    revenue = result.customer_months.table("revenue")
    if cost is None or revenue is None:
        return False
    return bool(cost.reindex(columns=months, fill_value=0).to_numpy().any())


def _sums(months: CustomerMonths, month: str, length: int) -> pd.DataFrame:
    """Return revenue, cost and margin of every customer over a window, by customer id."""
    columns = window(month, length)
    revenue, cost = (
        months.table(name).reindex(columns=columns, fill_value=0).sum(axis=1) for name in ("revenue", "cost")
    )
    return pd.DataFrame({"revenue": revenue, "cost": cost, "margin": revenue - cost}).astype("int64")


def _year_ago(months: CustomerMonths, month: str, length: int) -> pd.DataFrame:
    """Return the sums of the window a year ago; NA where the data do not cover it."""
    ago = add_months(month, -YEAR)
    covered = covers_window(months, ago, length) and not _gaps(months, ago, length)
    columns = ["revenue", "cost", "margin"]
    if covered:
        sums = _sums(months, ago, length).astype("Int64")
        active = months.active.reindex(columns=window(ago, length), fill_value=False).any(axis=1)
        sums["active_year_ago"] = active
    else:
        sums = pd.DataFrame(pd.NA, index=months.active.index, columns=columns, dtype="Int64")
        sums["active_year_ago"] = False
    return sums.rename(columns={name: f"{name}_year_ago" for name in columns})


def _gaps(months: CustomerMonths, month: str, length: int) -> set[str]:
    """Return the months of a window in which something was billed and no cost of anybody is known."""
    columns = window(month, length)
    revenue, cost = (
        months.table(name).reindex(columns=columns, fill_value=0).ne(0).any() for name in ("revenue", "cost")
    )
    return set(revenue.index[(revenue & ~cost).to_numpy()])


def _since(months: CustomerMonths, month: str, length: int) -> pd.Series:
    """Return the first month of the unbroken row of loss-making windows, None where it is unknown.

    Only windows as complete as the one under review are compared: a window that the history does not
    cover, or that lacks costs of a month, would make losses begin that are none of the customer's.
    """
    gaps = _gaps(months, month, length)
    begin = pd.Series(None, index=months.active.index, dtype=object)
    running = _sums(months, month, length)["margin"] < 0
    at = month
    while running.any():
        earlier = add_months(at, -1)
        if not covers_window(months, earlier, length) or not _gaps(months, earlier, length) <= gaps:
            break
        lost = _sums(months, earlier, length)["margin"] < 0
        begin[running & ~lost] = at
        running, at = running & lost, earlier
    return begin


def _cause(row: dict) -> str:
    """Return what changed since the window a year ago, see ``loss_makers``."""
    if row["revenue"] < 0:
        return "credits"
    if missing(row["margin_year_ago"]):
        return "unknown"
    if not row["active_year_ago"]:
        return "new"
    if row["margin_year_ago"] < 0:
        return "before"
    dearer = max(int(row["cost"] - row["cost_year_ago"]), 0)
    poorer = max(int(row["revenue_year_ago"] - row["revenue"]), 0)
    if np.minimum(dearer, poorer) >= BESIDE * (dearer + poorer):
        return "both"
    return "cost_up" if dearer > poorer else "revenue_down"
