"""Classes on record: set by hand for a time, or published in an earlier month."""

import pandas as pd

from wcm_helpers.core.months import last_day

#: Columns of the classes set by hand, and of those published; a class that is blank is None.
OVERRIDES = {
    "customer_id": "str", "class": "object", "approved_by": "str", "reason": "str",
    "valid_from": "datetime64[us]", "expires": "datetime64[us]",
}  # fmt: skip
HISTORY = {
    "customer_id": "str", "month": "str", "class": "object", "official_class": "object", "value": "int64",
    "value_basis": "object",
}  # fmt: skip


def overrides(rows: pd.DataFrame | None, month: str) -> pd.DataFrame:
    """Return the classes set by hand up to the end of a month, also those that have ended.

    One is in force in a month when ``valid_from`` ≤ the last day of the month ≤ ``expires``.

    Parameters
    ----------
    rows : pd.DataFrame, optional
        The used rows of the table ``class_overrides``.
    month : str
        YYYY-MM.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``class`` (A, B, C), ``approved_by``, ``reason`` (empty where blank),
        ``valid_from``, ``expires`` (days), by customer and first day; no row where there is no such table.
    """
    frame = _typed(rows, OVERRIDES, blank={"approved_by": "", "reason": ""})
    frame = frame[frame["valid_from"] <= pd.Timestamp(last_day(month))]
    return frame.sort_values(["customer_id", "valid_from"], kind="stable", ignore_index=True)


def recorded(rows: pd.DataFrame | None, month: str) -> pd.DataFrame:
    """Return the classes on record of the months before a month.

    Parameters
    ----------
    rows : pd.DataFrame, optional
        The used rows of the table ``class_history``.
    month : str
        YYYY-MM.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``month``, ``class`` and ``official_class`` (A, B, C, N; None where blank),
        ``value`` (ten-thousandths; 0 where blank), ``value_basis`` (None where blank), by month and
        customer; no row where there is no such table.
    """
    frame = _typed(rows, HISTORY, blank={"value": 0})
    frame = frame[frame["month"] < month]
    return frame.sort_values(["month", "customer_id"], kind="stable", ignore_index=True)


def _typed(rows: pd.DataFrame | None, columns: dict[str, str], blank: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame({name: [] for name in columns}) if rows is None else rows[list(columns)]
    frame = frame.fillna(blank).astype(columns)
    optional = [name for name, kind in columns.items() if kind == "object"]
    return frame.assign(**{name: frame[name].where(frame[name].notna(), None) for name in optional})
