"""The counts and hours of tickets, for the indicators."""

from datetime import datetime

import pandas as pd

from wcm_helpers.core.months import add_months
from wcm_helpers.data.service.ticket_log import elapsed_hours
from wcm_helpers.data.service.tickets import Tickets, read_tickets
from wcm_helpers.reports.performance.review import PerformanceReview


def tickets_of(review: PerformanceReview) -> Tickets | None:
    """Return the judged tickets of the month, for ``review.computed``; None without a table of them."""
    customers = review.result.customers
    until = review.known_until if review.draft else None
    return read_tickets(review.history, review.rule, review.month, customers["class"], until)


def ticket_counts(review: PerformanceReview) -> pd.DataFrame | None:
    """Return counts of tickets by customer: those that came in, and those that were due in a month.

    Returns
    -------
    pd.DataFrame or None
        ``month``, ``customer_id`` and the counts ``created``, ``reopened``, ``claims`` (by the month of
        creation; only where any ticket has one), ``response_due``, ``response_kept``, ``resolution_due``,
        ``resolution_kept`` (by the month due).
    """
    tickets = review.computed(tickets_of)
    return None if tickets is None or tickets.rows.empty else count_tickets(tickets.rows)


def count_tickets(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the counts of :func:`ticket_counts` of judged tickets."""
    came = pd.DataFrame(
        {
            "month": rows["month"],
            "customer_id": rows["customer_id"],
            "created": 1,
        }
    )
    if rows["reopened"].notna().any():
        came["reopened"] = (rows["reopened"] > 0).astype(int)
    if rows["claim"].notna().any():
        came["claims"] = (pd.to_numeric(rows["claim"], errors="coerce").fillna(0) > 0).astype(int)
    parts = [came]
    for kind in ("response", "resolution"):
        due = rows[rows[f"{kind}_kept"].notna()]
        parts.append(
            pd.DataFrame(
                {
                    "month": [f"{moment:%Y-%m}" for moment in due[f"due_{kind}"]],
                    "customer_id": due["customer_id"],
                    f"{kind}_due": 1,
                    f"{kind}_kept": due[f"{kind}_kept"].astype(bool).astype(int),
                }
            )
        )
    counts = pd.concat([part for part in parts if len(part)], ignore_index=True)
    names = [name for name in counts if name not in ("month", "customer_id")]
    counts[names] = counts[names].fillna(0)
    return counts.groupby(["month", "customer_id"], dropna=False, as_index=False)[names].sum()


def ticket_hours(review: PerformanceReview) -> pd.DataFrame | None:
    """Return the hours of tickets, each month as at its own end; None without tickets.

    Returns
    -------
    pd.DataFrame or None
        ``month`` (of creation), ``customer_id``, ``stage`` (response or resolution), ``minutes``, ``open``
        and ``n``.
    """
    tickets = review.computed(tickets_of)
    return None if tickets is None or tickets.rows.empty else hours_of(tickets.rows, known=tickets.as_of)


def hours_of(
    rows: pd.DataFrame, until: datetime | None = None, known: datetime | None = None
) -> pd.DataFrame:
    """Return the hours of judged tickets as :func:`ticket_hours`.

    Parameters
    ----------
    rows : pd.DataFrame
    until : datetime, optional
        One moment for all; by default the end of the month in which each came in.
    known : datetime, optional
        Nothing later is known.
    """
    records = []
    for row in rows.to_dict("records"):
        end = until or datetime.fromisoformat(f"{add_months(row['month'], 1)}-01")
        end = end if known is None else min(end, known)
        created = pd.Timestamp(row["created_at"]).to_pydatetime()
        for stage, done, pauses in (
            ("response", row["responded_at"], ()),
            ("resolution", row["resolved_at"], row["pauses"]),
        ):
            if pd.isna(row[f"{stage}_hours"]):
                continue
            finished = None if pd.isna(done) else pd.Timestamp(done).to_pydatetime()
            is_open = finished is None or finished > end
            hours = elapsed_hours(created, end if is_open else finished, pauses)
            records.append((row["month"], row["customer_id"], stage, 60 * hours, is_open, 1))
    return pd.DataFrame(records, columns=["month", "customer_id", "stage", "minutes", "open", "n"])
