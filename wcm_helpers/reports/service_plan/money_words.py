"""Words that the lines of several questions share."""

from wcm_helpers.core.formats import missing, short_amount
from wcm_helpers.core.words import _


def a_year(value: object, unit: str) -> str:
    """Return the revenue of a year; empty where it is unknown."""
    if missing(value) or not value:
        return ""
    return _("{amount} {currency} a year", amount=short_amount(value), currency=unit)
