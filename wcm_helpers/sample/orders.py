"""Draw the orders of one month and their lines."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months
from wcm_helpers.sample import steps
from wcm_helpers.sample.chance import round_at_random, stream
from wcm_helpers.sample.planted_service import REVERSAL_URGENT, ServicePlan
from wcm_helpers.sample.seasons import Disturbance, day_weights
from wcm_helpers.sample.world import World

_PER_OUT = {"out": 1.0, "in": 0.14, "return": 0.036}  # orders for each order out
_LINES = (0.50, 0.30, 0.13, 0.07)  # the shares of orders with one, two, three and four lines
_SKUS = 12  # a customer
_SHORT, _DAMAGED, _WRONG = 0.009, 0.003, 0.002  # of the lines sent out
_PAPERS = (0.008, 0.108)  # below: the papers were wrong; below: nobody looked
_OTHER_SITE = 0.12
_ONE_ORDER_FEN = 440_000  # monthly bill of a customer with one order out; ten times as much means two orders
#: Price of a unit of the customer's cheapest article, in fen.
_PRICES = {
    "电子": 8600, "医药": 5400, "快消": 1800, "服装": 6900,
    "汽配": 4700, "家居": 7300, "食品": 1500, "化工": 2600,
}  # fmt: skip


class Month(NamedTuple):
    """The orders created in a month, and their lines.

    Both have the columns of their files; ``orders`` also has the row of its ``customer``, ``lines`` the row
    of its ``order``. Times are minutes since 1970, -1 for none; money is in fen; unknown quantities are -1.
    """

    orders: pd.DataFrame
    lines: pd.DataFrame


def month_of_orders(
    world: World,
    number: int,
    units: np.ndarray,
    disturbed: list[Disturbance],
    *,
    seed: int,
    volume: float,
    planted: ServicePlan | None = None,
) -> Month:
    """Return the orders created in a month, in their state at the end of the last month.

    Parameters
    ----------
    world : World
        The customers and their revenue.
    number : int
        Number of the month in ``world.months``.
    units : numpy.ndarray of int, one a customer
        The units billed for outbound handling, which the lines add up to.
    disturbed : list of Disturbance
        The disturbances of this month.
    seed : int
        The seed of the whole world.
    volume : float
        Factor on the number of orders; 1 is the ordinary size.
    planted : ServicePlan, optional
        What the performance review is to find.

    Returns
    -------
    Month
        Orders by time of creation, lines by order.
    """
    chance = stream(seed, 5, number)
    month = world.months[number]
    orders = _drawn(world, number, units, volume, chance)
    days = day_weights(month)
    day = chance.choice(len(days), len(orders), p=days / days.sum())
    minute = np.floor(60 * chance.triangular(8.0, 10.5, 18.5, len(orders))).astype("int64")
    orders["created_at"] = steps.minute(month) + day * 24 * 60 + minute
    orders = orders.sort_values("created_at", kind="stable", ignore_index=True)
    orders["order_id"] = [f"D{month[2:4]}{month[5:]}{n:05d}" for n in range(1, len(orders) + 1)]
    if planted is not None and month == planted.reversal:
        more = stream(seed, 9, number).random(len(orders)) < REVERSAL_URGENT
        orders["priority"] = np.where(more & (orders["direction"] == "out"), "urgent", orders["priority"])
    until = steps.minute(add_months(world.months[-1], 1))
    orders = steps.walk(orders, disturbed, chance, until=until, month=month, planted=planted)
    lines = _lines(orders, world, units, chance)
    value = np.bincount(lines["order"], lines["qty_ordered"] * lines["unit_price"], len(orders))
    return Month(orders.assign(goods_value=value.astype("int64")), _outcome(lines, orders, chance))


def _drawn(
    world: World, number: int, units: np.ndarray, volume: float, chance: np.random.Generator
) -> pd.DataFrame:
    """Return the month's orders without times: at least one for every customer billed for handling."""
    billed = world.billed[:, number] / volume
    usual = np.where(units > 0, volume * (billed / _ONE_ORDER_FEN) ** 0.35, 0.0)
    out = np.maximum(round_at_random(usual, chance), units > 0)
    parts = []
    for direction, share in _PER_OUT.items():
        count = out if direction == "out" else round_at_random(out * share, chance)
        parts.append(
            pd.DataFrame({"customer": np.repeat(np.arange(len(count)), count)}).assign(direction=direction)
        )
    orders = pd.concat(parts, ignore_index=True)
    n = len(orders)
    away = chance.random(n) < _OTHER_SITE
    orders["site_id"] = np.where((orders["customer"] % 5 < 2) != away, "S2", "S1")
    orders["customer_id"] = world.customers["customer_id"].to_numpy()[orders["customer"]]
    orders["priority"] = np.where(chance.random(n) < 0.08, "urgent", "normal")
    looked = chance.random(n)
    orders["doc_ok"] = np.select([looked < _PAPERS[0], looked < _PAPERS[1]], ["false", ""], "true")
    return orders


def _lines(
    orders: pd.DataFrame, world: World, units: np.ndarray, chance: np.random.Generator
) -> pd.DataFrame:
    """Return the ordered lines; a customer's lines out add up to about the units it was billed for."""
    count = 1 + np.searchsorted(np.cumsum(_LINES)[:-1], chance.random(len(orders)))
    order = np.repeat(np.arange(len(orders)), count)
    customer = orders["customer"].to_numpy()[order]
    direction = orders["direction"].to_numpy()[order]
    nth = np.arange(len(order)) - np.repeat(np.cumsum(count) - count, count)
    weight = chance.uniform(0.3, 1.7, len(order))
    out = direction == "out"
    total_weight = np.bincount(customer, weight * out, len(units))
    size = (
        weight
        * units[customer]
        / total_weight[customer]
        * np.select([out, direction == "in"], [1.0, 6.0], 0.08)
    )
    article = (chance.integers(0, _SKUS, len(orders))[order] + nth) % _SKUS
    cheapest = world.customers["industry"].map(_PRICES).to_numpy()[customer]
    return pd.DataFrame(
        {
            "order": order,
            "order_id": orders["order_id"].to_numpy()[order],
            "line_no": nth + 1,
            "sku_id": [f"{n:07d}" for n in ((customer + 1) * 100 + article).tolist()],
            "uom": "件",
            "qty_ordered": np.maximum(1, np.rint(size)).astype("int64"),
            "unit_price": cheapest * (100 + (article * 37 + customer * 13) % 101) // 100,
        }
    )


def _outcome(lines: pd.DataFrame, orders: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """Return the lines with their quantities: none shipped if cancelled, unknown if open."""
    order = lines["order"].to_numpy()
    ordered = lines["qty_ordered"].to_numpy()
    luck = chance.random((3, len(lines)))
    out = orders["direction"].to_numpy()[order] == "out"
    part = np.maximum(1, (ordered * chance.uniform(0.02, 0.30, len(lines))).astype("int64"))
    short = np.where(out & (luck[0] < _SHORT), part, 0)
    cancelled = orders["status"].to_numpy()[order] == "cancelled"
    short = np.where(cancelled, ordered, short)
    shipped = ordered - short
    few = np.minimum(shipped, np.maximum(1, part // 5))
    damaged = np.where(~cancelled & (luck[1] < _DAMAGED), few, 0)
    wrong = np.where(out & ~cancelled & (luck[2] < _WRONG), np.minimum(few, shipped - damaged), 0)
    last = np.where(out, orders["shipped_at"].to_numpy()[order], orders["signed_at"].to_numpy()[order])
    unknown = (last < 0) & ~cancelled
    quantities = {"qty_shipped": shipped, "qty_short": short, "qty_damaged": damaged, "qty_wrong": wrong}
    return lines.assign(**{name: np.where(unknown, -1, values) for name, values in quantities.items()})
