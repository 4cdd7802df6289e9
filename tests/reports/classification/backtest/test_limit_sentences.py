import pytest

from tests.reports.classification.backtest.examples import SINCE, THEN, classification_of, three_years
from wcm_helpers.reports.classification.backtest.analysis import run_backtest
from wcm_helpers.reports.classification.backtest.limit_sentences import remarks, warning


@pytest.fixture(scope="module")
def two_years():
    return run_backtest(classification_of(THEN + SINCE))


def test_the_warning_counts_the_pairs_of_limits(two_years):
    assert "the best of 14 pairs" in warning(two_years)


def test_the_month_of_the_first_check_is_named(two_years):
    assert remarks(two_years)[1].startswith("From May 2027 on, ")  # three times twelve months from June 2024


def test_limits_chosen_a_year_earlier_are_named_with_their_years():
    result = run_backtest(classification_of(three_years()))
    assert "Chosen on the year from May 2024 to May 2025" in remarks(result)[1]
