"""Write what costs come from: activities, footprints, and pools of the ledger that add up to the costs."""

import numpy as np
import pandas as pd

from wcm_helpers.sample.care_plan import CarePlan
from wcm_helpers.sample.chance import stream
from wcm_helpers.sample.world import World

#: Parts of the costs in hundredths: labour and space; the rest is overhead.
_LABOUR, _SPACE = 55, 25
#: Activity, its share of the labour, fen a minute that is used, minutes a unit.
_ACTIVITIES = (
    ("收货", 0.13, 90, 4.0), ("上架", 0.08, 90, 3.0), ("拣货", 0.32, 85, 1.5), ("复核", 0.10, 85, 0.8),
    ("打包", 0.16, 85, 2.0), ("装车", 0.09, 95, 5.0), ("退货", 0.05, 90, 9.0), ("客服", 0.04, 110, 12.0),
    ("贴标", 0.03, 80, 0.5),
)  # fmt: skip
_RETURNS, _LABELS = 6, 8
#: The share of returns in the labour of the loss maker, and of labels in that of a buyer.
_LOSING_RETURNS, _BUYER_LABELS = 0.50, 0.08
#: The labour of the loss maker, as a multiple of that in its costs; the ledger spreads the rest over others.
_LOSING_LABOUR = 1.5
#: Fen a pallet position that is used, and the share of minutes and positions that are.
_POSITION, _USED = 3_000, 0.85


def cost_drivers(
    plan: CarePlan, world: World, spent: pd.DataFrame, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return activities, footprints and cost pools of the covered months.

    The pools of a month add up to the costs of the month, to the fen. The minutes and the positions of a
    customer, at what a used one costs, are the labour and the space in its costs, but for rounding; the
    planted loss maker has more labour than that.

    Parameters
    ----------
    plan, world
        Who buys the further service, and who makes a loss.
    spent : pd.DataFrame
        ``customer_id``, ``month`` and ``cost`` in fen: see :func:`wcm_helpers.sample.costs.rows`.
    seed : int
    """
    mix = _mix(plan, world, seed)
    place = {customer: row for row, customer in enumerate(world.customers["customer_id"])}
    activities, footprints, pools = [], [], []
    for number, month in enumerate(plan.months):
        chance = stream(seed, 45, number)
        part = spent[(spent["month"] == month) & (spent["cost"] > 0)]
        rows, cost = [place[customer] for customer in part["customer_id"]], part["cost"].to_numpy()
        varied = mix[rows] * chance.uniform(0.9, 1.1, (len(rows), len(_ACTIVITIES)))
        varied /= varied.sum(axis=1, keepdims=True)
        prices = np.array([price for _name, _share, price, _each in _ACTIVITIES])
        labour = _LABOUR * cost * np.where(np.array(rows) == plan.losing, _LOSING_LABOUR, 1.0)
        minutes = np.rint(labour[:, None] * varied / 100 / prices).astype("int64")
        positions = np.rint(_SPACE * cost / 100 / _POSITION * 10).astype("int64")  # tenths
        ids = part["customer_id"].to_numpy()
        at, which = np.nonzero(minutes)
        volume = np.maximum(np.rint(minutes / [each for *_, each in _ACTIVITIES]).astype("int64"), 1)
        names = np.array([name for name, *_ in _ACTIVITIES])
        activities.append(pd.DataFrame({
            "customer_id": ids[at], "month": month, "activity": names[which], "volume": volume[at, which],
            "minutes": minutes[at, which],
        }))  # fmt: skip
        footprints.append(pd.DataFrame({
            "customer_id": ids, "month": month, "positions": [f"{n // 10}.{n % 10}" for n in positions],
        }))  # fmt: skip
        pools += _pools(month, int(cost.sum()), minutes.sum(axis=0) * prices, minutes.sum(axis=0), positions)
    names = ["month", "pool", "kind", "activity", "cost", "capacity"]
    return pd.concat(activities), pd.concat(footprints), pd.DataFrame(pools, columns=names)


def _mix(plan: CarePlan, world: World, seed: int) -> np.ndarray:
    """Return the share of each activity in the labour of each customer, before the chance of a month."""
    chance = stream(seed, 44)
    usual = np.array([share for _name, share, *_ in _ACTIVITIES])
    mix = usual * chance.uniform(0.8, 1.2, (len(world.customers), len(usual)))
    mix[:, _LABELS] = 0.0
    for row, column, share in (
        (plan.losing, _RETURNS, _LOSING_RETURNS),
        *((row, _LABELS, _BUYER_LABELS) for row in plan.buyers),
    ):
        if row is not None:
            mix[row, column] = 0.0
            mix[row, column] = share / (1 - share) * mix[row].sum()
    return mix


def _pools(
    month: str, total: int, labour: np.ndarray, used: np.ndarray, positions: np.ndarray
) -> list[tuple]:
    """Return the pools of a month in fen: labour by activity, space, and overhead as the rest."""
    space = total * _SPACE // 100
    rows = [
        (month, f"{name}组", "人工", name, int(cost), int(np.ceil(minutes / _USED)))
        for (name, *_), cost, minutes in zip(_ACTIVITIES, labour, used, strict=True)
        if minutes
    ]
    rows.append((month, "仓租", "场地", "", space, int(np.ceil(positions.sum() / 10 / _USED))))
    rest = total - space - int(labour.sum())
    return [*rows, (month, "管理费", "间接费用", "", rest, "")]
