"""Customers with a class a year ago, by hand: shared by the tests of the backtest and of its limits."""

import numpy as np
import pandas as pd

from wcm_helpers.methods.abc import Rule, classify


def cohort_of(then, now, **more):
    """Customers with values of then and now and the classes that follow from then."""
    then = pd.Series(then, dtype="int64")
    then.index = [f"c{place:03d}" for place in range(len(then))]
    frame = pd.DataFrame({"value_then": then, "value_now": np.asarray(now, dtype="int64"), "orders_then": 1})
    frame = frame.assign(recent_then=frame["value_then"], orders_now=1, silent=False, gone=False, **more)
    frame["class"] = classify(frame["value_then"], Rule())["class"]
    return frame


# Twenty customers. Then 4 × 200 (start below .8: A), 6 × 25 (.8 to .95: B), 10 × 5 (C), 1,000 in all.
# Since then A brought 300 150 100 50, B 30 each, C 20, eight times 10, and nothing: 600 + 180 + 100 = 880.
THEN = [200] * 4 + [25] * 6 + [5] * 10
NOW = [300, 150, 100, 50] + [30] * 6 + [20] + [10] * 8 + [0]
TWENTY = cohort_of(THEN, NOW).assign(
    orders_then=[1] * 10 + [5] * 10,
    recent_then=[0] * 4 + [25] * 6 + [5] * 10,
    orders_now=[2] * 19 + [0],
    silent=[False] * 3 + [True] + [False] * 15 + [True],
    gone=[False] * 19 + [True],
)
