"""The whale curve: profit cumulated from the best customer to the worst, and how certain and why a loss is.

Sources: R. Cooper and R. S. Kaplan, "Profit Priorities from Activity-Based Costing", Harvard Business Review
69 (1991); R. S. Kaplan and V. G. Narayanan, "Measuring and Managing Customer Profitability", Journal of Cost
Management 15 (2001).
"""

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import pandas as pd

#: A rate of costs may as well be a fifth lower or higher.
SPREAD = 0.2
DRAWS = 1_000
#: A median of fewer peers is no yardstick.
FEWEST_PEERS = 4


@dataclass(frozen=True)
class Whale:
    """Customers by falling profit, cumulated.

    Attributes
    ----------
    curve : pd.DataFrame, by customer, the best first
        ``profit``, ``cumulated`` (whole ten-thousandths) and ``share`` of the total; NaN where the total is
        not above 0, because a share of a loss says nothing.
    total, peak : int
        The profit of all customers, and of those alone who make one.
    erosion : int
        What the loss makers take away from the peak: ``peak`` − ``total``.
    peak_share : float
        The peak as a share of the total; NaN where the total is not above 0.
    profitable, loss_makers : int
        Customers above and below 0.
    """

    curve: pd.DataFrame
    total: int
    peak: int
    erosion: int
    peak_share: float
    profitable: int
    loss_makers: int


def whale_curve(profit: pd.Series) -> Whale:
    """Return the whale curve of the profit of customers.

    Parameters
    ----------
    profit : pd.Series of int, by customer (unique)
        Whole ten-thousandths. Equal profits are in the order of the ids.

    Examples
    --------
    80 and 40 are earned, 20 of them are lost again: the peak is 120 % of the total.

    >>> whale = whale_curve(pd.Series({"a": 40, "b": -20, "c": 80}))
    >>> whale.curve["cumulated"].to_dict(), whale.erosion, round(whale.peak_share, 9)
    ({'c': 80, 'a': 120, 'b': 100}, 20, 1.2)
    """
    if not profit.index.is_unique:
        raise ValueError("a customer is there twice")
    ranked = profit.astype("int64").sort_index().sort_values(ascending=False, kind="stable")
    cumulated = ranked.cumsum()
    total, peak = int(ranked.sum()), int(ranked[ranked > 0].sum())
    share = cumulated / total if total > 0 else pd.Series(np.nan, ranked.index)
    return Whale(
        curve=pd.DataFrame({"profit": ranked, "cumulated": cumulated, "share": share}),
        total=total,
        peak=peak,
        erosion=peak - total,
        peak_share=peak / total if total > 0 else float("nan"),
        profitable=int((ranked > 0).sum()),
        loss_makers=int((ranked < 0).sum()),
    )


def sign_turns(
    revenue: pd.Series, costs: pd.DataFrame, *, spread: float = SPREAD, draws: int = DRAWS, seed: int = 0
) -> pd.Series:
    """Return by customer the share of draws of the rates in which a profit is a loss, or a loss none.

    Parameters
    ----------
    revenue : pd.Series of int, by customer
    costs : pd.DataFrame of int, customers × pools
        The same customers in any order.
    spread : float
        The rate of each pool is drawn evenly within this share below and above; one draw has one rate of a
        pool for all customers.
    draws, seed : int
        Each pool has random numbers of its own, by its name: no order of rows or columns matters, and neither
        do other customers and other pools.

    Returns
    -------
    pd.Series of float, by customer, in the order of ``revenue``
        NaN for a profit of exactly 0.

    Examples
    --------
    A profit of 50 on costs of 100 stands at any rate; one of 1 on 100 nearly every second time.

    >>> turns = sign_turns(pd.Series({"a": 150, "b": 101}), pd.DataFrame({"floor": {"a": 100, "b": 100}}))
    >>> float(turns["a"]), bool(0.4 < turns["b"] < 0.55)
    (0.0, True)
    """
    table = costs.reindex(revenue.index).sort_index(axis=1)
    if table.isna().any(axis=None):
        raise ValueError("the costs of a customer are missing")
    drawn = np.zeros((len(table), draws))
    for pool, column in table.items():
        factors = 1 + spread * _generator(str(pool), seed).uniform(-1, 1, draws)
        drawn += column.to_numpy(dtype=float)[:, None] * factors
    now = (revenue - table.sum(axis=1)).to_numpy(dtype=float)
    then = revenue.to_numpy(dtype=float)[:, None] - drawn
    turned = (np.sign(then) != np.sign(now)[:, None]).mean(axis=1)
    return pd.Series(np.where(now == 0, np.nan, turned), index=revenue.index, name="turns")


def _generator(name: str, seed: int) -> np.random.Generator:
    digest = blake2b(name.encode(), digest_size=8).digest()
    return np.random.default_rng([seed, int.from_bytes(digest, "big")])


@dataclass(frozen=True)
class LossDrivers:
    """What makes the loss makers lose.

    Attributes
    ----------
    customers : pd.DataFrame, by loss maker, sorted
        ``margin``; ``peers`` (customers of the class compared with); ``expected_margin``, with the same
        revenue and the peers' median rate of each cost; ``driver``, the cost furthest above that, with its
        ``excess``; ``price_change``, the share by which prices must rise, and ``driver_change``, the share
        by which the driver's cost must fall, for a margin of 0 (NaN where the driver alone cannot do it).
        ``key`` is ``driver``, ``no_driver`` (no cost is above that of the peers), ``few_peers`` or
        ``no_revenue``: in these, what cannot be told is missing.
    excess : pd.DataFrame of int, loss makers × drivers
        The cost beyond that of the peers; it adds up to ``expected_margin`` − ``margin``.
    """

    customers: pd.DataFrame
    excess: pd.DataFrame


def main_driver(
    revenue: pd.Series, costs: pd.DataFrame, classes: pd.Series, fewest: int = FEWEST_PEERS
) -> LossDrivers:
    """Return for each loss maker the cost that makes the loss, and what would bring the margin to zero.

    Parameters
    ----------
    revenue : pd.Series of int, by customer (unique)
    costs : pd.DataFrame of int, customers × drivers
        Returns, small orders, urgent orders, tickets, storage, …; together all costs of the customer.
    classes : pd.Series, by customer
    fewest : int
        So many other customers of the class with revenue are needed.

    Returns
    -------
    LossDrivers

    Examples
    --------
    The others pay 10 of 100 for storage and 20 for returns; x pays 10 and 110.

    >>> revenue = pd.Series(100, index=["a", "b", "c", "d", "x"])
    >>> costs = pd.DataFrame({"storage": 10, "returns": [20, 20, 20, 20, 110]}, index=revenue.index)
    >>> of_x = main_driver(revenue, costs, pd.Series("B", index=revenue.index)).customers.loc["x"]
    >>> of_x["driver"], int(of_x["excess"]), float(of_x["price_change"]), f"{of_x['driver_change']:.3f}"
    ('returns', 90, 0.2, '0.182')
    """
    if not revenue.index.is_unique:
        raise ValueError("a customer is there twice")
    table = costs.reindex(revenue.index).sort_index(axis=1).astype("int64")
    margin = revenue - table.sum(axis=1)
    rates = table.loc[revenue > 0].div(revenue[revenue > 0], axis=0)
    of_class = classes.reindex(rates.index)
    rows, excess = {}, {}
    for customer in sorted(margin.index[margin < 0]):
        peers = rates[(of_class == classes.get(customer)) & (rates.index != customer)]
        mine, own = int(revenue[customer]), int(margin[customer])
        row = {"margin": own, "peers": len(peers), "key": "no_revenue" if mine <= 0 else "few_peers"}
        if mine > 0:
            row["price_change"] = -own / mine
        if mine > 0 and len(peers) >= fewest:
            beyond = table.loc[customer] - (peers.median() * mine).round().astype("int64")
            excess[customer] = beyond
            row |= _driver(own, table.loc[customer], beyond)
        rows[customer] = row
    return LossDrivers(
        customers=pd.DataFrame.from_dict(rows, orient="index", columns=_COLUMNS).rename_axis("customer"),
        excess=pd.DataFrame.from_dict(excess, orient="index", columns=table.columns).rename_axis("customer"),
    )


def _driver(margin: int, costs: pd.Series, beyond: pd.Series) -> dict[str, object]:
    """Return what a loss maker with peers is told; the first of equal drivers by name."""
    row: dict[str, object] = {"expected_margin": margin + int(beyond.sum()), "key": "no_driver"}
    if beyond.empty or beyond.max() <= 0:
        return row
    driver = beyond.index[beyond.to_numpy().argmax()]
    needed = -margin / int(costs[driver])
    change = needed if needed <= 1 else float("nan")
    return row | {"key": "driver", "driver": driver, "excess": int(beyond[driver]), "driver_change": change}


_COLUMNS = [
    "key", "margin", "peers", "expected_margin", "driver", "excess", "price_change", "driver_change",
]  # fmt: skip
