"""Exceptions over all indicators and groups: which months are unlike the group's own year before."""

import numpy as np
import pandas as pd
from scipy.special import stdtr

from wcm_helpers.core.months import add_months, window
from wcm_helpers.methods.multiple_tests import benjamini_hochberg
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.values import values_of
from wcm_helpers.reports.performance.review import PerformanceReview

#: Months of its own that a group is compared with, and the fewest of them.
OWN, LEAST = 12, 6
#: Share of false ones among the exceptions shown.
FALSE_SHARE = 0.05
COLUMNS = (
    "indicator", "dimension", "group", "value", "usual", "worse", "p", "adjusted", "n", "revenue",
)  # fmt: skip


def exceptions_of(review: PerformanceReview) -> pd.DataFrame:
    """Return the exceptions of the month, for ``review.computed``: worse ones first, by money.

    Returns
    -------
    pd.DataFrame
        One row a group and direction, its clearest indicator. :data:`COLUMNS`: the month's rate beside that
        of the group's year before; ``p`` of a test that widens
        chance by how much the group's months differ; ``adjusted`` by Benjamini and Hochberg over all tests;
        ``revenue`` of the group's customers in 12 months (ten-thousandths; NA unknown). Only those with an
        adjusted p of 5 % at most.
    """
    tests = tested_groups(review.computed(values_of), review.month)
    if tests.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    tests["adjusted"] = benjamini_hochberg(tests["p"].to_numpy())
    shown = tests[tests["adjusted"] <= FALSE_SHARE].sort_values("p", kind="stable")
    shown = shown.drop_duplicates(["dimension", "group", "worse"]).copy()
    shown["revenue"] = [
        revenue_of(review, row["dimension"], row["group"]) for row in shown.to_dict("records")
    ]
    order = shown.assign(_worse=~shown["worse"], _money=-shown["revenue"].fillna(0).astype(float))
    return shown.loc[
        order.sort_values(["_worse", "_money", "p"], kind="stable").index, list(COLUMNS)
    ].reset_index(drop=True)


def tested_groups(values: pd.DataFrame, month: str) -> pd.DataFrame:
    """Return every rate of the month tested against the group's own months before."""
    before = window(add_months(month, -1), OWN)
    rates = {
        name
        for name, each in DEFINITIONS.items()
        if each.denominator and each.charted and each.unit != "points"
    }
    rows = values[values["indicator"].isin(rates) & values["low"].notna()]
    now = rows[rows["month"] == month].set_index(["indicator", "dimension", "group"])
    own = rows[rows["month"].isin(before)]
    tests = []
    for key, past in own.groupby(["indicator", "dimension", "group"], sort=False):
        if key in now.index and len(past) >= LEAST:
            tests.append((*key, *_test(now.loc[key], past, DEFINITIONS[key[0]].better)))
    names = ["indicator", "dimension", "group", "value", "usual", "worse", "p", "n"]
    return pd.DataFrame(tests, columns=names)


def _test(now: pd.Series, past: pd.DataFrame, better: str) -> tuple[float, float, bool, float, float]:
    n, past_n = float(now["n"]), past["n"].to_numpy(dtype=float)
    shares = past["numerator"].to_numpy(dtype=float) / past["denominator"].to_numpy(dtype=float)
    usual = float((shares * past_n).sum() / past_n.sum())
    share = float(now["numerator"] / now["denominator"])
    chance = max(usual * (1 - usual), 1e-9)
    spread = float((past_n * (shares - usual) ** 2 / chance).sum() / max(len(past) - 1, 1))
    error = np.sqrt(max(1.0, spread) * chance * (1 / n + 1 / past_n.sum()))
    t = (share - usual) / error
    scale = float(now["value"]) / share if share else 1.0
    return (
        float(now["value"]), usual * scale, (t < 0) == (better == "up") and t != 0,
        float(2 * stdtr(len(past) - 1, -abs(t))), n,
    )  # fmt: skip


def revenue_of(review: PerformanceReview, dimension: str, group: str) -> float:
    """Return the 12 months' revenue of a group's customers; NaN where the group is not one of customers."""
    customers = review.result.customers
    if dimension == "all":
        value = customers["value"].sum(min_count=1)
    elif dimension in ("class", "industry"):
        value = customers.loc[customers[dimension] == group, "value"].sum(min_count=1)
    else:
        return float("nan")
    return float("nan") if pd.isna(value) else float(value)
