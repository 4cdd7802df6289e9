"""Invent the customers: their properties, their behaviour, and their revenue of every month."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import NormalDist

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months, last_day, month_range
from wcm_helpers.sample import limits
from wcm_helpers.sample.behaviour import since_and_shape
from wcm_helpers.sample.chance import stream
from wcm_helpers.sample.names import INDUSTRIES, company_names
from wcm_helpers.sample.seasons import season

#: Customers of 150 with each behaviour, and their range by size: 0 the largest, 1 the smallest. The rest
#: is stable.
_MIX = {
    "growing": (12, 0.06, 0.75),
    "declining": (12, 0.24, 0.92),
    "new": (12, 0.03, 0.90),
    "lost": (10, 0.14, 0.90),
    "won_back": (4, 0.12, 0.60),
    "limit": (6, 0.15, 0.45),
    "seasonal": (8, 0.05, 0.80),
    "storage": (2, 0.30, 0.70),
    "tie": (2, 0.55, 0.56),
    "negative": (1, 0.80, 0.81),
    "tail": (15, 0.80, 1.00),
}
_MIX_OF = 150
#: Behaviour, number by size, class whose lower limit is crossed, months before the last.
_CROSSINGS = (
    ("growing", 1, "A", 0), ("growing", 2, "A", 4), ("growing", 3, "A", 9), ("growing", 6, "B", 0),
    ("growing", 8, "B", 6), ("declining", 1, "A", 0), ("declining", 2, "A", 5), ("declining", 6, "B", 2),
    ("declining", 8, "B", 8),
)  # fmt: skip
_NEAR = (0.796, 0.804, 0.945, 0.949, 0.951, 0.955)
_MEDIAN_FEN = 550_000  # monthly revenue of the median customer
_SPREAD = 1.72  # of the logarithm: a sixth of the customers then bring four fifths of the revenue
_SEASONAL = 2.5  # power of the season of clothes for seasonal customers
_REGIONS = ("浙江", "江苏", "上海", "安徽", "广东", "福建")
_TYPES = ("合同仓储", "电商仓配", "平台", "散客")


@dataclass(frozen=True)
class World:
    """The months, the customers by id, and their revenue.

    ``customers`` has the columns of customers.csv and of its truth: behaviour, since, from_class, to_class,
    crosses_in, note. ``billed`` and ``credited`` are customers by months, in fen; revenue is the
    difference.
    """

    months: list[str]
    customers: pd.DataFrame
    billed: np.ndarray
    credited: np.ndarray


def build(seed: int, customers: int, months: int, last_month: str, volume: float) -> World:
    """Return the invented world, without the rows of its exports; arguments as in ``write_sample``."""
    names = _months(last_month, months)
    frame = _people(seed, customers)
    shapes, frame = _shapes(frame, names, seed)
    billed = shapes * frame["level"].to_numpy()[:, None]
    credited = _credits(frame, billed, seed)
    crossings, nears = _targets(frame, months)
    billed = limits.settle(billed - credited, crossings, nears) + credited
    tied = np.flatnonzero(frame["behaviour"] == "tie")
    billed[tied] = billed[tied[:1]]
    billed, credited = (np.rint(part * volume).astype("int64") for part in (billed, credited))
    frame = _with_dates(frame, billed - credited, crossings, names, seed)
    order = np.argsort(frame["start_date"].to_numpy(), kind="stable")
    frame = frame.iloc[order].reset_index(drop=True)
    frame.insert(0, "customer_id", [f"C{n:05d}" for n in range(1, customers + 1)])
    return World(names, frame, billed[order], credited[order])


def _months(last_month: str, months: int) -> list[str]:
    return month_range(add_months(last_month, 1 - months), last_month)


def _people(seed: int, customers: int) -> pd.DataFrame:
    """Return the customers by size; electronics and pharma lead among the large."""
    chance = stream(seed, 1)
    frame = pd.DataFrame({"behaviour": _behaviours(customers)})
    place = (np.arange(customers) + 0.5) / customers
    frame["level"] = [_MEDIAN_FEN * np.exp(_SPREAD * NormalDist().inv_cdf(1 - at)) for at in place]
    leading = chance.random(customers) < np.where(place < 0.17, 0.82, 0.13)
    others = chance.integers(2, len(INDUSTRIES), customers)
    frame["industry"] = np.array(INDUSTRIES)[np.where(leading, chance.integers(0, 2, customers), others)]
    kind = np.minimum((chance.random(customers) * (1.4 + 2.6 * place)).astype(int), 3)
    frame["customer_type"] = np.where(frame["behaviour"] == "tail", "散客", np.array(_TYPES)[kind])
    frame.loc[frame["behaviour"] == "storage", "customer_type"] = "合同仓储"
    frame.loc[frame["behaviour"] == "tie", ["industry", "customer_type"]] = ["家居", "合同仓储"]
    frame["customer_name"] = company_names(frame["industry"].tolist(), chance)
    frame["region"] = np.array(_REGIONS)[np.minimum(chance.geometric(0.38, customers) - 1, 5)]
    frame["account_manager_id"] = [f"M{n:02d}" for n in chance.integers(1, 9, customers)]
    frame["public_sector"] = chance.random(customers) < 0.06
    guess = place + chance.normal(0, 0.08, customers)  # the class from before any was computed
    frame["current_level"] = np.select([guess < 0.15, guess < 0.45], ["大", "一般"], "小客户")
    frame.loc[chance.random(customers) < 0.2, "current_level"] = ""
    return frame


def _behaviours(customers: int) -> list[str]:
    """Return the behaviour of each customer, the largest first; each is spread over its range of sizes."""
    places = []
    for behaviour, (of_mix, low, high) in _MIX.items():
        count = of_mix * customers // _MIX_OF
        count -= count % 2 if behaviour == "tie" else 0
        places += [(low + (high - low) * (n + 0.5) / count, behaviour) for n in range(count)]
    behaviours = ["stable"] * customers
    for place, behaviour in sorted(places):
        row = int(place * customers)
        while behaviours[row] != "stable":
            row = (row + 1) % customers
        behaviours[row] = behaviour
    return behaviours


def _shapes(frame: pd.DataFrame, months: list[str], seed: int) -> tuple[np.ndarray, pd.DataFrame]:
    """Return the course of each customer in units of its level, and the customers with ``since``."""
    chance = stream(seed, 2)
    seasons = {industry: np.array([season(industry, month) for month in months]) for industry in INDUSTRIES}
    since, rows = [], []
    turn = frame.groupby("behaviour").cumcount()
    for behaviour, industry, nth in zip(frame["behaviour"], frame["industry"], turn, strict=True):
        started, shape = since_and_shape(behaviour, nth, len(months), chance)
        year = seasons[industry]
        rows.append(shape * (seasons["服装"] ** _SEASONAL if behaviour == "seasonal" else year))
        since.append(started)
    return np.array(rows), frame.assign(since=since)


def _credits(frame: pd.DataFrame, billed: np.ndarray, seed: int) -> np.ndarray:
    """Return the credit notes: few and small, except for the customer credited more than it is billed."""
    chance = stream(seed, 3)
    share = np.where(chance.random(billed.shape) < 0.02, chance.uniform(0.01, 0.06, billed.shape), 0.0)
    planted = frame["behaviour"].isin(["limit", "tie", "growing", "declining", "negative", "storage"])
    share[planted] = 0.0
    credited = billed * share
    for row in np.flatnonzero(frame["behaviour"] == "negative"):
        credited[row, max(1, billed.shape[1] - 9)] = 2.5 * billed[row, 0]
    return credited


def _targets(frame: pd.DataFrame, months: int) -> tuple[list[limits.Crossing], list[limits.Near]]:
    rows = {name: part.index.tolist() for name, part in frame.groupby("behaviour")}
    crossings = [
        limits.Crossing(rows[name][nth], limit, months - 1 - ago, name == "growing")
        for name, nth, limit, ago in _CROSSINGS
        if nth < len(rows.get(name, []))
    ]
    nears = [limits.Near(row, _NEAR[n % 6]) for n, row in enumerate(rows.get("limit", []))]
    return crossings, nears


def _with_dates(
    frame: pd.DataFrame, net: np.ndarray, crossings: list[limits.Crossing], months: list[str], seed: int
) -> pd.DataFrame:
    """Return the customers with the crossings achieved, and the dates and status of their behaviour."""
    frame = frame.assign(from_class="", to_class="", crosses_in="", note=frame["behaviour"].map(_NOTES))
    for crossing in crossings:
        if crossing.month >= limits.WINDOW and limits.crosses(net, crossing):
            pair = {"A": ("B", "A"), "B": ("C", "B")}[crossing.limit]
            change = [*(pair if crossing.up else pair[::-1]), months[crossing.month]]
            frame.loc[crossing.row, ["from_class", "to_class", "crosses_in"]] = change
    frame["since"] = [months[n] for n in frame["since"]]
    first = date.fromisoformat(months[0] + "-01")
    earlier = [first - timedelta(days=n) for n in stream(seed, 6).integers(30, 2900, len(frame)).tolist()]
    new = frame["behaviour"] == "new"
    begins = [date.fromisoformat(f"{month}-01") for month in frame["since"]]
    frame["start_date"] = [str(b if is_new else a) for a, b, is_new in zip(earlier, begins, new, strict=True)]
    lost = frame["behaviour"] == "lost"
    ends = [last_day(months[max(0, months.index(month) - 1)]) for month in frame["since"]]
    frame["end_date"] = [str(end) if gone else "" for end, gone in zip(ends, lost, strict=True)]
    frame["status"] = np.select([lost, frame["behaviour"] == "negative"], ["ended", "paused"], "active")
    frame["contractual"] = frame["customer_type"].isin(["合同仓储", "电商仓配"])
    return frame


_NOTES = {
    "stable": "season and small noise only",
    "growing": "grows all the time",
    "declining": "shrinks all the time",
    "new": "first billed in this month",
    "lost": "nothing any more from this month on",
    "won_back": "back in this month after a gap",
    "limit": "about 80 % or 95 % of the last 12 months' revenue lies before it",
    "seasonal": "lives from November and June",
    "storage": "billed for storage only, has no orders",
    "tie": "billed exactly as much as the other tied customer",
    "negative": "gets more credited than billed in the last 12 months",
    "tail": "small, in some months only",
}
