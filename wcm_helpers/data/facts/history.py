"""The history that a report of one month may read: cut off at the month's end, by the value that counts.

Nothing here reads the clock. A month is complete when the data reach its last weekday, or the
settings say how far the exports go.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.messages import Formatted, Message, Text, message, nmessage, sentences
from wcm_helpers.core.months import last_day, last_weekday, window
from wcm_helpers.data.facts import class_records, costs, monthly
from wcm_helpers.data.facts.confidential import as_published
from wcm_helpers.data.facts.customer_month_cells import numbered
from wcm_helpers.data.facts.monthly import Facts
from wcm_helpers.data.intake import Intake, take_in
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.tables import TABLES

#: The values that can be summed for a customer and a month: billed revenue, revenue less costs, goods value
#: of orders, number of orders, units.
ValueBasis = Literal["revenue", "margin", "order_value", "orders", "units"]

#: The sums beside the value, by the table they come from.
_KNOWN = {"orders": ("order_days", "units", "order_value"), "billing": ("revenue",), "costs": ("cost",)}
#: The tables a value comes from, where it is not the orders and their lines.
_SOURCES = {"revenue": ("billing",), "margin": ("billing", "costs"), "orders": ("orders",)}

#: The settings and options that make an incomplete month run.
WHAT_MAKES_IT_RUN = message(
    "Wait for the export, set data_through under [site] if the month is covered in full, or make a draft "
    "with --month and --allow-incomplete."
)


@dataclass(frozen=True)
class History:
    """The tables and facts of one site, before any month is chosen."""

    intake: Intake
    facts: Facts
    _tables: dict[str, pd.DataFrame | None] = field(default_factory=dict, repr=False, compare=False)

    @property
    def settings(self) -> Settings:
        """The settings of the site."""
        return self.intake.settings

    def table(self, name: str) -> pd.DataFrame | None:
        """Return the used rows of a small table, sorted by its key; None where the table is not there.

        Parameters
        ----------
        name : str
            Of a table without a ``number``; see :class:`wcm_helpers.data.tables.schema.Table`.

        Returns
        -------
        pd.DataFrame
            All columns of the table but the protected ones: ids, texts, choices and months as text, dates and
            times as ``datetime64``, amounts in ten-thousandths (``Int64``), other numbers as ``float64``;
            persons and free texts as far as they are published, see :func:`confidential.as_published`.

        Raises
        ------
        ValueError
            If the table is a large one: read its facts.
        """
        if name not in self._tables:
            rows, publish_names = self.intake.used_rows(name), self.settings.site.publish_names
            published = (
                None if rows is None else as_published(rows, TABLES[name], publish_names=publish_names)
            )
            self._tables[name] = published
        return self._tables[name]

    def protected_table(self, name: str) -> pd.DataFrame | None:
        """Return the used rows of a small table with its protected columns; None where it is not there.

        It is for computing who is to be cared for when. None of its columns goes to a page, a table of a
        section, a file or a message, but those that :meth:`table` has, too.
        """
        return self.intake.used_rows(name)

    @property
    def customers(self) -> pd.DataFrame | None:
        """The customer master data: see :meth:`table`."""
        return self.table("customers")

    def deciding(self, value: str) -> pd.DataFrame:
        """Return the facts a value comes from; margin comes from billing in the months that have costs."""
        if value == "margin":
            return self.facts.billing[self.facts.billing["month"].isin(self.facts.costs["month"].unique())]
        return self.facts.billing if value == "revenue" else self.facts.orders

    def data_up_to(self, value: str, through: date | None = None) -> date | None:
        """Return the last day of the facts a value comes from, of days up to ``through`` if given."""
        days = self.deciding(value)["last_on"]
        if through is not None:
            days = days[days <= pd.Timestamp(through)]
        return None if days.empty else days.max().date()

    def overrides(self, month: str) -> pd.DataFrame:
        """Return the classes set by hand up to the end of ``month``; see :func:`class_records.overrides`."""
        return class_records.overrides(self.table("class_overrides"), month)

    def recorded(self, month: str) -> pd.DataFrame:
        """Return the classes on record of the months before ``month``; see :func:`class_records.recorded`."""
        return class_records.recorded(self.table("class_history"), month)

    def costs_left_out(self, month: str, value: str) -> pd.DataFrame:
        """Return the costs up to ``month`` of customers and months without a row in :func:`value_by_month`.

        A cost alone makes nobody active, so these are in no margin: ``customer_id``, ``month``, ``cost``
        (ten-thousandths).
        """
        keys = ["customer_id", "month"]
        active = [table[keys] for table in (self.facts.orders, self.facts.billing)]
        return costs.left_out(self.facts.costs, pd.concat(active, ignore_index=True), month)


def read_history(settings: Settings, tables: Iterable[str] = ()) -> History:
    """Return the history of a site, from the cache where nothing has changed.

    Parameters
    ----------
    settings : Settings
    tables : iterable of str
        Tables without which the history is of no use.

    Raises
    ------
    WorkbookError
        If something forbids a report that reads ``tables``.
    """
    intake = take_in(settings)
    intake.require(tables)
    return History(intake, monthly.build(intake))


def missing_for(intake: Intake, value: str) -> Text:
    """Return why a value cannot be computed from these tables, and which one can; empty where it can be."""
    if not (needs := _needs(intake, value)):
        return ""
    names = list(intake.staged)
    there = (
        message("The tables that can be read are {tables}.", tables=names)
        if names
        else message("No table could be read.")
    )
    return sentences(needs, there, another_value(intake, value))


def another_value(intake: Intake, value: str) -> Text:
    """Return the sentence that names another value that these tables are enough for; else nothing."""
    possible = next((other for other in _INSTEAD if other != value and not _needs(intake, other)), "")
    return message('These tables are enough for value = "{value}".', value=possible) if possible else ""


#: The values that may take the place of one that cannot be computed, the best first.
_INSTEAD = ("revenue", "order_value", "units", "orders")


def _needs(intake: Intake, value: str) -> Text:
    """Return which tables a value needs, where they are not there; else nothing."""
    have = {
        name: {column for item in items for column in item.column_headers}
        for name, items in intake.staged.items()
    }
    if value == "revenue":
        needs = message('value = "revenue" needs [tables.billing].')
        fits = "billing" in have
    elif value == "margin":
        needs = message('value = "margin" needs [tables.billing] and [tables.costs].')
        fits = {"billing", "costs"} <= set(have)
    elif value == "orders":
        needs = message('value = "orders" needs [tables.orders].')
        fits = "orders" in have
    elif value == "order_value":
        needs = message(
            'value = "order_value" needs [tables.orders] with goods_value, or with [tables.order_lines] that '
            "have amount or unit_price."
        )
        fits = "orders" in have and bool(
            "goods_value" in have["orders"] or have.get("order_lines", set()) & {"amount", "unit_price"}
        )
    else:
        needs = message('value = "units" needs [tables.orders] with units, or with [tables.order_lines].')
        fits = "orders" in have and bool("units" in have["orders"] or "order_lines" in have)
    return "" if fits else needs


def complete(history: History, month: str, value: str) -> bool:
    """Return whether the data cover a month: they reach its last weekday, or the settings say so."""
    newest = history.data_up_to(value)
    declared = history.settings.site.data_through
    if declared:
        return month <= declared
    return newest is not None and newest >= last_weekday(month)


def latest_complete_month(history: History, value: str, through: date) -> str:
    """Return the newest month with activity that the data cover and that had ended by the day ``through``.

    Raises
    ------
    WorkbookError
        If there is none.
    """
    months = [
        month
        for month in sorted(history.deciding(value)["month"].unique())
        if last_day(month) <= through and complete(history, month, value)
    ]
    if not months:
        raise WorkbookError(
            sentences(
                message("No month is complete; the data reach {day}.", day=str(history.data_up_to(value))),
                WHAT_MAKES_IT_RUN,
            )
        )
    return months[-1]


def value_by_month(history: History, month: str, value: str) -> pd.DataFrame:
    """Return the facts up to a month with the value that counts and the other sums beside it.

    Returns
    -------
    pd.DataFrame
        One row a customer and month with activity, in billing or in orders: ``customer_id``, ``month``,
        ``value`` (ten-thousandths of the currency, unit or order), ``orders``, ``first_on`` and ``last_on``
        (days of activity: of orders, where there were any that month); from the tables that are there
        ``order_days``, ``units``, ``order_value``, ``revenue`` and ``cost`` (0 in a month without costs).
        By margin the months begin after the last one that is billed and has no costs.
    """
    facts = history.facts
    begin = costs.margin_begins(facts, month) if value == "margin" else ""
    tables = [_between(table, begin, month) for table in (facts.orders, facts.billing, facts.costs)]
    grid = numbered(*tables)
    orders, billing, cost = (_Spread(*parts, grid.size) for parts in zip(tables, grid.rows, strict=True))
    cells = np.flatnonzero(orders.there | billing.there)
    sums = {
        **{name: orders.at(cells, name) for name in ("orders", "units", "order_value", "order_days")},
        "revenue": billing.at(cells, "revenue"),
        "cost": cost.at(cells, "cost"),
    }
    days = {
        day: np.where(np.isnat(ordered := orders.at(cells, day)), billing.at(cells, day), ordered)
        for day in ("first_on", "last_on")
    }
    counted = {**sums, "margin": sums["revenue"] - sums["cost"], "orders": SCALE * sums["orders"]}[value]
    names = [name for table, sums_of in _KNOWN.items() if table in history.intake.staged for name in sums_of]
    beside = {name: sums[name] for name in ("orders", *names)}
    return pd.DataFrame({**grid.named(cells), "value": counted, **beside, **days})


def _between(facts: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    return facts[(facts["month"] >= first) & (facts["month"] <= last)]


class _Spread:
    """Facts spread over the cells of a grid, one row a cell."""

    def __init__(self, facts: pd.DataFrame, rows: np.ndarray, size: int) -> None:
        self._facts, self._rows = facts, rows
        self.there = np.zeros(size, dtype=bool)
        self.there[rows] = True

    def at(self, cells: np.ndarray, column: str) -> np.ndarray:
        """Return a column in some cells: 0 or no day where there is no row."""
        values = self._facts[column].to_numpy()
        nothing = 0 if values.dtype.kind == "i" else np.datetime64("NaT")
        spread = np.full(len(self.there), nothing, dtype=values.dtype)
        spread[self._rows] = values
        return spread[cells]


def cut_off(
    history: History, month: str, value: str, *, window_months: int, allow_incomplete: bool
) -> tuple[pd.DataFrame, bool]:
    """Return the facts a report of ``month`` may read, and whether it is a draft.

    By margin, every billed month of the last ``window_months`` must have costs.

    Raises
    ------
    WorkbookError
        If the month has no data, or is not complete and drafts are not allowed.
    """
    if problem := missing_for(history.intake, value):
        raise WorkbookError(problem)
    months = sorted(history.deciding(value)["month"].unique())
    if not months or not months[0] <= month <= months[-1]:
        raise WorkbookError(outside_the_data(month, months))
    if value == "margin" and (problem := costs.gap(history.facts, month, window(month, window_months))):
        raise WorkbookError(problem)
    is_complete = complete(history, month, value)
    if not is_complete and not allow_incomplete:
        raise WorkbookError(not_complete(month, history.data_up_to(value)))
    return value_by_month(history, month, value), not is_complete


def outside_the_data(month: str, months: Sequence[str]) -> Text:
    """Return that a month is outside the data, and which months there are."""
    there = (
        message("The data run from {first} to {last}.", first=months[0], last=months[-1])
        if months
        else message("There are no data.")
    )
    return sentences(message("month = {month} is outside the data.", month=repr(month)), there)


def not_complete(month: str, reach: date | None) -> Text:
    """Return that the data do not reach the last weekday of a month, and what would make it run."""
    refusal = message(
        "{month} is not complete: the data reach {day}, and its last weekday is {weekday}.",
        month=Formatted("month_name", month),
        day=str(reach),
        weekday=str(last_weekday(month)),
    )
    return sentences(refusal, WHAT_MAKES_IT_RUN)


def described_source(history: History, value: str) -> str | Message:
    """Return which files the value comes from, for the source line under a figure."""
    names = _SOURCES.get(value, ("orders", "order_lines"))
    files = [item.label for name in names for item in history.intake.staged.get(name, [])]
    files = list(dict.fromkeys(files))
    return (
        files[0]
        if len(files) == 1
        else nmessage(
            "{first} and {n} more file", "{first} and {n} more files", len(files) - 1, first=files[0]
        )
    )
