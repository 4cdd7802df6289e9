"""Gaps between the active months of a customer, and the silence after which it is slowing, dormant or lost.

A gap is the time between two active months: the first day of the one less the last day of the one before.
A customer with long gaps is not dormant after a short one, so each customer with enough gaps is
compared with its own; the rest with a default. No rhythm excuses more than a year of silence: without
activity in a year a customer is dormant, and after twice that time it is lost.

Quantiles are interpolated linearly between the sorted gaps (type 7 of R. J. Hyndman and Y. Fan, The American
Statistician 50 (1996)). Silence judged by the customer's own rate of business: D. C. Schmittlein and
R. A. Peterson, Marketing Science 13 (1994).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcm_helpers.core.months import window


@dataclass(frozen=True)
class Limits:
    """Where the states begin: days, quantiles of the customer's own gaps, months, and a share of volume."""

    least_gaps: int = 4
    dormant_quantile: float = 0.90
    dormant_least: int = 60
    dormant_most: int = 365
    dormant_default: int = 90
    lost_least: int = 180
    lost_times: int = 2
    slow_quantile: float = 0.75
    slow_least: int = 30
    slow_volume: float = 0.80
    back_months: int = 6


def find_gaps(first_on: pd.DataFrame, last_on: pd.DataFrame) -> pd.DataFrame:
    """Return the gaps between each customer's active months, oldest first.

    Parameters
    ----------
    first_on, last_on : pd.DataFrame of datetime64, customer × month
        First and last day of activity in the month, NaT where there was none.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``month`` (the active month that ended the gap) and ``days``.

    Examples
    --------
    >>> first = pd.DataFrame({"2026-03": ["2026-03-02"], "2026-05": ["2026-05-10"]}, index=["x"])
    >>> last = pd.DataFrame({"2026-03": ["2026-03-31"], "2026-05": ["2026-05-20"]}, index=["x"])
    >>> find_gaps(first.astype("datetime64[s]"), last.astype("datetime64[s]")).values.tolist()  # 31 March on
    [['x', '2026-05', 40]]
    """
    begins, ends = (table.to_numpy("datetime64[D]") for table in (first_on, last_on))
    customer, month = np.nonzero(~np.isnat(begins))
    follows = customer[1:] == customer[:-1]
    days = (begins[customer[1:], month[1:]] - ends[customer[:-1], month[:-1]]).astype("int64")
    return pd.DataFrame(
        {
            # A million gaps store each id once.
            "customer_id": pd.Categorical.from_codes(customer[1:][follows], categories=first_on.index),
            "month": first_on.columns.take(month[1:][follows]),
            "days": days[follows],
        }
    )


def thresholds(gaps: pd.DataFrame, customers: pd.Index, limits: Limits) -> pd.DataFrame:
    """Return after how many silent days each customer is slowing down, dormant and lost.

    Parameters
    ----------
    gaps : pd.DataFrame
        ``customer_id`` and ``days``, as :func:`find_gaps` returns them.
    customers : pd.Index
        The customers to return; ones with too few gaps get the default.
    limits : Limits
        The quantiles and the least days.

    Returns
    -------
    pd.DataFrame, indexed as ``customers``
        ``gaps`` (how many), ``slow_after`` (days; NaN: too few gaps),
        ``dormant_after``, ``lost_after`` (days) and ``threshold_from``: ``own`` gaps, the
        ``least`` or the ``most`` days, or the ``default``.

    Examples
    --------
    Five gaps of 10 to 110 days: the 90 % quantile is 0.6 of the way from the fourth to the fifth.

    >>> gaps = pd.DataFrame({"customer_id": "x", "days": [10, 20, 30, 60, 110]})
    >>> thresholds(gaps, pd.Index(["x", "y"]), Limits())["dormant_after"].tolist()
    [90.0, 90.0]
    >>> thresholds(gaps, pd.Index(["x", "y"]), Limits())["threshold_from"].tolist()
    ['own', 'default']
    """
    by_customer = gaps.groupby("customer_id")["days"]
    counted = by_customer.size().reindex(customers, fill_value=0).astype("int64")
    enough = counted >= limits.least_gaps
    # Interpolation leaves rounding errors: a gap as long as the quantile must not count as longer.
    slow, dormant = (
        by_customer.quantile(share).reindex(customers).astype("float64").round(6).where(enough)
        for share in (limits.slow_quantile, limits.dormant_quantile)
    )
    dormant_after = dormant.clip(limits.dormant_least, limits.dormant_most).fillna(limits.dormant_default)
    return pd.DataFrame(
        {
            "gaps": counted,
            "slow_after": slow.clip(limits.slow_least, limits.dormant_most),
            "dormant_after": dormant_after,
            "lost_after": (limits.lost_times * dormant_after).clip(lower=limits.lost_least),
            "threshold_from": np.select(
                [~enough, dormant > limits.dormant_most, dormant > limits.dormant_least],
                ["default", "most", "own"],
                "least",
            ).astype(object),
        },
        index=customers,
    )


def came_back(gaps: pd.DataFrame, month: str, limits: Limits) -> pd.Series:
    """Return the customers active again, in the last months, after a gap longer than their threshold then.

    The threshold follows from the gaps before that gap, without the gap itself.

    Parameters
    ----------
    gaps : pd.DataFrame
        As :func:`find_gaps` returns them, up to ``month``.
    month : str
        The month under review.
    limits : Limits
        The number of last months, and the thresholds.

    Returns
    -------
    pd.Series of str, indexed by customer id
        Of each customer that came back where the threshold of its last such gap came from: ``own``,
        ``least``, ``most`` or ``default``.

    Examples
    --------
    >>> gaps = pd.DataFrame({"customer_id": ["x", "y"], "month": "2026-05", "days": [91, 90]})
    >>> came_back(gaps, "2026-05", Limits()).to_dict()  # without earlier gaps: more than 90 days
    {'x': 'default'}
    """
    lately = gaps["month"] >= window(month, limits.back_months)[0]
    long = gaps[lately & (gaps["days"] > limits.dormant_least)]
    long = long.rename_axis("gap").reset_index()
    earlier = long[["gap", "customer_id", "month"]].merge(gaps, on="customer_id", suffixes=("_end", ""))
    earlier = earlier[earlier["month"] < earlier["month_end"]].drop(columns="customer_id")
    then = thresholds(earlier.rename(columns={"gap": "customer_id"}), pd.Index(long["gap"]), limits)
    back = long.assign(threshold_from=then["threshold_from"].to_numpy())
    back = back[long["days"].to_numpy() > then["dormant_after"].to_numpy()]
    return back.sort_values(["customer_id", "month"]).groupby("customer_id")["threshold_from"].last()
