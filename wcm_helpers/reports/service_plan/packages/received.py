"""What customers received of what they are entitled to, each item by its own measure.

A talk counts in its period, a quarter being the last three months. Requests and the manager's time are
counted over three months, since a single month has too few. Where a table is absent the item cannot be told;
an item that nobody asked for is unused, and neither kept nor broken. What is not due yet, because the
customer is new or the records begin later, cannot be told either.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcm_helpers.core.months import months_between, window
from wcm_helpers.methods.intervals import wilson

#: Months over which requests and time are counted.
MONTHS = 3
#: Months of a period.
PERIOD_MONTHS = {"month": 1, "quarter": 3, "year": 12}
#: The share of requests that is to be answered in time, and the share of its time a manager must have given.
RESPONSE_TARGET, LEAST_TIME = 0.95, 0.5
TALKS = ("visit", "call", "meeting")

KEPT, SHORT, NONE, UNUSED, CANNOT_TELL = "kept", "short", "none", "unused", "cannot_tell"
#: What an item can have come to. Only the first three say whether it was kept.
VERDICTS = (KEPT, SHORT, NONE, UNUSED, CANNOT_TELL)


@dataclass(frozen=True, eq=False)
class Deeds:
    """What was done for customers up to the end of a month; None where a table is absent.

    Attributes
    ----------
    managers : pd.Series or None
        The account manager of each customer, by ``customer_id``; None without one.
    named : frozenset of str or None
        The managers that may be named managers; None where the table does not say.
    interactions : pd.DataFrame or None
        ``customer_id``, ``month``, ``kind``, ``minutes``.
    requests : pd.DataFrame or None
        ``customer_id``, ``month``, ``response_hours`` (so far, of those that wait; NaN not measured),
        ``answered`` (bool), ``self_service`` (bool; NA unknown).
    since : pd.Series or None
        The first month of each customer, YYYY-MM, by ``customer_id``; None where it is not known.
    """

    managers: pd.Series | None = None
    named: frozenset[str] | None = None
    interactions: pd.DataFrame | None = None
    requests: pd.DataFrame | None = None
    since: pd.Series | None = None

    def months_recorded(self, customers: pd.Series, month: str) -> pd.Series:
        """Return since how many months, this one included, a customer was there and its talks recorded."""
        begun = pd.Series("", index=customers.index, dtype=object)
        if self.since is not None:
            begun = customers.map(self.since.to_dict()).astype(object).fillna("")
        if self.interactions is not None and len(self.interactions):
            first = self.interactions["month"].min()
            begun = begun.where(begun > first, first)
        return begun.map(lambda first: months_between(first, month) + 1 if first else PERIOD_MONTHS["year"])


def received(entitled: pd.DataFrame, deeds: Deeds, month: str) -> pd.DataFrame:
    """Return what each customer received of each item, beside what was due.

    Parameters
    ----------
    entitled : pd.DataFrame
        See :func:`wcm_helpers.reports.service_plan.packages.entitled.entitled`.
    deeds : Deeds
    month : str
        YYYY-MM.

    Returns
    -------
    pd.DataFrame
        ``entitled`` with ``due`` and ``received`` (times, requests, or hours of the manager over
        :data:`MONTHS` months; NaN unknown) and ``verdict``, one of :data:`VERDICTS`.

    Examples
    --------
    Two talks a month were due, one took place; the visit of April is of another month:

    >>> rows = pd.DataFrame([("c1", "A", "talk", 2.0, "month", None, False)],
    ...     columns=["customer_id", "class", "item", "level", "period", "hours", "own"])
    >>> talks = pd.DataFrame({"customer_id": "c1", "month": ["2026-04", "2026-05"], "kind": ["visit", "call"],
    ...     "minutes": 30.0})
    >>> received(rows, Deeds(interactions=talks), "2026-05")[["due", "received", "verdict"]].values.tolist()
    [[2.0, 1.0, 'short']]
    """
    measures = {
        "named_manager": _named_manager, "talk": _talks, "review": _talks, "response": _responses,
        "base_support": _answers, "self_service": _self_service,
    }  # fmt: skip
    parts = []
    for item, rows in entitled.groupby("item", sort=True):
        measure = measures.get(str(item), _unmeasured)
        due, got, verdict = measure(rows, deeds, month)
        parts.append(rows.assign(due=due, received=got, verdict=verdict))
    if not parts:
        return entitled.assign(due=np.nan, received=np.nan, verdict=pd.Series(dtype=object))
    return pd.concat(parts).sort_index()


def hours_received(interactions: pd.DataFrame, month: str) -> pd.Series:
    """Return the manager's hours with each customer over :data:`MONTHS` months, by ``customer_id``."""
    recent = interactions[interactions["month"].isin(window(month, MONTHS))]
    return recent.groupby("customer_id")["minutes"].sum() / 60.0


_Measured = tuple[object, object, object]


def _unmeasured(rows: pd.DataFrame, deeds: Deeds, month: str) -> _Measured:
    return np.nan, np.nan, CANNOT_TELL


def _named_manager(rows: pd.DataFrame, deeds: Deeds, month: str) -> _Measured:
    """Ask for a manager who may be one, and who gave half of the time at least."""
    if deeds.managers is None:
        return _unmeasured(rows, deeds, month)
    manager = rows["customer_id"].map(deeds.managers.to_dict())
    there = manager.notna()
    if deeds.named is not None:
        there &= manager.isin(deeds.named)
    months = deeds.months_recorded(rows["customer_id"], month).clip(1, MONTHS)
    due = rows["hours"].astype(float) * months
    if deeds.interactions is None or deeds.interactions["minutes"].isna().all() or not (due > 0).any():
        return due, np.nan, np.where(there, KEPT, NONE)
    got = _by_customer(rows, hours_received(deeds.interactions, month))
    enough = (got >= LEAST_TIME * due) | due.isna()
    return due, got, np.select([~there, ~enough], [NONE, SHORT], KEPT)


def _talks(rows: pd.DataFrame, deeds: Deeds, month: str) -> _Measured:
    if deeds.interactions is None:
        return rows["level"], np.nan, CANNOT_TELL
    kinds = ("review",) if rows["item"].iloc[0] == "review" else TALKS
    counted = deeds.interactions[deeds.interactions["kind"].isin(kinds)]
    got = pd.Series(np.nan, index=rows.index)
    for period, months in PERIOD_MONTHS.items():
        there = rows["period"] == period
        counts = counted[counted["month"].isin(window(month, months))].groupby("customer_id").size()
        got[there] = _by_customer(rows[there], counts)
    due = rows["level"].astype(float)
    not_due = rows["period"].map(PERIOD_MONTHS) > deeds.months_recorded(rows["customer_id"], month)
    unknown = got.isna() | due.isna() | (due <= 0) | (not_due & (got < due))
    return due, got, np.select([unknown, got >= due, got > 0], [CANNOT_TELL, KEPT, SHORT], NONE)


def _recent(deeds: Deeds, month: str) -> pd.DataFrame:
    return deeds.requests[deeds.requests["month"].isin(window(month, MONTHS))]


def _responses(rows: pd.DataFrame, deeds: Deeds, month: str) -> _Measured:
    """Count requests answered within the hours; broken only where chance does not explain the share."""
    if deeds.requests is None:
        return _unmeasured(rows, deeds, month)
    level = rows.set_index("customer_id")["level"].astype(float)
    requests = _recent(deeds, month).dropna(subset=["response_hours"])
    allowed = requests["customer_id"].map(level.to_dict()).astype(float)  # text where there is no request
    late = requests["response_hours"] > allowed
    decided = requests[allowed.notna() & (requests["answered"] | late)]  # one that waits may yet be in time
    due, got = _counts(rows, decided, ~late[decided.index])
    high = np.array([wilson(int(k), int(n))[1] if n else np.nan for k, n in zip(got, due, strict=True)])
    choices = [due == 0, got >= RESPONSE_TARGET * due, high >= RESPONSE_TARGET, got == 0]
    return due, got, np.select(choices, [UNUSED, KEPT, CANNOT_TELL, NONE], SHORT)


def _answers(rows: pd.DataFrame, deeds: Deeds, month: str) -> _Measured:
    """Ask that every request is answered, however late."""
    if deeds.requests is None:
        return _unmeasured(rows, deeds, month)
    requests = _recent(deeds, month)
    due, got = _counts(rows, requests, requests["answered"])
    return due, got, np.select([due == 0, got >= due, got == 0], [UNUSED, KEPT, NONE], SHORT)


def _self_service(rows: pd.DataFrame, deeds: Deeds, month: str) -> _Measured:
    """Count the requests it solved; it is there for all who ask."""
    if deeds.requests is None or deeds.requests["self_service"].isna().all():
        return _unmeasured(rows, deeds, month)
    requests = _recent(deeds, month)
    due, got = _counts(rows, requests, requests["self_service"])
    return due, got, np.where(got > 0, KEPT, UNUSED)


def _counts(rows: pd.DataFrame, requests: pd.DataFrame, kept: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the requests of the customer of each row, and those of them that are kept."""
    counts = kept.groupby(requests["customer_id"]).agg(["size", "sum"])
    due, got = (_by_customer(rows, counts[name]) for name in ("size", "sum"))
    return due, got


def _by_customer(rows: pd.DataFrame, values: pd.Series) -> pd.Series:
    """Return the value of the customer of each row, 0 for a customer without one."""
    return rows["customer_id"].map(values.to_dict()).fillna(0.0).astype(float)


def kept_shares(rows: pd.DataFrame) -> dict[str, float]:
    """Return the share of measured entitlements that were kept, by class; classes without any are absent.

    Examples
    --------
    >>> rows = pd.DataFrame({"class": ["A", "A", "A", "B"], "verdict": ["kept", "none", "unused", "unused"]})
    >>> kept_shares(rows)
    {'A': 0.5}
    """
    measured = rows[rows["verdict"].isin([KEPT, SHORT, NONE])]
    kept = (measured["verdict"] == KEPT).groupby(measured["class"], sort=True).mean()
    return {str(letter): float(share) for letter, share in kept.items()}
