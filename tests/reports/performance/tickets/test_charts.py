"""The pictures of tickets."""

import numpy as np

from wcm_helpers.methods.survival import survival_curve
from wcm_helpers.reports.performance.tickets.analysis import Week
from wcm_helpers.reports.performance.tickets.charts import curves_chart, gap_sentence, share_words


def week(gaps):
    hours = np.full((7, 24), 1.0)
    hours[5, 8:12] = 40.0
    return Week(np.full((7, 24), 20), hours, 1.0, gaps, np.ones((7, 24), dtype=int), 52.0)


def test_a_gap_names_its_days_and_hours_against_the_week():
    assert (
        gap_sentence(week([(5, 8, 11)]))
        == "First answers take 40.0 hours at some hours of Sat, 1.0 hours in the whole week"
    )
    assert gap_sentence(week([])) == ""


def test_the_title_has_median_and_p90_and_says_where_it_is_not_reached():
    done = survival_curve(range(1, 11), [False] * 10, [1] * 10)
    assert "after 5.0 hours, nine of ten after 9.0" in curves_chart({"resolution": done}).alt
    half_open = survival_curve(range(1, 11), [False] * 6 + [True] * 4, [1] * 10)
    assert "nine of ten after (not reached)" in curves_chart({"resolution": half_open}).alt


def test_a_share_names_its_base():
    assert share_words(3, 4) == "75% of 4"
    assert share_words(0, 0) == "–"
