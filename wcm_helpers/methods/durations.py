"""Medians and other quantiles of hours, computed from counts of orders within so many hours.

Counts within steps add up over months, sites and customers, as medians do not. They give the step that
contains a quantile exactly, and a value inside it by linear interpolation, on the assumption that orders are
spread evenly within the step (grouped data: Hyndman & Fan 1996, *American Statistician* 50(4), define
the sample quantile; the step that contains it is that of the smallest hours with at least the share below).
"""

import numpy as np
import pandas as pd

from wcm_helpers.data.aggregation import WITHIN_HOURS

_HOUR = 3600


def quantile_hours(counts: pd.DataFrame, share: float = 0.5) -> pd.DataFrame:
    """Return the hours within which a share of orders was shipped, and the step that contains them.

    Parameters
    ----------
    counts : pd.DataFrame
        Any rows of :meth:`Facts.hours`, or sums of them: ``timed`` orders, ``within_1`` … ``within_336``
        (of them, shipped in less than so many hours), ``fastest`` and ``slowest`` (seconds; the smallest
        and the largest where rows were merged).
    share : float
        Of the timed orders, above 0 and up to 1; the median is 0.5.

    Returns
    -------
    pd.DataFrame
        On the index of ``counts``: ``hours``, ``at_least`` and ``at_most`` (hours), ``timed``. All hours are
        NaN in a row without timed orders.

    Raises
    ------
    ValueError
        If the share is not above 0 and up to 1.

    Examples
    --------
    Of 8 orders 2 took less than 4 hours and all less than 8; the fourth of them is a third into that step:

    >>> steps = {f"within_{hours}": [0 if hours < 4 else 2 if hours == 4 else 8] for hours in WITHIN_HOURS}
    >>> counts = pd.DataFrame({"timed": [8], "fastest": [7200], "slowest": [28000], **steps})
    >>> quantile_hours(counts).round(2).to_dict("records")
    [{'hours': 5.26, 'at_least': 4.0, 'at_most': 7.78, 'timed': 8}]
    """
    if not 0 < share <= 1:
        raise ValueError(f"share = {share}: give a share above 0 and up to 1, the median as 0.5")
    timed = counts["timed"].to_numpy(dtype=float, na_value=0)
    below = counts[[f"within_{hours}" for hours in WITHIN_HOURS]].to_numpy(dtype=float, na_value=0)
    below = np.column_stack([np.zeros(len(counts)), below, timed])
    edges = np.array([0.0, *WITHIN_HOURS, np.inf])
    target = share * timed - 1e-9  # 0.1 × 30 is a little more than 3
    step = (below >= target[:, None]).argmax(axis=1).clip(1)
    row = np.arange(len(counts))
    fastest, slowest = (
        counts[name].to_numpy(dtype=float, na_value=np.nan) / _HOUR for name in ("fastest", "slowest")
    )
    low, high = np.fmax(edges[step - 1], fastest), np.fmin(edges[step], slowest)
    inside = below[row, step] - below[row, step - 1]
    part = np.divide(target - below[row, step - 1], inside, out=np.zeros(len(counts)), where=inside > 0)
    quantiles = pd.DataFrame(
        {"hours": low + part * (high - low), "at_least": low, "at_most": high}, index=counts.index
    )
    quantiles[timed == 0] = np.nan
    return quantiles.assign(timed=timed.astype("int64"))
