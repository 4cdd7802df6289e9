"""What was done for a customer, and what is agreed, in words for its eyes."""

import pandas as pd

from wcm_helpers.core.formats import month_name
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Column
from wcm_helpers.reporting.customer_packs import PackReader, nothing
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.pack.analysis import measures_of_customers
from wcm_helpers.reports.performance.pack.service import MOST_LINES
from wcm_helpers.reports.performance.review import PerformanceReview


def no_measures() -> str:
    """Return what stands there where no measure is for the customer alone."""
    return _("No measure is agreed for you alone.")


def measures(review: PerformanceReview, reader: PackReader) -> Block:
    """Return the measures for a customer alone: what is done, what it is to improve, and how far it is."""
    rows = review.computed(measures_of_customers)
    rows = rows[rows["customer_id"] == reader.customer_id]
    if rows.empty:
        return nothing(no_measures())
    shown = rows.head(MOST_LINES).to_dict("records")
    frame = pd.DataFrame(
        {
            "what": [_what(row, reader) for row in shown],
            "about": [name_of(row["indicator"]) for row in shown],
            "state": [_state(row) for row in shown],
        }
    )
    columns = [
        Column("what", _("Measure"), width="name", strong=True),
        Column("about", _("Meant to improve")),
        Column("state", _("State")),
    ]
    left = len(rows) - len(shown)
    more = ngettext("{n} more measure is not listed.", "{n} more measures are not listed.", left)
    return blocks.table(
        frame, columns, name="measures", caption=_("Measures for you"), note=more if left else ""
    )


def _what(row: dict, reader: PackReader) -> str:
    if row["state"] == "in_force":
        return _("A change in how we work for you")
    return reader.text(row["description"], "actions", row["id"], instead=_("A measure for you"))


def _state(row: dict) -> str:
    day = row["day"]
    if row["state"] == "in_force":
        return _("since {month}", month=month_name(day))
    if row["state"] == "done":
        return _("done on {day}", day=day) if day else _("done")
    if row["state"] == "in_progress":
        return _("under way, due {day}", day=day) if day else _("under way")
    return _("agreed, due {day}", day=day) if day else _("agreed")
