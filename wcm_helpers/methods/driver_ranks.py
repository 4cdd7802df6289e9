"""Which driver comes first, and how certain that is: shares of R² with intervals, and ranks over draws.

A first driver is named only from 100 customers on, and where both splits of R² put it first in nearly all
draws; otherwise those that may be first are a group that cannot be separated.
``benchmarks/driver_ranks.txt`` shows how often a named driver is the true one, and how often the intervals
cover.

Source of the widened percentile interval: T. C. Hesterberg, American Statistician 69 (2015).
"""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd

from wcm_helpers.methods.drivers import MOST, correlations, lmg, relative_weights
from wcm_helpers.methods.intervals import CONFIDENCE, bootstrap

#: Fewer complete answers name nothing, and their intervals do not cover; see the benchmark.
LEAST_ANSWERS = 40
#: And fewer than so many a rating.
LEAST_PER_RATING = 5
#: Fewer name no first driver: too often it would be another one.
LEAST_TO_NAME = 100
#: Share of the draws that must agree on the first.
AGREEMENT = 0.97
#: Bootstrap draws.
DRAWS = 500

COLUMNS = (
    "lmg",
    "johnson",
    "share",
    "low",
    "high",
    "johnson_share",
    "first",
    "first_johnson",
    "r",
    "leading",
)


@dataclass(frozen=True, eq=False)
class DriverRanks:
    """What goes with an outcome, and in which order.

    Attributes
    ----------
    table : pd.DataFrame
        By rating, the largest share first: ``lmg`` and ``johnson`` (parts of R²), ``share`` (of the explained
        variation, by LMG) with its interval ``low``, ``high``, ``johnson_share``, ``first`` and
        ``first_johnson`` (share of the draws in which it comes first), ``r`` (correlation with the outcome)
        and ``leading`` (it may be the first; two at least where there are too few customers to name one).
        Empty where there is a ``reason``.
    r2 : float
        Share of the variation of the outcome that all ratings explain together.
    answers, customers : int
        Complete answers, and the customers they come from.
    least : int
        How many customers with complete answers are needed.
    constant : tuple of str
        Ratings that everybody gave alike: they can explain nothing and are left out.
    reason : str
        Why nothing can be ranked: ``none`` (fewer than two ratings), ``many`` (more than 12), ``few``
        (answers), ``constant`` (outcome), ``unrelated`` (all ratings together explain no more than chance);
        empty where something can.
    """

    table: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(COLUMNS)))
    r2: float = float("nan")
    answers: int = 0
    customers: int = 0
    least: int = LEAST_ANSWERS
    constant: tuple[str, ...] = ()
    reason: str = ""

    @property
    def leading(self) -> list[str]:
        """The ratings that may be first: one where it can be named."""
        return self.table.index[self.table["leading"].astype(bool)].tolist()


def rank_drivers(ratings: pd.DataFrame, outcome: pd.Series, customers: pd.Series) -> DriverRanks:
    """Return the shares of ratings in what they explain of an outcome, and which of them may be first.

    Parameters
    ----------
    ratings : pd.DataFrame of float
        A row a response, a column a rating; only complete rows count.
    outcome : pd.Series of float
    customers : pd.Series
        The customer of each response: those of one are drawn together; None stands for itself.
    """
    whole = ratings.notna().all(axis=1) & outcome.notna()
    ratings, outcome = ratings[whole], outcome[whole]
    constant = tuple(name for name in ratings if ratings[name].nunique() < 2) if len(ratings) else ()
    ratings = ratings.drop(columns=list(constant))
    values, codes = _sorted(ratings.assign(_outcome=outcome).to_numpy(float), customers[whole])
    size = int(codes.max()) + 1 if len(codes) else 0
    least = max(LEAST_ANSWERS, LEAST_PER_RATING * ratings.shape[1])
    known = {"answers": len(values), "customers": size, "least": least, "constant": constant}
    if reason := _reason(values, size, least):
        return DriverRanks(**known, reason=reason)
    matrix = correlations(values)
    share = lmg(matrix)[0]
    if _unrelated(share.sum(), size, len(share)):
        return DriverRanks(**known, r2=float(share.sum()), reason="unrelated")
    table = _table(ratings.columns, matrix, _draws(values, codes))
    if size < LEAST_TO_NAME and table["leading"].sum() == 1:
        table.iloc[1, table.columns.get_loc("leading")] = True
    return DriverRanks(table, float(share.sum()), **known)


def _reason(values: np.ndarray, customers: int, least: int) -> str:
    p = values.shape[1] - 1
    if p < 2 and customers >= least:
        return "none"
    if p > MOST:
        return "many"
    if customers < least:
        return "few"
    return "constant" if np.ptp(values[:, -1]) == 0 else ""


def _unrelated(r2: float, n: int, p: int) -> bool:
    """Return whether chance alone would explain as much in more than 5 of 100 samples: the F test."""
    from scipy.special import fdtrc

    return fdtrc(p, n - p - 1, r2 / p / (max(1 - r2, 1e-12) / (n - p - 1))) > 1 - CONFIDENCE


def _sorted(values: np.ndarray, customers: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows, and a number of the customer of each, in an order that follows from the answers."""
    codes, names = pd.factorize(customers.astype(object))
    alone = codes < 0
    codes[alone] = len(names) + np.arange(alone.sum())
    rows: dict[int, list[tuple[float, ...]]] = {}
    for code, row in zip(codes, values.tolist(), strict=True):
        rows.setdefault(int(code), []).append(tuple(row))
    groups = sorted(sorted(group) for group in rows.values())
    numbers = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    return np.array([row for group in groups for row in group]).reshape(-1, values.shape[1]), numbers


class _Draws(NamedTuple):
    """Shares of R² in each draw by the two methods, and the level of an interval that covers."""

    lmg: np.ndarray
    johnson: np.ndarray
    tail: float


def _draws(values: np.ndarray, codes: np.ndarray) -> _Draws:
    from scipy.special import ndtr, stdtrit  # scipy.stats takes a second to import

    n, size = int(codes.max()) + 1, values.shape[1]
    flat = bootstrap(lambda times: correlations(values, times[:, codes]).reshape(len(times), -1), n,
                     draws=DRAWS)  # fmt: skip
    matrix = flat.reshape(-1, size, size)
    matrix = matrix[np.isfinite(matrix).all(axis=(1, 2))]
    # Percentiles of few customers are too close together, by the factor n / (n − 1) and as t is wider than z.
    tail = ndtr(-np.sqrt(n / (n - 1)) * stdtrit(n - size, (1 + CONFIDENCE) / 2))
    return _Draws(lmg(matrix), relative_weights(matrix), float(tail))


def _table(names: pd.Index, matrix: np.ndarray, draws: _Draws) -> pd.DataFrame:
    by_order, by_weight = lmg(matrix)[0], relative_weights(matrix)[0]
    parts = draws.lmg / draws.lmg.sum(axis=1, keepdims=True)
    low, high = np.quantile(parts, [draws.tail, 1 - draws.tail], axis=0)
    share = by_order / by_order.sum()
    first, first_johnson = _first(draws.lmg), _first(draws.johnson)
    table = pd.DataFrame(
        {
            "lmg": by_order, "johnson": by_weight, "share": share,
            "low": np.minimum(low, share), "high": np.maximum(high, share),
            "johnson_share": by_weight / by_weight.sum(), "first": first, "first_johnson": first_johnson,
            "r": matrix[0, :-1, -1],
            "leading": _leading(by_order, first) | _leading(by_weight, first_johnson),
        },
        index=pd.Index(names, name="rating"),
    )  # fmt: skip
    return table.sort_values("share", ascending=False, kind="stable")


def _first(shares: np.ndarray) -> np.ndarray:
    """Return the share of draws in which each rating comes first; equal ones share a draw."""
    top = shares >= shares.max(axis=1, keepdims=True) * (1 - 1e-9)
    return (top / top.sum(axis=1, keepdims=True)).mean(axis=0)


def _leading(share: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Return the fewest ratings among which the first is in nearly all draws, the largest in any case."""
    order = np.argsort(-first, kind="stable")
    enough = int(np.searchsorted(np.cumsum(first[order]), AGREEMENT - 1e-9)) + 1
    leading = np.zeros(len(first), dtype=bool)
    leading[order[:enough]] = True
    return leading | (share >= share.max() * (1 - 1e-9))
