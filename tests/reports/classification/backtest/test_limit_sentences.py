import pytest

from tests.reports.classification.backtest.examples import SINCE, THEN, classification_of, three_years
from wcm_helpers.reports.classification.backtest.analysis import run_backtest


@pytest.fixture(scope="module")
def two_years():
    return run_backtest(classification_of(THEN + SINCE))


def test_the_warning_counts_the_pairs_of_limits(two_years):
    assert "The best of 14 pairs" in two_years.warning


def test_the_month_of_the_first_check_is_named(two_years):
    assert (
        "possible from May 2027 on" in two_years.limit_remarks[1]
    )  # three times twelve months from June 2024


def test_limits_chosen_a_year_earlier_are_named_with_their_years():
    result = run_backtest(classification_of(three_years()))
    assert "Chosen on the year before, from May 2024 to May 2025" in result.limit_remarks[1]
