"""Control charts: limits frozen on a baseline, flags that a later point never moves, and what they mean.

An amount or a number of hours is charted by its moving ranges (XmR), a share of cases by Laney's p′, a count
per exposure by Laney's u′: both widen their limits by the variation between months that chance in the cases
does not explain.

Sources: W. A. Shewhart (1931); D. J. Wheeler, Understanding Variation (1993) for XmR; D. B. Laney, Quality
Engineering 14 (2002) for p′ and u′; NHS England, Making Data Count, for rules, variation and assurance.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from wcm_helpers.methods.chart_flags import flag_points

Kind = Literal["XmR", "p", "p prime", "u", "u prime"]
Better = Literal["up", "down", ""]

#: Whether the limits lie on the good side of a target, on the bad one, or on both.
HITS, FAILS, HIT_OR_MISS = "hits consistently", "fails consistently", "hit or miss"
#: Limits of XmR in mean moving ranges, as published (3 / 1.128 to two decimals), and of the moving range.
XMR_FACTOR, RANGE_FACTOR = 2.66, 3.267
#: The mean range of two draws in standard deviations, exact: 2 / √π.
MEAN_RANGE = 2 / np.sqrt(np.pi)
#: The newest piece with fewer observed points has trial limits; one that was closed may have one less.
TRIAL = 13
BASELINE = 12


@dataclass(frozen=True, eq=False)
class ControlChart:
    """A chart, computed.

    Attributes
    ----------
    kind : Kind
    points : pd.DataFrame
        One row a month from the first to the last, missing ones too: ``month``, ``value`` (NaN: a gap),
        ``centre``, ``low``, ``high``, ``piece`` (int) and ``flags`` (tuple of str).
    trial : tuple of bool
        Of each piece, whether its limits are trial limits.
    sigma_z : tuple of float
        Of each piece of p′ and u′: by how much more the months vary than chance explains; NaN else.
    variation : {"improvement", "concern", "flagged", "usual"}
        Of the latest point by its flags and the good direction; ``flagged`` without a good direction.
    assurance : {"hits consistently", "fails consistently", "hit or miss", ""}
        Whether the limits of the latest piece lie on one side of the target; empty without one.
    """

    kind: Kind
    points: pd.DataFrame
    trial: tuple[bool, ...]
    sigma_z: tuple[float, ...]
    variation: str
    assurance: str

    @property
    def latest(self) -> pd.Series:
        """The last observed point."""
        observed = self.points[self.points["value"].notna()]
        return observed.iloc[-1]


def control_chart(
    series: pd.DataFrame,
    *,
    better: Better = "",
    kind: Kind | None = None,
    baseline: int = BASELINE,
    rebases: Sequence[str] = (),
    target: float | None = None,
    screen: bool = False,
) -> ControlChart | None:
    """Return the control chart of a monthly series; None without two observed points.

    Parameters
    ----------
    series : pd.DataFrame
        ``month`` and ``value``, or ``numerator`` and ``denominator``: a month with a denominator of 0 is a
        gap, as is a month without a row.
    better : {"up", "down", ""}
        The good direction.
    kind : Kind, optional
        By default XmR of values, and p′ of numerators with denominators.
    baseline : int
        The limits of a piece come from so many of its first observed points.
    rebases : sequence of str
        The months from which new limits hold; only a logged reason makes one.
    target : float, optional
    screen : bool
        Whether moving ranges beyond their limit are left out of the mean, once.

    Examples
    --------
    Twelve months that swing by one around 10 have limits of 10 ∓ 2.66 × 2:

    >>> months = [f"2025-{n:02d}" for n in range(1, 13)]
    >>> chart = control_chart(pd.DataFrame({"month": months, "value": [9, 11] * 6}))
    >>> chart.points[["centre", "low", "high"]].iloc[0].round(2).tolist()
    [10.0, 4.68, 15.32]
    """
    counted = "denominator" in series and bool(series["denominator"].notna().any())
    kind = kind or ("p prime" if counted else "XmR")
    months, value, numerator, n = _every_month(series, counted=counted)
    there = ~np.isnan(value)
    if there.sum() < 2:
        return None
    piece = np.array([sum(month >= begin for begin in rebases) for month in months])
    bounds, sigma_z, trial = np.full((3, len(months)), np.nan), [], []
    numbers = np.unique(piece)
    for number in numbers:
        own = piece == number
        bounds[:, own], sigma = _limits(value[own], numerator[own], n[own], kind, baseline, screen=screen)
        sigma_z.append(sigma)
        observed = int(there[own].sum())
        newest = number == numbers[-1]
        trial.append(observed < max(baseline, TRIAL - 1) or (newest and observed < TRIAL))
    points = pd.DataFrame(
        {
            "month": months,
            "value": value,
            "centre": bounds[0],
            "low": bounds[1],
            "high": bounds[2],
            "piece": piece,
        }
    )
    flags = flag_points(points)
    points["flags"] = flags
    last = int(np.flatnonzero(there)[-1])
    return ControlChart(
        kind,
        points,
        tuple(trial),
        tuple(sigma_z),
        variation_of(flags[last], better),
        assurance_of(bounds[1, last], bounds[2, last], target, better),
    )


def _every_month(
    series: pd.DataFrame, *, counted: bool
) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """Return every month from first to last, its value, numerator and denominator (NaN: a gap)."""
    rows = dict(zip(series["month"], range(len(series)), strict=True))  # the last row of a month counts
    if not rows:
        return [], *np.empty((3, 0))
    first, last = (12 * int(month[:4]) + int(month[5:]) - 1 for month in (min(rows), max(rows)))
    months = [f"{each // 12:04d}-{each % 12 + 1:02d}" for each in range(first, last + 1)]
    at = np.array([rows.get(month, -1) for month in months])
    names = ("numerator", "denominator") if counted else ("value",)
    columns = [
        np.where(at >= 0, series[name].to_numpy(dtype=float, na_value=np.nan)[at], np.nan) for name in names
    ]
    if not counted:
        return months, columns[0], np.full(len(at), np.nan), np.full(len(at), np.nan)
    n = np.where(columns[1] > 0, columns[1], np.nan)
    return months, columns[0] / n, columns[0], n


def _limits(
    value: np.ndarray, numerator: np.ndarray, n: np.ndarray, kind: Kind, baseline: int, *, screen: bool
) -> tuple[np.ndarray, float]:
    """Return centre, low and high of the months of a piece as rows, and its σz."""
    base = np.flatnonzero(~np.isnan(value))[:baseline]
    if not len(base):
        return np.full((3, len(value)), np.nan), np.nan
    window = slice(base[0], base[-1] + 1)
    if kind == "XmR":
        centre = value[base].mean()
        half = XMR_FACTOR * mean_moving_range(value[window], screen=screen)
        return np.repeat([[centre], [centre - half], [centre + half]], len(value), axis=1), np.nan
    centre = numerator[base].sum() / n[base].sum()
    share = kind.startswith("p")
    sigma = np.sqrt((centre * (1 - centre) if share else centre) / n)
    sigma_z = 1.0
    if kind.endswith("prime"):
        z = (value - centre) / np.where(sigma > 0, sigma, np.nan)
        ranges = mean_moving_range(z[window], screen=screen)
        sigma_z = 1.0 if np.isnan(ranges) else ranges / MEAN_RANGE
    half = np.where(np.isnan(value), np.nan, 3 * sigma * sigma_z)
    low, high = np.maximum(centre - half, 0.0), centre + half
    return np.array([np.full(len(value), centre), low, np.minimum(high, 1.0) if share else high]), float(
        sigma_z
    )


def mean_moving_range(values: np.ndarray, *, screen: bool = False) -> float:
    """Return the mean difference of neighbouring values; none is formed across a gap.

    Parameters
    ----------
    values : np.ndarray of float
        NaN in a gap.
    screen : bool
        Whether ranges beyond 3.267 times the mean are left out, once.

    Examples
    --------
    >>> mean_moving_range(np.array([1.0, 3.0, np.nan, 3.0, 4.0]))
    1.5
    """
    ranges = np.abs(np.diff(values))
    ranges = ranges[~np.isnan(ranges)]
    if not len(ranges):
        return float("nan")
    mean = ranges.mean()
    if screen:
        within = ranges[ranges <= RANGE_FACTOR * mean]
        mean = within.mean() if len(within) else mean
    return float(mean)


def variation_of(flags: Sequence[str], better: Better) -> str:
    """Return what the flags of a point mean by the good direction.

    Examples
    --------
    >>> variation_of(("outside_high",), "down"), variation_of(("run7_high",), "up"), variation_of((), "up")
    ('concern', 'improvement', 'usual')
    """
    if not flags:
        return "usual"
    sides = {flag.rsplit("_", 1)[1] for flag in flags}
    if not better or len(sides) > 1:
        return "flagged" if not better else "concern"
    high = sides == {"high"}
    return "improvement" if high == (better == "up") else "concern"


def assurance_of(low: float, high: float, target: float | None, better: Better) -> str:
    """Return whether a target is met or missed by the limits alone; a limit equal to it decides.

    Examples
    --------
    >>> assurance_of(17.1, 25.4, 26, "down"), assurance_of(17.1, 25.4, 20, "down")
    ('hits consistently', 'hit or miss')
    """
    if target is None or np.isnan(target) or not better or np.isnan(low) or np.isnan(high):
        return ""
    above, below = target >= high, target <= low
    if above and below:
        return HITS
    if above or below:
        return HITS if above == (better == "down") else FAILS
    return HIT_OR_MISS
