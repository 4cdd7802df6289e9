"""The service of a site: what became of orders, steps and goods in, by customer, site, carrier and month.

Orders are judged once, on DuckDB, batch by batch, and their results cached with the site; a report reads
counts.
"""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from wcm_helpers.core.messages import Text, message
from wcm_helpers.core.months import window
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.service.build import build
from wcm_helpers.data.service.calendar import WorkingCalendar
from wcm_helpers.data.service.judged_batch import Inputs
from wcm_helpers.data.service.judging import by_us
from wcm_helpers.data.service.rules import ServiceRules
from wcm_helpers.data.sql import listed, parquet_rows

#: What counts are grouped by: ``month`` is the month of the due time in site time.
KEYS = ("month", "customer_id", "site_id", "carrier", "priority")

#: Counts of the orders due. A rate is ``sum(x) / sum(x_measured)``: not measured is in neither.
ORDER_COUNTS = (
    "due", "derived", "completed", "open_overdue",
    "on_time", "on_time_measured", "in_full", "in_full_measured", "otif", "otif_measured",
    "lines_otif", "lines", "units_otif", "units",
    "perfect", "perfect_measured", "papers_right", "papers_measured", "undamaged", "damage_measured",
    "own_failures", "carrier_failures", "customer_failures", "force_majeure_failures", "unknown_failures",
    "cancelled_by_us",
)  # fmt: skip

#: Counts of goods in, by the month they were due.
INBOUND_COUNTS = (
    "arrivals_due", "received_on_time", "received_on_time_measured",
    "received_right", "received_right_measured",
)  # fmt: skip

#: Counts of the lines that left, by the month they left.
LINE_COUNTS = ("lines_shipped", "lines_damaged", "lines_wrong", "lines_short")

#: Stages, in the order of time: ``shipped-signed`` is the carrier's, ``received-shipped`` the whole of the
#: warehouse, ``arrived-put_away`` dock to stock.
STAGES = (
    "received-released", "released-picked", "picked-checked", "checked-packed", "picked-packed",
    "packed-shipped", "shipped-signed", "received-shipped", "arrived-put_away",
)  # fmt: skip

_STAGE_COLUMNS = ("month", "site_id", "carrier", "stage", "minutes", "open", "n")
_LEAD_COLUMNS = ("month", '"group"', "stage", "minutes", "open", "n")
_FAILURE_COLUMNS = (
    "order_id", "customer_id", "site_id", "carrier", "due_at", "done_at", "hours_late", "reason", "fault",
)  # fmt: skip


@dataclass(frozen=True)
class Service:
    """The judged orders of a site.

    Every method takes the month under review and ignores what happened after its end. The counts of an
    earlier month are those that its own report had: as seen at the end of that month (completed, open,
    minutes so far), so that a point of a chart never moves later.
    """

    folders: tuple[Path, ...]

    def order_counts(self, month: str, months: int = 36) -> pd.DataFrame:
        """Return :data:`KEYS` and :data:`ORDER_COUNTS` (int64; units in ten-thousandths) up to ``month``."""
        return self._counts("order_counts", (*KEYS, *ORDER_COUNTS), month, months)

    def inbound_counts(self, month: str, months: int = 36) -> pd.DataFrame:
        """Return :data:`KEYS` and :data:`INBOUND_COUNTS`."""
        return self._counts("inbound_counts", (*KEYS, *INBOUND_COUNTS), month, months)

    def line_counts(self, month: str, months: int = 36) -> pd.DataFrame:
        """Return :data:`KEYS` (month shipped) and :data:`LINE_COUNTS`."""
        return self._counts("line_counts", (*KEYS, *LINE_COUNTS), month, months)

    def stage_counts(self, month: str, months: int = 36) -> pd.DataFrame:
        """Return the time orders spent in each stage, and arrivals from dock to stock.

        Columns: ``month`` (in which the order entered the stage), ``site_id``, ``carrier``, ``stage`` (of
        :data:`STAGES`), ``minutes`` (four days and more to ten minutes; of an open order those so far),
        ``open`` (bool: still in the stage at the end of the month in which it entered) and ``n`` (orders).
        Cancelled orders are out.
        """
        frames = [
            self._counts(name, _STAGE_COLUMNS, month, months) for name in ("stage_counts", "dock_counts")
        ]
        return pd.concat(frames, ignore_index=True)

    def lead_counts(self, month: str, groups: pd.Series, months: int = 12) -> pd.DataFrame:
        """Return the time from order to shipment by group of customers.

        Parameters
        ----------
        month : str
        groups : pd.Series
            The group of each customer, by ``customer_id``; customers without one are left out.
        months : int

        Returns
        -------
        pd.DataFrame
            Columns as :meth:`stage_counts`, with ``group`` in place of site and carrier.
        """
        known = groups.dropna().rename("group").rename_axis("customer_id").reset_index().astype(str)
        query = (
            f'select month, g."group", stage, minutes, open, sum(n)::BIGINT as n from rows '
            f"join groups g using (customer_id) where month in ({listed(window(month, months))}) "
            "group by all order by all"
        )
        return self._query("lead_counts", query, _LEAD_COLUMNS, groups=known)

    def stage_shares(self, month: str, months: int = 12) -> pd.DataFrame:
        """Return the summed hours of the warehouse's stages, over orders that went through all of them.

        Columns: ``month`` (in which the order left), ``site_id``, ``carrier``, ``stage``, ``hours``,
        ``orders``.
        """
        columns = ("month", "site_id", "carrier", "stage", "hours", "orders")
        return self._counts("stage_shares", columns, month, months)

    def week_counts(self, month: str, months: int = 12) -> pd.DataFrame:
        """Return outcomes by the hour of week in which the order came in.

        Columns: ``month`` (due), ``site_id``, ``hour_of_week`` (0 is Monday 00:00), ``due``, ``otif``,
        ``otif_measured``.
        """
        columns = ("month", "site_id", "hour_of_week", "due", "otif", "otif_measured")
        return self._counts("week_counts", columns, month, months)

    def waiting(self, month: str) -> pd.DataFrame:
        """Return when the orders of a month came in and were released, for priority under contention.

        Columns: ``customer_id``, ``site_id``, ``created_at``, ``released_at``; orders released within the
        month only.
        """
        return self._query(
            "orders",
            "select customer_id, site_id, created_at, released_at from rows "
            f"where created_month = '{month}' and released_at >= created_at "
            f"and strftime(released_at, '%Y-%m') = '{month}' and not is_cancelled "
            "order by site_id, created_at, order_id",
            ("customer_id", "site_id", "created_at", "released_at"),
        )

    def arrivals(self, month: str) -> pd.DataFrame:
        """Return when the orders of a month came in, in that order, without the cancelled ones.

        Columns: ``order_id``, ``customer_id``, ``created_at``.
        """
        return self._query(
            "orders",
            "select order_id, customer_id, created_at from rows "
            f"where created_month = '{month}' and not is_cancelled order by created_at, order_id, site_id",
            ("order_id", "customer_id", "created_at"),
        )

    def orders(self, month: str) -> pd.DataFrame:
        """Return the judged orders due in ``month``, by number: verdicts true, false or NA (not measured).

        Columns: ``order_id``, ``customer_id``, ``site_id``, ``carrier``, ``due_at``, ``derived``,
        ``done_at``, ``on_time``, ``in_full``, ``otif``, ``perfect``, ``lines_otif``, ``lines``,
        ``units_otif``, ``units``, ``completed``, ``fault``.
        """
        columns = (
            "order_id", "customer_id", "site_id", "carrier", "due_at", "derived", "done_at", "on_time",
            "in_full", "otif", "perfect", "lines_otif", "lines", "units_otif", "units", "completed", "fault",
        )  # fmt: skip
        rows = f"select * from rows where is_due and month = '{month}' order by order_id, site_id"
        return self._query("orders", rows, columns)

    def failures(self, month: str, most: int = 200) -> pd.DataFrame:
        """Return the orders due in ``month`` that failed, the latest first.

        Columns: ``order_id``, ``customer_id``, ``site_id``, ``carrier``, ``due_at``, ``done_at`` (NaT: not
        complete by the end of the month), ``hours_late`` (to the end of the month where open), ``reason``
        (cancelled, open, late, short), ``fault`` (own, carrier, customer, force_majeure, unknown).
        """
        query = f"""
        select * replace (coalesce(fault, 'unknown') as fault,
                case when done_at <= known_until then done_at end as done_at),
            greatest(0, epoch(least(coalesce(done_at, known_until), known_until) - due_at) / 3600) as
            hours_late,
            case when is_cancelled then 'cancelled' when done_at is null or done_at > known_until then 'open'
                when not on_time then 'late' else 'short' end as reason
        from rows where is_due and month = '{month}' and (otif = false or on_time = false)
        order by hours_late desc, order_id, site_id limit {most}"""
        return self._query("orders", query, _FAILURE_COLUMNS)

    def listed(self, month: str) -> pd.DataFrame:
        """Return what is in no rate of ``month``, or not measured, with its reason.

        Columns: ``reason`` (no_promise, cancelled_by_customer, cancelled_by_us, time_unusable, without_lines,
        state_unknown, due_before_created, step_out_of_order), ``n``, ``example`` (an order).
        """
        own = "coalesce(month, created_month)"
        cases = {
            "no_promise": f"created_month = '{month}' and due_at is null and not is_cancelled",
            "cancelled_by_us": f"{own} = '{month}' and out_of_cohort and us",
            "cancelled_by_customer": f"{own} = '{month}' and out_of_cohort and not us",
            "time_unusable": f"month = '{month}' and is_due and time_unusable",
            "without_lines": f"month = '{month}' and is_due and without_lines",
            "state_unknown": f"month = '{month}' and is_due and state_unknown",
            "due_before_created": f"created_month = '{month}' and due_before_created and not out_of_cohort",
        }
        query = " union all ".join(
            f"select '{reason}' as reason, count(*) as n, min(order_id) as example from marked where {case}"
            for reason, case in cases.items()
        )
        columns = ("reason", "n", "example")
        marked = f"with marked as (select *, {by_us()} as us from rows) {query}"
        rows = self._query("orders", marked, columns)
        steps = self._query(
            "unusable",
            "select 'step_out_of_order' as reason, sum(n)::BIGINT as n, min(example) as example from rows "
            f"where month = '{month}' having sum(n) > 0",
            columns,
        )
        both = pd.concat([rows, steps], ignore_index=True)
        return both[both["n"] > 0].reset_index(drop=True)

    def _counts(self, name: str, columns: tuple[str, ...], month: str, months: int) -> pd.DataFrame:
        shown = listed(window(month, months))
        return self._query(name, f"select * from rows where month in ({shown}) order by all", columns)

    def _query(
        self, name: str, query: str, columns: tuple[str, ...], groups: pd.DataFrame | None = None
    ) -> pd.DataFrame:
        files = [str(folder / f"{name}.parquet") for folder in self.folders]
        files = [file for file in files if Path(file).exists()]
        if not files:
            return pd.DataFrame({column.strip('"'): [] for column in columns})
        engine = DuckDb()
        try:
            if groups is not None:
                engine.connection.register("groups", groups)
            engine.run(
                f"create or replace temp view rows as from {parquet_rows(files, 'union_by_name=true')}"
            )
            return engine.frame(f"select {', '.join(columns)} from ({query})")
        finally:
            engine.connection.close()


def read_service(history: History, rules: ServiceRules, classes: pd.Series | None = None) -> Service | None:
    """Return the judged orders of a site, from the cache where nothing has changed.

    Parameters
    ----------
    history : History
    rules : ServiceRules
    classes : pd.Series, optional
        The class of each customer, by ``customer_id``, for terms of a class.

    Returns
    -------
    Service or None
        None where :func:`service_missing` gives a reason.

    Raises
    ------
    WorkbookError
        If the cache cannot be used, or memory does not suffice.
    """
    if service_missing(history):
        return None
    calendar = WorkingCalendar.of(_table(history, "calendar"), rules.day_start, rules.day_end)
    known = pd.Series(dtype=object) if classes is None else classes.dropna()
    through = history.settings.site.data_through
    inputs = Inputs(rules, calendar, _table(history, "sla_terms"), known, through)
    return Service(build(history, inputs))


def service_missing(history: History) -> Text:
    """Return why orders cannot be judged; empty where they can be."""
    staged = history.intake.staged
    orders = history.settings.tables.get("orders")
    if orders is not None and orders.on_engine:
        return message(
            "The orders are on an engine of yours. The service of orders is judged from files and databases "
            "only: name them with path or url under [tables.orders]."
        )
    if not {"orders", "order_events"} & {*staged}:
        return message("Orders cannot be judged without [tables.orders] or [tables.order_events].")
    return ""


def _table(history: History, name: str) -> pd.DataFrame | None:
    return None if history.intake.faults_of((name,)) else history.table(name)
