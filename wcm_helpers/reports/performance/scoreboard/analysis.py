"""Every indicator of the month against its target and its past, for the site and by class."""

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months
from wcm_helpers.methods.target_verdict import Measured
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.values import values_of
from wcm_helpers.reports.performance.review import PerformanceReview
from wcm_helpers.reports.performance.scoreboard.targets import target_of

#: The groups of the scoreboard.
DIMENSIONS = ("all", "class")


def standings_of(review: PerformanceReview) -> pd.DataFrame:
    """Return the values of the month with target and verdict, for ``review.computed``.

    Returns
    -------
    pd.DataFrame
        One row an ``indicator``, ``dimension`` (``all`` or ``class``) and ``group``: ``value``, ``low``,
        ``high``, ``n``, ``previous`` and ``year_ago`` (NaN: unknown, or the month is still running),
        ``target`` (NaN: none) and ``verdict`` (empty without a target).
    """
    values = review.computed(values_of)
    rows = standings(values[values["dimension"].isin(DIMENSIONS)], review.month)
    if review.draft:
        rows = rows.assign(previous=np.nan, year_ago=np.nan)
    targets = [
        target_of(review, row["indicator"], row["dimension"], row["group"]) for row in rows.to_dict("records")
    ]
    rows = rows.assign(target=pd.Series(targets, index=rows.index, dtype=float))
    return rows.assign(verdict=[_verdict(row) for row in rows.to_dict("records")])


def standings(values: pd.DataFrame, month: str) -> pd.DataFrame:
    """Return the values of a month beside those of the month before and of a year ago."""
    keys = ["indicator", "dimension", "group"]
    now = values[values["month"] == month][[*keys, "value", "low", "high", "n"]]
    for name, ago in (("previous", 1), ("year_ago", 12)):
        before = values[values["month"] == add_months(month, -ago)][[*keys, "value"]]
        now = now.merge(before.rename(columns={"value": name}), on=keys, how="left")
    return now.reset_index(drop=True)


def _verdict(row: dict) -> str:
    better = DEFINITIONS[row["indicator"]].better
    return Measured(row["value"], row["low"], row["high"], row["target"], better).verdict
