"""Importance and performance of services: gaps with intervals, and quadrants with their certainty.

The lines that part the quadrants are the means of all services, the middle of the scale, or a target. The
quadrant of a service depends on which customers happened to answer: they are drawn with replacement, the
lines of each draw from its own means, and the share of draws that leave a service where it is is its
certainty.

Sources: J. A. Martilla and J. C. James, Journal of Marketing 41(1) (1977); D. R. Bacon, International
Journal of Market Research 45 (2003) on the lines.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from wcm_helpers.methods.intervals import bootstrap, percentile_interval
from wcm_helpers.methods.scale_means import level_spread, paired_change

#: Important and weak, important and good, neither, good though not important.
IMPROVE, KEEP, LOW, EXCEEDS = "improve", "keep", "low", "exceeds"
QUADRANTS = (IMPROVE, KEEP, LOW, EXCEEDS)
#: What is in no quadrant by at least :data:`CERTAIN` of the draws.
UNDECIDED = "undecided"
#: Share of the draws that must agree on a quadrant.
CERTAIN = 0.80
#: Fewer customers decide no quadrant.
LEAST_CUSTOMERS = 8
#: Means of importance closer together, as a share of the scale, say little about which service matters more.
SMALL_SPREAD = 0.125
#: Means closer to a line are on it.
_ON_LINE = 1e-9


@dataclass(frozen=True, eq=False)
class ImportancePerformance:
    """Services by importance and performance.

    Attributes
    ----------
    table : pd.DataFrame
        One row a pair, in the order given: ``n`` (customers that answered both), ``importance``,
        ``performance`` (means of these), ``importance_low`` … ``performance_high``, ``gap`` (importance −
        performance) with ``gap_low`` and ``gap_high``, ``quadrant`` (by the means), ``certainty`` (share of
        the draws in it, beside the lines), ``verdict`` (the quadrant, or ``undecided``), and the share of
        draws in each quadrant.
    lines : tuple of float
        Of performance and of importance.
    spread : float
        Between the largest and the smallest mean of importance, as a share of the scale.
    """

    table: pd.DataFrame
    lines: tuple[float, float] = (float("nan"), float("nan"))
    spread: float = float("nan")
    scale: tuple[float, float] = field(default=(1.0, 5.0))

    @property
    def close_together(self) -> bool:
        """Whether stated importance hardly differs from service to service."""
        return len(self.table) > 1 and self.spread < SMALL_SPREAD


def compare(
    importance: pd.DataFrame,
    performance: pd.DataFrame,
    scale: tuple[float, float],
    *,
    lines: tuple[float, float] | None = None,
    population: int | None = None,
) -> ImportancePerformance:
    """Return gaps and quadrants of services.

    Parameters
    ----------
    importance, performance : pd.DataFrame of float
        A row a customer, the same columns in both, NaN where not answered. A customer counts for a service
        where it answered both.
    scale : tuple of float
        Its two ends.
    lines : tuple of float, optional
        Of performance and importance; the means of all services by default.
    population : int, optional
        How many customers could have answered.
    """
    order = np.lexsort([*performance.to_numpy().T, *importance.to_numpy().T]) if len(importance) else []
    importance, performance = importance.iloc[order], performance.iloc[order]
    both = (importance.notna() & performance.notna()).to_numpy()
    answered = both.any(axis=0)
    importance, performance = importance.loc[:, answered], performance.loc[:, answered]
    both = both[:, answered]
    if not answered.any():
        return ImportancePerformance(_empty(), scale=scale)
    values = np.hstack([np.where(both, performance, 0.0), np.where(both, importance, 0.0)])
    means = _means(np.ones((1, len(both))), values, both)
    draws = _shrunk(_draws(values, both), means, len(both), population)
    at = _lines(means, lines)[0]
    table = _gaps(importance, performance, both, scale, population)
    size = both.shape[1]
    low, high = percentile_interval(draws)
    table["performance"], table["importance"] = means[0, :size], means[0, size:]
    table["performance_low"], table["performance_high"] = low[:size], high[:size]
    table["importance_low"], table["importance_high"] = low[size:], high[size:]
    table = pd.concat([table, _quadrants(means, draws, lines, table.index)], axis=1)
    certain = (table["certainty"] >= CERTAIN) & (table["n"] >= LEAST_CUSTOMERS)
    table["verdict"] = table["quadrant"].where(certain, UNDECIDED)
    stated = table["importance"]
    return ImportancePerformance(
        table, (float(at[0]), float(at[1])), float(np.ptp(stated) / (scale[1] - scale[0])), scale
    )


def _empty() -> pd.DataFrame:
    names = ["performance", "importance", "gap"]
    ends = [f"{name}_{end}" for name in names for end in ("low", "high")]
    return pd.DataFrame(columns=["n", *names, *ends, "quadrant", "certainty", "verdict", *QUADRANTS])


def _means(weights: np.ndarray, values: np.ndarray, both: np.ndarray) -> np.ndarray:
    """Return draws × (performance, importance) of each service; NaN where nobody in a draw answered it."""
    base = weights @ both.astype(float)
    base = np.where(base > 0, base, np.nan)
    return weights @ values / np.hstack([base, base])


def _draws(values: np.ndarray, both: np.ndarray) -> np.ndarray:
    return bootstrap(lambda times: _means(times.astype(float), values, both), len(both))


def _shrunk(draws: np.ndarray, means: np.ndarray, n: int, population: int | None) -> np.ndarray:
    """Return draws about the means as far apart as samples from a finite population are.

    A draw of n differs from the mean by √((n − 1) / n) of the standard error, which is put right, too.
    """
    part = 1.0 if population is None else max(1 - n / population, 0.0)
    return means + (draws - means) * np.sqrt(part * n / max(n - 1, 1))


def _lines(means: np.ndarray, lines: tuple[float, float] | None) -> np.ndarray:
    """Return performance and importance of the lines in each draw."""
    if lines is not None:
        return np.tile(lines, (len(means), 1))
    size = means.shape[1] // 2
    filled = np.where(np.isnan(means), np.nanmean(means, axis=0) if len(means) > 1 else 0.0, means)
    return np.column_stack([filled[:, :size].mean(axis=1), filled[:, size:].mean(axis=1)])


def _quadrants(
    means: np.ndarray, draws: np.ndarray, lines: tuple[float, float] | None, names: pd.Index
) -> pd.DataFrame:
    """Return the quadrant of each service, and the share of draws in each; one on a line is in none."""
    size = means.shape[1] // 2

    def numbers(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        at = _lines(points, lines)
        right, above = points[:, :size] - at[:, :1], points[:, size:] - at[:, 1:]
        good, important = right >= -_ON_LINE, above >= -_ON_LINE
        beside = np.minimum(np.abs(right), np.abs(above)) > _ON_LINE  # NaN is beside nothing
        return np.where(important, good.astype(int), 2 + good.astype(int)), beside

    (drawn, beside), own = numbers(draws), numbers(means)[0][0]
    known = ~np.isnan(draws[:, :size])
    shares = pd.DataFrame(
        {
            quadrant: ((drawn == number) & beside).sum(axis=0) / known.sum(axis=0)
            for number, quadrant in enumerate(QUADRANTS)
        },
        index=names,
    )
    shares["quadrant"] = [QUADRANTS[number] for number in own]
    shares["certainty"] = [shares[QUADRANTS[number]].iloc[place] for place, number in enumerate(own)]
    return shares


def _gaps(
    importance: pd.DataFrame,
    performance: pd.DataFrame,
    both: np.ndarray,
    scale: tuple[float, float],
    population: int | None,
) -> pd.DataFrame:
    rows = []
    for place, name in enumerate(importance):
        differences = (importance[name] - performance[name])[both[:, place]]
        gap = paired_change(differences, level_spread(*scale), population)
        rows.append({"n": gap.n, "gap": gap.value, "gap_low": gap.low, "gap_high": gap.high})
    return pd.DataFrame(rows, index=pd.Index(importance.columns, name="pair"))
