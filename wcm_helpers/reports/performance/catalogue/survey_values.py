"""Satisfaction and NPS of the waves of the demand survey, as values of indicators."""

import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.survey.long_form import long_form_of
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.data.survey.waves import read_waves
from wcm_helpers.methods.estimates import Estimate
from wcm_helpers.methods.nps import net_promoter_score
from wcm_helpers.methods.proportions import share_of
from wcm_helpers.reports.performance.review import PerformanceReview

#: An anonymous wave with fewer answers shows nothing.
_LEAST_ANONYMOUS = 5


def survey_values(review: PerformanceReview) -> pd.DataFrame:
    """Return satisfaction and NPS of every wave that had closed by the month.

    Returns
    -------
    pd.DataFrame
        As ``values_of``, of the dimension ``all``; the month is that of the wave. Of an anonymous wave there
        is no interval, since it would tell how many were unhappy. Empty where no wave can be read.
    """
    waves = review.computed(waves_of)
    rows = [row for wave in waves if wave.month in review.result.months for row in _of_wave(wave)]
    return pd.DataFrame(rows)


def waves_of(review: PerformanceReview) -> list[Survey]:
    """Return the waves that had closed by the month, none where one cannot be read."""
    history = review.history
    try:
        return read_waves(history.settings, history.customers, review.month, long_form_of(history.table))
    except WorkbookError:  # the demand survey says what is wrong with them
        return []


def _of_wave(wave: Survey) -> list[dict[str, object]]:
    customers = None if wave.anonymous else wave.responses["customer_id"]
    rows = []
    for question in wave.of_type("csat")[:1]:
        rows.append(_row("satisfaction", wave, share_of(wave.top_two()[question], customers), 1.0))
    for question in wave.of_type("nps")[:1]:
        estimate = net_promoter_score(wave.scores[question], customers).estimate
        rows.append(_row("nps", wave, estimate, 100.0))
    return [row for row in rows if row["n"] >= (_LEAST_ANONYMOUS if wave.anonymous else 1)]


def _row(indicator: str, wave: Survey, estimate: Estimate, unit: float) -> dict[str, object]:
    missing = float("nan")
    return {
        "indicator": indicator,
        "dimension": "all",
        "group": "",
        "month": wave.month,
        "numerator": estimate.value * estimate.n,
        "denominator": float(estimate.n),
        "value": unit * estimate.value,
        "n": estimate.n,
        "low": missing if wave.anonymous else unit * estimate.low,
        "high": missing if wave.anonymous else unit * estimate.high,
    }
