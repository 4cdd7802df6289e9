"""What the packs read of the service, computed once for all customers; each takes the rows of its own."""

import pandas as pd

from wcm_helpers.core.months import last_day, window
from wcm_helpers.data.facts.confidential import as_published
from wcm_helpers.data.tables import TABLES
from wcm_helpers.reporting.pack_settings import SECTION, PackSettings
from wcm_helpers.reports.performance.by_class.analysis import customer_counts
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.names import indicator_of
from wcm_helpers.reports.performance.measures.analysis import register_of
from wcm_helpers.reports.performance.measures.judging import is_closed, text_of
from wcm_helpers.reports.performance.measures.scopes import group_of_scope
from wcm_helpers.reports.performance.review import PerformanceReview
from wcm_helpers.reports.performance.scoreboard.targets import target_of

#: The indicator a customer's orders are shown by, those its tickets are shown by, and how many months back.
ORDERS, TICKETS, MONTHS = "otif_order", ("response_kept", "resolution_kept"), 12
#: More failed orders than any month has.
_EVERY = 100_000_000
#: Parts of the catalogue whose indicators are about the service itself.
PARTS = frozenset({"orders", "stages", "inbound", "lines", "stock", "tickets", "ticket_hours", "survey"})
MEASURES = ("customer_id", "id", "description", "indicator", "state", "day")


def order_counts(review: PerformanceReview) -> pd.DataFrame:
    """Return ``customer_id``, ``month`` (due), ``measured`` and ``kept`` (on time, in full) of 12 months."""
    if review.result.service is None:
        return pd.DataFrame(columns=["customer_id", "month", "measured", "kept"])
    rows = review.result.service.order_counts(review.month, MONTHS)
    counts = rows.groupby(["customer_id", "month"], as_index=False)[["otif_measured", "otif"]].sum()
    return counts.rename(columns={"otif_measured": "measured", "otif": "kept"})


def months_of(review: PerformanceReview, customer: str) -> pd.DataFrame:
    """Return ``month``, ``measured`` and ``kept`` of a customer from its first month with orders on."""
    rows = review.computed(order_counts)
    own = rows[rows["customer_id"] == customer].set_index("month")[["measured", "kept"]]
    due = own.index[own["measured"] > 0]
    months = [month for month in window(review.month, MONTHS) if len(due) and month >= min(due)]
    return own.reindex(months, fill_value=0).rename_axis("month").reset_index()


def failed_orders(review: PerformanceReview) -> pd.DataFrame:
    """Return the orders due in the month that failed; see ``Service.failures``."""
    if review.result.service is None:
        return pd.DataFrame(columns=["order_id", "customer_id", "due_at", "hours_late", "reason"])
    return review.result.service.failures(review.month, most=_EVERY)


def ticket_counts(review: PerformanceReview) -> dict[str, pd.DataFrame]:
    """Return the promises on tickets kept to each customer in 12 months, by indicator."""
    return {name: customer_counts(review, name) for name in TICKETS}


def target(review: PerformanceReview, indicator: str, customer: str) -> float:
    """Return the target of an indicator for a customer; NaN where none is agreed."""
    return target_of(review, indicator, "customer", customer)


def measures_of_customers(review: PerformanceReview) -> pd.DataFrame:
    """Return the measures that are for one customer alone, open ones first, then those of 12 months.

    Returns
    -------
    pd.DataFrame
        :data:`MEASURES`: ``indicator`` of the catalogue, one of :data:`PARTS`: what is to bring revenue,
        margin or loyalty is not for the customer's eyes, nor is what no indicator tells; ``state``
        (``not_started``, ``in_progress``, ``done``, or ``in_force`` for one that only the log of control
        charts has), and ``day`` (due, done or begun; YYYY-MM-DD, of the log YYYY-MM; empty unknown). Who does
        it, why, and the evidence are not in it.
    """
    rows = [*_of_register(review), *_of_log(review)]
    frame = pd.DataFrame(rows, columns=list(MEASURES))
    open_ = frame["state"].isin(("not_started", "in_progress"))
    return frame.assign(_last=~open_).sort_values(
        ["_last", "day", "id"], ascending=[True, True, True], kind="stable", ignore_index=True
    )[list(MEASURES)]


def _of_register(review: PerformanceReview) -> list[tuple]:
    register = register_of(review)
    if register is None:
        return []
    names = review.settings.section(SECTION, PackSettings).publish_names
    register = as_published(register, TABLES["actions"], publish_names=names)
    end, first = pd.Timestamp(last_day(review.month)), window(review.month, MONTHS)[0]
    rows = []
    for row in register.to_dict("records"):
        customer = _customer(review, row["scope"])
        state, day = _state(row, end)
        indicator = _of_service(row)
        if customer and indicator and not (state == "done" and day and day[:7] < first):
            rows.append((customer, row["id"], text_of(row["description"]), indicator, state, day))
    return rows


def _state(row: dict, end: pd.Timestamp) -> tuple[str, str]:
    """Return how far a measure was at the end of the month, and the day that belongs to it."""
    if row["status"] == "done" or is_closed(row, end):
        known = not pd.isna(row["closed_at"]) and row["closed_at"] <= end
        return "done", f"{row['closed_at']:%Y-%m-%d}" if known else ""
    begun = not pd.isna(row["start"]) and row["start"] <= end
    state = "in_progress" if row["status"] in ("in_progress", "closed") or begun else "not_started"
    return state, "" if pd.isna(row["due"]) else f"{row['due']:%Y-%m-%d}"


def _of_log(review: PerformanceReview) -> list[tuple]:
    """Return the measures that the log of control charts marks; its new limits are no measures."""
    history = review.history
    log = None if history.intake.faults_of(("interventions",)) else history.table("interventions")
    if log is None:
        return []
    months = window(review.month, MONTHS)
    rows = []
    for row in log[(log["kind"] == "measure") & log["month"].isin(months)].to_dict("records"):
        customer, indicator = _customer(review, row["scope"]), _of_service(row)
        if customer and indicator:
            rows.append((customer, f"{indicator} {row['month']}", "", indicator, "in_force", row["month"]))
    return rows


def _customer(review: PerformanceReview, scope: object) -> str:
    group = group_of_scope(review, text_of(scope))
    return group[1] if group and group[0] == "customer" else ""


def _of_service(row: dict) -> str:
    indicator = indicator_of(text_of(row["metric"]))
    return indicator if indicator and DEFINITIONS[indicator].part in PARTS else ""
