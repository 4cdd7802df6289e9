"""Which charts are flagged this month, how gravely, and how many flags chance alone would give."""

import numpy as np
import pandas as pd

from wcm_helpers.methods.false_flags import expected_flags, flagged_share
from wcm_helpers.reports.performance.control.charts import IndicatorChart, charts_of
from wcm_helpers.reports.performance.review import PerformanceReview

COLUMNS = (
    "indicator", "dimension", "group", "month", "rule", "variation", "severity", "value", "centre",
    "months_flagged", "direction", "size", "expected_false",
)  # fmt: skip


def signals_of(review: PerformanceReview) -> pd.DataFrame:
    """Return the charts whose latest point is flagged, for ``review.computed``.

    Returns
    -------
    pd.DataFrame
        One row a chart, those for the worse first, then by severity × size: the keys of the chart, ``month``,
        ``rule`` (its flags, such as ``outside_high``, the first), ``variation`` (concern, improvement or
        flagged), ``severity`` (distance from the centre in a third of the limits' half width), ``value``,
        ``centre``, ``months_flagged`` (in a row up to this month), ``direction`` (high or low), ``size`` (the
        cases as a share of the site's) and ``expected_false`` (the chance of a flag where nothing changed).
    """
    rule = review.rule
    rows = [
        _row(each)
        | {
            "expected_false": flagged_share(
                _observed(each.chart.points), rule.baseline_months, screen=rule.screen_moving_ranges
            )
        }
        for each in review.computed(charts_of)
        if each.chart.latest["flags"]
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    graver = frame.assign(
        _good=frame["variation"] == "improvement", _size=-(frame["severity"] * frame["size"]).astype(float)
    )
    order = graver.sort_values(["_good", "_size"], kind="stable").index
    return frame.loc[order].reset_index(drop=True)


def _row(each: IndicatorChart) -> dict[str, object]:
    latest = each.chart.latest
    half = (latest["high"] - latest["low"]) / 2
    distance = abs(latest["value"] - latest["centre"])
    return {
        "indicator": each.indicator,
        "dimension": each.dimension,
        "group": each.group,
        "month": latest["month"],
        "rule": latest["flags"][0],
        "variation": each.chart.variation,
        "severity": 3 * distance / half if half > 0 else np.inf,
        "value": latest["value"],
        "centre": latest["centre"],
        "months_flagged": months_flagged(each.chart.points),
        "direction": latest["flags"][0].rsplit("_", 1)[1],
        "size": each.size,
    }


def months_flagged(points: pd.DataFrame) -> int:
    """Return how many of the latest points in a row are flagged on the side of the last one.

    Examples
    --------
    >>> high = ("outside_high",)
    >>> months_flagged(pd.DataFrame({"value": [1, 9, 9], "flags": [(), high, high]}))
    2
    """
    n, side = 0, ""
    for flags in reversed(points.loc[points["value"].notna(), "flags"].tolist()):
        sides = {flag.rsplit("_", 1)[1] for flag in flags}
        side = side or next(iter(sorted(sides)), "")
        if side not in sides or not side:
            break
        n += 1
    return n


def false_flags_of(review: PerformanceReview) -> float:
    """Return how many charts of the month chance alone would flag, on average."""
    charts = review.computed(charts_of)
    rule = review.rule
    return expected_flags(
        (_observed(each.chart.points) for each in charts), rule.baseline_months,
        screen=rule.screen_moving_ranges,
    )  # fmt: skip


def _observed(points: pd.DataFrame) -> int:
    newest = points[points["piece"] == points["piece"].max()]
    return int(newest["value"].notna().sum())
