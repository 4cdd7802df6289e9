"""Who is moving, by the rule or officially, and the exact reasons in money."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from wcm_helpers.core.formats import SCALE, missing
from wcm_helpers.methods import abc
from wcm_helpers.methods.split import CAUSES, Setting, split_change
from wcm_helpers.reports.classification.customer_months import CustomerMonths, covers_window, window_values
from wcm_helpers.reports.classification.official_classes import Official, letters_on_record

MARGIN = ("before", *CAUSES, "after")
COLUMNS = (
    "customer_id", "computed_before", "computed", "official_before", "official", "state", "official_reason",
    "waiting", "compared_with", "value_before", "value", "cause", *MARGIN,
)  # fmt: skip
_ORDER = ("moved", "waiting", "held", "returned")


def find_moves(
    official: Official,
    book: CustomerMonths,
    rules: Mapping[str, abc.Rule],
    by_month: Mapping[str, pd.DataFrame],
    recorded: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return who moved this month or waits for its move to be confirmed, each with the split of the change.

    Parameters
    ----------
    official : Official
        The official classes up to the month under review, the last one.
    book, rules, by_month
        The book, the rule of every month, the classes by the rule alone.
    recorded : pd.DataFrame, optional
        ``customer_id``, ``month``, ``class``, ``value``: what was reported of earlier windows, by the measure
        the rule of then counts.

    Returns
    -------
    pd.DataFrame
        One row a customer, officially moved ones first, then waiting ones, then those that came back, the
        weightiest first. ``computed_before``, ``computed``, ``official_before``, ``official`` (None: no
        class); ``state`` moved, waiting (the class by the rule is not the official one) or returned (it moved
        this month to the official one); ``waiting`` months so far; ``compared_with``, the month the change is
        told against: the last one in which the customer had, by the rule, the official class it had before;
        ``cause`` own, others, either or together, as in ``abc.reasons_for_moves``; rule or correction where
        that part of the change is the greatest; unknown where the window then was not full; and the margin
        to the limit ``before`` and ``after`` with its parts ``own``, ``others``, ``rule``, ``correction``
        (ten-thousandths, whole cents, which add up; missing where unknown).
    """
    months = list(by_month)
    if len(months) < 2:
        return pd.DataFrame(columns=list(COLUMNS))
    rows = _moves(official, months, recorded)
    frames = [
        _explained(group, month, months[-1], book, rules, by_month, recorded)
        for month, group in rows.groupby("compared_with", sort=True)
    ]
    if not frames:
        return pd.DataFrame(columns=list(COLUMNS))
    found = pd.concat(frames).reset_index()
    found["weight"] = found[["value_before", "value"]].max(axis=1)
    found["place"] = found["state"].map(_ORDER.index)
    found = found.sort_values(
        ["place", "weight", "customer_id"], ascending=[True, False, True], ignore_index=True
    )
    for name in ("computed_before", "computed", "official_before", "official"):  # None, not NaN
        found[name] = found[name].astype(object).where(found[name].notna(), None)
    return found[list(COLUMNS)]


def directions_of(moves: pd.DataFrame) -> dict[str, int]:
    """Return how many classes by the rule went up and down against the month before, entered and left.

    Examples
    --------
    >>> letters = pd.DataFrame({"computed_before": ["B", None, "C"], "computed": ["A", "C", "C"]})
    >>> directions_of(letters)
    {'up': 1, 'entered': 1}
    """
    found: dict[str, int] = {}
    for old, new in zip(moves["computed_before"], moves["computed"], strict=True):
        gone = [missing(letter) for letter in (old, new)]
        if old != new and not all(gone):  # A comes before B before C before N
            way = "entered" if gone[0] else "left" if gone[1] else "up" if new < old else "down"
            found[way] = found.get(way, 0) + 1
    return found


def _moves(official: Official, months: list[str], recorded: pd.DataFrame | None) -> pd.DataFrame:
    last, before = months[-1], months[-2]
    told, computed = official.path.official, official.computed
    frame = pd.DataFrame(
        {
            "computed_before": computed[before],
            "computed": computed[last],
            "official_before": told[before],
            "official": told[last],
            "official_reason": official.path.reasons[last],
            "waiting": official.customers["waiting"],
        }
    )
    moved = _differ(frame["official_before"], frame["official"])
    differs = _differ(frame["computed"], frame["official"]) & frame["official"].notna()
    crossed = _differ(frame["computed_before"], frame["computed"])
    forced = frame["official_reason"] == "override"  # an override waits for nothing
    state = pd.Series("", index=frame.index).mask(crossed, "returned").mask(differs & ~forced, "waiting")
    state = state.mask(crossed & differs & forced, "held")
    frame = frame.assign(state=state.mask(moved, "moved"))
    frame = frame[frame["state"] != ""]
    as_told = _as_told(computed.loc[frame.index], recorded)
    since = [
        _compared_with(letters, official, state, months)
        for letters, official, state in zip(
            as_told[months].to_numpy(dtype=object), frame["official_before"], frame["state"], strict=True
        )
    ]
    return frame.assign(compared_with=pd.Series(since, index=frame.index, dtype=object))


def _as_told(computed: pd.DataFrame, recorded: pd.DataFrame | None) -> pd.DataFrame:
    """Return the classes by the rule as they were reported, where there is a record; else as known now."""
    if recorded is None or recorded.empty:
        return computed
    told = letters_on_record(recorded, "class", computed)
    return computed.where(told.isna(), told)


def _differ(one: pd.Series, other: pd.Series) -> pd.Series:
    differ = one.to_numpy(dtype=object) != other.to_numpy(dtype=object)
    return pd.Series(differ, index=one.index, dtype=bool)


def _compared_with(letters: np.ndarray, official: str | None, state: str, months: list[str]) -> str:
    """Return the last month before in which the class by the rule, as told then, was the official one."""
    if state != "returned":
        for place in range(len(months) - 2, -1, -1):
            if letters[place] == official:
                return months[place]
    return months[-2]


def _explained(
    group: pd.DataFrame,
    month: str,
    last: str,
    book: CustomerMonths,
    rules: Mapping[str, abc.Rule],
    by_month: Mapping[str, pd.DataFrame],
    recorded: pd.DataFrame | None,
) -> pd.DataFrame:
    """Return the rows that are compared with one month, with values, cause and the split of the margin."""
    then, now = rules[month], rules[last]
    known, arrived = by_month[month]["value"], by_month[last]["value"]
    rebased = known if then == now else window_values(book, month, now.window_months, now.value)
    reported = _reported(recorded, month, known)
    old = group["computed_before"].where(group["state"] == "returned", group["official_before"])
    settings = (Setting(reported, then), Setting(known, then), Setting(rebased, now), Setting(arrived, now))
    split = split_change(group.index, _limits(old, group["computed"]), *settings).astype("Int64")
    both = group["computed"].notna() & old.notna()
    cause = abc.reasons_for_moves(rebased, arrived, group.index, now).where(both, "own")
    cause = _by_the_greatest(cause, split)
    if not covers_window(book, month, then.window_months):  # a shorter window then: its sums are no measure
        split, cause = split.mask(split["own"].notna()), "unknown"
    return group.assign(
        value_before=known.reindex(group.index, fill_value=0),
        value=arrived.reindex(group.index, fill_value=0),
        cause=cause,
    ).join(split)


def _by_the_greatest(cause: pd.Series, split: pd.DataFrame) -> pd.Series:
    """Return the causes, but the rule or the correction where that part is the greatest of all."""
    parts = split[list(CAUSES)].astype("float64").abs()
    greatest = parts.idxmax(axis=1)
    other = greatest.isin(["rule", "correction"]) & (parts.max(axis=1) > 0)
    return cause.mask(other, greatest)


def _limits(old: pd.Series, new: pd.Series) -> pd.Series:
    """Return which limit lies between two classes: that of the better one; N and none have no share."""
    letters = [min(a or "N", b or "N") for a, b in zip(old, new, strict=True)]
    return pd.Series(letters, index=old.index).map(
        {"A": "limit_a", "B": "limit_b", "C": "value", "N": "value"}
    )


def _reported(recorded: pd.DataFrame | None, month: str, known: pd.Series) -> pd.Series:
    """Return the window as it was reported, as far as there is a record that tells values."""
    if recorded is None or recorded.empty:
        return known
    held = recorded[recorded["month"] == month]
    held = held.drop_duplicates("customer_id", keep="last").set_index("customer_id")["value"].astype("int64")
    if not held.any():
        return known
    # A record is written to the cent; what only rounding sets apart was not corrected.
    there = held.index.intersection(known.index)
    same = (held[there] - known[there]).abs() < SCALE // 100
    return held.mask(held.index.isin(there[same]), known.reindex(held.index))
