"""The class changes of a month as a reader meets them: who, from, to, since when, then and now, the cause."""

import pandas as pd

from wcm_helpers.classes.customer_months import covers_window
from wcm_helpers.core.months import add_months
from wcm_helpers.reports.classification.change import recent_changes
from wcm_helpers.reports.classification.moves.counts import directions, pending_changes
from wcm_helpers.reports.classification.result import Classification

#: Reasons of an official class that come from a person or a record, not from the values.
BY_HAND, ON_RECORD = ("override", "expired"), ("recorded",)
_OWN, _TOGETHER = ("own",), ("either", "together")


def class_changes(result: Classification) -> pd.DataFrame:
    """Return the customers whose official class changed this month, changes between classes first.

    Parameters
    ----------
    result : Classification

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``customer_name``; ``way`` up, down, entered or left; ``official_before`` and
        ``official`` (None: no activity in the window); ``since``, the first month in which the rule gave
        another class; ``value_before``, the value of the window that ended the month before ``since`` (NA
        where the history does not cover it), and ``value`` now (ten-thousandths); ``recent_change``, see
        ``recent_changes``; ``cause`` growth, decline, others, both, rule, correction, activity (it began or
        ended), by_hand, record, or empty where it is unknown. Customers that entered or left come after
        the others, the largest first.
    """
    moves = result.moves[result.moves["state"] == "moved"]
    frame = _described(moves, result).assign(way=directions(moves) if len(moves) else "")
    frame["between"] = frame["way"].isin(["entered", "left"])
    return _largest_first(frame, ["between"])


def pending(result: Classification) -> pd.DataFrame:
    """Return the customers whose class by the rule is not the official one and waits to be confirmed.

    Returns
    -------
    pd.DataFrame
        As :func:`class_changes` returns it, with ``computed``, the class by the rule; ``way`` would_qualify
        or waiting (see ``pending_changes``); ``waiting``, the months so far; and ``confirmed_by``, the month
        in which the change is official at the latest if it lasts.
    """
    ways = pending_changes(result.classes)
    ways.index = result.classes["customer_id"]
    moves = result.moves[result.moves["state"] == "waiting"]
    frame = _described(moves, result).assign(
        way=moves["customer_id"].map(ways),
        confirmed_by=[latest_confirmation(result, int(months)) for months in moves["waiting"]],
    )
    return _largest_first(frame, [])


def latest_confirmation(result: Classification, waiting: int) -> str:
    """Return the month in which a change that has waited for some months is official, if it lasts."""
    return add_months(result.month, max(1, result.rule.confirm_months - waiting))


def _described(moves: pd.DataFrame, result: Classification) -> pd.DataFrame:
    changes = recent_changes(result.customer_months, result.last_whole_month)["recent_change"]
    covered = [
        covers_window(result.customer_months, month, result.rule.window_months)
        for month in moves["compared_with"]
    ]
    before = moves["value_before"].astype("Int64")
    return moves.assign(
        since=[add_months(month, 1) for month in moves["compared_with"]],
        value_before=before.where(pd.Series(covered, index=moves.index, dtype=bool)),
        value=moves["value"].astype("Int64"),
        recent_change=moves["customer_id"].map(changes),
        cause=[_cause(row) for row in moves.to_dict("records")],
    )


def _cause(row: dict[str, object]) -> str:
    reason, cause = row["official_reason"], row["cause"]
    if row["state"] == "moved" and reason in (*BY_HAND, *ON_RECORD):
        return "by_hand" if reason in BY_HAND else "record"
    if row["official_before"] is None or row["official"] is None:
        return "activity"
    if cause in _OWN:
        return "growth" if row["value"] > row["value_before"] else "decline"
    return "both" if cause in _TOGETHER else "" if cause == "unknown" else cause


def _largest_first(frame: pd.DataFrame, before: list[str]) -> pd.DataFrame:
    weight = frame[["value_before", "value"]].astype("Float64").max(axis=1).fillna(0)
    keys = [*before, "weight", "customer_id"]
    ascending = [*(True for _ in before), False, True]
    return frame.assign(weight=weight).sort_values(keys, ascending=ascending, ignore_index=True)
