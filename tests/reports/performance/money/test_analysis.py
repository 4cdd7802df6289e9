"""The money of a month worked by hand: its base, its bridges, and sums over classes."""

from tests.reports.performance.money.made_up import AGO, BEFORE, NOW, book, facts
from wcm_helpers.methods.bridge import MARGIN_STEPS, REVENUE_STEPS
from wcm_helpers.reports.performance.money.analysis import by_group, compute_money, largest_changes


def sums(frame, steps):
    return {step: int(size) // 10_000 for step, size in frame[list(steps)].sum().items() if size}


def test_each_step_against_a_year_ago():
    # a: twice the orders, all else alike; b is gone, c is new, d has no orders.
    money = compute_money(book(), NOW)
    assert (money.base, money.size) == (AGO, "units")
    assert sums(money.bridge, REVENUE_STEPS) == {"won": 400, "lost": -300, "orders": 1000, "other": 20}


def test_the_margin_has_the_cost_of_an_order():
    # a: margin of an order 50 then 40: 10 more × 45 = 450; cost 60 after 50: −10 × 15 = −150; 500 → 800.
    money = compute_money(book(), NOW)
    assert sums(money.margin, MARGIN_STEPS) == {
        "won": 300, "lost": -200, "orders": 450, "cost_per_order": -150, "other": 20,
    }  # fmt: skip
    assert money.margin_now == 11_600_000


def test_without_a_year_ago_the_month_before_is_the_base():
    rows = book()
    rows.billing = rows.billing[rows.billing["month"] != AGO]
    assert compute_money(rows, NOW).base == BEFORE


def test_without_another_month_or_costs_there_is_no_bridge():
    money = compute_money(facts(("a", NOW, 10, 1, 1, 0)), NOW)
    assert money.bridge is None and money.margin is None and money.margin_now is None
    assert compute_money(facts(("a", AGO, 10, 1, 1, 0)), NOW) is None


def test_later_months_are_invisible():
    later = facts(("a", "2026-06", 5000, 1, 1, 3000), ("a", NOW, 10, 1, 1, 0))
    assert list(compute_money(later, NOW).revenue.index) == [NOW]
    assert compute_money(later, NOW).margin_now is None


def test_a_year_before_the_bills_begin_is_unknown():
    money = compute_money(book(), NOW)
    assert money.year_to(NOW) == 10_000 * (2000 + 400 + 70 + 900)
    assert money.year_to(AGO) is None


def test_without_units_lines_are_the_size_and_without_both_none():
    rows = facts(("a", AGO, 10, 1, 0, 0), ("a", NOW, 20, 2, 0, 0))
    assert compute_money(rows, NOW).size == "lines"
    rows.orders["lines"] = 0
    assert compute_money(rows, NOW).size == ""
    assert sums(compute_money(rows, NOW).bridge, REVENUE_STEPS) == {"orders": 10}


def test_classes_add_up_to_all_customers():
    bridge = compute_money(book(), NOW).bridge
    groups = by_group(bridge, bridge.index.to_series().map({"a": "A", "b": "C", "c": "C"}))
    assert groups.index.tolist() == ["A", "C", ""]
    assert (groups.sum() == bridge.sum()).all()


def test_the_largest_changes_come_first_and_say_who_was_won_or_lost():
    changes = largest_changes(compute_money(book(), NOW).bridge)
    assert changes["mark"].to_dict() == {"a": "", "c": "won", "b": "lost", "d": ""}
