"""The pictures of causes: bars that add up, and an hour of the week with too few orders that is not named."""

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.reports.performance.causes.charts import LEAST, week_chart, week_of


def counts(*rows):
    """Return counts by hour of week: hour, in full and on time, measured, due."""
    return pd.DataFrame(rows, columns=["hour_of_week", "otif", "otif_measured", "due"])


def test_hours_begin_on_monday_at_midnight():
    # Hour 25 is Tuesday from 1:00; 6 of 20 orders failed.
    failed, n = week_of(counts((25, 14, 20, 20)))
    assert failed[1, 1] == pytest.approx(0.3) and n[1, 1] == 20
    assert n.sum() == 20 and np.isnan(failed).sum() == 167


def test_the_worst_hour_named_has_enough_orders():
    chart = week_chart(counts((25, 14, 20, 20), (30, 0, LEAST - 1, LEAST - 1)))
    assert (
        chart is not None and "30" in chart.alt and "100" not in chart.alt.split(";")[0].split("12 months")[0]
    )


def test_without_cases_there_is_no_picture():
    assert week_chart(counts()) is None
    assert week_chart(counts((1, 0, LEAST - 1, LEAST - 1))) is None


def test_the_waterfall_of_the_sample_names_the_site(performance_review, truth):
    chart = performance_review.causes.charts["waterfall"]
    assert truth.loc["special cause", "where"] in chart.alt
