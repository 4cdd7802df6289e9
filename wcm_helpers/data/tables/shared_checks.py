"""What several tables have in common: rows that hold from a day to a day, and numbers below 0."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Reason, RowWarning, SiteRules

#: The first day of what holds from the beginning: earlier days are how programs write a blank.
THE_BEGINNING = "1971-01-01"
_NEVER = "DATE '9999-12-31'"

#: The reasons of :data:`NEGATIVE_MINUTES` and :data:`NEGATIVE_VOLUME`.
MEASURE_REASONS = {
    "negative_minutes": Reason(
        message("The minutes are negative; they count as they are."), message("Correct them.")
    ),
    "negative_volume": Reason(message("The volume is negative; it counts as it is."), message("Correct it.")),
}
NEGATIVE_MINUTES = RowWarning("negative_minutes", "minutes", "minutes < 0")
NEGATIVE_VOLUME = RowWarning("negative_volume", "volume", "volume < 0")


def from_the_beginning(_site: SiteRules) -> str:
    """Return the first day of what an export without a column of first days says to hold."""
    return THE_BEGINNING


def ends_first() -> str:
    """Return the SQL of "the row ends before it begins"."""
    return "valid_to < valid_from"


def overlapping(table: str, *case: str) -> str:
    """Return the SQL of "an earlier row of the same case still holds when this one begins".

    Parameters
    ----------
    table : str
        A table with ``valid_from`` and ``valid_to``; blank: still.
    *case : str
        The columns that name what holds; a blank part is a part like any other.

    Examples
    --------
    >>> "o.customer_id is not distinct from m.customer_id" in overlapping("assignments", "customer_id")
    True
    """
    return (
        f"{_me(table)}exists (from used_{table} o where {_same(case)} and o.valid_from < m.valid_from "
        f"and coalesce(o.valid_to, {_NEVER}) >= m.valid_from))"
    )


def followed_late(table: str, *case: str) -> str:
    """Return the SQL of "days lie between the end of the row and the next row of the same case".

    Parameters
    ----------
    table, *case : str
        As for :func:`overlapping`.

    Examples
    --------
    >>> "o.valid_from <= m.valid_to + 1" in followed_late("sla_terms", "service")
    True
    """
    same = _same(case)
    return (
        f"{_me(table)}m.valid_to >= m.valid_from and exists (from used_{table} o where {same} "
        f"and o.valid_from > m.valid_to) and not exists (from used_{table} o where {same} "
        f"and o.valid_from <= m.valid_to + 1 and coalesce(o.valid_to, {_NEVER}) > m.valid_to))"
    )


def _me(table: str) -> str:
    return f"(file, row) in (select (m.file, m.row) from used_{table} m where "


def _same(case: tuple[str, ...]) -> str:
    return " and ".join(f"o.{name} is not distinct from m.{name}" for name in case)
