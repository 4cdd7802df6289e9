"""Waiting under two rules: first come, first served, and large customers first, on a month's own orders.

Orders wait for the first of several servers to be free and are not interrupted. With ageing, an order of a
lower class is treated as if it had come later by so many minutes a class: nobody is overtaken by an order
that came more than that after them, so that a C customer never starves. Without work more waits for nobody:
with one server Σ minutes × wait is the same under every rule (L. Kleinrock, Naval Research Logistics
Quarterly 12, 1965), what A gains others pay. Time is working time: minutes since the month began, nights
left out.

A heap is all this needs; a simulation library would bring a process for each order and nothing else.
"""

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

#: First come, first served; strictly by class; by class with ageing.
FIRST_COME, BY_CLASS, AGEING = "first_come", "by_class", "ageing"
PERCENTILES = (0.5, 0.9, 0.95)


@dataclass(frozen=True)
class Waits:
    """What waiting would have been under several rules.

    Attributes
    ----------
    orders : pd.DataFrame, by order, sorted
        ``class``, ``minutes``, and the wait in minutes under each rule.
    by_class : pd.DataFrame
        By ``rule`` and ``class`` (in their order, only those with orders): ``orders``, ``mean``, ``p50``,
        ``p90``, ``p95`` (the smallest wait that so many orders do not exceed) and ``largest``.
    work : float
        Minutes of work done, the same under every rule.
    """

    orders: pd.DataFrame
    by_class: pd.DataFrame
    work: float


def servers_of(capacity: float, day: float) -> tuple[int, float]:
    """Return whole servers and their speed, which together do so many minutes of work a working day.

    Examples
    --------
    2,160 minutes in a day of 480 are four and a half people: four, each an eighth faster.

    >>> servers_of(2_160, 480)
    (4, 1.125)
    """
    servers = max(1, math.floor(capacity / day + 1e-9))
    return servers, capacity / day / servers


def compare_rules(
    orders: pd.DataFrame,
    servers: int,
    classes: Sequence[str],
    *,
    ageing: float,
    speed: float = 1.0,
) -> Waits:
    """Return the waits of the same orders under every rule.

    Parameters
    ----------
    orders : pd.DataFrame, by order id (unique)
        ``arrival`` (working minutes), ``minutes`` (of handling, not negative) and ``class``.
    servers : int
        At least 1.
    classes : sequence of str
        From the first to the last to be served.
    ageing : float
        Minutes of waiting that are worth a class.
    speed : float
        Minutes of work a server does in a minute, see :func:`servers_of`.

    Returns
    -------
    Waits

    Raises
    ------
    ValueError
        If an order is there twice or of no class, or a time is missing or negative.

    Examples
    --------
    One server is busy until minute 10; then C, which came first, or A, which came last.

    >>> orders = pd.DataFrame({"arrival": [0, 1, 2], "minutes": 10, "class": ["C", "C", "A"]},
    ...                       index=["o1", "o2", "o3"])
    >>> waits = compare_rules(orders, 1, ["A", "B", "C"], ageing=30).orders
    >>> waits["first_come"].tolist(), waits["by_class"].tolist()
    ([0.0, 9.0, 18.0], [0.0, 19.0, 8.0])
    """
    table = _checked(orders, servers, classes, ageing)
    ranks = pd.Index(classes).get_indexer(table["class"])
    arrival, minutes = (table[name].to_numpy(dtype=float) for name in ("arrival", "minutes"))
    work = minutes / speed
    waits = table[["class", "minutes"]].copy()
    for rule, place in ((FIRST_COME, arrival), (BY_CLASS, ranks), (AGEING, arrival + ageing * ranks)):
        waits[rule] = simulate(arrival, work, place, servers)
    return Waits(waits, _by_class(waits, classes), float(minutes.sum()))


def simulate(arrival: np.ndarray, work: np.ndarray, place: np.ndarray, servers: int) -> np.ndarray:
    """Return the wait of each order when the free server takes the waiting order of the lowest place.

    Parameters
    ----------
    arrival, work : np.ndarray of float
        When an order comes, and how long it takes.
    place : np.ndarray
        The lowest goes first; of equal ones the first that came, then the first in the arrays.
    servers : int

    Examples
    --------
    >>> simulate(np.array([0.0, 1.0, 1.0]), np.array([5.0, 5.0, 5.0]), np.array([0, 1, 0]), 1).tolist()
    [0.0, 9.0, 4.0]
    """
    coming = np.argsort(arrival, kind="stable").tolist()
    times, works, places = arrival.tolist(), work.tolist(), place.tolist()
    waits, free = np.zeros(len(times)), [0.0] * servers
    queue: list[tuple[float, float, int]] = []
    came, now = 0, 0.0
    for _order in coming:
        now = max(now, heapq.heappop(free))  # a server idle since earlier starts no order before it comes
        if not queue:
            now = max(now, times[coming[came]])
        while came < len(coming) and times[coming[came]] <= now:
            new = coming[came]
            heapq.heappush(queue, (places[new], times[new], new))
            came += 1
        _place, since, taken = heapq.heappop(queue)
        waits[taken] = now - since
        heapq.heappush(free, now + works[taken])
    return waits


def _checked(orders: pd.DataFrame, servers: int, classes: Sequence[str], ageing: float) -> pd.DataFrame:
    if servers < 1 or ageing < 0:
        raise ValueError("there is at least one server, and ageing is not negative")
    if not orders.index.is_unique:
        raise ValueError("an order is there twice")
    times = orders[["arrival", "minutes"]].astype(float)
    if times.isna().any(axis=None) or (times < 0).any(axis=None):
        raise ValueError("a time is missing or negative")
    if not orders["class"].isin(list(classes)).all():
        raise ValueError("an order is of no class")
    return orders.sort_index()


def _by_class(waits: pd.DataFrame, classes: Sequence[str]) -> pd.DataFrame:
    rows = []
    for rule in (FIRST_COME, BY_CLASS, AGEING):
        for name in classes:
            of_class = waits.loc[waits["class"] == name, rule].to_numpy()
            if not len(of_class):
                continue
            levels = np.quantile(of_class, PERCENTILES, method="inverted_cdf")
            rows.append([rule, name, len(of_class), of_class.mean(), *levels, of_class.max()])
    columns = ["rule", "class", "orders", "mean", "p50", "p90", "p95", "largest"]
    return pd.DataFrame(rows, columns=columns)
