"""Move orders through the warehouse and to their receivers: mostly on time, late for a cause."""

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months
from wcm_helpers.sample import planted_service
from wcm_helpers.sample.planted_service import ServicePlan
from wcm_helpers.sample.seasons import Disturbance

CARRIERS = ("顺捷", "恒运", "远航", "迅驰")
_CARRIER_SHARES = (0.36, 0.30, 0.20, 0.14)
#: Destination, share of the orders, and promised hours after the order.
_REGIONS = (
    ("同城", 0.16, 24), ("省内", 0.30, 48), ("华东", 0.30, 60),
    ("华南", 0.10, 84), ("华北", 0.09, 84), ("西部", 0.05, 108),
)  # fmt: skip
_HOURS_IN, _URGENT = 24, 0.75  # of goods in; urgent orders in three quarters of the time
#: Share of the time of release, picking, packing, handover and transport; goods in have two steps.
_STEPS = np.array([0.06, 0.22, 0.10, 0.14, 0.48])
_STEPS_IN = np.array([0.40, 0.0, 0.0, 0.0, 0.60])
_TIMES = ["released_at", "picked_at", "packed_at", "shipped_at", "signed_at"]
_LATE, _CANCELLED = 0.030, 0.016
_CAUSES = (0.15, 0.40, 0.50, 0.55, 1.0)  # cumulated shares of the steps that cause ordinary delays
_BY_US = 0.3  # of the cancelled orders


def minute(month: str) -> int:
    """Return the first minute of a month, in minutes since 1970.

    Examples
    --------
    >>> minute("1970-02")  # 31 days
    44640
    """
    return int(np.datetime64(month, "M").astype("datetime64[m]").astype("int64"))


def walk(
    orders: pd.DataFrame,
    disturbed: list[Disturbance],
    chance: np.random.Generator,
    *,
    until: int,
    month: str = "",
    planted: ServicePlan | None = None,
) -> pd.DataFrame:
    """Return the orders with carrier, region, promised time, the time of each step, and a status.

    Parameters
    ----------
    orders : pandas.DataFrame
        With direction, site_id, priority and created_at (minutes since 1970).
    disturbed : list of Disturbance
        The disturbances of this month.
    chance : numpy.random.Generator
        Source of the random numbers.
    until : int
        End of the sample, in minutes since 1970: later times are -1 and leave the order open.
    month : str
        In which the orders come in.
    planted : ServicePlan, optional
        What the performance review is to find.

    Returns
    -------
    pandas.DataFrame
        A new frame; times in minutes since 1970, -1 for none. An order on time is signed for before
        ``promised_at``, a late one after it.
    """
    n = len(orders)
    out = (orders["direction"] == "out").to_numpy()
    created = orders["created_at"].to_numpy()
    names, shares, hours = zip(*_REGIONS, strict=True)
    region = chance.choice(len(names), n, p=shares)
    carrier = chance.choice(len(CARRIERS), n, p=_CARRIER_SHARES)
    allowed = 60 * np.where(out, np.array(hours)[region], _HOURS_IN)
    allowed = np.where(orders["priority"] == "urgent", allowed * _URGENT, allowed)
    promised = -(-(created + allowed) // 60) * 60  # to the full hour
    moved = orders.assign(
        carrier=np.where(out, np.array(CARRIERS)[carrier], ""),
        ship_to_region=np.where(out, np.array(names)[region], ""),
        promised_at=promised.astype("int64"),
    )
    minutes, cause = _durations(moved, allowed, disturbed, chance, month, planted)
    times = np.floor(created[:, None] + np.cumsum(minutes, axis=1)).astype("int64")
    times[~out, 1:4] = -1
    return _stopped(moved.assign(cause=cause), times, chance, until)


def _durations(
    orders: pd.DataFrame,
    allowed: np.ndarray,
    disturbed: list[Disturbance],
    chance: np.random.Generator,
    month: str,
    planted: ServicePlan | None,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the minutes of each step of each order, and the step that made it late, or -1."""
    n = len(orders)
    out = (orders["direction"] == "out").to_numpy()[:, None]
    parts = np.where(out, _STEPS, _STEPS_IN) * chance.uniform(0.7, 1.3, (n, len(_STEPS)))
    risk = np.full(n, _LATE)
    cause = np.searchsorted(_CAUSES, chance.random(n))
    for event in disturbed:
        hit = out[:, 0].copy()
        hit &= (orders["site_id"] == event.site_id).to_numpy() | (event.site_id == "")
        hit &= (orders["carrier"] == event.carrier).to_numpy() | (event.carrier == "")
        risk[hit], cause[hit] = event.late, event.stage
        parts[hit, event.stage] *= 2
    luck = chance.random(n)
    if planted is not None:
        _plant(orders, risk, cause, parts, month, planted)
    late = luck < risk
    if planted is not None and month in (planted.reversal, add_months(planted.reversal, -1)):
        late = _reversal(orders, luck, second=month == planted.reversal)
    used = chance.uniform(0.45, 0.93, n) * allowed
    minutes = parts / parts.sum(axis=1, keepdims=True) * used[:, None]
    # A late order is past the promise by an hour at least; the promise is rounded up by less than one.
    over = np.where(late, allowed - used + 90 + chance.exponential(0.25, n) * allowed, 0.0)
    minutes[np.arange(n), np.where(out[:, 0], cause, 4)] += over
    return minutes, np.where(late, np.where(out[:, 0], cause, 4), -1)


def _plant(
    orders: pd.DataFrame,
    risk: np.ndarray,
    cause: np.ndarray,
    parts: np.ndarray,
    month: str,
    planted: ServicePlan,
) -> None:
    """Change the risk of delay, its cause and the parts of the steps where something is planted."""
    out = (orders["direction"] == "out").to_numpy()
    site = orders["site_id"].to_numpy()
    if month in planted.cause_months:
        hit = out & (site == planted_service.CAUSE_SITE)
        risk[hit], cause[hit] = planted_service.CAUSE_LATE, planted_service.CAUSE_STAGE
        parts[hit, planted_service.CAUSE_STAGE] *= 2
    if month >= planted.measure_from:
        parts[out & (site == planted_service.MEASURE_SITE), planted_service.MEASURE_STAGE] *= (
            planted_service.MEASURE_FACTOR
        )
    if planted.underserved is not None and month >= planted.underserved_from:
        risk[out & (orders["customer"] == planted.underserved).to_numpy()] = planted_service.UNDERSERVED_LATE


def _reversal(orders: pd.DataFrame, luck: np.ndarray, *, second: bool) -> np.ndarray:
    """Return exact shares of late orders among urgent and normal ones: those with the least luck."""
    late = np.zeros(len(orders), dtype=bool)
    out = (orders["direction"] == "out").to_numpy()
    urgent = (orders["priority"] == "urgent").to_numpy()
    for share, group in zip(
        planted_service.REVERSAL_LATE[second], (out & urgent, out & ~urgent), strict=True
    ):
        rows = np.flatnonzero(group)
        count = int(np.floor(share * len(rows))) if second else int(np.ceil(share * len(rows)))
        late[rows[np.argsort(luck[rows], kind="stable")[:count]]] = True
    return late


def _stopped(
    orders: pd.DataFrame, times: np.ndarray, chance: np.random.Generator, until: int
) -> pd.DataFrame:
    """Return the orders with the times before the end of the sample, cancellations, and their status."""
    n = len(orders)
    created = orders["created_at"].to_numpy()
    stopped = created + chance.integers(5, 300, n)
    by_us = chance.random(n) < _BY_US
    cancelled = (
        (chance.random(n) < _CANCELLED) & (orders["direction"] == "out").to_numpy() & (stopped < until)
    )
    times = np.where((times >= until) | (cancelled[:, None] & (times > stopped[:, None])), -1, times)
    result = orders.assign(**dict(zip(_TIMES, times.T, strict=True)))
    result["cancelled_at"] = np.where(cancelled, stopped, -1)
    result["cancel_by"] = np.select([cancelled & by_us, cancelled], ["我方", "客户"], "")
    result["status"] = np.select([cancelled, times[:, -1] < 0], ["cancelled", "open"], "closed")
    # A cancelled order never leaves, however fast it went.
    result.loc[cancelled, ["shipped_at", "signed_at"]] = -1
    return result
