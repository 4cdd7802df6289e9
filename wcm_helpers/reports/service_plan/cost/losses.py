"""Who costs more than it brings, by which cost, and what would bring the margin to zero.

Two levels: a customer may lose by what it uses itself, or only with its share of the capacity that nobody
used. The first is a matter of its prices and its service; the second of the capacity as well.
"""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from wcm_helpers.methods.time_driven_costing import Costing, whole_parts
from wcm_helpers.methods.whale_curve import main_driver

#: A loss that is none in so many of the draws of rates cannot be told from no loss.
CERTAIN = 0.05
#: The cost of a customer that has overheads and nothing else.
OVERHEAD = "overhead"


class _Names(NamedTuple):
    cost: str
    margin: str
    turns: str


#: By what a customer uses, and with its share of the capacity that nobody used.
OWN, FULL = "own", "full"
LEVELS = {OWN: _Names("cost", "margin", "turns"), FULL: _Names("full_cost", "full_margin", "full_turns")}


def loss_makers(
    customers: pd.DataFrame, billed: pd.Series, drivers: Mapping[str, pd.DataFrame], classes: pd.Series
) -> pd.DataFrame:
    """Return the customers that cost more than they bring: the certain ones first, then the largest loss.

    One that certainly loses by what it uses is at that level; otherwise at the full one, if that is certain.
    Who got more credits than bills in these months is none: its loss is of earlier ones.

    Parameters
    ----------
    customers : pd.DataFrame
        ``customer_id``, and the columns of both :data:`LEVELS`.
    billed : pd.Series of int, by customer
    drivers : mapping of level to pd.DataFrame
        See :func:`costs_by_driver`.
    classes : pd.Series, by customer

    Returns
    -------
    pd.DataFrame
        The columns of ``customers``; ``level``, and at that level ``loss`` (above 0), ``doubt`` (share of
        draws in which it is none) and ``certain`` (below :data:`CERTAIN`); ``key``, ``peers``, ``driver``,
        ``excess`` and ``price_change`` of :func:`wcm_helpers.methods.whale_curve.main_driver`, and
        ``driver_change``, of the driver's own cost: overheads do not fall with it.
    """
    parts = [_at_level(level, customers, billed, drivers[level], classes) for level in LEVELS]
    both = pd.concat(parts, ignore_index=True)
    both = both.sort_values("certain", ascending=False, kind="stable").drop_duplicates("customer_id")
    order = {"by": ["certain", "loss", "customer_id"], "ascending": [False, False, True]}
    return both.sort_values(**order, ignore_index=True)


def _at_level(
    level: str, customers: pd.DataFrame, billed: pd.Series, drivers: pd.DataFrame, classes: pd.Series
) -> pd.DataFrame:
    names, drivers = LEVELS[level], drivers.reindex(billed.index)
    whole, own = (drivers[part].fillna(0).astype("int64") for part in ("whole", "own"))
    why = main_driver(billed, whole, classes.reindex(billed.index)).customers
    why = why.drop(columns=["margin", "driver_change", "expected_margin"])
    why.index = why.index.astype(customers["customer_id"].dtype)  # without a row it has another type
    rows = customers[(customers[names.margin] < 0) & (customers["billed"] >= 0)]
    rows = rows.assign(level=level, loss=-rows[names.margin], doubt=rows[names.turns])
    rows = rows.merge(why, how="left", left_on="customer_id", right_index=True)
    return rows.assign(
        certain=rows["doubt"] < CERTAIN,
        driver_change=[_change(row, own) for row in rows.to_dict("records")],
    ).astype({"excess": "float64", "price_change": "float64", "driver_change": "float64"})


def _change(row: Mapping[str, object], own: pd.DataFrame) -> float:
    """Return the share by which the driver's own cost must fall; NaN where it alone cannot do it."""
    cost = int(own.loc[row["customer_id"], row["driver"]]) if row["key"] == "driver" else 0
    change = row["loss"] / cost if cost > 0 else float("nan")
    return change if change <= 1 else float("nan")


def costs_by_driver(costing: Costing, pools: pd.DataFrame) -> pd.DataFrame:
    """Return the costs of each customer by activity and storage, overheads included and apart.

    Overheads are shared by the cost so far, so each activity carries its part of them, without a remainder.

    Parameters
    ----------
    costing : Costing
    pools : pd.DataFrame, by pool
        ``kind``.

    Returns
    -------
    pd.DataFrame of int, customers × (``whole`` or ``own``, driver)
        ``whole`` with overheads, ``own`` without; both with :data:`OVERHEAD` as the last driver, which has in
        ``whole`` what no other cost of the customer can carry.
    """
    overhead = costing.lines["pool"].map(pools["kind"]) == "overhead"
    lines = costing.lines.assign(driver=costing.lines["activity"].where(~overhead, OVERHEAD))
    sums = lines.pivot_table(index="customer", columns="driver", values="cost", aggfunc="sum", fill_value=0)
    drivers = sorted({*sums.columns} - {OVERHEAD})
    own = sums.reindex(columns=[*drivers, OVERHEAD]).fillna(0).astype("int64")
    whole = [_spread(row[:-1], row[-1]) for row in own.to_numpy().tolist()]
    with_overheads = pd.DataFrame(whole, index=own.index, columns=own.columns, dtype="int64")
    return pd.concat({"whole": with_overheads, "own": own}, axis=1)


def _spread(costs: list[int], overhead: int) -> list[int]:
    """Return costs with overheads shared by their size, and last the overheads that have none to follow.

    Examples
    --------
    >>> _spread([300, 100], 200), _spread([0], 200)
    ([500, 100, 0], [0, 200])
    """
    weights = [max(cost, 0) for cost in costs]
    if not sum(weights):
        return [*costs, overhead]
    parts = whole_parts(overhead, weights, sum(weights))[:-1]
    return [*(cost + part for cost, part in zip(costs, parts, strict=True)), 0]
