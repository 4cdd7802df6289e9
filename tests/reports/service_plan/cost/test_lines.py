"""The lines of the first page on loss makers."""

import pytest

from wcm_helpers.reports.service_plan.cost import lines

ROW = {
    "customer_id": "c", "name": "Company 7", "class": "A", "revenue": 7_106_426_000, "loss": 455_000_000,
    "level": "full", "key": "driver", "driver": "returns", "excess": 1_680_000_000, "months": 12,
    "price_change": 0.064, "driver_change": 0.306,
}  # fmt: skip


def test_a_line_has_the_loss_its_main_cost_and_what_mends_it():
    assert lines.line("loss", ROW, "CNY").sentence == (
        "Company 7 (711k CNY a year): In 12 months it cost 45.5k CNY more than it was billed, its share of "
        "unused capacity included. Most above class A: Returns, by 168k CNY. Raise its prices by 6.4%, or "
        "bring this cost down by 31%: charge for it or agree on less."
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"level": "own"}, "In 12 months it used 45.5k CNY more than it was billed."),
        ({"driver_change": float("nan")}, "or end services that it does not pay for"),
        ({"key": "no_revenue", "revenue": 0}, "Check what was not billed"),
        (
            {"key": "few_peers", "driver": None, "driver_change": float("nan")},
            "Raise its prices by 6.4%, or end",
        ),
    ],
)
def test_each_case_has_its_words(changes, words):
    assert words in lines.line("loss", {**ROW, **changes}, "CNY").sentence


def test_the_cases_are_certain_and_the_largest_loss_comes_first(plan_review):
    rows = lines.cases_of(plan_review)["loss"]
    assert len(rows) and rows["certain"].all() and rows["loss"].is_monotonic_decreasing
    assert "customers cost more than they bring, with 5M CNY" in lines.others("loss", 2, "5M", "CNY")
