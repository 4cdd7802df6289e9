"""The figures of the performance review for ``run.json``."""

import pandas as pd

from wcm_helpers.reports.performance.catalogue.values import values_of
from wcm_helpers.reports.performance.control.signals import signals_of
from wcm_helpers.reports.performance.measures.analysis import measures_of
from wcm_helpers.reports.performance.parts.tickets import tickets_of
from wcm_helpers.reports.performance.review import PerformanceReview

#: Indicators whose value of the month is a figure, by the name of the figure.
VALUES = {
    "completion": "completion", "otif_order": "otif_order", "otif_line": "otif_line",
    "perfect_order": "perfect_order", "on_time": "on_time", "own_fault_otif": "own_fault_otif",
    "sla_met": "resolution_kept", "resolve_p50_hours": "resolve_p50_hours",
    "resolve_p90_hours": "resolve_p90_hours", "retention": "gross_retention",
}  # fmt: skip
_DECIMALS = 4


def figures_of(review: PerformanceReview) -> dict[str, object]:
    """Return the headline figures of the month by id.

    Returns
    -------
    dict
        ``orders_due`` and ``tickets`` (that came in) as counts; the rates of :data:`VALUES` from 0 to 1 and
        hours; ``flags``, the [indicator, group, rule] of every control chart whose latest point is flagged;
        ``measures``, the verdict of each measure by its id. None where a figure cannot be computed.
    """
    now = values_of_month(review)
    signals = review.computed(signals_of)
    latest = signals[signals["month"] == review.month]
    measures, tickets = review.computed(measures_of), review.computed(tickets_of)
    return {
        "orders_due": int(now.loc["completion", "denominator"]) if "completion" in now.index else None,
        "tickets": None if tickets is None else int((tickets.rows["month"] == review.month).sum()),
        **{name: _value(now, indicator) for name, indicator in VALUES.items()},
        "flags": latest[["indicator", "group", "rule"]].to_numpy().tolist(),
        "measures": dict(zip(measures["id"], measures["verdict"], strict=True)),
    }


def values_of_month(review: PerformanceReview) -> pd.DataFrame:
    """Return the values of the month under review of the whole site, by indicator."""
    values = review.computed(values_of)
    now = values[(values["month"] == review.month) & (values["dimension"] == "all")]
    return now.set_index("indicator")


def _value(now: pd.DataFrame, indicator: str) -> float | None:
    if indicator not in now.index or pd.isna(now.loc[indicator, "value"]):
        return None
    return round(float(now.loc[indicator, "value"]), _DECIMALS)
