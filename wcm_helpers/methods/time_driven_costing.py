"""Time-driven costs of customers: what each used of each pool, at the rate of its practical capacity.

The rate of a pool is its cost divided by its practical capacity, so that capacity nobody used has a cost of
its own and burdens no customer. A pool used beyond its capacity (overtime) has no unused capacity, which is
never negative: its rate is its cost divided by what was used, and ``over`` says by how much. Overheads have
no capacity; they are shared by their own usage rows, or else by the cost so far. Every pool adds up to its
ledger amount without a remainder.

Amounts, capacities and usage are whole ten-thousandths. Source: R. S. Kaplan and S. R. Anderson,
"Time-Driven Activity-Based Costing", Harvard Business Review 82 (2004).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

#: Amounts are ten-thousandths: a cent, or a fen, is a hundred of them.
_CENT = 100
#: By activity and minutes, by footprint and days, and what is shared once these are known.
KINDS = ("labour", "space", "overhead")


@dataclass(frozen=True)
class Costing:
    """The costs of a period, by customer and by pool.

    Attributes
    ----------
    customers : pd.DataFrame of int, customers × pools
        Both sorted; every pool of the ledger has a column.
    lines : pd.DataFrame
        The same by ``customer``, ``pool`` and ``activity``: ``used`` and ``cost`` (int).
    pools : pd.DataFrame, by pool, sorted
        ``kind``; ``amount`` of the ledger = ``charged`` to customers + ``unused_amount``; ``capacity``,
        ``used``, ``unused``, ``over``; ``rate`` (amount of one unit; NaN where there is none); ``key`` (what
        it is shared by: ``capacity``, ``usage`` above it or without it, ``cost_so_far``, or ``nothing``).
    faults : dict of str to tuple of str
        Pools by fault: ``no_usage`` (all of it unused), ``no_capacity``, ``over_capacity``, ``zero`` and
        ``negative`` amounts.
    without_pool : pd.DataFrame
        Usage of pools that are not in the ledger: ``customer``, ``pool``, ``activity``, ``used``. It costs
        nothing here.
    """

    customers: pd.DataFrame
    lines: pd.DataFrame
    pools: pd.DataFrame
    faults: dict[str, tuple[str, ...]]
    without_pool: pd.DataFrame


def usage_of(volumes: pd.DataFrame, standards: pd.DataFrame) -> pd.DataFrame:
    """Return what customers used of the pools: volume × standard of each activity.

    Parameters
    ----------
    volumes : pd.DataFrame
        ``customer``, ``activity``, ``volume`` (whole: lines, orders, pallet days).
    standards : pd.DataFrame, by activity
        ``pool`` and ``per_unit`` (whole ten-thousandths of a minute, of a pallet day, …).

    Returns
    -------
    pd.DataFrame
        ``customer``, ``pool``, ``activity``, ``used`` (whole ten-thousandths), sorted, for
        :func:`time_driven_costs`. The pool of an activity without a standard is missing, and its ``used`` is
        the volume.

    Examples
    --------
    >>> volumes = pd.DataFrame({"customer": ["c1"], "activity": ["pick"], "volume": [200]})
    >>> standards = pd.DataFrame({"pool": ["floor"], "per_unit": [5_000]}, index=["pick"])
    >>> usage_of(volumes, standards)["used"].tolist()  # 200 lines of half a minute
    [1000000]
    """
    timed = volumes.merge(standards, how="left", left_on="activity", right_index=True)
    per_unit = timed["per_unit"].astype("Int64").fillna(1).astype("int64")
    timed["used"] = timed["volume"].astype("int64") * per_unit
    keys = ["customer", "pool", "activity"]
    return timed.groupby(keys, dropna=False, sort=True)["used"].sum().reset_index()


def time_driven_costs(pools: pd.DataFrame, usage: pd.DataFrame) -> Costing:
    """Return the costs of customers at the rates of practical capacity, unused capacity apart.

    Parameters
    ----------
    pools : pd.DataFrame, by pool (unique)
        ``kind`` (:data:`KINDS`), ``amount`` (whole ten-thousandths) and ``capacity`` (whole ten-thousandths
        of the pool's unit; missing for overheads).
    usage : pd.DataFrame
        ``customer``, ``pool``, ``used`` (whole, not negative, in the unit of the capacity) and, if known,
        ``activity``.

    Returns
    -------
    Costing

    Raises
    ------
    ValueError
        If a pool is there twice or of another kind, or usage is missing or negative.

    Examples
    --------
    Kaplan and Anderson: 560,000 for 700,000 minutes, of which 578,600 are used: 0.80 a minute.

    >>> pools = pd.DataFrame({"kind": "labour", "amount": 560_000 * 10_000, "capacity": 700_000 * 10_000},
    ...                      index=["service"])
    >>> usage = pd.DataFrame({"customer": ["c1"], "pool": ["service"], "used": [578_600 * 10_000]})
    >>> row = time_driven_costs(pools, usage).pools.loc["service"]
    >>> float(row["rate"]), *(int(row[name]) // 10_000 for name in ("charged", "unused_amount", "unused"))
    (0.8, 462880, 97120, 121400)
    """
    _require(pools, usage)
    rows, without_pool = _rows_by_pool(pools, usage)
    lines, table = [], []
    so_far: dict[str, int] = {}
    # Overheads come last: each is shared by the cost without any of them, whatever their order.
    for overhead in (False, True):
        part = []
        for name in sorted(pools.index[(pools["kind"] == "overhead") == overhead]):
            pool_lines, row = _shared(name, pools.loc[name], rows.get(name, []), so_far)
            part += pool_lines
            table.append(row)
        lines += part
        for line in part:
            so_far[line.customer] = so_far.get(line.customer, 0) + line.cost
    return _costing(pools, lines, table, without_pool)


def whole_parts(amount: int, weights: Sequence[int], whole: int) -> list[int]:
    """Return the parts of an amount by weights and, last, the rest of the whole, in cents that add up.

    Parameters
    ----------
    amount : int
        Ten-thousandths, of either sign. What is less than a cent goes with the first cent given to a
        remainder, so that the parts add up whatever the amount.
    weights : sequence of int
        Not negative. The largest remainders get a cent more; equal ones are served in their order, the rest
        of the whole last.
    whole : int
        At least the sum of the weights, and above 0.

    Examples
    --------
    One unit of money among three, then among two of three:

    >>> whole_parts(10_000, [1, 1, 1], 3), whole_parts(10_000, [1, 1], 3)
    ([3400, 3300, 3300, 0], [3400, 3300, 3300])
    """
    every = [*weights, whole - sum(weights)]
    sign, (cents, below) = (-1 if amount < 0 else 1), divmod(abs(amount), _CENT)
    shares = [divmod(cents * weight, whole) for weight in every]
    parts = [share * _CENT for share, _rest in shares]
    ranked = sorted(range(len(every)), key=lambda place: (-shares[place][1], every[place] == 0, place))
    left = cents - sum(share for share, _rest in shares)
    for place in ranked[:left]:
        parts[place] += _CENT
    parts[ranked[0]] += below
    return [sign * part for part in parts]


def _require(pools: pd.DataFrame, usage: pd.DataFrame) -> None:
    if not pools.index.is_unique:
        raise ValueError("a pool is there twice")
    if not pools["kind"].isin(KINDS).all():
        raise ValueError(f"the kind of a pool is one of {', '.join(KINDS)}")
    if usage["used"].isna().any() or (usage["used"] < 0).any():
        raise ValueError("usage is missing or negative")
    if (pools["capacity"] < 0).any():
        raise ValueError("a capacity is negative")


class _Line(NamedTuple):
    customer: str
    pool: str
    activity: str
    used: int
    cost: int = 0


def _rows_by_pool(pools: pd.DataFrame, usage: pd.DataFrame) -> tuple[dict[str, list[_Line]], pd.DataFrame]:
    """Return the usage of each pool by customer and activity, sorted, and the usage of other pools."""
    activities = usage["activity"] if "activity" in usage.columns else usage["pool"]
    columns = (usage["customer"], usage["pool"], activities)
    totals: dict[tuple[str, ...], int] = {}
    for *key, used in zip(*(column.tolist() for column in columns), usage["used"].tolist(), strict=True):
        totals[tuple(key)] = totals.get(tuple(key), 0) + int(used)
    known, by_pool, others = {*pools.index}, {}, []
    for (customer, pool, activity), used in totals.items():
        rows = by_pool.setdefault(pool, []) if pool in known else others
        rows.append(_Line(customer, pool, activity, used))
    for rows in by_pool.values():
        rows.sort()
    fields = ["customer", "pool", "activity", "used"]
    without_pool = pd.DataFrame([line[:4] for line in others], columns=fields)
    return by_pool, without_pool.sort_values(fields, ignore_index=True)


def _shared(
    name: str, pool: pd.Series, rows: list[_Line], so_far: dict[str, int]
) -> tuple[list[_Line], dict[str, object]]:
    """Return the lines of one pool with their cost, and its row of the table of pools."""
    amount, used = int(pool["amount"]), sum(line.used for line in rows)
    overhead = pool["kind"] == "overhead"
    capacity = 0 if overhead or pd.isna(pool["capacity"]) else int(pool["capacity"])
    weights, whole = [line.used for line in rows], max(capacity, used)
    by_cost = overhead and not used
    if by_cost:
        rows = [_Line(customer, name, name, 0) for customer in sorted(so_far) if so_far[customer] > 0]
        weights = [so_far[line.customer] for line in rows]
        whole = sum(weights)
    parts = whole_parts(amount, weights, whole) if whole else [*(0 for _ in weights), amount]
    row = {
        "pool": name,
        "kind": pool["kind"],
        "amount": amount,
        "charged": amount - parts[-1],
        "unused_amount": parts[-1],
        "capacity": capacity,
        "used": used,
        "unused": max(capacity - used, 0),
        "over": max(used - capacity, 0) if capacity else 0,
        "rate": amount / whole if whole and not by_cost else float("nan"),
        "key": _key(whole, capacity, used, by_cost=by_cost),
    }
    return [line._replace(cost=part) for line, part in zip(rows, parts[:-1], strict=True)], row


def _key(whole: int, capacity: int, used: int, *, by_cost: bool) -> str:
    if not whole:
        return "nothing"
    if by_cost:
        return "cost_so_far"
    return "capacity" if capacity >= used else "usage"


def _costing(
    pools: pd.DataFrame, lines: list[_Line], rows: list[dict[str, object]], without_pool: pd.DataFrame
) -> Costing:
    names, ordered = sorted(pools.index), sorted(lines)
    by_customer: dict[str, dict[str, int]] = {}
    for line in ordered:
        costs = by_customer.setdefault(line.customer, dict.fromkeys(names, 0))
        costs[line.pool] += line.cost
    customers = pd.DataFrame(
        [*by_customer.values()], pd.Index([*by_customer], name="customer", dtype=object), names, dtype="int64"
    )
    table = pd.DataFrame(rows, columns=_POOL_COLUMNS).set_index("pool").reindex(names)
    bounded = table["kind"] != "overhead"
    faults = {
        "no_usage": bounded & (table["used"] == 0),
        "no_capacity": bounded & (table["capacity"] == 0),
        "over_capacity": table["over"] > 0,
        "zero": table["amount"] == 0,
        "negative": table["amount"] < 0,
    }
    return Costing(
        customers=customers,
        lines=pd.DataFrame(ordered, columns=list(_Line._fields)),
        pools=table,
        faults={fault: tuple(table.index[which]) for fault, which in faults.items() if which.any()},
        without_pool=without_pool,
    )


_POOL_COLUMNS = [
    "pool", "kind", "amount", "charged", "unused_amount", "capacity", "used", "unused", "over", "rate", "key",
]  # fmt: skip
