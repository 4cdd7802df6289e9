"""Did a measure work: the level of a monthly series after its start against the level before.

The months of the year are taken out where there are two years before; a comparable group without the measure
is
subtracted month by month. Residuals that vary more than chance explains, or that resemble their neighbours,
widen the interval. Verdict and interval are one object.

Sources: J. Lopez Bernal, S. Cummins and A. Gasparrini, International Journal of Epidemiology 46 (2017) for
segmented regression with over-dispersion; M. S. Bartlett (1946) for the effective number of dependent months.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from wcm_helpers.methods.intervals import CONFIDENCE

SHOWN, WORSE, NOT_SHOWN = "effect shown", "worse", "effect not shown"
TOO_EARLY, CANNOT_TELL = "too early", "cannot tell"
#: So many months before the start are needed, and so many for the months of the year.
LEAST_BEFORE, SEASON_FROM = 6, 24


@dataclass(frozen=True)
class Effect:
    """The change of the level with its interval.

    Attributes
    ----------
    estimate, low, high : float
        After less before, in the unit of the series; NaN where there is none.
    before, after : int
        Months on either side.
    needed : int
        Months after the start before anything is said.
    better : {"up", "down"}
    seasonal, compared : bool
        Whether the months of the year, and a comparable group, were taken into account.
    """

    estimate: float
    low: float
    high: float
    before: int
    after: int
    needed: int
    better: str
    seasonal: bool = False
    compared: bool = False

    @property
    def verdict(self) -> str:
        """Return the verdict, read from the interval alone."""
        if self.after < self.needed:
            return TOO_EARLY
        if np.isnan(self.low) or not self.better:
            return CANNOT_TELL
        if self.low <= 0 <= self.high:
            return NOT_SHOWN
        return SHOWN if (self.estimate > 0) == (self.better == "up") else WORSE


def measure_effect(
    series: pd.DataFrame,
    start: pd.Timestamp,
    *,
    better: str,
    needed: int = 3,
    comparison: pd.DataFrame | None = None,
) -> Effect:
    """Return the effect of a measure on a series of whole months.

    Parameters
    ----------
    series : pd.DataFrame
        ``month`` and ``value``; with ``n``, months with more cases weigh more.
    start : Timestamp
        Its month counts as after only if it began on the 1st; else it is left out.
    better : {"up", "down"}
    needed : int
        Whole months after the start before a verdict.
    comparison : pd.DataFrame, optional
        The series of a comparable group; only months of both count.

    Examples
    --------
    >>> months = [f"2025-{n:02d}" for n in range(1, 13)]
    >>> hours = pd.DataFrame({"month": months, "value": [30, 31, 29, 30, 31, 29, 30, 30, 25, 26, 24, 25]})
    >>> effect = measure_effect(hours, pd.Timestamp("2025-09-01"), better="down")
    >>> round(effect.estimate, 2), effect.verdict
    (-5.0, 'effect shown')
    """
    rows = _compared(series, comparison)
    first = f"{start:%Y-%m}"
    whole = start.day == 1
    after = (rows["month"] >= first) if whole else (rows["month"] > first)
    used = rows[(rows["month"] < first) | after].assign(after=after)
    n_before, n_after = int((~used["after"]).sum()), int(used["after"].sum())
    kind = {"needed": needed, "better": better, "compared": comparison is not None}
    missing = float("nan")
    if n_before < LEAST_BEFORE or n_after < needed:
        return Effect(missing, missing, missing, n_before, n_after, **kind)
    seasonal = n_before >= SEASON_FROM
    estimate, low, high = _fit(used, seasonal=seasonal)
    return Effect(estimate, low, high, n_before, n_after, seasonal=seasonal, **kind)


def _compared(series: pd.DataFrame, comparison: pd.DataFrame | None) -> pd.DataFrame:
    """Return the series, or its difference to a comparable group, by month without gaps filled."""
    rows = series.dropna(subset=["value"]).sort_values("month")
    rows = rows.assign(n=rows.get("n", 1.0))[["month", "value", "n"]]
    if comparison is None:
        return rows.reset_index(drop=True)
    other = comparison.dropna(subset=["value"])
    other = other.assign(n=other.get("n", 1.0))[["month", "value", "n"]]
    both = rows.merge(other, on="month", suffixes=("", "_other"))
    weight = 1 / (1 / both["n"] + 1 / both["n_other"])
    return pd.DataFrame({"month": both["month"], "value": both["value"] - both["value_other"], "n": weight})


def _fit(used: pd.DataFrame, *, seasonal: bool) -> tuple[float, float, float]:
    """Return the level change of a weighted regression with its interval."""
    columns = [np.ones(len(used)), used["after"].to_numpy(dtype=float)]
    if seasonal:
        of_year = used["month"].str[5:].to_numpy()
        columns += [(of_year == name).astype(float) for name in sorted(set(of_year))[1:]]
    design = np.column_stack(columns)
    weight = used["n"].to_numpy(dtype=float)
    root = np.sqrt(weight / weight.mean())
    left, right = design * root[:, None], used["value"].to_numpy(dtype=float) * root
    inverse = np.linalg.pinv(left.T @ left)
    coefficients = inverse @ left.T @ right
    residuals = right - left @ coefficients
    free = len(used) - np.linalg.matrix_rank(left)
    if free < 2:
        return (float(coefficients[1]), float("nan"), float("nan"))
    variance = float(residuals @ residuals) / free
    spread = np.sqrt(variance * inverse[1, 1]) * dependence_factor(residuals)
    half = float(stats.t.ppf((1 + CONFIDENCE) / 2, free)) * spread
    estimate = float(coefficients[1])
    return estimate, estimate - half, estimate + half


def dependence_factor(residuals: np.ndarray) -> float:
    """Return by how much months that resemble their neighbours widen an interval: 1 or more.

    The correlation of neighbours is corrected for its bias in short series.

    Examples
    --------
    >>> dependence_factor(np.array([1.0, -1.0, 1.0, -1.0, 1.0, -1.0]))
    1.0
    """
    total = float(residuals @ residuals)
    if len(residuals) < 4 or total == 0:
        return 1.0
    correlation = float(residuals[1:] @ residuals[:-1]) / total
    corrected = min(0.8, max(0.0, correlation + (1 + 3 * correlation) / len(residuals)))
    return float(np.sqrt((1 + corrected) / (1 - corrected)))


class Ratio(NamedTuple):
    """The ratio of two rates with its interval, and by how much counts vary more than chance explains."""

    value: float
    low: float
    high: float
    dispersion: float


def rate_ratio(counts: np.ndarray, exposure: np.ndarray, after: np.ndarray, more: np.ndarray) -> Ratio:
    """Return the ratio of the rates after and before, by quasi-Poisson regression.

    Parameters
    ----------
    counts, exposure : np.ndarray
        Cases of each month, and what they are counted against.
    after : np.ndarray of bool
    more : np.ndarray, months × columns
        Further regressors, such as the number of the month; may have no column.
    """
    design = np.column_stack([np.ones(len(counts)), after.astype(float), more])
    coefficients = np.zeros(design.shape[1])
    coefficients[0] = np.log(counts.sum() / exposure.sum())
    for _ in range(50):
        fitted = exposure * np.exp(design @ coefficients)
        step = np.linalg.solve(design.T @ (design * fitted[:, None]), design.T @ (counts - fitted))
        coefficients += step
        if np.abs(step).max() < 1e-10:
            break
    fitted = exposure * np.exp(design @ coefficients)
    free = len(counts) - design.shape[1]
    dispersion = float(((counts - fitted) ** 2 / fitted).sum() / free)
    inverse = np.linalg.inv(design.T @ (design * fitted[:, None]))
    half = stats.norm.ppf((1 + CONFIDENCE) / 2) * np.sqrt(dispersion * inverse[1, 1])
    ends = np.exp(coefficients[1] + np.array([0.0, -half, half]))
    return Ratio(*(float(end) for end in ends), dispersion)
