"""Reliability: whether the questions of a dimension measure one thing, so that their sum has a meaning.

Cronbach's α and McDonald's ω are computed from the same answers, those of respondents that answered every
question, with declared reversed questions turned. A question that runs against the others is named as
probably reversed and never turned silently: the question file is to say so.

Sources: L. J. Cronbach, Psychometrika 16 (1951); L. S. Feldt, D. J. Woodruff and F. A. Salih, Applied
Psychological Measurement 11 (1987); R. P. McDonald, *Test Theory* (1999); W. Revelle and D. M. Condon,
Psychological Assessment 31 (2019); D. B. Rubin and D. T. Thayer, Psychometrika 47 (1982) for the fit.
"""

from dataclasses import dataclass, field
from statistics import NormalDist

import numpy as np
import pandas as pd

from wcm_helpers.methods.factor import one_factor_omega
from wcm_helpers.methods.intervals import CONFIDENCE, Interval, bootstrap, percentile_interval

#: Bootstrap draws of ω, and answers without which none is drawn.
OMEGA_DRAWS, OMEGA_LEAST = 200, 20
_NONE = Interval(float("nan"), float("nan"))


@dataclass(frozen=True, eq=False)
class Reliability:
    """The reliability of a dimension.

    Attributes
    ----------
    n, customers : int
        Respondents that answered every question, and the customers they are from.
    items, constant : tuple of str
        The questions used, and those left out because everybody answered alike.
    alpha, alpha_interval : float, Interval
        NaN with fewer than two questions or three respondents.
    pairwise : float
        α from pairwise covariances, of every answer there is.
    omega, omega_interval : float, Interval
        NaN with fewer than three questions or where α is negative; no interval with few answers.
    spearman_brown, spearman_brown_interval : float, Interval
        Of exactly two questions, instead of α.
    item_rest : pd.Series
        Correlation of each question with the sum of the others.
    reversed_items, doubtful_items : tuple of str
        Negatively correlated with the others: beyond chance, and perhaps by chance.
    """

    n: int
    customers: int
    items: tuple[str, ...]
    constant: tuple[str, ...]
    alpha: float = float("nan")
    alpha_interval: Interval = _NONE
    pairwise: float = float("nan")
    omega: float = float("nan")
    omega_interval: Interval = _NONE
    spearman_brown: float = float("nan")
    spearman_brown_interval: Interval = _NONE
    item_rest: pd.Series = field(default_factory=lambda: pd.Series(dtype="float64"))
    reversed_items: tuple[str, ...] = ()
    doubtful_items: tuple[str, ...] = ()


def reliability(answers: pd.DataFrame, customers: pd.Series | None = None) -> Reliability:
    """Return the reliability of questions.

    Parameters
    ----------
    answers : pd.DataFrame
        A row a response, a column a question of one scale, declared reversed ones turned; NaN not answered.
    customers : pd.Series, optional
        The customer of each response: intervals count several of one customer as one.
    """
    complete = answers.dropna()
    complete = complete.sort_values(list(complete.columns))  # a draw follows from the values, not their order
    codes = _codes(complete, customers)
    count = int(codes.max()) + 1 if len(codes) else 0
    varying = complete.columns[(complete.max() > complete.min()).to_numpy() & (len(complete) > 2)]
    constant = tuple(complete.columns.difference(varying, sort=False)) if len(complete) > 2 else ()
    if len(varying) < 2:
        return Reliability(len(complete), count, tuple(varying), constant)
    used = complete[varying]
    alpha = cronbach_alpha(used.cov().to_numpy())
    item_rest = item_rest_correlations(used)
    upper = item_rest.map(lambda r: correlation_interval(r, count).high)
    two, several = len(varying) == 2, len(varying) > 2 and alpha > 0
    brown = float(used.corr().iloc[0, 1])
    return Reliability(
        n=len(used),
        customers=count,
        items=tuple(varying),
        constant=constant,
        alpha=alpha,
        alpha_interval=feldt(alpha, count, len(varying)),
        pairwise=cronbach_alpha(answers[varying].cov().to_numpy()),
        omega=one_factor_omega(used.cov().to_numpy()) if several else float("nan"),
        omega_interval=_omega_interval(used, codes) if several else _NONE,
        spearman_brown=_double(brown) if two else float("nan"),
        spearman_brown_interval=Interval(*map(_double, correlation_interval(brown, count))) if two else _NONE,
        item_rest=item_rest,
        reversed_items=tuple(item_rest.index[upper < 0]),
        doubtful_items=tuple(item_rest.index[(item_rest < 0) & ~(upper < 0)]),
    )


def _codes(complete: pd.DataFrame, customers: pd.Series | None) -> np.ndarray:
    if customers is None:
        return np.arange(len(complete))
    codes, names = pd.factorize(customers.reindex(complete.index).astype(object))
    alone = codes < 0
    codes[alone] = len(names) + np.arange(alone.sum())
    return pd.factorize(codes)[0]


def cronbach_alpha(covariance: np.ndarray) -> float:
    """Return α of a covariance matrix: k/(k−1) · (1 − Σ variances / variance of the sum).

    Examples
    --------
    Two questions with variance 1 and correlation ½: 2 · (1 − 2/3).

    >>> round(cronbach_alpha(np.array([[1, 0.5], [0.5, 1]])), 4)
    0.6667
    """
    k, total = len(covariance), float(covariance.sum())
    if k < 2 or not total > 0:
        return float("nan")
    return k / (k - 1) * (1 - float(np.trace(covariance)) / total)


def feldt(alpha: float, n: int, k: int, confidence: float = CONFIDENCE) -> Interval:
    """Return Feldt's interval of α from n respondents and k questions; NaN for fewer than two of either."""
    if n < 2 or k < 2 or np.isnan(alpha):
        return _NONE
    from scipy.special import fdtri

    below = (1 - confidence) / 2
    ends = [1 - (1 - alpha) * float(fdtri(n - 1, (n - 1) * (k - 1), part)) for part in (1 - below, below)]
    return Interval(*ends)


def item_rest_correlations(answers: pd.DataFrame) -> pd.Series:
    """Return the correlation of each question with the sum of the others; NaN where that does not vary."""
    total = answers.sum(axis=1)
    values = {}
    for name in answers:
        rest = total - answers[name]
        varies = rest.max() > rest.min() and answers[name].max() > answers[name].min()
        values[name] = float(answers[name].corr(rest)) if varies else float("nan")
    return pd.Series(values, dtype="float64")


def correlation_interval(r: float, n: int, confidence: float = CONFIDENCE) -> Interval:
    """Return Fisher's interval of a correlation; from −1 to 1 with fewer than four respondents.

    Examples
    --------
    >>> [round(end, 3) for end in correlation_interval(0.5, 28)]
    [0.156, 0.736]
    """
    if n < 4 or np.isnan(r):
        return Interval(-1.0, 1.0)
    if abs(r) > 1 - 1e-12:
        return Interval(r, r)
    half = NormalDist().inv_cdf((1 + confidence) / 2) / np.sqrt(n - 3)
    return Interval(float(np.tanh(np.arctanh(r) - half)), float(np.tanh(np.arctanh(r) + half)))


def _double(r: float) -> float:
    """Return the reliability of a sum of two from their correlation (Spearman and Brown)."""
    return 2 * r / (1 + r) if r > -1 else float("-inf")


def _omega_interval(used: pd.DataFrame, codes: np.ndarray) -> Interval:
    customers = int(codes.max()) + 1
    if customers < OMEGA_LEAST:
        return _NONE
    values = used.to_numpy(dtype="float64")
    values = values - values.mean(axis=0)
    products = (values[:, :, None] * values[:, None, :]).reshape(len(values), -1)

    def figures(weights: np.ndarray) -> np.ndarray:
        rows = weights[:, codes].astype("float64")
        n = rows.sum(axis=1)[:, None]
        means = rows @ values / n
        k = values.shape[1]
        covariances = (rows @ products / n).reshape(-1, k, k) - means[:, :, None] * means[:, None, :]
        return one_factor_omega(covariances)[:, None]

    return Interval(*percentile_interval(bootstrap(figures, customers, draws=OMEGA_DRAWS)).ravel().tolist())
