"""The bridge between two revenues: customers × orders a customer × units an order × price, exactly.

Each factor's effect is its change averaged over all orders of the others (Das Gupta), in whole
ten-thousandths
that add up to the change. Revenue without orders, such as storage, has no such factors and is a step of its
own.
"""

from typing import NamedTuple

import pandas as pd

from wcm_helpers.methods.rate_mix import factor_effects

FACTORS = ("customers", "orders", "size", "price")


class Bridge(NamedTuple):
    """A bridge in ten-thousandths: ``before`` + every step = ``after``.

    ``steps`` has the effect of each of :data:`FACTORS`, and ``other`` for revenue of customers without
    orders.
    """

    before: int
    after: int
    steps: dict[str, int]


def revenue_bridge(before: pd.DataFrame, after: pd.DataFrame) -> Bridge:
    """Return what changed revenue between two periods of equal length.

    Parameters
    ----------
    before, after : pd.DataFrame
        A row a customer: ``revenue`` (int, ten-thousandths), ``orders`` and ``units``; a customer without
        orders or units counts as other revenue.

    Examples
    --------
    One customer more, all else alike: its revenue is the effect of customers.

    >>> one = pd.DataFrame({"revenue": [100], "orders": [2], "units": [10]})
    >>> revenue_bridge(one, pd.concat([one, one])).steps
    {'customers': 100, 'orders': 0, 'size': 0, 'price': 0, 'other': 0}
    """
    parts = [_split(frame) for frame in (before, after)]
    totals = [int(frame["revenue"].sum()) for frame in (before, after)]
    with_orders = [int(frame["revenue"].sum()) for frame, _ in parts]
    other = (totals[1] - with_orders[1]) - (totals[0] - with_orders[0])
    change = with_orders[1] - with_orders[0]
    if all(len(frame) for frame, _ in parts):
        effects = factor_effects(*(_factors(frame) for frame, _ in parts))
        steps = _whole(effects, change)
    else:
        steps = dict.fromkeys(FACTORS, 0) | {"customers": change}
    return Bridge(totals[0], totals[1], {**steps, "other": other})


def _split(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    active = (frame["orders"] > 0) & (frame["units"] > 0)
    return frame[active], frame[~active]


def _factors(frame: pd.DataFrame) -> dict[str, float]:
    customers, orders, units = len(frame), float(frame["orders"].sum()), float(frame["units"].sum())
    return {
        "customers": float(customers),
        "orders": orders / customers,
        "size": units / orders,
        "price": float(frame["revenue"].sum()) / units,
    }


def _whole(effects: dict[str, float], change: int) -> dict[str, int]:
    """Return effects as whole numbers that add up: the largest remainders are rounded up."""
    floors = {name: int(effect // 1) for name, effect in effects.items()}
    rest = change - sum(floors.values())
    order = sorted(effects, key=lambda name: (floors[name] - effects[name], name))
    for place in range(abs(rest)):
        floors[order[place % len(order)]] += 1 if rest > 0 else -1
    return floors
