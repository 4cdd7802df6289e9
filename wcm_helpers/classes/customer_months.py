"""Every customer's value by month, and its classes window by window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.messages import Formatted, message
from wcm_helpers.core.months import month_range, parse_month, window
from wcm_helpers.methods import abc, concentration

#: Months of classes in the strip, and of values in the small trends.
STRIP_MONTHS = 24
TREND_MONTHS = 12
#: The last twelve windows, and the one a year ago to compare with.
HISTORY_MONTHS = 13


@dataclass(frozen=True, eq=False)
class CustomerMonths:
    """The facts as tables of customer × month, up to one month.

    Attributes
    ----------
    month : str
        The month under review, the last one.
    months : list of str
        Every month from the first with activity.
    facts : pd.DataFrame
        As :func:`pivot_customer_months` takes them, none after ``month``.
    measured_by : str
        What the column ``value`` counts.
    """

    month: str
    months: list[str]
    facts: pd.DataFrame
    measured_by: str = "revenue"

    def table(self, column: str) -> pd.DataFrame | None:
        """Return a column's sums, customer × month, 0 without activity; None without the column."""
        if column not in self._tables:
            self._tables[column] = self._sums(column)
        return self._tables[column]

    @cached_property
    def _tables(self) -> dict[str, pd.DataFrame | None]:
        """The tables computed so far: adding up a million rows takes half a second each time."""
        return {}

    def _sums(self, column: str) -> pd.DataFrame | None:
        if column not in self.facts:
            return None
        values = self.facts[column].to_numpy()
        sums = np.zeros(self._shape, dtype=values.dtype)
        np.add.at(sums, self._places, values)
        return self._wide(sums)

    @cached_property
    def _places(self) -> tuple[np.ndarray, np.ndarray]:
        """Row and column of each row of the facts in a table of customer × month."""
        months = pd.Index(self.months, dtype="str").get_indexer(self.facts["month"])
        return self._numbered[0], months

    @cached_property
    def _numbered(self) -> tuple[np.ndarray, pd.Index]:
        places, names = pd.factorize(self.facts["customer_id"], sort=True)
        return places, pd.Index(names, dtype="str", name="customer_id")

    @property
    def _shape(self) -> tuple[int, int]:
        return len(self._numbered[1]), len(self.months)

    def _wide(self, cells: np.ndarray) -> pd.DataFrame:
        columns = pd.Index(self.months, dtype="str", name="month")
        return pd.DataFrame(cells, index=self._numbered[1], columns=columns)

    @cached_property
    def amounts(self) -> pd.DataFrame:
        """The measure of the rule, in ten-thousandths, customer × month; for revenue see ``table``."""
        return self.table("value")

    def amounts_by(self, value: str) -> pd.DataFrame:
        """Return the amounts of another measure, in ten-thousandths, customer × month.

        Raises
        ------
        WorkbookError
            If the facts do not have it.
        """
        if value == self.measured_by:
            return self.amounts
        table = self.table("revenue" if value == "margin" else value)
        cost = self.table("cost")
        if table is None or (value == "margin" and cost is None):
            raise WorkbookError(
                message(
                    'An earlier rule of [classification] counts value = "{value}", which the tables of the '
                    "settings do not give. Name its tables, or change the rule in before.",
                    value=value,
                )
            )
        return table - cost if value == "margin" else table * SCALE if value == "orders" else table

    @cached_property
    def orders(self) -> pd.DataFrame:
        """Orders out, customer × month."""
        return self.table("orders")

    @cached_property
    def active(self) -> pd.DataFrame:
        """Whether a customer did anything in a month, customer × month."""
        active = np.zeros(self._shape, dtype=bool)
        active[self._places] = True
        return self._wide(active)

    def days(self, column: str) -> pd.DataFrame | None:
        """Return ``first_on`` or ``last_on``, customer × month, NaT without activity, or None."""
        if column not in self._tables:
            self._tables[column] = self._days(column)
        return self._tables[column]

    def _days(self, column: str) -> pd.DataFrame | None:
        if column not in self.facts:
            return None
        days = self.facts[column].to_numpy("datetime64[us]")
        known = ~np.isnat(days)
        places = tuple(place[known] for place in self._places)
        first = column == "first_on"
        never = np.datetime64(*((2**62, "us") if first else (-(2**62), "us")))
        cells = np.full(self._shape, never)
        (np.minimum if first else np.maximum).at(cells, places, days[known])
        return self._wide(np.where(cells == never, np.datetime64("NaT"), cells))

    @property
    def first_month(self) -> str:
        """The month the history begins with."""
        return self.months[0]


def pivot_customer_months(facts: pd.DataFrame, month: str, value: str = "revenue") -> CustomerMonths:
    """Return the facts up to ``month`` as tables of customer × month; later rows are invisible.

    Parameters
    ----------
    facts : pd.DataFrame
        ``customer_id``, ``month`` (YYYY-MM), ``value`` (whole ten-thousandths), ``orders``; one or more
        rows per customer and month with activity. Optional columns: ``order_days`` (count),
        ``revenue``, ``cost``, ``order_value``, ``units`` (ten-thousandths), ``first_on`` and
        ``last_on`` (first and last day of activity in the month).
    month : str
        The month under review.
    value : str
        What ``value`` counts.

    Raises
    ------
    WorkbookError
        If there is no activity up to that month.

    Examples
    --------
    >>> rows = [("x", "2026-03", 5, 1), ("x", "2026-03", 2, 1), ("y", "2026-06", 9, 2)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    >>> pivot_customer_months(facts, "2026-05").amounts.loc["x"].to_dict()
    {'2026-03': 7, '2026-04': 0, '2026-05': 0}
    """
    parse_month(month)
    known = facts[facts["month"].astype("str") <= month]
    if known.empty:
        raise WorkbookError(
            message("There are no data up to {month}. Check the month.", month=Formatted("month_name", month))
        )
    known = known.astype({"customer_id": "str", "month": "str"})
    return CustomerMonths(
        month, month_range(known["month"].min(), month), known.reset_index(drop=True), value
    )


def window_values(customer_months: CustomerMonths, month: str, length: int, value: str = "") -> pd.Series:
    """Return the value of each customer active in a window.

    Parameters
    ----------
    customer_months : CustomerMonths
    month : str
        The last month of the window.
    length : int
        Months in the window.
    value : str
        The measure; empty: that of ``customer_months``.

    Returns
    -------
    pd.Series of int, indexed by customer id
        Ten-thousandths.

    Examples
    --------
    >>> rows = [("x", "2026-03", 5, 1), ("x", "2026-05", 2, 1), ("y", "2026-03", 9, 2)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    >>> window_values(pivot_customer_months(facts, "2026-05"), "2026-05", 2).to_dict()
    {'x': 2}
    """
    months = slice(window(month, length)[0], month)
    amounts = customer_months.amounts_by(value or customer_months.measured_by)
    return amounts.loc[:, months].sum(axis=1)[customer_months.active.loc[:, months].any(axis=1)]


def covers_window(customer_months: CustomerMonths, month: str, length: int) -> bool:
    """Return whether the history reaches back over the whole window that ends with ``month``."""
    return window(month, length)[0] >= customer_months.first_month


def window_length(customer_months: CustomerMonths, month: str, length: int) -> int:
    """Return the number of months of the window that ends with ``month`` that lie within the history."""
    return sum(label >= customer_months.first_month for label in window(month, length))


def rules_by_month(
    customer_months: CustomerMonths, rule: abc.Rule, earlier: Sequence[tuple[str, abc.Rule]] = ()
) -> dict:
    """Return the rule in force in every month: the earlier rules up to their last months, then ``rule``.

    Examples
    --------
    >>> facts = pd.DataFrame({"customer_id": ["x"], "month": ["2026-03"], "value": [1], "orders": [1]})
    >>> old, new = abc.Rule(limit_a=0.7), abc.Rule()
    >>> rules = rules_by_month(pivot_customer_months(facts, "2026-05"), new, [("2026-04", old)])
    >>> [rules[month].limit_a for month in ("2026-03", "2026-04", "2026-05")]
    [0.7, 0.7, 0.8]
    """
    return {
        month: next((old for until, old in earlier if month <= until), rule)
        for month in customer_months.months
    }


def classes_by_month(
    customer_months: CustomerMonths, rules: Mapping[str, abc.Rule]
) -> dict[str, pd.DataFrame]:
    """Return the classification of every month, from the first of the history to the month under review.

    A window that begins before the history is summed over the months there are, so that a month has the same
    classes whichever later month is under review. A month without activity in its window has no rows.

    Examples
    --------
    >>> facts = pd.DataFrame({"customer_id": ["x"], "month": ["2026-03"], "value": [5], "orders": [1]})
    >>> customer_months = pivot_customer_months(facts, "2026-05")
    >>> by_month = classes_by_month(customer_months, dict.fromkeys(customer_months.months, abc.Rule()))
    >>> {month: classes["class"].to_dict() for month, classes in by_month.items()}
    {'2026-03': {'x': 'A'}, '2026-04': {'x': 'A'}, '2026-05': {'x': 'A'}}
    """
    ids = customer_months.amounts.index
    active = _running_sums(customer_months.active)
    measures = {rules[month].value for month in customer_months.months}
    amounts = {value: _running_sums(customer_months.amounts_by(value)) for value in measures}
    by_month = {}
    for end, month in enumerate(customer_months.months, 1):
        rule = rules[month]
        start = max(0, end - rule.window_months)
        inside = active[:, end] > active[:, start]
        values = amounts[rule.value][inside, end] - amounts[rule.value][inside, start]
        by_month[month] = abc.classify(pd.Series(values, index=ids[inside]), rule)
    return by_month


def _running_sums(table: pd.DataFrame) -> np.ndarray:
    """Return the sums from the first month to before each month, and to the end: one column more."""
    return np.pad(table.to_numpy().cumsum(axis=1), ((0, 0), (1, 0)))


def class_strip(by_month: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the class letters, customer × month; None where a customer had no activity in the window.

    Examples
    --------
    >>> one = abc.classify(pd.Series({"x": 5}), abc.Rule())
    >>> class_strip({"2026-05": one}).loc["x"].to_dict()
    {'2026-05': 'A'}
    """
    return side_by_side({month: classes["class"] for month, classes in by_month.items()}, None)


def side_by_side(by_month: Mapping[str, pd.Series], nothing: object) -> pd.DataFrame:
    """Return columns of single months as one table, customer × month, by customer id.

    A customer that is not in a month's column gets ``nothing`` there.

    Examples
    --------
    >>> april, may = pd.Series({"y": 1.5}), pd.Series({"x": 2.5})
    >>> side_by_side({"2026-04": april, "2026-05": may}, 0.0).loc["x"].tolist()
    [0.0, 2.5]
    """
    every = pd.concat([column.index.to_series() for column in by_month.values()], ignore_index=True)
    ids = pd.Index(every.unique(), name="customer_id").sort_values()
    cells = np.full((len(ids), len(by_month)), nothing)
    for place, column in enumerate(by_month.values()):
        cells[ids.get_indexer(column.index), place] = column.to_numpy()
    return pd.DataFrame(cells, index=ids, columns=list(by_month), dtype=cells.dtype)


def concentration_by_month(by_month: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the number of customers, the total and its concentration, one row per month, oldest first.

    Returns
    -------
    pd.DataFrame
        ``month``, ``customers``, ``value`` (net sum, ten-thousandths), ``in_a``, ``near_limit``, ``gini``
        (population form), ``top1``, ``top5`` (shares) and ``effective_customers``.
    """
    return pd.DataFrame(
        [
            {
                "month": month,
                "customers": len(classes),
                "value": int(classes["value"].sum()),
                "in_a": int((classes["class"] == "A").sum()),
                "near_limit": int(classes["near_limit"].sum()),
                "gini": concentration.gini(classes["value"], small_sample=False),
                "top1": concentration.top_share(classes["value"], 1),
                "top5": concentration.top_share(classes["value"], 5),
                "effective_customers": concentration.effective_customers(classes["value"]),
            }
            for month, classes in by_month.items()
        ]
    )


def trends(customer_months: CustomerMonths) -> pd.Series:
    """Return each customer's values of the last 12 months, as far as the history reaches back.

    Returns
    -------
    pd.Series of tuple of float, indexed by customer id
        In currency units (or units), oldest first; 0.0 for a month without activity.
    """
    last = customer_months.amounts.iloc[:, -TREND_MONTHS:] / SCALE
    return pd.Series(list(map(tuple, last.to_numpy().tolist())), index=last.index, dtype=object)
