"""Customer and month as one number, so that tables of a million rows are set beside each other by numbers."""

from typing import NamedTuple

import numpy as np
import pandas as pd


class Numbered(NamedTuple):
    """The cells of some tables: months and customers, sorted, and for each table the number of every row."""

    months: pd.Index
    customers: pd.Index
    rows: list[np.ndarray]

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self.months) * len(self.customers)

    def named(self, cells: np.ndarray) -> dict[str, pd.Index]:
        """Return ``customer_id`` and ``month`` of cells."""
        month, customer = np.divmod(cells, max(1, len(self.customers)))
        return {"customer_id": self.customers.take(customer), "month": self.months.take(month)}


def numbered(*tables: pd.DataFrame) -> Numbered:
    """Return the cells of tables, counted by month and then by customer: they sort as these two do.

    Parameters
    ----------
    *tables : pd.DataFrame
        ``customer_id`` and ``month``; further columns do not matter.

    Examples
    --------
    >>> first = pd.DataFrame({"customer_id": ["y", "x"], "month": ["2026-04", "2026-05"]})
    >>> other = pd.DataFrame({"customer_id": ["x"], "month": ["2026-04"]})
    >>> [rows.tolist() for rows in numbered(first, other).rows]
    [[1, 2], [0]]
    """
    who, customers = _numbers([table["customer_id"] for table in tables])
    when, months = _numbers([table["month"] for table in tables])
    rows = [month * len(customers) + customer for month, customer in zip(when, who, strict=True)]
    return Numbered(months, customers, rows)


def cells(*tables: pd.DataFrame) -> list[np.ndarray]:
    """Return for each table the number of every row's cell, the same for the same customer and month."""
    return numbered(*tables).rows


def _numbers(columns: list[pd.Series]) -> tuple[list[np.ndarray], pd.Index]:
    """Return the place of every value among the values of all columns, and these, sorted."""
    factors = [pd.factorize(column.astype("str")) for column in columns]
    uniques = [pd.Series(values, dtype="str") for _places, values in factors]
    names = pd.Index(pd.concat(uniques).unique(), dtype="str")
    names = names.sort_values()
    return [names.get_indexer(values)[places] for places, values in factors], names
