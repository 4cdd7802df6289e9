"""Durations with cases still open: the Kaplan–Meier curve, its percentiles, and the log-rank test.

A case that is still open counts with its time so far (it is censored), so that slow cases do not drop out of
a percentile while they are open. Cases come as counts: a row is a duration, whether it is open, and how many.

Sources: E. L. Kaplan and P. Meier, Journal of the American Statistical Association 53 (1958); M. Greenwood
(1926) for the variance; N. Mantel, Cancer Chemotherapy Reports 50 (1966) for the log-rank test. Intervals are
those of the logarithm of the curve.
"""

from collections.abc import Sequence
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import chdtrc

from wcm_helpers.methods.intervals import CONFIDENCE

#: A survival of exactly 1 − p is reached; sums of floats may miss it by so much.
_NEARLY = 1e-12
_HOUR = 60.0


class Quantile(NamedTuple):
    """A percentile of durations with its interval; NaN where the curve does not come down so far."""

    value: float
    low: float
    high: float


def survival_curve(times: Sequence[float], is_open: Sequence[bool], n: Sequence[float]) -> pd.DataFrame:
    """Return the Kaplan–Meier curve of durations.

    Parameters
    ----------
    times : sequence of float
        Durations; of open cases the time so far.
    is_open : sequence of bool
    n : sequence of float
        How many cases each row counts.

    Returns
    -------
    pd.DataFrame
        One row a time at which cases were done: ``time``, ``at_risk``, ``done``, ``survival``, ``low`` and
        ``high`` (95 %, NaN where the survival is 0).

    Examples
    --------
    Of three cases one was done after 1 hour, one is open after 2, one was done after 3:

    >>> survival_curve([1, 2, 3], [False, True, False], [1, 1, 1])["survival"].round(3).tolist()
    [0.667, 0.0]
    """
    rows = pd.DataFrame({"minutes": times, "open": is_open, "n": n})
    curve = _curves(rows, np.zeros(len(rows), dtype=int))
    names = {"minutes": "time"}
    return curve.rename(columns=names)[["time", "at_risk", "done", "survival", "low", "high"]]


def quantile(curve: pd.DataFrame, share: float) -> Quantile:
    """Return the time by which a share of the cases was done: the smallest with a survival of 1 − share.

    The ends of the interval are the first times at which the ends of the curve's interval come down so far;
    where the survival is 0 they are not defined and end nothing.

    Parameters
    ----------
    curve : pd.DataFrame
        Of :func:`survival_curve`.
    share : float
        Between 0 and 1; the median is 0.5.

    Examples
    --------
    >>> quantile(survival_curve([1, 2, 3, 4], [False] * 4, [1] * 4), 0.5).value
    2.0
    """
    reached = curve[["survival", "low", "high"]] <= 1 - share + _NEARLY
    first = [curve["time"][reached[name]].min() for name in ("survival", "low", "high")]
    return Quantile(*(float(time) for time in first))


def quantiles_by_group(rows: pd.DataFrame, keys: Sequence[str], shares: Sequence[float]) -> pd.DataFrame:
    """Return percentiles of hours by group, open cases censored.

    Parameters
    ----------
    rows : pd.DataFrame
        The ``keys``, ``minutes``, ``open`` (bool) and ``n``; rows of one key and duration may repeat.
    keys : sequence of str
    shares : sequence of float
        Such as 0.5 and 0.9.

    Returns
    -------
    pd.DataFrame
        One row a group and share, sorted: the keys, ``share``, ``value``, ``low``, ``high`` (hours; NaN:
        not reached), ``n`` and ``open`` (cases, and of them open ones).

    Examples
    --------
    >>> rows = pd.DataFrame({"site": "S1", "minutes": [60, 120, 180], "open": False, "n": [8, 1, 1]})
    >>> quantiles_by_group(rows, ["site"], [0.5, 0.9])[["share", "value", "n"]].values.tolist()
    [[0.5, 1.0, 10.0], [0.9, 2.0, 10.0]]
    """
    keys = list(keys)
    columns = [*keys, "share", "value", "low", "high", "n", "open"]
    if rows.empty:
        return pd.DataFrame({name: [] for name in columns})
    group = rows.groupby(keys, sort=True).ngroup().to_numpy()
    names = rows[keys].assign(_group=group)[group >= 0].drop_duplicates("_group").set_index("_group")
    counts = pd.DataFrame({"n": rows["n"], "open": rows["n"].where(rows["open"].astype(bool), 0)})
    totals = names.sort_index().join(counts.groupby(group).sum())
    curves = _curves(rows, group)
    frames = []
    for share in shares:
        frame = totals.assign(share=share)
        for name, column in (("value", "survival"), ("low", "low"), ("high", "high")):
            reached = curves[curves[column] <= 1 - share + _NEARLY]
            frame[name] = reached.groupby("group")["minutes"].min().reindex(totals.index) / _HOUR
        frames.append(frame)
    joined = pd.concat(frames).reset_index()
    return joined.sort_values(["_group", "share"], kind="stable", ignore_index=True)[columns]


def _curves(rows: pd.DataFrame, group: np.ndarray) -> pd.DataFrame:
    """Return the curve of every group at the times at which cases were done.

    ``group`` has a number for each row, negative to leave it out: texts as keys would be compared in each of
    the steps.
    """
    is_open = rows["open"].to_numpy(dtype=bool)
    n = rows["n"].to_numpy(dtype=float)
    counts = pd.DataFrame({"group": group, "minutes": rows["minutes"].to_numpy()})
    counts = counts.assign(done=np.where(is_open, 0.0, n), _all=n)[group >= 0]
    sums = counts.groupby(["group", "minutes"], sort=True, as_index=False)[["done", "_all"]].sum()
    by_group = sums.groupby("group", sort=False)
    sums["at_risk"] = by_group["_all"].transform("sum") - by_group["_all"].cumsum() + sums["_all"]
    sums = sums[sums["done"] > 0].copy()
    with np.errstate(divide="ignore", invalid="ignore"):
        rest = (sums["at_risk"] - sums["done"]) / sums["at_risk"]
        sums["survival"] = rest.groupby(sums["group"], sort=False).cumprod()
        step = sums["done"] / (sums["at_risk"] * (sums["at_risk"] - sums["done"]))
        variance = step.groupby(sums["group"], sort=False).cumsum()
        half = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * np.sqrt(variance)
        defined = sums["survival"] > 0
        sums["low"] = (sums["survival"] * np.exp(-half)).where(defined)
        sums["high"] = (sums["survival"] * np.exp(half)).clip(upper=1.0).where(defined)
    return sums.drop(columns="_all").reset_index(drop=True)


def log_rank(rows: pd.DataFrame, group: str) -> tuple[float, float]:
    """Return the statistic and the p-value of the log-rank test that groups have one curve.

    Parameters
    ----------
    rows : pd.DataFrame
        The column ``group``, ``minutes``, ``open`` and ``n``.
    group : str

    Returns
    -------
    tuple of float
        χ² and p; NaN with fewer than two groups.
    """
    totals = rows.assign(done=rows["n"].where(~rows["open"].astype(bool), 0))
    table = totals.pivot_table(index="minutes", columns=group, values=["n", "done"], aggfunc="sum").fillna(0)
    if table["n"].shape[1] < 2:
        return float("nan"), float("nan")
    done, counted = table["done"].to_numpy(), table["n"].to_numpy()
    at_risk = counted[::-1].cumsum(axis=0)[::-1]
    n, d = at_risk.sum(axis=1), done.sum(axis=1)
    share = at_risk / n[:, None]
    difference = (done - d[:, None] * share).sum(axis=0)[:-1]
    factor = np.divide(d * (n - d), n - 1, out=np.zeros_like(n), where=n > 1)
    spread = np.einsum("t,ti,tj->ij", factor, share, share)
    variance = np.diag((factor[:, None] * share).sum(axis=0)) - spread
    statistic = float(difference @ np.linalg.pinv(variance[:-1, :-1]) @ difference)
    return statistic, float(chdtrc(len(difference), statistic))
