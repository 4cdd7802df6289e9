import numpy as np
import pytest

from tests.reports.classification.backtest.examples import SINCE, THEN, classification_of, persisting
from wcm_helpers.core.months import month_range
from wcm_helpers.reports.classification.backtest.analysis import run_backtest
from wcm_helpers.reports.classification.backtest.sentences import headline, remarks


def test_the_sentences_repeat_the_tables():
    classification = classification_of(THEN + SINCE)
    result = run_backtest(classification)
    low, high = (f"{100 * result.captures[end]['classes']:.0f}%" for end in ("low", "high"))
    verdict = headline(result, classification)
    assert verdict.startswith(
        "Yes: the classes of May 2025 predicted who would matter. In the 12 months since, the 4 customers of "
        f"class A, of 20, brought 68% ({low} to {high}) of billed revenue; as many chosen at random would "
        "have brought 20%, a difference of +48.2 percentage points ("
    )
    assert verdict.endswith("The best possible choice of as many customers would have brought 68%.")
    text = " ".join(remarks(result))
    assert (
        "chosen by the number of orders then would have brought less than class A: 5% against 68%, a "
        "difference of +63.6 percentage points"
    ) in text
    assert "not shown to be better than as many customers chosen by the value of the last 3" in text
    assert "1 customer had no class in May 2025: 12.0% of the value since" in text and "brought 60%." in text
    assert "The classes explain 92% (" in text  # 560 / 605.5


def test_a_short_history_names_the_first_month_that_can_be_compared():
    # the window to April 2025 would begin in May 2024, a month before the history
    classification = classification_of(THEN + SINCE[:4], "2026-04")
    assert headline(run_backtest(classification), classification) == (
        "Cannot tell: the history begins in June 2024. A 12-month window and the 12 months after it can be "
        "compared from May 2026 on."
    )


@pytest.mark.parametrize(
    ("values", "reason", "text"),
    [
        ([5], "few", "1 customer had a class in May 2025, at least 20 are needed"),
        ([5, 6], "few", "2 customers had a class"),
        ([5] * 30, "all_in_a", "all customers of May 2025 were in class A"),
        ([9900] + [1] * 29, "few_in_a", "had only 1 customer, who brought 100% of billed revenue"),
        ([-5] * 30, "no_value", "brought no billed revenue above zero"),
    ],
    ids=["one", "two", "equal", "99 %", "negative"],
)
def test_the_reason_is_in_the_verdict(values, reason, text):
    classification = persisting(month_range("2024-06", "2026-05"), values)
    result = run_backtest(classification)
    assert (result.key, result.reason) == ("cannot_tell", reason)
    verdict = headline(result, classification)
    assert verdict.startswith("Cannot tell: ") and text in verdict


def test_without_orders_no_sentence_names_them():
    rows = [(customer, month, value, 0) for customer, month, value, _orders in THEN + SINCE]
    result = run_backtest(classification_of(rows))
    assert not any("number of orders" in text for text in remarks(result))


def test_shuffled_values_are_not_better_than_chance():
    rng = np.random.default_rng(0)
    values = np.round(rng.lognormal(5, 1.5, 60))
    rows = [(f"k{i}", "2024-06", value, 1) for i, value in enumerate(values)]
    rows += [(f"k{i}", "2026-05", value, 1) for i, value in enumerate(rng.permutation(values))]
    classification = classification_of(rows)
    result = run_backtest(classification)
    assert result.key == "chance"
    assert headline(result, classification).startswith(
        "No: the classes of May 2025 are not shown to predict better than chance. In the 12 months since, "
    )
