"""What serving costs: margin by hand, months without costs, costs of nobody; and orders that count."""

import pytest

from tests.data.exports import BILLING, faults
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.months import last_day
from wcm_helpers.data.facts.history import (
    complete,
    cut_off,
    described_source,
    latest_complete_month,
    missing_for,
    read_history,
    value_by_month,
)
from wcm_helpers.data.intake import dated_after, take_in
from wcm_helpers.reports.classification.costs_without_activity import costs_without_activity

BILLS = {"billing": 'path = "b.csv"'}
WITH_COSTS = BILLS | {"costs": 'path = "k.csv"'}
COSTS = "customer_id,month,activity,cost\n"


@pytest.fixture
def told(warehouse):
    """Give a function from billing and cost rows to the history of a warehouse."""

    def told(bills, costs, head=COSTS, tables=WITH_COSTS, **more):
        rows = "".join(f"I{number},1,{bill}\n" for number, bill in enumerate(bills))
        warehouse.write(b__csv=BILLING + rows, k__csv=head + "".join(f"{row}\n" for row in costs))
        return read_history(warehouse.settings(tables, **more))

    return told


def values(history, month, value="margin", column="value"):
    found = value_by_month(history, month, value)
    return {(row["customer_id"], row["month"]): row[column] for row in found.to_dict("records")}


def test_margin_is_what_is_billed_less_what_serving_costs(told):
    bills = ["a,2026-04-30,100", "a,2026-05-29,100", "b,2026-05-29,50"]
    history = told(bills, ["a,2026-04,收货,30.5", "a,2026-05,收货,100", "a,2026-05,拣货,20"])
    # a: 100 - 30.5 and 100 - (100 + 20); b has no costs in a month that has some
    assert values(history, "2026-05") == {
        ("a", "2026-04"): 695_000, ("a", "2026-05"): -200_000, ("b", "2026-05"): 500_000,
    }  # fmt: skip
    assert described_source(history, "margin") == "b.csv and 1 more file"


def test_cost_stands_beside_revenue_and_shows_nothing_of_later_months(told):
    history = told(["a,2026-04-30,9", "a,2026-05-29,9"], ["a,2026-04,,3", "a,2026-05,,4"])
    assert values(history, "2026-04", "revenue", "cost") == {("a", "2026-04"): 30_000}
    without = told(["a,2026-04-30,9"], [], tables=BILLS)
    assert "cost" not in value_by_month(without, "2026-04", "revenue")
    assert without.facts.costs.empty


def test_margin_stays_exact_where_a_float_would_not(told):
    # 0.0002 - 999,899,912,346.4765: a ten-thousandth is less than a float of that size can tell; b has no
    # costs, and a gap is what makes floats of whole numbers
    history = told(["a,2026-05-29,0.0002", "b,2026-05-29,1"], ["a,2026-05,,999899912346.4765"])
    assert values(history, "2026-05") == {
        ("a", "2026-05"): -9_998_999_123_464_763, ("b", "2026-05"): 10_000,
    }  # fmt: skip


def test_a_cost_file_of_a_chinese_system_is_read_with_its_unit(warehouse):
    text = "货主编码,所属月份,成本金额（万元）\n007,2026年5月,1.25\n007,202604,2\n"
    warehouse.write(b__csv=BILLING + "1,1,007,2026-05-29,30000\n", k__csv=text.encode("gb18030"))
    tables = BILLS | {"costs": 'path = "k.csv"\nencoding = "gb18030"'}
    history = read_history(warehouse.settings(tables))
    assert history.facts.costs.to_numpy().tolist() == [
        ["007", "2026-04", 200_000_000],
        ["007", "2026-05", 125_000_000],
    ]
    text = "客户编号,月份,成本(元)\n007,2026-05,12500\n"
    warehouse.write(k__csv=text.encode("gb18030"))
    assert values(read_history(warehouse.settings(tables)), "2026-05") == {("007", "2026-05"): 175_000_000}


def test_the_same_cost_row_again_counts_once_and_unlike_ones_block(told):
    history = told(["a,2026-05-29,9"], ["a,2026-05,,3", "a,2026-05,,3", "a,2026-05,收货,1"])
    assert values(history, "2026-05", column="cost") == {("a", "2026-05"): 40_000}
    assert faults(history.intake) == [(3, "a 2026-05", "duplicate")]
    with pytest.raises(WorkbookError, match=r"k\.csv: line 2: customer_id, month a 2026-05: another row"):
        told(
            ["a,2026-05-29,9"], ["a,2026-05,3", "a,2026-05,4"], head="customer_id,month,cost\n"
        ).intake.require(["costs"])


def test_cost_rows_that_cannot_be_read_are_set_aside_with_their_place(told):
    costs = ["a,2026-05,,3", "a,2026-13,,1", "a,2026-04,,x", ",2026-05,,1", "b,2026-05,,"]
    costs += [f"b,2026-04,{activity},2" for activity in ("收货", "拣货", "盘点", "退货")]
    history = told(["a,2026-05-29,9", "b,2026-05-29,9"], costs)
    assert faults(history.intake) == [
        (3, "2026-13", "not_month"), (4, "x", "not_amount"), (5, "", "blank"), (6, "", "blank"),
    ]  # fmt: skip


def test_costs_of_nobody_and_of_silent_months_are_told_and_make_nobody_active(told, warehouse):
    warehouse.write(c__csv="customer_id\na\n")
    tables = WITH_COSTS | {"customers": 'path = "c.csv"'}
    costs = ["a,2026-05,,3", "a,2026-04,,1.5", "z,2026-05,,2", "a,2026-06,,7", "a,2026-05,返利,-1"]
    history = told(["a,2026-05-29,9"], costs, tables=tables)
    assert values(history, "2026-05") == {("a", "2026-05"): 70_000}
    assert history.costs_left_out("2026-05", "margin").to_numpy().tolist() == [
        ["a", "2026-04", 15_000],
        ["z", "2026-05", 20_000],
    ]
    assert "Costs of 2 customers’ months, 3.50 CNY" in costs_without_activity(history, "2026-05", "margin")
    odd = history.intake.warnings
    assert odd[["reason", "rows", "line", "value"]].to_numpy().tolist() == [
        ["unknown_customer", 1, 4, "z"], ["negative_cost", 1, 6, "-1.0000"], ["cost_alone", 3, 3, "a"],
    ]  # fmt: skip


def test_every_cost_up_to_the_month_is_counted_or_left_out(told):
    history = told(["a,2026-04-30,9", "b,2026-05-29,9"], ["a,2026-04,,1", "a,2026-05,,2", "b,2026-05,,4"])
    counted = value_by_month(history, "2026-05", "revenue")["cost"].sum()
    assert (counted, history.costs_left_out("2026-05", "revenue")["cost"].sum()) == (50_000, 20_000)
    assert costs_without_activity(history, "2026-04", "revenue") == ""


def test_a_month_of_the_window_without_costs_is_said_and_not_taken_for_free(told):
    bills = [f"a,2026-{month}-28,9" for month in ("03", "04", "05", "06")]
    costs = ["a,2026-04,,1", "a,2026-06,,1"]
    history = told(bills, costs)
    with pytest.raises(WorkbookError, match=r"\[tables\.costs\] holds nothing for 2026-05, though"):
        cut_off(history, "2026-06", "margin", window_months=12, allow_incomplete=True)
    facts, _ = cut_off(history, "2026-04", "margin", window_months=12, allow_incomplete=True)
    assert facts["month"].tolist() == ["2026-04"]  # March, before the first costs, is no margin either
    with pytest.raises(WorkbookError, match=r"2026-05.* is outside|holds nothing for 2026-05"):
        cut_off(history, "2026-05", "margin", window_months=12, allow_incomplete=True)
    facts, _ = cut_off(history, "2026-06", "margin", window_months=1, allow_incomplete=True)
    assert facts["month"].tolist() == ["2026-06"]


def test_a_month_is_complete_for_margin_once_its_costs_are_there(told):
    history = told(["a,2026-04-30,9", "a,2026-05-29,9"], ["a,2026-04,,1"])
    assert latest_complete_month(history, "revenue", last_day("2026-05")) == "2026-05"
    assert latest_complete_month(history, "margin", last_day("2026-05")) == "2026-04"
    assert not complete(history, "2026-05", "margin")
    with pytest.raises(WorkbookError, match="outside the data; they run from 2026-04 to 2026-04"):
        cut_off(history, "2026-05", "margin", window_months=12, allow_incomplete=False)


def test_what_margin_and_orders_need_is_named(told):
    history = told(["a,2026-04-30,9"], [], tables=BILLS)
    assert missing_for(history.intake, "margin").startswith(
        'value = "margin" needs [tables.billing] and [tables.costs]; the settings name billing'
    )
    assert 'value = "orders" needs [tables.orders]' in missing_for(history.intake, "orders")
    assert missing_for(history.intake, "revenue") == ""


def test_orders_out_count_and_no_return_receipt_or_cancelled_one(warehouse):
    warehouse.write(
        o__csv="order_id,customer_id,created_at,direction,status\n1,a,2026-05-01,out,\n2,a,2026-05-02,out,\n"
        "3,a,2026-05-03,return,\n4,a,2026-05-04,out,取消\n5,b,2026-05-05,in,\n6,a,2026-06-01,out,\n",
        b__csv=BILLING + "I1,1,c,2026-05-29,5\n",
    )
    history = read_history(warehouse.settings(BILLS | {"orders": 'path = "o.csv"'}))
    found = value_by_month(history, "2026-05", "orders")
    # c is billed without orders: it is there, and by orders it did nothing
    told = found[["customer_id", "value", "orders"]].to_numpy().tolist()
    assert told == [["a", 20_000, 2], ["b", 0, 0], ["c", 0, 0]]
    assert described_source(history, "orders") == "o.csv"


def test_a_cost_month_ahead_is_found_with_its_place(told):
    intake = told(["a,2026-05-29,9"], ["a,2026-05,,1", "a,2106-05,,1"]).intake
    found = dated_after(intake, last_day("2026-05"))
    assert found[["table", "rows", "line", "value"]].to_numpy().tolist() == [["costs", 1, 3, "2106-05"]]


def test_without_billing_costs_stand_beside_orders(warehouse):
    warehouse.write(
        o__csv="order_id,customer_id,created_at\n1,a,2026-05-01\n", k__csv=COSTS + "a,2026-05,,1\n"
    )
    tables = {"orders": 'path = "o.csv"', "costs": 'path = "k.csv"'}
    intake = take_in(warehouse.settings(tables))
    assert "cost_alone" not in set(intake.warnings["reason"])
    history = read_history(intake.settings)
    assert values(history, "2026-05", "orders", "cost") == {("a", "2026-05"): 10_000}
