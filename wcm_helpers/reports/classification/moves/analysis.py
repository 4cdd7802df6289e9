"""The movers of a month, by the rule or officially, and the causes of each change in money."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from wcm_helpers.classes.customer_months import CustomerMonths, covers_window, window_values
from wcm_helpers.classes.official_classes import Official, letters_on_record
from wcm_helpers.core.formats import SCALE, missing
from wcm_helpers.methods import abc
from wcm_helpers.methods.split import CAUSES, Setting, split_change

MARGIN = ("before", *CAUSES, "after")
COLUMNS = (
    "customer_id", "computed_before", "computed", "official_before", "official", "state", "official_reason",
    "waiting", "compared_with", "value_before", "value", "cause", *MARGIN,
)  # fmt: skip
_ORDER = ("moved", "waiting", "overridden", "returned")


def find_moves(
    official: Official,
    customer_months: CustomerMonths,
    rules: Mapping[str, abc.Rule],
    by_month: Mapping[str, pd.DataFrame],
    recorded: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the customers whose class changed or waits to be confirmed, each with the split of the change.

    Parameters
    ----------
    official : Official
        The official classes up to the month under review, the last one.
    customer_months : CustomerMonths
    rules : mapping of month to Rule
        The rule in force in each month.
    by_month : mapping of month to pd.DataFrame
        The classes by the rule, as ``abc.classify`` returns them, oldest first.
    recorded : pd.DataFrame, optional
        ``customer_id``, ``month``, ``class``, ``value``: earlier windows as reported, by the measure
        of the rule then in force.

    Returns
    -------
    pd.DataFrame
        One row per customer, in the order of ``state``, then by falling value. ``computed_before``,
        ``computed``, ``official_before``, ``official`` (None: no class); ``state`` moved, waiting (the class
        by the rule is not the official one), overridden (the same, but set by hand) or returned (the class by
        the rule changed into the official one); ``waiting``, months so far; ``compared_with``, the last month
        in which the customer had, by the rule, the official class it had before; ``value_before`` of that
        month and ``value`` of now, both by the rule of now (ten-thousandths); ``cause`` own, others, either
        or together, as in ``abc.reasons_for_moves``, rule or correction where that part of the change is the
        greatest, unknown where the window then was not full; and the margin to the limit ``before`` and
        ``after`` with its parts ``own``, ``others``, ``rule``, ``correction`` (ten-thousandths, whole cents,
        which add up; missing where unknown).
    """
    months = list(by_month)
    if len(months) < 2:
        return pd.DataFrame(columns=list(COLUMNS))
    rows = _moves(official, months, recorded)
    frames = [
        _explain(group, month, months[-1], customer_months, rules, by_month, recorded)
        for month, group in rows.groupby("compared_with", sort=True)
    ]
    if not frames:
        return pd.DataFrame(columns=list(COLUMNS))
    moves = pd.concat(frames).reset_index()
    moves["weight"] = moves[["value_before", "value"]].max(axis=1)
    moves["place"] = moves["state"].map(_ORDER.index)
    moves = moves.sort_values(
        ["place", "weight", "customer_id"], ascending=[True, False, True], ignore_index=True
    )
    for name in ("computed_before", "computed", "official_before", "official"):  # None, not NaN
        moves[name] = moves[name].astype(object).where(moves[name].notna(), None)
    return moves[list(COLUMNS)]


def directions_of(moves: pd.DataFrame) -> dict[str, int]:
    """Return the numbers of customers that went up, went down, entered and left, by the rule.

    Examples
    --------
    >>> letters = pd.DataFrame({"computed_before": ["B", None, "C"], "computed": ["A", "C", "C"]})
    >>> directions_of(letters)
    {'up': 1, 'entered': 1}
    """
    counts: dict[str, int] = {}
    for old, new in zip(moves["computed_before"], moves["computed"], strict=True):
        gone = [missing(letter) for letter in (old, new)]
        if old != new and not all(gone):  # A comes before B before C before N
            way = "entered" if gone[0] else "left" if gone[1] else "up" if new < old else "down"
            counts[way] = counts.get(way, 0) + 1
    return counts


def _moves(official: Official, months: list[str], recorded: pd.DataFrame | None) -> pd.DataFrame:
    last, before = months[-1], months[-2]
    path, computed = official.path.official, official.computed
    frame = pd.DataFrame(
        {
            "computed_before": computed[before],
            "computed": computed[last],
            "official_before": path[before],
            "official": path[last],
            "official_reason": official.path.reasons[last],
            "waiting": official.customers["waiting"],
        }
    )
    moved = _differ(frame["official_before"], frame["official"])
    differs = _differ(frame["computed"], frame["official"]) & frame["official"].notna()
    crossed = _differ(frame["computed_before"], frame["computed"])
    forced = frame["official_reason"] == "override"  # an override waits for nothing
    state = pd.Series("", index=frame.index).mask(crossed, "returned").mask(differs & ~forced, "waiting")
    state = state.mask(crossed & differs & forced, "overridden")
    frame = frame.assign(state=state.mask(moved, "moved"))
    frame = frame[frame["state"] != ""]
    reported = _as_reported(computed.loc[frame.index], recorded)
    since = [
        _compared_with(letters, official, state, months)
        for letters, official, state in zip(
            reported[months].to_numpy(dtype=object), frame["official_before"], frame["state"], strict=True
        )
    ]
    return frame.assign(compared_with=pd.Series(since, index=frame.index, dtype=object))


def _as_reported(computed: pd.DataFrame, recorded: pd.DataFrame | None) -> pd.DataFrame:
    """Return the classes by the rule as reported, where there is a record; else as computed now."""
    if recorded is None or recorded.empty:
        return computed
    reported = letters_on_record(recorded, "class", computed)
    return computed.where(reported.isna(), reported)


def _differ(one: pd.Series, other: pd.Series) -> pd.Series:
    differ = one.to_numpy(dtype=object) != other.to_numpy(dtype=object)
    return pd.Series(differ, index=one.index, dtype=bool)


def _compared_with(letters: np.ndarray, official: str | None, state: str, months: list[str]) -> str:
    """Return the last earlier month in which the class by the rule, as reported, was the official one."""
    if state != "returned":
        for place in range(len(months) - 2, -1, -1):
            if letters[place] == official:
                return months[place]
    return months[-2]


def _explain(
    group: pd.DataFrame,
    month: str,
    last: str,
    customer_months: CustomerMonths,
    rules: Mapping[str, abc.Rule],
    by_month: Mapping[str, pd.DataFrame],
    recorded: pd.DataFrame | None,
) -> pd.DataFrame:
    """Return the rows compared with one month, with values, cause and the split of the margin."""
    then, now = rules[month], rules[last]
    values_then, values_now = by_month[month]["value"], by_month[last]["value"]
    rebased = (
        values_then if then == now else window_values(customer_months, month, now.window_months, now.value)
    )
    reported = _reported_values(recorded, month, values_then)
    old = group["computed_before"].where(group["state"] == "returned", group["official_before"])
    settings = (
        Setting(reported, then),
        Setting(values_then, then),
        Setting(rebased, now),
        Setting(values_now, now),
    )
    split = split_change(group.index, _limits(old, group["computed"]), *settings).astype("Int64")
    both = group["computed"].notna() & old.notna()
    cause = abc.reasons_for_moves(rebased, values_now, group.index, now).where(both, "own")
    cause = _by_the_greatest(cause, split)
    if not covers_window(customer_months, month, then.window_months):  # sums of a shorter window
        split, cause = split.mask(split["own"].notna()), "unknown"
    return group.assign(
        value_before=rebased.reindex(group.index, fill_value=0),
        value=values_now.reindex(group.index, fill_value=0),
        cause=cause,
    ).join(split)


def _by_the_greatest(cause: pd.Series, split: pd.DataFrame) -> pd.Series:
    """Return the causes, replaced by rule or correction where that part is the greatest."""
    parts = split[list(CAUSES)].astype("float64").abs()
    greatest = parts.idxmax(axis=1)
    other = greatest.isin(["rule", "correction"]) & (parts.max(axis=1) > 0)
    return cause.mask(other, greatest)


def _limits(old: pd.Series, new: pd.Series) -> pd.Series:
    """Return the limit between two classes: that of the better one; N and no class have no share."""
    letters = [min(a or "N", b or "N") for a, b in zip(old, new, strict=True)]
    return pd.Series(letters, index=old.index).map(
        {"A": "limit_a", "B": "limit_b", "C": "value", "N": "value"}
    )


def _reported_values(recorded: pd.DataFrame | None, month: str, values: pd.Series) -> pd.Series:
    """Return the values of a window as reported; as computed now where no value was recorded."""
    if recorded is None or recorded.empty:
        return values
    records = recorded[recorded["month"] == month]
    records = records.drop_duplicates("customer_id", keep="last").set_index("customer_id")
    reported = records["value"].astype("int64")
    if not reported.any():
        return values
    # A record is written to the cent; a difference by rounding is no correction.
    both = reported.index.intersection(values.index)
    same = (reported[both] - values[both]).abs() < SCALE // 100
    return reported.mask(reported.index.isin(both[same]), values.reindex(reported.index))
