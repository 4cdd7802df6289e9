"""The sections of the report on visits; a larger report has a folder for each."""

from wcm_helpers.reports.visits.review import VisitReview

from wcm_helpers.core.formats import number
from wcm_helpers.core.months import last_day
from wcm_helpers.core.words import _
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Card, Column
from wcm_helpers.reporting.indicators import Indicator


def head(review: VisitReview) -> Block:
    """Return the head of the report."""
    return blocks.head(
        title=review.report.title(),
        site=review.settings.site.name,
        month=review.month,
        data_up_to=last_day(review.month).isoformat(),
        draft=review.draft,
    )


def first_page(review: VisitReview) -> Blocks:
    """Return the headline and the key figure."""
    silent = Indicator("silent", _("Waiting for a visit"), unit="customers", better="down", needs=("visits",))
    return blocks.join(
        blocks.lead(review.headline),
        blocks.cards([Card(silent, number(len(review.silent)))]),
    )


def waiting(review: VisitReview) -> Block:
    """Return the customers without a visit for too long, the longest first."""
    if review.silent.empty:
        return blocks.paragraph(_("Nobody has waited that long."))
    columns = [
        Column("customer_id", _("Customer"), strong=True),
        Column("visits", _("Visits"), "right", number),
        Column("days", _("Days since the last"), "right", number, bar=True),
    ]
    return blocks.table(review.silent, columns, name="waiting", caption=_("Customers to visit"))
