"""Classes that are told, not computed: given by hand for a time, or published in an earlier month."""

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import last_day

OVERRIDES_SQL = """
    select customer_id, class, coalesce(approved_by, '') as approved_by, coalesce(reason, '') as reason,
        cast(valid_from as TIMESTAMP) as valid_from, cast(expires as TIMESTAMP) as expires
    from used_class_overrides order by customer_id, valid_from"""

HISTORY_SQL = f"""
    select customer_id, month, class, official_class, cast(coalesce(value, 0) * {SCALE} as BIGINT) as value,
        value_basis
    from used_class_history order by month, customer_id"""

#: Columns of the classes given by hand, and of those on record; a class that was not told is None.
OVERRIDES = {
    "customer_id": "str", "class": "object", "approved_by": "str", "reason": "str",
    "valid_from": "datetime64[us]", "expires": "datetime64[us]",
}  # fmt: skip
HISTORY = {
    "customer_id": "str", "month": "str", "class": "object", "official_class": "object", "value": "int64",
    "value_basis": "object",
}  # fmt: skip


def overrides(rows: pd.DataFrame | None, month: str) -> pd.DataFrame:
    """Return the classes given by hand up to the end of a month, also those that have ended.

    One holds for a month when ``valid_from`` ≤ the last day of the month ≤ ``expires``.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``class`` (A, B, C), ``approved_by``, ``reason`` (empty where not told),
        ``valid_from``, ``expires`` (days), by customer and first day; no row where there is no such table.
    """
    found = _typed(rows, OVERRIDES)
    return found[found["valid_from"] <= pd.Timestamp(last_day(month))].reset_index(drop=True)


def recorded(rows: pd.DataFrame | None, month: str) -> pd.DataFrame:
    """Return the classes on record of the months before a month.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``month``, ``class`` and ``official_class`` (A, B, C, N; None where not told),
        ``value`` (ten-thousandths; 0 where not told), ``value_basis`` (None where not told), by month and
        customer; no row where there is no such table.
    """
    found = _typed(rows, HISTORY)
    return found[found["month"] < month].reset_index(drop=True)


def _typed(rows: pd.DataFrame | None, columns: dict[str, str]) -> pd.DataFrame:
    found = pd.DataFrame({name: [] for name in columns}) if rows is None else rows
    found = found.astype(columns)
    told = [name for name, kind in columns.items() if kind == "object"]
    return found.assign(**{name: found[name].where(found[name].notna(), None) for name in told})
