from tests.reports.classification.backtest.examples import SINCE, THEN, classification_of, persisting
from wcm_helpers.core.months import month_range
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.backtest.analysis import run_backtest
from wcm_helpers.reports.classification.backtest.rule_sentences import rules


def test_the_periods_are_named_by_their_months():
    assert dict(rules(run_backtest(classification_of(THEN + SINCE))))["Periods"] == (
        "Classes: the 12-month window to May 2025. Value since: the 12 months to May 2026."
    )


def test_a_window_of_another_length_is_compared_by_the_month():
    classification = persisting(
        month_range("2025-03", "2026-05"), [300] * 5 + [30] * 20, Rule(window_months=3)
    )
    periods = dict(rules(run_backtest(classification)))["Periods"]
    assert periods.startswith("Classes: the 3-month window to May 2025.")
    assert periods.endswith("the comparison of their values is per month.")
