"""The calendar of the invented warehouse: seasons by industry, the Chinese New Year, disturbances."""

from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from wcm_helpers.core.months import add_months, last_day, month_of, year_and_number

#: First days of the lunar year; other years have no dip.
_NEW_YEARS = {
    2015 + n: date(2015 + n, *day)
    for n, day in enumerate((
        (2, 19), (2, 8), (1, 28), (2, 16), (2, 5), (1, 25), (2, 12), (2, 1), (1, 22), (2, 10), (1, 29),
        (2, 17), (2, 6), (1, 26), (2, 13), (2, 3), (1, 23), (2, 11), (1, 31), (2, 19), (2, 8),
    ))
}  # fmt: skip
_HOLIDAY = (-1, 6)  # days from the first day of the year: the eve to the seventh

#: January to December, in per cent of an ordinary month, before the New Year.
_FLAT = (97, 98, 101, 100, 100, 99, 98, 98, 101, 102, 104, 102)
_YEAR = {
    "快消": (96, 92, 92, 93, 97, 118, 93, 92, 97, 100, 122, 118),
    "服装": (94, 90, 97, 98, 98, 116, 88, 87, 99, 104, 126, 113),
    "食品": (106, 96, 95, 96, 98, 103, 98, 97, 106, 101, 102, 104),
}


class Disturbance(NamedTuple):
    """An event that slows the orders created in a month at a site, or by a carrier."""

    month: str
    site_id: str  # blank: every site
    carrier: str  # blank: every carrier
    kind: str
    late: float  # share of the orders that are late
    stage: int  # the delayed step: 0 release, 1 picking, 4 transport
    note: str


def season(industry: str, month: str) -> float:
    """Return the seasonal factor of an industry in a month; 1 is an ordinary month.

    Examples
    --------
    >>> season("服装", "2025-11"), season("电子", "2026-02")  # singles' day; the New Year of 17 February
    (1.26, 0.7056)
    """
    usual = _YEAR.get(industry, _FLAT)[year_and_number(month)[1] - 1]
    return round(usual / 100 * _new_year(month), 6)


def _new_year(month: str) -> float:
    first = _NEW_YEARS.get(year_and_number(month)[0])
    if first is None:
        return 1.0
    if first.day > 20 and first.month == 1:  # the holiday straddles the end of January
        return {"01": 0.88, "02": 0.84}.get(month[5:], 1.0)
    if month == month_of(first):
        return 0.72
    return 1.08 if month == add_months(month_of(first), -1) else 1.0


def day_weights(month: str) -> np.ndarray:
    """Return the weight of each day of a month in its orders: low on Sundays, almost 0 in the holiday.

    Examples
    --------
    >>> day_weights("2026-02")[[0, 1, 16]].tolist()  # Sunday, Monday, the first day of the lunar year
    [0.25, 1.0, 0.03]
    """
    days = [last_day(month).replace(day=day) for day in range(1, last_day(month).day + 1)]
    first = _NEW_YEARS.get(year_and_number(month)[0])
    holiday = {first + timedelta(days=n) for n in range(_HOLIDAY[0], _HOLIDAY[1] + 1)} if first else set()
    return np.array([0.03 if day in holiday else 0.25 if day.weekday() == 6 else 1.0 for day in days])


def disturbances(months: list[str], carrier: str) -> list[Disturbance]:
    """Return the disturbances in ``months``, oldest first.

    Seven and six months before the last one site S2 changes its system, fifteen months before it ``carrier``
    breaks down, and every year there is a rush before the New Year.
    """
    last = months[-1]
    events = [
        Disturbance(month_of(first - timedelta(days=14)), "", "", "new_year_rush", 0.10, 0,
                    "orders pile up before the New Year; waiting to be released")
        for first in _NEW_YEARS.values()
    ]  # fmt: skip
    events += [
        Disturbance(add_months(last, n), "S2", "", "system_change", 0.20, 1,
                    "site S2 changes its system; picking takes twice as long")
        for n in (-7, -6)
    ]  # fmt: skip
    events.append(
        Disturbance(add_months(last, -15), "", carrier, "carrier_breakdown", 0.35, 4,
                    f"carrier {carrier} breaks down; goods are long under way")
    )  # fmt: skip
    return sorted(event for event in events if event.month in set(months))
