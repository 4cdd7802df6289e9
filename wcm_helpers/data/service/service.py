"""The service of a site: what became of orders, steps and goods in, by customer, site, carrier and month.

Orders are judged once, on DuckDB, batch by batch, and kept in the cache of the site; a report reads counts.
Nothing a month sees depends on what happened after its end.
"""

from dataclasses import dataclass

import pandas as pd

#: What counts are kept by: ``month`` is the month of the due time in site time.
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

#: Counts of goods in, by the month they were due (``arrivals_due``) or put away.
INBOUND_COUNTS = (
    "arrivals_due", "received_on_time", "received_on_time_measured",
    "received_right", "received_right_measured",
)  # fmt: skip

#: Counts of the lines that left, by the month they left.
LINE_COUNTS = ("lines_shipped", "lines_damaged", "lines_wrong", "lines_short")

#: Stages, in the order of time; the last one out is the carrier's. ``received-shipped`` is the whole of the
#: warehouse, ``arrived-put_away`` dock to stock.
STAGES = (
    "received-released", "released-picked", "picked-checked", "checked-packed", "picked-packed",
    "packed-shipped", "shipped-signed", "received-shipped", "arrived-put_away",
)  # fmt: skip


@dataclass(frozen=True)
class Service:
    """The judged orders of a site.

    Every method takes the month under review and ignores what happened after its end. The counts of an
    earlier month are those that its own report had: as seen at the end of that month (completed, open,
    minutes so far), so that a point of a chart never moves later.
    """

    def order_counts(self, month: str, months: int = 36) -> pd.DataFrame:
        """Return :data:`KEYS` and :data:`ORDER_COUNTS` (int64; units in ten-thousandths) up to ``month``."""
        raise NotImplementedError

    def inbound_counts(self, month: str, months: int = 36) -> pd.DataFrame:
        """Return :data:`KEYS` and :data:`INBOUND_COUNTS`."""
        raise NotImplementedError

    def line_counts(self, month: str, months: int = 36) -> pd.DataFrame:
        """Return :data:`KEYS` (month shipped) and :data:`LINE_COUNTS`."""
        raise NotImplementedError

    def stage_counts(self, month: str, months: int = 36) -> pd.DataFrame:
        """Return the hours orders spent in each stage.

        Columns: :data:`KEYS` (the month in which the order entered the stage), ``stage``, ``minutes`` (whole
        minutes spent, for an open order those so far), ``open`` (bool: still in the stage at the end of the
        month in which it entered) and ``n`` (orders). Cancelled orders are out.
        """
        raise NotImplementedError

    def week_counts(self, month: str, months: int = 12) -> pd.DataFrame:
        """Return outcomes by the hour of week in which the order came in.

        Columns: ``month`` (due), ``site_id``, ``hour_of_week`` (0 is Monday 00:00), ``due``, ``otif``,
        ``otif_measured``.
        """
        raise NotImplementedError

    def failures(self, month: str, most: int = 200) -> pd.DataFrame:
        """Return the orders due in ``month`` that failed, the latest first.

        Columns: ``order_id``, ``customer_id``, ``site_id``, ``carrier``, ``due_at``, ``shipped_at``,
        ``hours_late`` (to the end of the month where open), ``reason`` (late, short, open, cancelled),
        ``fault``.
        """
        raise NotImplementedError

    def listed(self, month: str) -> pd.DataFrame:
        """Return what is in no rate of ``month``, with its reason.

        Columns: ``reason`` (no_promise, cancelled_by_customer, cancelled_by_us, time_not_usable,
        lines_missing, step_out_of_order …), ``n``, ``example`` (an order).
        """
        raise NotImplementedError


def read_service(history: object, rules: object) -> Service | None:
    """Return the judged orders of a site, from the cache where nothing has changed; None without orders."""
    raise NotImplementedError
