import numpy as np
import pytest

from tests.reports.classification.backtest.examples import SINCE, THEN, classification_of, persisting
from wcm_helpers.core.months import month_range
from wcm_helpers.reports.classification.backtest.analysis import run_backtest


def test_the_sentences_repeat_the_tables():
    result = run_backtest(classification_of(THEN + SINCE))
    low, high = (f"{100 * result.captures[end]['classes']:.0f}%" for end in ("low", "high"))
    assert result.headline.startswith(
        f"Yes: the classes of May 2025 told well who would matter: the 4 customers of class A, of 20, "
        f"brought 68% ({low} to {high}) of billed revenue in the 12 months since, "
        "against 20% by chance: +48.2 points ("
    )
    assert result.headline.endswith("The best possible choice brought 68%.")
    text = " ".join(result.remarks)
    assert "chosen by the number of orders then would have brought less: 5% against 68%, +63.6 points" in text
    assert "not shown to be better than as many customers chosen by the value of the last 3" in text
    assert "Not known a year ago: 1 customer, 12.0% of the value since" in text and "brought 60%." in text
    assert "The classes explain 92% (" in text  # 560 / 605.5
    assert "Classes from the 12-month window to May 2025" in dict(result.rules)["Periods"]


@pytest.mark.parametrize(
    ("values", "reason", "text"),
    [
        ([5], "few", "1 customer had a class in May 2025; with fewer than 20"),
        ([5, 6], "few", "2 customers had a class"),
        ([5] * 30, "all_in_a", "all customers of May 2025 were in class A"),
        ([9900] + [1] * 29, "few_in_a", "held 1 customer, who brought 100% of billed revenue"),
        ([-5] * 30, "no_value", "brought no billed revenue above zero"),
    ],
    ids=["one", "two", "equal", "99 %", "negative"],
)
def test_the_reason_is_in_the_verdict(values, reason, text):
    result = run_backtest(persisting(month_range("2024-06", "2026-05"), values))
    assert (result.key, result.reason) == ("cannot_tell", reason)
    assert result.headline.startswith("Cannot tell: ") and text in result.headline


def test_without_orders_no_sentence_names_them():
    rows = [(customer, month, value, 0) for customer, month, value, _orders in THEN + SINCE]
    result = run_backtest(classification_of(rows))
    assert not any("number of orders" in text for text in result.remarks)


def test_shuffled_values_are_not_better_than_chance():
    rng = np.random.default_rng(0)
    values = np.round(rng.lognormal(5, 1.5, 60))
    rows = [(f"k{i}", "2024-06", value, 1) for i, value in enumerate(values)]
    rows += [(f"k{i}", "2026-05", value, 1) for i, value in enumerate(rng.permutation(values))]
    result = run_backtest(classification_of(rows))
    assert result.key == "chance"
    assert result.headline.startswith("No: the classes of May 2025 are not shown to be better than chance: ")
