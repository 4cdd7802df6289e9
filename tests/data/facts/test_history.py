"""The history a report may read: by which value, up to which month, and from which files."""

from typing import get_args

import pytest

from tests.data.exports import BILLING, BILLS, COSTS, values
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.months import last_day
from wcm_helpers.data.facts.history import (
    ValueBasis,
    complete,
    cut_off,
    described_source,
    latest_complete_month,
    missing_for,
    read_history,
    value_by_month,
)
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.settings_file import load_settings


def test_margin_is_what_is_billed_less_what_serving_costs(history_of):
    bills = ["a,2026-04-30,100", "a,2026-05-29,100", "b,2026-05-29,50"]
    history = history_of(bills, ["a,2026-04,收货,30.5", "a,2026-05,收货,100", "a,2026-05,拣货,20"])
    # a: 100 - 30.5 and 100 - (100 + 20); b has no costs in a month that has some
    assert values(history, "2026-05") == {
        ("a", "2026-04"): 695_000, ("a", "2026-05"): -200_000, ("b", "2026-05"): 500_000,
    }  # fmt: skip
    assert str(described_source(history, "margin")) == "b.csv and 1 more file"


def test_cost_stands_beside_revenue_and_shows_nothing_of_later_months(history_of):
    history = history_of(["a,2026-04-30,9", "a,2026-05-29,9"], ["a,2026-04,,3", "a,2026-05,,4"])
    assert values(history, "2026-04", "revenue", "cost") == {("a", "2026-04"): 30_000}
    without = history_of(["a,2026-04-30,9"], [], tables=BILLS)
    assert "cost" not in value_by_month(without, "2026-04", "revenue")
    assert without.facts.costs.empty


def test_margin_stays_exact_where_a_float_would_not(history_of):
    # 0.0002 - 999,899,912,346.4765: a ten-thousandth is less than a float of that size can tell; b has no
    # costs, and a gap is what makes floats of whole numbers
    history = history_of(["a,2026-05-29,0.0002", "b,2026-05-29,1"], ["a,2026-05,,999899912346.4765"])
    assert values(history, "2026-05") == {
        ("a", "2026-05"): -9_998_999_123_464_763, ("b", "2026-05"): 10_000,
    }  # fmt: skip


def test_a_month_is_complete_for_margin_once_its_costs_are_there(history_of):
    history = history_of(["a,2026-04-30,9", "a,2026-05-29,9"], ["a,2026-04,,1"])
    assert latest_complete_month(history, "revenue", last_day("2026-05")) == "2026-05"
    assert latest_complete_month(history, "margin", last_day("2026-05")) == "2026-04"
    assert not complete(history, "2026-05", "margin")
    with pytest.raises(WorkbookError, match=r"outside the data\. The data run from 2026-04 to 2026-04"):
        cut_off(history, "2026-05", "margin", window_months=12, allow_incomplete=False)


def test_what_margin_and_orders_need_is_named(history_of):
    history = history_of(["a,2026-04-30,9"], [], tables=BILLS)
    assert str(missing_for(history.intake, "margin")) == (
        'value = "margin" needs [tables.billing] and [tables.costs]. The tables that can be read '
        'are billing. These tables are enough for value = "revenue".'
    )
    assert 'value = "orders" needs [tables.orders].' in str(missing_for(history.intake, "orders"))
    assert missing_for(history.intake, "revenue") == ""


def test_orders_out_count_and_no_return_receipt_or_cancelled_one(warehouse):
    warehouse.write(
        o__csv="order_id,customer_id,created_at,direction,status\n1,a,2026-05-01,out,\n2,a,2026-05-02,out,\n"
        "3,a,2026-05-03,return,\n4,a,2026-05-04,out,取消\n5,b,2026-05-05,in,\n6,a,2026-06-01,out,\n",
        b__csv=BILLING + "I1,1,c,2026-05-29,5\n",
    )
    history = read_history(warehouse.settings(BILLS | {"orders": 'path = "o.csv"'}))
    facts = value_by_month(history, "2026-05", "orders")
    # c is billed without orders: it is there, and by orders it did nothing
    rows = facts[["customer_id", "value", "orders"]].to_numpy().tolist()
    assert rows == [["a", 20_000, 2], ["b", 0, 0], ["c", 0, 0]]
    assert described_source(history, "orders") == "o.csv"


def test_without_billing_costs_stand_beside_orders(warehouse):
    warehouse.write(
        o__csv="order_id,customer_id,created_at\n1,a,2026-05-01\n", k__csv=COSTS + "a,2026-05,,1\n"
    )
    tables = {"orders": 'path = "o.csv"', "costs": 'path = "k.csv"'}
    intake = take_in(warehouse.settings(tables))
    assert "cost_alone" not in set(intake.warnings["reason"])
    history = read_history(intake.settings)
    assert values(history, "2026-05", "orders", "cost") == {("a", "2026-05"): 10_000}


def test_a_month_whose_last_weekday_has_no_data_is_a_draft(shop):
    shop.billing(("c1", "2026-04-30", 500), ("c1", "2026-05-28", 70), ("c2", "2026-05-04", 30))
    history = read_history(load_settings(shop.settings))
    # The last weekday of May 2026 is Friday the 29th; the data end on the 28th.
    assert [complete(history, month, "revenue") for month in ("2026-04", "2026-05")] == [True, False]
    assert latest_complete_month(history, "revenue", last_day("2026-05")) == "2026-04"
    with pytest.raises(WorkbookError, match="May 2026 is not complete: the data reach 2026-05-28"):
        cut_off(history, "2026-05", "revenue", window_months=12, allow_incomplete=False)
    facts, is_draft = cut_off(history, "2026-05", "revenue", window_months=12, allow_incomplete=True)
    # April 500, May 70 + 30; in ten-thousandths
    assert (is_draft, facts["value"].sum()) == (True, 6_000_000)
    facts, is_draft = cut_off(history, "2026-04", "revenue", window_months=12, allow_incomplete=False)
    assert (is_draft, facts["value"].tolist()) == (False, [5_000_000])


def test_no_month_is_complete_before_it_has_ended(shop):
    history = read_history(load_settings(shop.settings))
    assert latest_complete_month(history, "revenue", last_day("2026-05")) == "2026-05"
    assert described_source(history, "revenue") == "billing.csv"
    with pytest.raises(WorkbookError, match="No month is complete; the data reach 2026-05-29"):
        latest_complete_month(history, "revenue", last_day("2026-03"))


@pytest.mark.parametrize(("head", "lines", "refused"), [
    ("", "", {"order_value", "units", "margin", "revenue"}),
    (",goods_value", "", {"units", "margin", "revenue"}),
    (",units", "", {"order_value", "margin", "revenue"}),
    ("", "order_id,line_no,qty\n1,1,2\n", {"order_value", "margin", "revenue"}),
    ("", "order_id,line_no,qty,amount\n1,1,2,3\n", {"margin", "revenue"}),
], ids=["orders", "goods_value", "units", "lines", "amounts"])  # fmt: skip
def test_a_value_needs_the_columns_it_is_summed_from(warehouse, head, lines, refused):
    number = ",5" if head else ""
    warehouse.write(
        o__csv=f"order_id,customer_id,created_at{head}\n1,a,2026-05-01{number}\n",
        l__csv=lines,
    )
    tables = {"orders": 'path = "o.csv"'} | ({"order_lines": 'path = "l.csv"'} if lines else {})
    intake = take_in(warehouse.settings(tables))
    assert {value for value in get_args(ValueBasis) if missing_for(intake, value)} == refused
