"""The figures for run.json."""

import pytest

from tests.reports.classification.facts import classify_facts, monthly
from wcm_helpers.methods.abc import Rule


def test_figures_are_for_machines_and_name_their_basis():
    facts = monthly({"a": 60, "b": 25, "c": 10, "d": 5, "n": -4})
    figures = classify_facts(facts, rule=Rule(value="order_value")).figures
    assert figures["value_basis"] == "order_value"
    assert figures["classes"] == {"A": 2, "B": 1, "C": 1, "N": 1}
    assert figures["customers"] == 5
    assert figures["share_a"] == pytest.approx(0.85)
    assert (figures["value"], figures["measure"]) == (12 * 96.0, "CNY")  # net, though a share has no credits
    assert figures["top1"] == pytest.approx(0.6)
    assert figures["hhi"] == pytest.approx(0.36 + 0.0625 + 0.01 + 0.0025)
    # population Gini of 5 10 25 60: (-3*5 - 10 + 25 + 180) / (4 * 100)
    assert figures["gini"] == pytest.approx(0.45)
    assert figures["gini_small_sample"] == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("value", "measure"),
    [("revenue", "CNY"), ("margin", "CNY"), ("order_value", "CNY"), ("units", "units"), ("orders", "orders")],
)
def test_the_value_is_named_by_its_measure(value, measure):
    figures = classify_facts(monthly({"a": 60}), rule=Rule(value=value)).figures
    assert (figures["value"], figures["measure"]) == (12 * 60.0, measure)
    assert "revenue" not in figures
