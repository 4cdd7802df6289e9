"""The appendix on loyalty: models with their check, and the rules."""

from tests.reports.performance.loyalty.made_up import Review, contracts, orders, random_orders
from wcm_helpers.reports.performance.loyalty.detail import loyalty_detail, rule_items


def _text(made):
    return "\n".join(block.text for block in made.pieces)


def _names(made):
    return [block.name for block in made.pieces if block.kind in ("table", "chart")]


def test_a_large_book_has_its_check_and_a_small_one_says_cannot_tell():
    assert _names(loyalty_detail(Review(order_rows=random_orders(400)))) == ["alive_check", "alive_check"]
    few = loyalty_detail(Review(order_rows=orders(old=["2025-01-01"], a=["2026-01-01"])))
    assert _names(few) == []
    assert "Cannot tell how likely" in _text(few)


def test_years_under_contract_are_a_table():
    rows = [
        (f"K{n}", f"c{n}", "2022-01-01", f"{end}-12-31", end > 2026)
        for n, end in enumerate([2022] * 20 + [2023] * 8 + [2024] * 4 + [2025] * 2 + [2099] * 26)
    ]
    assert _names(loyalty_detail(Review(contract_rows=contracts(*rows)))) == ["lost", "survival"]


def test_the_rules_are_always_there():
    assert "90 days" in _text(loyalty_detail(Review()))
    assert len(rule_items()) == 5
