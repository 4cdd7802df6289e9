"""The history as a report of one month may see it: cut off at the month's end, by the value that counts.

Nothing here reads the clock. Whether a month is complete is told by the data: they reach its last weekday,
or the settings say how far the exports go.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from wcm_helpers.data import facts as fact_tables
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.facts import Facts
from wcm_helpers.data.intake import Intake, take_in
from wcm_helpers.errors import WorkbookError
from wcm_helpers.months import last_day, last_weekday
from wcm_helpers.settings import Settings
from wcm_helpers.words import ngettext

_CUSTOMER_COLUMNS = (
    "customer_id, customer_name, customer_type, industry, contractual, region, start_date, end_date, status"
)
#: What stands beside the value, by the table it comes from.
_KNOWN = {"orders": ("order_days", "units", "order_value"), "billing": ("revenue",)}


@dataclass(frozen=True)
class History:
    """What came in and what it amounts to, before any month is chosen."""

    intake: Intake
    facts: Facts
    customers: pd.DataFrame | None

    @property
    def settings(self) -> Settings:
        """The settings it came in by."""
        return self.intake.settings

    def deciding(self, value: str) -> pd.DataFrame:
        """Return the facts the value comes from."""
        return self.facts.billing if value == "revenue" else self.facts.orders

    def data_up_to(self, value: str, through: date | None = None) -> date | None:
        """Return the last day of the facts the value comes from; of those up to ``through``, if given."""
        days = self.deciding(value)["last_on"]
        if through is not None:
            days = days[days <= pd.Timestamp(through)]
        return None if days.empty else days.max().date()


def read_history(settings: Settings) -> History:
    """Return the history of a site, from the cache where nothing has changed.

    Raises
    ------
    WorkbookError
        If something forbids a report.
    """
    intake = take_in(settings)
    intake.require()
    customers = None
    if "customers" in intake.staged:
        engine = DuckDb()
        intake.attach(engine)
        customers = engine.frame(f"select {_CUSTOMER_COLUMNS} from used_customers order by customer_id")
        engine.connection.close()
    return History(intake, fact_tables.build(intake), customers)


def missing_for(intake: Intake, value: str) -> str:
    """Return what forbids telling a value from these tables, in one line; empty where nothing does."""
    have = {
        name: {column for item in items for column in item.position} for name, items in intake.staged.items()
    }
    if value == "revenue":
        wants = "[tables.billing]"
        fits = "billing" in have
    elif value == "order_value":
        wants = "[tables.orders] with goods_value, or [tables.order_lines] with amount or unit_price"
        fits = "orders" in have and bool(
            "goods_value" in have["orders"] or have.get("order_lines", set()) & {"amount", "unit_price"}
        )
    else:
        wants = "[tables.orders] with units, or [tables.order_lines]"
        fits = "orders" in have and bool("units" in have["orders"] or "order_lines" in have)
    if fits:
        return ""
    there = ", ".join(have) or "no table that could be read"
    return f'value = "{value}" needs {wants}; the settings name {there}'


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
        for month in sorted(set(history.deciding(value)["month"]))
        if last_day(month) <= through and complete(history, month, value)
    ]
    if not months:
        raise WorkbookError(
            f"no month is complete: the data reach {history.data_up_to(value)}; "
            f"say data_through under [site], or ask for a draft with --allow-incomplete and --month"
        )
    return months[-1]


def value_by_month(history: History, month: str, value: str) -> pd.DataFrame:
    """Return the facts up to a month with the one value that counts, and what else is known beside it.

    Returns
    -------
    pd.DataFrame
        One row a customer and month with activity, in billing or in orders: ``customer_id``, ``month``,
        ``value`` (ten-thousandths of the currency or unit), ``orders``, ``first_on`` and ``last_on`` (days of
        activity: of orders, where there were any that month); from the tables that are there ``order_days``,
        ``units``, ``order_value`` and ``revenue``.
    """
    both = history.facts.orders.merge(
        history.facts.billing,
        on=["customer_id", "month"],
        how="outer" if value == "revenue" else "left",
        suffixes=("", "_billed"),
    )
    both = both[both["month"] <= month]
    days = {day: both[day].fillna(both[f"{day}_billed"]) for day in ("first_on", "last_on")}
    known = [name for table, names in _KNOWN.items() if table in history.intake.staged for name in names]
    counts = both[list(dict.fromkeys([value, "orders", *known]))].fillna(0).astype("int64")
    found = both[["customer_id", "month"]].assign(value=counts[value], **counts, **days)
    return found.sort_values(["month", "customer_id"], ignore_index=True)


def cut_off(history: History, month: str, value: str, *, allow_incomplete: bool) -> tuple[pd.DataFrame, bool]:
    """Return the facts a report of ``month`` may see, and whether it is a draft.

    Raises
    ------
    WorkbookError
        If the month has no data, or is not complete and that was not asked for.
    """
    if problem := missing_for(history.intake, value):
        raise WorkbookError(problem)
    months = sorted(set(history.deciding(value)["month"]))
    if not months or not months[0] <= month <= months[-1]:
        there = f"they run from {months[0]} to {months[-1]}" if months else "there are none"
        raise WorkbookError(f"month = {month!r} is outside the data; {there}")
    whole = complete(history, month, value)
    if not whole and not allow_incomplete:
        raise WorkbookError(
            f"{month} is not complete: the data reach {history.data_up_to(value)}, its last weekday is "
            f"{last_weekday(month)}; wait for the export, say data_through under [site], or ask for a draft "
            f"(--allow-incomplete)"
        )
    return value_by_month(history, month, value), not whole


def described_source(history: History, value: str) -> str:
    """Return which files the value comes from, as it stands under every figure."""
    names = ["billing"] if value == "revenue" else ["orders", "order_lines"]
    files = [item.label for name in names for item in history.intake.staged.get(name, [])]
    files = list(dict.fromkeys(files))
    return (
        files[0]
        if len(files) == 1
        else ngettext(
            "{first} and {n} more file", "{first} and {n} more files", len(files) - 1, first=files[0]
        )
    )
