"""Groups by k-means: the number of groups, their stability, and the group of each customer.

Rows are sorted before a fit and equal rows are one point with a weight, so that neither the order of rows nor
an id can matter and equal customers share a group. K-means always returns groups: a number of groups counts
only if customers weighted at random give the same groups, and of these numbers the best separated is chosen.

Sources: S. P. Lloyd, IEEE Transactions on Information Theory 28 (1982), with the starts of D. Arthur and S.
Vassilvitskii, SODA (2007); P. J. Rousseeuw, Journal of Computational and Applied Mathematics 20 (1987) for
the silhouette; L. Hubert and P. Arabie, Journal of Classification 2 (1985) for the adjusted Rand index; D.
B. Rubin, The Annals of Statistics 9 (1981) for the Bayesian bootstrap; C. Hennig, Computational Statistics &
Data Analysis 52 (2007) for stability under resampling.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from threading import Lock

import numpy as np
import pandas as pd

#: The numbers of groups that are tried.
SIZES = (2, 3, 4, 5, 6)
#: So many re-weighted runs are compared, each with a seed of its own.
SEEDS = 10
#: The runs of a number of groups must agree this well on average to count.
STABLE = 0.8
#: At or below this silhouette the groups are hardly separated.
APART = 0.25
#: At most so many points, evenly spread over the sorted ones, are used to choose the number of groups.
SAMPLE = 2_000
#: K-means is started so often; the tightest result counts.
_STARTS = 10
_DIGITS = 9  # a difference beyond is one of arithmetic, not of customers

_one_at_a_time = Lock()


def standardise(features: pd.DataFrame) -> pd.DataFrame:
    """Return features with mean 0 and variance 1; a feature that is the same for all is left out.

    Parameters
    ----------
    features : pd.DataFrame of float, one row a customer
        Without missing values.

    Returns
    -------
    pd.DataFrame
        The same rows in the same order, only the features that differ between rows.

    Examples
    --------
    >>> standardise(pd.DataFrame({"x": [1.0, 3.0], "same": [7.0, 7.0]}))
         x
    0 -1.0
    1  1.0
    """
    from sklearn.preprocessing import StandardScaler

    rounded = features.astype("float64").round(_DIGITS)
    rounded = rounded.loc[:, rounded.min() < rounded.max()]
    if rounded.shape[1] == 0:
        return rounded
    # Sums of floats depend on their order in the last digits: sorted, on nothing but the values.
    scaler = StandardScaler().fit(rounded.sort_values(list(rounded)).to_numpy())
    scaled = scaler.transform(rounded.to_numpy()).round(_DIGITS) + 0.0  # no negative zero
    return pd.DataFrame(scaled, index=rounded.index, columns=rounded.columns)


def score(points: pd.DataFrame) -> pd.DataFrame:
    """Return the separation and the stability of each number of groups.

    Parameters
    ----------
    points : pd.DataFrame of float, one row a customer
        As :func:`standardise` returns them.

    Returns
    -------
    pd.DataFrame
        ``groups`` (2 to 6, as far as there are more distinct points), ``silhouette`` (-1 to 1, mean over
        customers) and ``stability`` (mean adjusted Rand index of pairs of runs: 1 the same groups, 0 chance).

    Examples
    --------
    >>> ends = [0.0, 0.1, 0.2, 0.3, 10.0, 10.1, 10.2, 10.3]
    >>> score(pd.DataFrame({"x": ends})).head(1).round(3)  # 0.1 to 0.2 within, about 10 to the other end
       groups  silhouette  stability
    0       2       0.983        1.0
    """
    rows, counts, _where = _distinct(_thinned(points.to_numpy(dtype="float64")))
    sizes = [size for size in SIZES if size < len(rows)]
    with _one_thread():
        scores = [(size, *_judged(rows, counts, size)) for size in sizes]
    return pd.DataFrame(scores, columns=["groups", "silhouette", "stability"])


def choose(scores: pd.DataFrame) -> int | None:
    """Return the number of groups: the best separated of the stable ones; None where none is stable.

    Parameters
    ----------
    scores : pd.DataFrame
        As :func:`score` returns it.

    Examples
    --------
    >>> scores = pd.DataFrame({"groups": [2, 3], "silhouette": [0.5, 0.6], "stability": [0.9, 0.7]})
    >>> choose(scores)
    2
    """
    sound = scores[(scores["stability"] >= STABLE) & (scores["silhouette"] > APART)]
    return None if sound.empty else int(sound["groups"].iloc[sound["silhouette"].argmax()])


def assign(points: pd.DataFrame, size: int) -> pd.Series:
    """Return the group of each row, 0 to ``size`` - 1; equal rows share a group, the numbers mean nothing.

    Parameters
    ----------
    points : pd.DataFrame of float, one row a customer
        As :func:`standardise` returns them.
    size : int
        How many groups, no more than there are distinct points.

    Returns
    -------
    pd.Series of int64, named ``group``
        On the index of ``points``.

    Examples
    --------
    >>> first, second, third, fourth = assign(pd.DataFrame({"x": [9.0, 0.0, 1.0, 9.0]}), 2).tolist()
    >>> first == fourth, second == third, first == second
    (True, True, False)
    """
    rows, counts, where = _distinct(points.to_numpy(dtype="float64"))
    with _one_thread():
        labels = _fit(rows, counts, size, seed=0).labels_
    return pd.Series(labels[where].astype("int64"), index=points.index, name="group")


def _distinct(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the distinct rows in order, how often each is there, and where each row went."""
    rows, where, counts = np.unique(values, axis=0, return_inverse=True, return_counts=True)
    return rows, counts, where.ravel()


def _thinned(values: np.ndarray) -> np.ndarray:
    """Return at most SAMPLE rows, evenly spread over the sorted ones."""
    if len(values) <= SAMPLE:
        return values
    ordered = values[np.lexsort(values.T[::-1])]
    return ordered[(np.arange(SAMPLE) + 0.5).astype("int64") * len(values) // SAMPLE]


def _judged(rows: np.ndarray, counts: np.ndarray, size: int) -> tuple[float, float]:
    from sklearn.metrics import adjusted_rand_score, silhouette_score

    labels = np.repeat(_fit(rows, counts, size, seed=0).labels_, counts)
    silhouette = silhouette_score(np.repeat(rows, counts, axis=0), labels)
    runs = []
    for seed in range(SEEDS):
        weights = np.random.default_rng(seed).gamma(counts.astype("float64"))
        runs.append(np.repeat(_fit(rows, weights, size, seed).predict(rows), counts))
    agreed = [adjusted_rand_score(one, other) for one, other in combinations(runs, 2)]
    return float(silhouette), float(np.mean(agreed))


def _fit(rows: np.ndarray, weights: np.ndarray, size: int, seed: int):
    from sklearn.cluster import KMeans

    return KMeans(size, n_init=_STARTS, random_state=seed).fit(rows, sample_weight=weights)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let one caller at a time compute on one thread: threads add up in an order of their own."""
    from threadpoolctl import threadpool_limits

    with _one_at_a_time, threadpool_limits(limits=1):
        yield
