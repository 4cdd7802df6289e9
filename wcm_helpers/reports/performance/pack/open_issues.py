"""The open tickets of a customer."""

import pandas as pd

from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Column
from wcm_helpers.reporting.customer_packs import PackReader, nothing
from wcm_helpers.reports.performance.pack.service import MOST_LINES
from wcm_helpers.reports.performance.review import PerformanceReview
from wcm_helpers.reports.performance.tickets.analysis import open_tickets


def no_tickets() -> str:
    """Return what stands there where the data have no tickets."""
    return _("The data have no tickets.")


def open_issues(review: PerformanceReview, reader: PackReader) -> Block:
    """Return the tickets of a customer that were open at the end of the month, the oldest first."""
    tickets = review.computed(open_tickets)
    if not len(tickets.columns):
        return nothing(no_tickets())
    rows = tickets[tickets["customer_id"] == reader.customer_id]
    if rows.empty:
        return nothing(_("No ticket of yours was open at the end of the month."))
    shown = rows.head(MOST_LINES).to_dict("records")
    numbers = [row["ticket_id"] for row in shown]
    frame = pd.DataFrame(
        {
            "ticket": [reader.text(one, "tickets", one, free=False) for one in numbers],
            "about": [reader.text(row["category"], "tickets", row["ticket_id"]) for row in shown],
            "opened": [f"{pd.Timestamp(row['created_at']):%Y-%m-%d}" for row in shown],
            "state": [_("past its due time") if row["overdue"] else _("in time") for row in shown],
        }
    )
    columns = [
        Column("ticket", _("Ticket"), strong=True),
        Column("about", _("About")),
        Column("opened", _("Opened")),
        Column("state", _("State")),
    ]
    left = len(rows) - len(shown)
    note = (
        ngettext("{n} more ticket is not listed.", "{n} more tickets are not listed.", left) if left else ""
    )
    return blocks.table(
        frame, columns, name="tickets", caption=_("Your open tickets, the oldest first"), note=note
    )
