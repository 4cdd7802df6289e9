"""Words that the tables and lines of several questions share: money of a year, and the rows left out."""

from wcm_helpers.core.formats import currency, missing, short_amount
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting.blocks import Column
from wcm_helpers.reports.service_plan.review import ServicePlanReview

#: Rows of a table of the reading part.
MOST_ROWS = 10


def a_year(value: object, unit: str) -> str:
    """Return the revenue of a year; empty where it is unknown."""
    if missing(value) or not value:
        return ""
    return _("{amount} {currency} a year", amount=short_amount(value), currency=unit)


def revenue_column(review: ServicePlanReview) -> Column:
    """Return the column ``revenue`` of a table: 12 months, in the currency of the site."""
    label = _("Revenue, 12 months, {currency}", currency=currency(review.settings.site.currency))
    return Column("revenue", label, "right", short_amount, scaled=True)


def rest(rows: int, most: int = MOST_ROWS) -> str:
    """Return how many rows a table leaves out; empty where none.

    Examples
    --------
    >>> rest(10), rest(11)
    ('', '1 more is not shown.')
    """
    more = rows - most
    return ngettext("{n} more is not shown.", "{n} more are not shown.", more) if more > 0 else ""
