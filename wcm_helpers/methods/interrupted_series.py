"""Interrupted series: did a measure change an indicator? The level after its start against the level before.

The months of the year are allowed for with two years before the start, a trend that the months before show is
continued, counts and shares may vary by more than chance, and neighbouring months may be alike. With a
comparable group its change is taken off. The verdict is a property of the interval, so that the two cannot
contradict each other.

Sources: J. L. Bernal, S. Cummins and A. Gasparrini, International Journal of Epidemiology 46 (2017); A. K.
Wagner et al., Journal of Clinical Pharmacy and Therapeutics 27 (2002); J. D. Angrist and J.-S. Pischke,
*Mostly Harmless Econometrics* (2009), chapter 5, for the comparable group.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import expit

from wcm_helpers.core.months import months_between
from wcm_helpers.methods.monthly_regression import Coefficient, estimate_coefficient
from wcm_helpers.methods.quasi_likelihood import fit_quasi

Kind = Literal["amount", "share", "count"]
Better = Literal["up", "down", ""]

SHOWN, WORSE, NOT_SHOWN = "effect shown", "worse", "effect not shown"
TOO_EARLY, CANNOT_TELL = "too early", "cannot tell"

#: With fewer months before the start, the level before is not known well enough.
LEAST_BEFORE = 6
#: Months before the start from which on the season is allowed for.
SEASON_BEFORE = 24
#: Months before the start from which on a trend is looked for.
TREND_BEFORE = 12
#: A trend is continued if a case this rare, or rarer, would show it by chance.
_TREND_P = 0.01
_YEAR, _HARMONICS = 12, 2
_NUMBERS = ("value", "numerator", "denominator", "n")


@dataclass(frozen=True)
class Effect:
    """The change of an indicator since the start of a measure, in the unit of its values.

    Attributes
    ----------
    estimate, low, high : float
        With the 95 % interval; NaN where nothing can be computed.
    p_value : float
        Two-sided, above 0.
    better : {"up", "down", ""}
        The wanted direction; without one there is no verdict.
    before, after : int
        Months used.
    needed : int
        Months after the start from which on there is a verdict.
    seasonal, trend, compared : bool
        What was allowed for.
    correlation : float
        Of neighbouring months.
    dispersion : float
        Of counts and shares: variance by that of chance alone; NaN of amounts.
    level_before, level_after : float
        Means of the values used.
    """

    better: Better
    before: int
    after: int
    needed: int = 3
    estimate: float = float("nan")
    low: float = float("nan")
    high: float = float("nan")
    p_value: float = float("nan")
    seasonal: bool = False
    trend: bool = False
    compared: bool = False
    correlation: float = float("nan")
    dispersion: float = float("nan")
    level_before: float = float("nan")
    level_after: float = float("nan")

    @property
    def verdict(self) -> str:
        """What the interval says: shown on the wanted side of 0, worse on the other, else not shown."""
        if self.after < self.needed and self.before:
            return TOO_EARLY
        if np.isnan(self.low) or np.isnan(self.high) or not self.better:
            return CANNOT_TELL
        wanted, unwanted = (self.low > 0, self.high < 0)
        if self.better == "down":
            wanted, unwanted = unwanted, wanted
        return SHOWN if wanted else WORSE if unwanted else NOT_SHOWN


def measure_effect(
    series: pd.DataFrame,
    start: pd.Timestamp,
    *,
    better: Better,
    needed: int = 3,
    comparison: pd.DataFrame | None = None,
    trend: bool | None = None,
) -> Effect:
    """Compare the whole months after the start of a measure with those before.

    Parameters
    ----------
    series : pd.DataFrame
        ``month`` (YYYY-MM, each once) and ``value``. With ``numerator`` and ``denominator`` it is a share of
        cases, with ``numerator`` alone a count, else an amount; of an amount, ``n`` are the cases of a month.
        Rows without a value are no months.
    start : pd.Timestamp
        Its month counts as after only if it began on the 1st; else it is on neither side.
    better : {"up", "down", ""}
        The wanted direction; without one there is no verdict.
    needed : int
        Whole months after the start before there is a verdict.
    comparison : pd.DataFrame, optional
        The same of a group without the measure; only months that both have are used.
    trend : bool, optional
        Whether a trend is continued; None: if the months before show one.

    Examples
    --------
    >>> months = [f"2025-{n:02d}" for n in range(1, 13)]
    >>> hours = pd.DataFrame({"month": months, "value": [30, 31, 29, 30, 31, 29, 30, 30, 25, 26, 24, 25]})
    >>> effect = measure_effect(hours, pd.Timestamp("2025-09-01"), better="down")
    >>> round(effect.estimate, 1), effect.verdict
    (-5.0, 'effect shown')
    """
    rows, kind = _usable(series, start), _kind(series)
    if comparison is not None:
        rows = rows.merge(_usable(comparison, start), on="month", suffixes=("", "_other"))
    after = (rows["month"] >= f"{start:%Y-%m}").to_numpy(bool)
    before = int((~after).sum())
    base = {"better": better, "before": before, "after": len(rows) - before, "needed": needed}
    base["compared"] = comparison is not None
    if before < LEAST_BEFORE or base["after"] < max(needed, 1):
        return Effect(**base)
    times = np.array([months_between(rows["month"].iloc[0], month) for month in rows["month"]])
    seasonal = before >= SEASON_BEFORE
    if trend is None:
        trend = before >= TREND_BEFORE and _trending(rows[~after], times[~after], kind, seasonal)
    result = _fit(rows, _design(times, after, seasonal, trend), times, kind)
    estimate, low, high = (_in_units(at, rows, after, kind) for at in result[:3])
    return Effect(
        **base,
        estimate=estimate,
        low=low,
        high=high,
        p_value=max(result.p_value, np.finfo(float).tiny),
        seasonal=seasonal,
        trend=trend,
        correlation=result.correlation,
        dispersion=float("nan") if kind == "amount" else result.variance,
        level_before=float(rows["value"][~after].mean()),
        level_after=float(rows["value"][after].mean()),
    )


def _kind(series: pd.DataFrame) -> Kind:
    if "numerator" not in series:
        return "amount"
    return "share" if "denominator" in series else "count"


def _usable(series: pd.DataFrame, start: pd.Timestamp) -> pd.DataFrame:
    """Return the months with a value, oldest first, without a month in which the measure began."""
    names = [name for name in _NUMBERS if name in series]
    rows = series[["month", *names]].dropna(subset=[name for name in names if name != "n"])
    if "denominator" in rows:
        rows = rows[rows["denominator"] > 0]
    if start.day > 1:
        rows = rows[rows["month"].astype(object) != f"{start:%Y-%m}"]
    return rows.astype({"month": object}).sort_values("month", ignore_index=True)


def _fit(rows: pd.DataFrame, design: np.ndarray, times: np.ndarray, kind: Kind) -> Coefficient:
    """Estimate the first column of a design, on the scale of the kind."""
    values, variance = _response(rows, design, kind)
    if "value_other" in rows:
        other, other_variance = _empirical(rows, "_other", kind)
        values, variance = _empirical(rows, "", kind)
        values, variance = values - other, variance + other_variance
    root = 1 / np.sqrt(variance)
    floor = 0.0 if kind == "amount" else 1.0
    return estimate_coefficient(values * root, design * root[:, None], times, 0, least_variance=floor)


def _response(rows: pd.DataFrame, design: np.ndarray, kind: Kind) -> tuple[np.ndarray, np.ndarray]:
    """Return a response linear in the design, and its variance by chance alone."""
    if kind == "amount":
        return _empirical(rows, "", kind)
    family = "binomial" if kind == "share" else "poisson"
    counts = rows["numerator"].to_numpy(float)
    fit = fit_quasi(counts, design, _exposure(rows, "", kind), family)
    if not fit.converged:  # nothing or everything on one side has no finite logit
        return _empirical(rows, "", kind)
    return fit.working, 1 / fit.weights


def _exposure(rows: pd.DataFrame, suffix: str, kind: Kind) -> np.ndarray:
    return rows[f"denominator{suffix}"].to_numpy(float) if kind == "share" else np.ones(len(rows))


def _empirical(rows: pd.DataFrame, suffix: str, kind: Kind) -> tuple[np.ndarray, np.ndarray]:
    """Return values, or empirical logits or logarithms with half a case added, and their variance."""
    if kind == "amount":
        return rows[f"value{suffix}"].to_numpy(float), _spread(rows, suffix)
    counts, exposure = rows[f"numerator{suffix}"].to_numpy(float) + 0.5, _exposure(rows, suffix, kind)
    if kind == "count":
        rate = counts.sum() / exposure.sum()
        return np.log(counts / exposure), 1 / (rate * exposure)
    rest = exposure - counts + 1.0
    share = counts.sum() / (counts.sum() + rest.sum())
    return np.log(counts / rest), 1 / ((counts + rest) * share * (1 - share))


def _spread(rows: pd.DataFrame, suffix: str) -> np.ndarray:
    """Return the variance of amounts but for a factor: half from month to month, half by few cases."""
    name = f"n{suffix}"
    if name not in rows or not (rows[name] > 0).all():
        return np.ones(len(rows))
    cases = rows[name].to_numpy(float)
    return (1 + np.median(cases) / cases) / 2


def _design(times: np.ndarray, after: np.ndarray, seasonal: bool, trend: bool) -> np.ndarray:
    """Return the columns of the regression: level after, level, trend, season."""
    columns = [after.astype(float), np.ones(len(times))]
    if trend:
        columns.append((times - times[~after].mean()) / _YEAR)
    if seasonal:
        angle = 2 * np.pi * times / _YEAR
        for harmonic in range(1, _HARMONICS + 1):
            columns += [np.sin(harmonic * angle), np.cos(harmonic * angle)]
    return np.column_stack(columns)


def _trending(rows: pd.DataFrame, times: np.ndarray, kind: Kind, seasonal: bool) -> bool:
    """Return whether the months before show a trend."""
    design = _design(times, np.zeros(len(times), bool), seasonal, trend=True)
    design = design[:, [2, 1, *range(3, design.shape[1])]]
    return _fit(rows, design, times, kind).p_value < _TREND_P


def _in_units(change: float, rows: pd.DataFrame, after: np.ndarray, kind: Kind) -> float:
    """Return a change on the scale of the response in the unit of the values; 0 remains 0."""
    if kind == "amount":
        return change
    last = rows[after]
    if kind == "count":
        return float((last["value"].mean() + 0.5) * (1 - np.exp(-change)))
    counts, cases = last["numerator"].sum(), last["denominator"].sum()
    if counts in (0, cases):  # as in the empirical logits
        counts, cases = counts + 0.5 * len(last), cases + len(last)
    logit = np.log(counts / (cases - counts))
    unit = _unit(rows)
    return float((expit(logit) - expit(logit - change)) * unit)


def _unit(rows: pd.DataFrame) -> float:
    """Return by what a share is multiplied for its value, as 10,000 for one in ten thousand."""
    shares = rows["numerator"].sum() / rows["denominator"].sum()
    mean = (rows["value"] * rows["denominator"]).sum() / rows["denominator"].sum()
    return float(mean / shares) if shares > 0 else 1.0
