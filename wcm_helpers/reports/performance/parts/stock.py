"""The counts of stock counts, for the indicators."""

import pandas as pd

from wcm_helpers.reports.performance.review import PerformanceReview


def stock_counts(review: PerformanceReview) -> pd.DataFrame | None:
    """Return the stock counts by month, customer and site; None without the table.

    Returns
    -------
    pd.DataFrame or None
        ``month``, ``customer_id``, ``site_id``, ``counts`` (articles counted), ``counts_right`` (with the
        quantity of the system), ``loss`` and ``book_value``: what was missing and what the system had, at
        cost where every article has one, else in units.
    """
    history = review.history
    table = None if history.intake.faults_of(("stock_counts",)) else history.table("stock_counts")
    return None if table is None or table.empty else count_stock(table)


def count_stock(table: pd.DataFrame) -> pd.DataFrame:
    """Return the counts of :func:`stock_counts` of the rows of the table.

    Examples
    --------
    10 of the system were 9, 5 were 5: one of two right, 1 of 15 missing.

    >>> day = pd.Timestamp("2026-09-30")
    >>> table = pd.DataFrame({"customer_id": "c", "site_id": "S", "counted_on": day, "qty_book": [10.0, 5.0],
    ...                       "qty_counted": [9.0, 5.0], "unit_cost": None})
    >>> count_stock(table)[["counts", "counts_right", "loss", "book_value"]].values.tolist()
    [[2.0, 1.0, 1.0, 15.0]]
    """
    cost = pd.to_numeric(table["unit_cost"], errors="coerce")
    price = cost if cost.notna().all() else 1.0
    missing = (table["qty_book"] - table["qty_counted"]).clip(lower=0)
    rows = pd.DataFrame(
        {
            "month": table["counted_on"].dt.strftime("%Y-%m"),
            "customer_id": table["customer_id"],
            "site_id": table["site_id"],
            "counts": 1.0,
            "counts_right": (table["qty_book"] == table["qty_counted"]).astype(float),
            "loss": missing * price,
            "book_value": table["qty_book"] * price,
        }
    )
    keys = ["month", "customer_id", "site_id"]
    return rows.groupby(keys, dropna=False, as_index=False).sum()
