"""Bridges of revenue and margin between two periods: customers, orders, size and price, without a remainder.

The revenue of a customer is orders × size of an order × price of a unit. Each factor's effect is computed for
each customer and added up, so that the bridge of all customers equals the sum over any grouping of them;
customers won and lost are steps of their own. Effects are whole ten-thousandths.

Source: P. Das Gupta, Standardization and Decomposition of Rates, U.S. Bureau of the Census P23-186 (1993).
"""

import numpy as np
import pandas as pd

from wcm_helpers.methods.rate_mix import factor_effects

#: Steps of the bridge of revenue. ``other`` is revenue of customers without orders or sizes to explain it.
REVENUE_STEPS = ("won", "lost", "orders", "size", "price", "other")
#: Steps of the bridge of margin; the cost per order is one of them, with the sign of its effect on margin.
MARGIN_STEPS = ("won", "lost", "orders", "size", "price", "cost_per_order", "other")


def revenue_bridge(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return the effects that lead from each customer's revenue in one period to that in another.

    Parameters
    ----------
    before, after : pd.DataFrame
        By customer (index, unique): ``revenue`` (whole ten-thousandths), ``orders`` and ``size`` (units or
        lines of all orders). A customer without revenue and orders is not there.

    Returns
    -------
    pd.DataFrame
        By customer, sorted: ``before``, ``after`` and :data:`REVENUE_STEPS` (int64), whose sum is
        ``after`` − ``before`` for each customer.

    Raises
    ------
    ValueError
        If a customer is there twice.

    Examples
    --------
    10 orders of 2 units at 3 became 12 orders of 2 units at 4; another customer was lost, with 5:

    >>> before = pd.DataFrame({"revenue": [60, 5], "orders": [10, 1], "size": [20, 1]}, index=["a", "b"])
    >>> after = pd.DataFrame({"revenue": [96], "orders": [12], "size": [24]}, index=["a"])
    >>> revenue_bridge(before, after)[list(REVENUE_STEPS)].sum().tolist()
    [0, -5, 14, 0, 22, 0]
    """
    one, two = _aligned(before, after, ["revenue", "orders", "size"])
    explained = _explained(one, two)
    factors = [_factors(each) for each in (one, two)]
    effects = factor_effects(*factors, lambda state: state["orders"] * state["size"] * state["price"])
    return _bridge(one, two, one["revenue"], two["revenue"], effects, explained, REVENUE_STEPS)


def margin_bridge(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return the effects that lead from each customer's margin in one period to that in another.

    Parameters
    ----------
    before, after : pd.DataFrame
        As :func:`revenue_bridge`, with ``cost`` (whole ten-thousandths).

    Returns
    -------
    pd.DataFrame
        By customer, sorted: ``before``, ``after`` (margins) and :data:`MARGIN_STEPS` (int64), which add up.

    Examples
    --------
    The same 10 orders of one unit at 6, which cost 2 each and then 3:

    >>> before = pd.DataFrame({"revenue": [60], "orders": [10], "size": [10], "cost": [20]}, index=["a"])
    >>> margin_bridge(before, before.assign(cost=30))["cost_per_order"].tolist()
    [-10]
    """
    one, two = _aligned(before, after, ["revenue", "orders", "size", "cost"])
    explained = _explained(one, two)
    factors = []
    for each in (one, two):
        orders = each["orders"].to_numpy(dtype=float)
        cost = np.divide(each["cost"], orders, out=np.zeros(len(orders)), where=orders > 0)
        factors.append({**_factors(each), "cost_per_order": np.asarray(cost)})
    effects = factor_effects(
        *factors,
        lambda state: state["orders"] * (state["size"] * state["price"] - state["cost_per_order"]),
    )
    margins = [each["revenue"] - each["cost"] for each in (one, two)]
    return _bridge(one, two, *margins, effects, explained, MARGIN_STEPS)


def whole_parts(effects: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Return effects as whole numbers that add up to their row's total, by the largest remainder.

    Parameters
    ----------
    effects : np.ndarray of float, rows × steps
        Each row adds up to its total but for the rounding of floating point.
    totals : np.ndarray of int

    Examples
    --------
    >>> whole_parts(np.array([[1.4, 1.4, 0.2]]), np.array([3])).tolist()
    [[2, 1, 0]]
    """
    whole = np.floor(effects).astype(np.int64)
    left = totals - whole.sum(axis=1)
    remainders = (effects - whole).round(4)  # equal ones go to the first step, whatever the rounding
    places = np.argsort(np.argsort(-remainders, axis=1, kind="stable"), axis=1, kind="stable")
    extra = (places < left[:, None]).astype(np.int64)
    whole += extra
    rest = totals - whole.sum(axis=1)
    largest = np.abs(effects).argmax(axis=1)
    whole[np.arange(len(whole)), largest] += rest
    return whole


def _aligned(
    before: pd.DataFrame, after: pd.DataFrame, columns: list[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    for each in (before, after):
        if not each.index.is_unique:
            raise ValueError("a customer is there twice in one period")
    customers = sorted({*before.index, *after.index})
    return tuple(
        each[columns].reindex(customers).fillna(0).astype(np.int64).assign(there=pd.Index(customers).isin(each.index))
        for each in (before, after)
    )  # fmt: skip


def _explained(one: pd.DataFrame, two: pd.DataFrame) -> np.ndarray:
    """Return the customers of both periods whose revenue has orders and sizes in both."""
    both = (one["there"] & two["there"]).to_numpy()
    for each in (one, two):
        both = both & ((each["orders"] > 0) & (each["size"] > 0)).to_numpy()
    return both


def _factors(each: pd.DataFrame) -> dict[str, np.ndarray]:
    orders, size, revenue = (each[name].to_numpy(dtype=float) for name in ("orders", "size", "revenue"))
    nothing = np.zeros(len(each))
    return {
        "orders": orders,
        "size": np.divide(size, orders, out=nothing.copy(), where=orders > 0),
        "price": np.divide(revenue, size, out=nothing.copy(), where=size > 0),
    }


def _bridge(
    one: pd.DataFrame,
    two: pd.DataFrame,
    before: pd.Series,
    after: pd.Series,
    effects: dict[str, np.ndarray],
    explained: np.ndarray,
    steps: tuple[str, ...],
) -> pd.DataFrame:
    change = (after - before).to_numpy()
    frame = pd.DataFrame({"before": before, "after": after}, index=one.index)
    for step in steps:
        frame[step] = np.int64(0)
    new, gone = (~one["there"]).to_numpy(), (~two["there"]).to_numpy()
    frame.loc[new, "won"] = change[new]
    frame.loc[gone, "lost"] = change[gone]
    other = ~(explained | new | gone)
    frame.loc[other, "other"] = change[other]
    if explained.any():
        names = list(effects)
        parts = np.column_stack([effects[name][explained] for name in names])
        frame.loc[explained, names] = whole_parts(parts, change[explained])
    return frame
