"""Services that look-alike customers buy: a proposal only where it foretold months held out.

Customers are alike by their features (Gower's similarity) and by the services they buy (Jaccard's). A
service that a customer does not buy is scored by the similarity of those who do among its nearest
look-alikes. Whether that is worth anything is tested on what was bought later: the first three proposals of
look-alikes against the three most bought services, customer by customer. Unless they hit clearly more
often, nothing is proposed.

Sources: J. C. Gower, Biometrics 27 (1971); P. Jaccard (1901); J. S. Breese, D. Heckerman and C. Kadie, UAI
(1998), for scores by neighbours; the sign test is exact (A. Agresti, *Categorical Data Analysis*, on paired
proportions).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

NEIGHBOURS = 10
PROPOSALS = 3
#: A chance of more hits by luck above this is no clear advantage; one-sided.
CLEARLY = 0.025
#: Differences of scores beyond are arithmetic.
_DIGITS = 9


@dataclass(frozen=True)
class HeldOut:
    """What look-alikes and popularity foretold of the months held out.

    ``customers`` bought something new; for so many of them one of three proposals was among it: ``hits`` by
    look-alikes, ``popular_hits`` by popularity, ``only`` and ``popular_only`` by one of the two alone.
    ``p`` is the chance of such a lead of look-alikes by luck; ``key`` is ``better`` or ``cannot_tell``.
    """

    key: str
    customers: int
    hits: int
    popular_hits: int
    only: int
    popular_only: int
    p: float


def bought_in(purchases: pd.DataFrame, months: Sequence[str]) -> pd.DataFrame:
    """Return who bought what in some months.

    Parameters
    ----------
    purchases : pd.DataFrame
        ``customer``, ``service``, ``month`` (``YYYY-MM``).
    months : sequence of str

    Returns
    -------
    pd.DataFrame of bool, customers × services
        Sorted; every customer and service of ``purchases``, whichever the month.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer": ["a", "b"], "service": "kits", "month": ["2026-01", "2026-02"]})
    >>> bought_in(rows, ["2026-01"])["kits"].to_dict()
    {'a': True, 'b': False}
    """
    customers, services = (sorted(purchases[name].unique()) for name in ("customer", "service"))
    index, columns = pd.Index(customers, name="customer"), pd.Index(services, name="service")
    rows = purchases[purchases["month"].isin(list(months))]
    cells = np.zeros((len(index), len(columns)), dtype=bool)
    cells[index.get_indexer(rows["customer"]), columns.get_indexer(rows["service"])] = True
    return pd.DataFrame(cells, index, columns)


def similarity(features: pd.DataFrame, bought: pd.DataFrame) -> np.ndarray:
    """Return how alike customers are, from 0 to 1: the mean of their features and of the services they buy.

    Parameters
    ----------
    features : pd.DataFrame, by customer
        Numbers are alike by their distance in the range of all; other values are equal or not. A feature
        missing on either side does not count.
    bought : pd.DataFrame of bool, customers × services
        The services two customers share, of those either buys; it counts as one feature, unless neither buys
        any.

    Returns
    -------
    np.ndarray of float, customers × customers, in the order of ``bought``
        NaN where nothing can be compared.

    Examples
    --------
    The same industry, half the range of sizes apart, one service of two in common: (1 + .5 + .5) / 3.

    >>> features = pd.DataFrame({"industry": ["x", "x", "y"], "size": [0, 5, 10]}, index=["a", "b", "c"])
    >>> bought = pd.DataFrame({"kits": [1, 1, 0], "labels": [1, 0, 0]}, index=["a", "b", "c"]).astype(bool)
    >>> round(float(similarity(features, bought)[0, 1]), 9)
    0.666666667
    """
    table = features.reindex(bought.index)
    cells = bought.to_numpy(dtype=float)
    both = cells @ cells.T
    either = cells.sum(axis=1)[:, None] + cells.sum(axis=1)[None, :] - both
    total = np.divide(both, either, out=np.zeros_like(both), where=either > 0)
    counted = (either > 0).astype(float)
    for _name, column in table.items():
        known = column.notna().to_numpy()
        comparable = known[:, None] & known[None, :]
        total += np.where(comparable, _alike(column), 0.0)
        counted += comparable
    return np.divide(total, counted, out=np.full_like(total, np.nan), where=counted > 0)


def _alike(column: pd.Series) -> np.ndarray:
    if pd.api.types.is_numeric_dtype(column.dtype) and not pd.api.types.is_bool_dtype(column.dtype):
        values = column.to_numpy(dtype=float, na_value=np.nan)
        width = np.nanmax(values) - np.nanmin(values) if np.isfinite(values).any() else 0.0
        apart = np.abs(values[:, None] - values[None, :])
        return 1 - np.nan_to_num(apart / width if width > 0 else np.zeros_like(apart))
    codes = pd.factorize(column)[0]
    return (codes[:, None] == codes[None, :]).astype(float)


def scores(bought: pd.DataFrame, features: pd.DataFrame, neighbours: int = NEIGHBOURS) -> pd.DataFrame:
    """Return by customer and service the share of its nearest look-alikes who buy it, weighted by likeness.

    Parameters
    ----------
    bought : pd.DataFrame of bool, customers × services
    features : pd.DataFrame, by customer
        As for :func:`similarity`.
    neighbours : int
        So many of the most alike; all who are as alike as the last of them count, so that no id decides.

    Returns
    -------
    pd.DataFrame of float, customers × services
        NaN for what a customer buys already.

    Examples
    --------
    >>> bought = pd.DataFrame({"kits": [False, True, False]}, index=["a", "b", "c"])
    >>> features = pd.DataFrame({"industry": ["x", "x", "y"]}, index=["a", "b", "c"])
    >>> scores(bought, features, neighbours=1)["kits"].tolist()  # a is like b; c is like nobody
    [1.0, nan, 0.0]
    """
    alike = np.nan_to_num(similarity(features, bought)).round(_DIGITS)
    np.fill_diagonal(alike, -1.0)
    cells = bought.to_numpy(dtype=float)
    result = np.zeros(bought.shape)
    if len(bought) > 1:
        place = min(neighbours, len(bought) - 1) - 1
        least = -np.partition(-alike, place, axis=1)[:, place]
        weights = np.where((alike >= least[:, None]) & (alike > 0), alike, 0.0)
        total = weights.sum(axis=1, keepdims=True)
        result = np.divide(weights @ cells, total, out=result, where=total > 0).round(_DIGITS)
    return pd.DataFrame(result, bought.index, bought.columns).mask(bought)


def first_places(ranked: pd.DataFrame, places: int = PROPOSALS) -> np.ndarray:
    """Return which services are among the highest scores of each customer; the name decides between equals.

    Parameters
    ----------
    ranked : pd.DataFrame of float, customers × services
        NaN is never among them, nor is 0: nobody bought it.

    Examples
    --------
    >>> first_places(pd.DataFrame({"b": [0.5], "a": [0.5], "c": [0.1]}), places=1).tolist()
    [[False, True, False]]
    """
    values = ranked.to_numpy(dtype=float)
    names = np.argsort(np.argsort(ranked.columns.to_numpy(dtype=str), kind="stable"), kind="stable")
    order = np.lexsort((np.broadcast_to(names, values.shape), -np.nan_to_num(values, nan=-1.0)), axis=1)
    chosen = np.zeros(values.shape, dtype=bool)
    np.put_along_axis(chosen, order[:, :places], True, axis=1)
    return chosen & (np.nan_to_num(values) > 0)


def popularity(bought: pd.DataFrame) -> pd.DataFrame:
    """Return the share of all other customers who buy each service; NaN for what a customer buys already.

    Examples
    --------
    >>> popularity(pd.DataFrame({"kits": [False, True, True]}, index=["a", "b", "c"]))["kits"].tolist()
    [1.0, nan, nan]
    """
    others = max(len(bought) - 1, 1)
    shares = np.broadcast_to(bought.sum().to_numpy(dtype=float) / others, bought.shape)
    return pd.DataFrame(shares, bought.index, bought.columns).mask(bought)


def backtest(
    before: pd.DataFrame, later: pd.DataFrame, features: pd.DataFrame, neighbours: int = NEIGHBOURS
) -> HeldOut:
    """Return how often three proposals of look-alikes, and the three most bought services, were bought later.

    Parameters
    ----------
    before, later : pd.DataFrame of bool, customers × services
        Of the months known and of those held out; what was bought in both is nothing new.
    features : pd.DataFrame, by customer
        As they were known before.

    Returns
    -------
    HeldOut
        ``better`` only if look-alikes alone hit so much more often than popularity alone that luck would
        bring it in at most :data:`CLEARLY` of cases (sign test, exact).
    """
    new = later.reindex(index=before.index, columns=before.columns, fill_value=False) & ~before
    bought = new.to_numpy(dtype=bool)
    asked = bought.any(axis=1)
    hits = (first_places(scores(before, features, neighbours)) & bought).any(axis=1)[asked]
    popular = (first_places(popularity(before)) & bought).any(axis=1)[asked]
    only, popular_only = int((hits & ~popular).sum()), int((popular & ~hits).sum())
    p = _sign_test(only, popular_only)
    return HeldOut(
        key="better" if p <= CLEARLY else "cannot_tell",
        customers=int(asked.sum()),
        hits=int(hits.sum()),
        popular_hits=int(popular.sum()),
        only=only,
        popular_only=popular_only,
        p=p,
    )


def _sign_test(wins: int, losses: int) -> float:
    """Return the chance of so many wins or more of all, if both are equally likely."""
    n = wins + losses
    return sum(math.comb(n, k) for k in range(wins, n + 1)) / 2**n


def propose(
    bought: pd.DataFrame, features: pd.DataFrame, held_out: HeldOut, neighbours: int = NEIGHBOURS
) -> pd.DataFrame | None:
    """Return up to three services for each customer, or None where months held out do not speak for it.

    Returns
    -------
    pd.DataFrame or None
        ``customer``, ``service``, ``score`` (weighted share of look-alikes who buy it) and ``buyers`` (of
        all customers), by customer, the highest score first, equal ones by name.

    Examples
    --------
    >>> bought = pd.DataFrame({"kits": [False, True]}, index=["a", "b"])
    >>> features = pd.DataFrame({"industry": ["x", "x"]}, index=["a", "b"])
    >>> propose(bought, features, HeldOut("better", 40, 30, 10, 20, 0, 1e-6))["service"].tolist()
    ['kits']
    >>> propose(bought, features, HeldOut("cannot_tell", 40, 10, 10, 0, 0, 1.0)) is None
    True
    """
    if held_out.key != "better":
        return None
    ranked = scores(bought, features, neighbours)
    rows, columns = np.nonzero(first_places(ranked))
    proposals = pd.DataFrame(
        {
            "customer": bought.index.to_numpy(dtype=object)[rows],
            "service": bought.columns.to_numpy(dtype=object)[columns],
            "score": ranked.to_numpy()[rows, columns],
            "buyers": bought.sum().to_numpy(dtype=np.int64)[columns],
        }
    )
    keys = ["customer", "score", "service"]
    return proposals.sort_values(keys, ascending=[True, False, True], ignore_index=True)
