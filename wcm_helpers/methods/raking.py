"""Raking: weights that make the answers have the frame's margins, or a refusal that names the margin.

The weights are those raking (Deming & Stephan 1940) converges to, found by Newton's method on the
calibration equations of Deville & Särndal 1992 (exponential distance, weights capped from above). Targets
that no weights can meet are refused before, by linear programming.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

#: Largest difference between a margin and its target, as a share of the total.
TOLERANCE = 1e-8
#: Targets that need a weight below this share of the mean weight cannot be met.
_LEAST = 1e-6
_MOST_STEPS = 200

#: Why targets are refused: a level is blank in the sample; it has no target; a target is negative or missing;
#: totals differ; no unit has the level; no weights meet the margins together; none below the cap do; Newton's
#: method does not converge.
REASONS = ("blank", "unknown", "target", "totals", "empty", "contradictory", "cap", "convergence")


class RakingError(Exception):
    """The targets cannot be met.

    Attributes
    ----------
    reason : str
        One of ``REASONS``.
    margin, level : str
        What cannot be met; the level is empty where the whole margin is meant.
    """

    def __init__(self, reason: str, margin: str, level: object = "") -> None:
        super().__init__(f"{reason}: {margin} {level}".strip())
        self.reason, self.margin, self.level = reason, margin, level


@dataclass(frozen=True, eq=False)
class Raked:
    """Weights that meet all margins.

    Attributes
    ----------
    weights : pd.Series
        By the index of the units; they add up to the total of the targets.
    margins : pd.DataFrame
        ``margin``, ``level``, ``units`` (count), ``target``, ``before`` (design weights at the same total),
        ``after``.
    """

    weights: pd.Series
    margins: pd.DataFrame


class DesignEffect(NamedTuple):
    """What weighting costs: ``deff`` = 1 + CV² of the weights, and ``n_eff`` = n / deff."""

    deff: float
    n_eff: float


def design_effect(weights: pd.Series) -> DesignEffect:
    """Return Kish's design effect of weights and the effective sample size; NaN and 0 without weights.

    Examples
    --------
    Weights 1, 1, 4: mean 2, variance 2, CV² = 2 / 4; 3 / 1.5 = 2.

    >>> design_effect(pd.Series([1.0, 1.0, 4.0]))
    DesignEffect(deff=1.5, n_eff=2.0)
    """
    known = weights.dropna().to_numpy(dtype=float)
    if not len(known):
        return DesignEffect(float("nan"), 0.0)
    deff = float(len(known) * (known**2).sum() / known.sum() ** 2)
    return DesignEffect(deff, len(known) / deff)


def rake(
    groups: pd.DataFrame,
    targets: Mapping[str, pd.Series],
    *,
    design: pd.Series | None = None,
    cap: float | None = None,
) -> Raked:
    """Return weights of units whose sums meet every target within ``TOLERANCE`` of the total.

    Parameters
    ----------
    groups : pd.DataFrame
        A row a unit, a column a margin: the unit's level.
    targets : mapping of margin to pd.Series
        The total by level; all margins have the same sum.
    design : pd.Series, optional
        Design weights, positive, by the index of ``groups``; equal by default.
    cap : float, optional
        Largest weight, in mean weights.

    Raises
    ------
    RakingError
        If no weights can meet the targets; it names the margin.

    Examples
    --------
    >>> groups = pd.DataFrame({"class": ["A", "A", "C"]}, index=["x", "y", "z"])
    >>> rake(groups, {"class": pd.Series({"A": 4, "C": 6})}).weights.round(9).to_dict()
    {'x': 2.0, 'y': 2.0, 'z': 6.0}
    """
    base = pd.Series(1.0, groups.index) if design is None else design.reindex(groups.index).astype(float)
    _require_levels(groups, targets)
    total = float(next(iter(targets.values())).sum()) if targets else float(len(groups))
    base = base * (total / base.sum())
    most = np.inf if cap is None else cap * total / len(groups)
    _require_possible(groups, targets, np.inf, "contradictory")
    if cap is not None:
        _require_possible(groups, targets, most, "cap")
    weights = pd.Series(_solve(groups, targets, base.to_numpy(), most), groups.index)
    margins = _margins(groups, targets, base, weights)
    missed = (margins["after"] - margins["target"]).abs()
    if len(margins) and missed.max() > TOLERANCE * total:
        worst = margins.loc[missed.idxmax()]
        raise RakingError("convergence", worst["margin"], worst["level"])
    return Raked(weights, margins)


def _require_levels(groups: pd.DataFrame, targets: Mapping[str, pd.Series]) -> None:
    """Refuse levels without target, targets without level, and totals that differ."""
    totals = {margin: float(target.sum()) for margin, target in targets.items()}
    usual = float(np.median(list(totals.values()))) if totals else 0.0
    for margin, target in targets.items():
        values = groups[margin]
        if values.isna().any():
            raise RakingError("blank", margin)
        for level, wanted in target.items():
            if not 0 <= wanted < np.inf:
                raise RakingError("target", margin, level)
        positive = target[target > 0]
        if unknown := sorted(set(values) - set(positive.index), key=str):
            raise RakingError("unknown", margin, unknown[0])
        if empty := [level for level in positive.index if level not in set(values)]:
            raise RakingError("empty", margin, empty[0])
    for margin, sum_of_targets in reversed(totals.items()):  # of two that differ, the later one
        if abs(sum_of_targets - usual) > 1e-9 * usual:
            raise RakingError("totals", margin)


def _require_possible(
    groups: pd.DataFrame, targets: Mapping[str, pd.Series], most: float, reason: str
) -> None:
    """Refuse the first margin that no weights up to ``most`` meet together with the margins before it."""
    names = list(targets)
    if not names or _possible(groups, targets, most):
        return
    for so_far in range(1, len(names) + 1):
        if not _possible(groups, {name: targets[name] for name in names[:so_far]}, most):
            raise RakingError(reason, names[so_far - 1])


def _possible(groups: pd.DataFrame, targets: Mapping[str, pd.Series], most: float) -> bool:
    """Return whether weights exist, none of them nearly zero: by cells, whose units have the same weight."""
    from scipy.optimize import linprog

    cells = groups.groupby(list(targets), observed=True, sort=True).size().rename("units").reset_index()
    units = cells["units"].to_numpy(dtype=float)
    design = np.column_stack(list(_indicators(cells, targets).values())).T
    mean = float(next(iter(targets.values())).sum()) / units.sum()
    # The last variable is the smallest weight of all, in mean weights; it is made as large as possible.
    goal = np.append(np.zeros(len(cells)), -1.0)
    wanted = np.concatenate([target[target > 0].to_numpy(dtype=float) for target in targets.values()])
    solution = linprog(
        goal,
        A_eq=np.column_stack([design * units, np.zeros(len(design))]),
        b_eq=wanted / mean,
        A_ub=np.column_stack([-np.eye(len(cells)), np.ones(len(cells))]),
        b_ub=np.zeros(len(cells)),
        bounds=[(0, most / mean)] * len(cells) + [(0, None)],
        method="highs",
    )
    return solution.status == 0 and -solution.fun > _LEAST


def _indicators(
    groups: pd.DataFrame, targets: Mapping[str, pd.Series]
) -> dict[tuple[str, object], np.ndarray]:
    """Return, by margin and level with a positive target, which units have the level (0 or 1)."""
    return {
        (margin, level): (groups[margin] == level).to_numpy(dtype=float)
        for margin, target in targets.items()
        for level in target[target > 0].index
    }


def _solve(
    groups: pd.DataFrame, targets: Mapping[str, pd.Series], base: np.ndarray, most: float
) -> np.ndarray:
    """Return base · exp(levels · factors), capped at ``most``, with the factors that meet the targets.

    The factors minimise a convex function whose gradient is what the margins exceed the targets by.
    """
    if not targets:
        return base
    levels = np.column_stack(list(_indicators(groups, targets).values()))
    wanted = np.concatenate([target[target > 0].to_numpy(dtype=float) for target in targets.values()])
    bend = np.full(len(base), np.inf) if np.isinf(most) else np.log(most / base)

    def objective(factors: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        exponent = levels @ factors
        below = np.minimum(exponent, bend)
        weights = base * np.exp(np.minimum(below, 500))
        return float((weights * (1 + exponent - below)).sum() - wanted @ factors), weights, exponent < bend

    factors = np.zeros(levels.shape[1])
    value, weights, free = objective(factors)
    for _step in range(_MOST_STEPS):
        gradient = levels.T @ weights - wanted
        if np.abs(gradient).max() <= 1e-3 * TOLERANCE * wanted.sum():
            break
        curvature = levels.T @ (levels * np.where(free, weights, 0)[:, None])
        curvature += 1e-9 * np.diag(wanted)  # margins share their total, so it is singular
        step, size = -np.linalg.solve(curvature, gradient), 1.0
        while size > 1e-12:
            new = objective(factors + size * step)
            if new[0] <= value + 1e-4 * size * float(gradient @ step) + 1e-13 * abs(value):
                break
            size /= 2
        factors, (value, weights, free) = factors + size * step, new
    return weights


def _margins(
    groups: pd.DataFrame, targets: Mapping[str, pd.Series], base: pd.Series, weights: pd.Series
) -> pd.DataFrame:
    rows = []
    for margin, target in targets.items():
        own = groups[margin]
        for level, wanted in target.items():
            rows.append(
                (margin, level, int((own == level).sum()), float(wanted),
                 float(base[own == level].sum()), float(weights[own == level].sum()))
            )  # fmt: skip
    return pd.DataFrame(rows, columns=["margin", "level", "units", "target", "before", "after"])
