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

from wcm_helpers.core.months import add_months
from wcm_helpers.methods.chart_flags import flag_points

Kind = Literal["XmR", "p", "p prime", "u", "u prime"]
Better = Literal["up", "down", ""]

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
    counted = "denominator" in series and series["denominator"].notna().any()
    kind = kind or ("p prime" if counted else "XmR")
    frame = _every_month(series, counted=counted)
    if frame["value"].notna().sum() < 2:
        return None
    frame["piece"] = sum((frame["month"] >= month).astype(int) for month in rebases) if len(rebases) else 0
    pieces = [part for _, part in frame.groupby("piece", sort=True)]
    limits = [_limits(part, kind, baseline, screen=screen) for part in pieces]
    frame = pd.concat([each[0] for each in limits], ignore_index=True)
    frame["flags"] = flag_points(frame)
    observed = [int(part["value"].notna().sum()) for part in pieces]
    trial = tuple(
        n < max(baseline, TRIAL - 1) or (place == len(observed) - 1 and n < TRIAL)
        for place, n in enumerate(observed)
    )
    last = frame[frame["value"].notna()].iloc[-1]
    return ControlChart(
        kind,
        frame[["month", "value", "centre", "low", "high", "piece", "flags"]],
        trial,
        tuple(each[1] for each in limits),
        variation_of(last["flags"], better),
        assurance_of(last["low"], last["high"], target, better),
    )


def _every_month(series: pd.DataFrame, *, counted: bool) -> pd.DataFrame:
    """Return the series with a row for every month from the first to the last."""
    rows = series.sort_values("month", kind="stable").drop_duplicates("month", keep="last")
    months, month = [], rows["month"].iloc[0] if len(rows) else ""
    while len(rows) and month <= rows["month"].iloc[-1]:
        months.append(month)
        month = add_months(month, 1)
    frame = rows.set_index("month").reindex(months).rename_axis("month").reset_index()
    if counted:
        n = frame["denominator"].where(frame["denominator"] > 0)
        frame["value"] = frame["numerator"] / n
        frame["n"] = n
    else:
        frame["n"] = np.nan
    return frame[["month", "value", "n"] + (["numerator"] if counted else [])].copy()


def _limits(part: pd.DataFrame, kind: Kind, baseline: int, *, screen: bool) -> tuple[pd.DataFrame, float]:
    """Return a piece with centre and limits, and its σz."""
    base = part[part["value"].notna()].index[:baseline]
    window = part.loc[base[0] : base[-1]] if len(base) else part
    if kind == "XmR":
        centre = float(part.loc[base, "value"].mean()) if len(base) else np.nan
        half = XMR_FACTOR * mean_moving_range(window["value"].to_numpy(), screen=screen)
        return part.assign(centre=centre, low=centre - half, high=centre + half), np.nan
    centre = part.loc[base, "numerator"].sum() / part.loc[base, "n"].sum() if len(base) else np.nan
    variance = centre * (1 - centre) if kind.startswith("p") else centre
    sigma = np.sqrt(variance / part["n"])
    sigma_z = 1.0
    if kind.endswith("prime"):
        z = ((part["value"] - centre) / sigma.where(sigma > 0)).loc[window.index]
        sigma_z = mean_moving_range(z.to_numpy(), screen=screen) / MEAN_RANGE
        sigma_z = 1.0 if np.isnan(sigma_z) else sigma_z
    half = 3 * sigma * sigma_z
    low = (centre - half).clip(lower=0.0)
    high = (centre + half).clip(upper=1.0) if kind.startswith("p") else centre + half
    gap = part["value"].isna()
    return part.assign(centre=centre, low=low.mask(gap), high=high.mask(gap)), float(sigma_z)


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
        return "hits consistently"
    if above or below:
        return "hits consistently" if above == (better == "down") else "fails consistently"
    return "hit or miss"
