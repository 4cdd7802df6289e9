"""The rules of the contract: totals, duplicates, credit notes, currencies, dates out of order."""

from datetime import date

from tests.data.exports import BILLING, faults, revenue
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import dated_after, take_in

BILLS = 'path = "b.csv"'


def test_total_rows_are_rejected_and_customers_named_total_are_not(warehouse):
    warehouse.write(
        c__csv="customer_id,customer_name\nC1,合计\nC2,Total\n合计,\n,总 计：\n",
        b__csv=BILLING + "I1,1,C1,2026-05-03,5\n小计,,,,5\nI2,1,C2,2026-05-03,6\n,,Grand Total,,11\n",
    )
    intake = take_in(warehouse.settings({"customers": 'path = "c.csv"', "billing": BILLS}))
    assert revenue(warehouse.facts(intake)) == {"C1": 50_000, "C2": 60_000}
    assert intake.rejects.query("reason == 'total'")[["table", "line"]].to_numpy().tolist() == [
        ["customers", 4], ["customers", 5], ["billing", 3], ["billing", 5],
    ]  # fmt: skip


def test_a_header_that_comes_again_is_rejected(warehouse):
    intake = warehouse.billing(BILLING + "I1,1,a,2026-05-03,5\n" + BILLING + "I2,1,a,2026-05-03,6\n")
    assert revenue(warehouse.facts(intake)) == {"a": 110_000}
    assert intake.rejects["reason"].tolist() == ["header"]


def test_the_same_row_again_counts_once(warehouse):
    intake = warehouse.billing(BILLING + "I1,1,a,2026-05-03,4\n" * 3 + "I2,1,a,2026-05-03,4\n")
    assert revenue(warehouse.facts(intake)) == {"a": 80_000}
    assert faults(intake) == [(3, "I1 1", "duplicate"), (4, "I1 1", "duplicate")]


def test_of_overlapping_exports_the_later_file_counts(warehouse):
    orders = "order_id,customer_id,created_at,units\n"
    warehouse.write(
        o1__csv=orders + "1,a,2026-05-01,5\n2,a,2026-05-02,5\n", o2__csv=orders + "2,b,2026-05-02,7\n"
    )
    intake = take_in(warehouse.settings({"orders": 'path = "o*.csv"\nduplicates = "last"'}))
    facts = build(intake).orders
    assert facts[["customer_id", "orders", "units"]].to_numpy().tolist() == [
        ["a", 1, 50_000],
        ["b", 1, 70_000],
    ]


def test_rows_without_a_key_column_are_no_duplicates(warehouse):
    intake = warehouse.billing("customer_id,doc_date,amount\n" + "a,2026-05-03,4\n" * 2)
    assert revenue(warehouse.facts(intake)) == {"a": 80_000}


def test_an_unknown_direction_is_rejected(warehouse):
    warehouse.write(
        o__csv="order_id,customer_id,created_at,direction\n1,a,2026-05-01,out\n2,a,2026-05-01,foo\n"
    )
    intake = take_in(warehouse.settings({"orders": 'path = "o.csv"'}))
    assert faults(intake) == [(3, "foo", "not_choice")]
    assert build(intake).orders["orders"].sum() == 1


def test_money_is_net_of_vat_credit_currency_and_what_is_not_revenue(warehouse):
    head = (
        "invoice_no,customer_id,doc_date,currency,fx_rate,vat_rate,credit_note,pass_through,disputed,amount\n"
    )
    rows = [
        "1,a,2026-05-03,USD,7.1,0.06,,,,106",  # 100 × 7.1 = 710
        "2,a,2026-05-03,USD,,0.06,,,,106",  # no rate
        "3,a,2026-05-03,cny,,6%,是,,,106",  # a credit note: -100
        "4,a,2026-05-03,￥,,,,,,106",  # no VAT rate
        "5,a,2026-05-03,CNY,,0.06,,是,,106",  # charged on for others: 100 beside
        "6,a,2026-05-03,人民币,,0.06,,,是,212",  # disputed: 200 beside
        "7,a,2026-05-03,CNY,,0.06,maybe,,,106",  # plus or minus?
        "8,a,2026-05-03,,,0,1,,,-3",  # a credit note that is negative already
    ]
    intake = warehouse.billing(head + "\n".join(rows), site='vat = "included"')
    facts = warehouse.facts(intake).billing
    assert facts[["revenue", "credited", "pass_through", "disputed"]].to_numpy().tolist() == [
        [6_070_000, -1_030_000, 1_000_000, 2_000_000]
    ]
    assert faults(intake) == [
        (3, "USD", "no_rate"), (5, "", "no_vat"), (8, "maybe", "not_boolean"),
    ]  # fmt: skip
    assert intake.warnings[["reason", "rows", "line"]].to_numpy().tolist() == [["credit_positive", 1, 4]]


def test_an_amount_is_made_of_price_quantity_and_discount_exactly(warehouse):
    head = "invoice_no,customer_id,doc_date,unit_price,qty,discount,amount\n"
    rows = ["1,a,2026-05-03,2.5,4,0.1,", "2,b,2026-05-03,2.5,4,,",
            "3,c,2026-05-03,99999999.123456,99999,,", "4,d,2026-05-03,999999999,99999999999,,",
            "5,e,2026-05-03,2.5,x,,", "6,f,2026-05-03,2.5,4,,9"]  # fmt: skip
    intake = warehouse.billing(head + "\n".join(rows))
    # 99,999,999.123456 × 99,999 = 9,999,899,912,346.476544, so .4765; a float ends in .4768
    exact = 99_998_999_123_464_765
    assert revenue(build(intake)) == {"a": 90_000, "b": 100_000, "c": exact, "f": 90_000}
    assert faults(intake) == [(5, "", "no_amount"), (6, "x", "not_number")]


def test_the_month_is_the_document_date_or_the_period_as_the_settings_say(warehouse):
    text = "customer_id,period,doc_date,amount\na,2026-04,2026-05-03,1\na,x,2026-05-03,2\n"
    text += "a,2026-04,x,4\na,2026-04,,8\n"
    by_date = warehouse.facts(warehouse.billing(text)).billing.set_index("month")
    assert by_date["revenue"].to_dict() == {"2026-05": 30_000, "2026-04": 80_000}
    intake = warehouse.billing(text, classification='billing_month = "period"')
    by_period = warehouse.facts(intake).billing
    assert dict(zip(by_period["month"], by_period["revenue"], strict=True)) == {"2026-04": 130_000}
    assert intake.rejects[["line", "scope"]].to_numpy().tolist() == [[3, "row"], [4, "cell"]]


def test_what_is_odd_is_pointed_out_and_used(warehouse):
    warehouse.write(
        c__csv="客户编号,客户名称,上级客户\n1,临安（中国）有限公司,\n2,临安中国公司,7\n",
        o__csv="order_id,customer_id,created_at,shipped_at,goods_value\n"
        "1,1,2026-05-05 10:00,2026-05-04 10:00,1\n"
        "2,9,2026-05-05 10:00,2026-05-05,-1\n",
        l__csv="order_id,line_no,qty,qty_shipped,qty_short\n1,1,-2,,\n1,2,2,3,\n2,1,5,3,1\n",
    )
    tables = {"customers": 'path = "c.csv"', "orders": 'path = "o.csv"', "order_lines": 'path = "l.csv"'}
    intake = take_in(warehouse.settings(tables))
    assert intake.rejects.empty
    assert intake.warnings[["reason", "rows", "line"]].to_numpy().tolist() == [
        ["dates_out_of_order", 1, 2], ["negative_value", 1, 3], ["negative_quantity", 1, 2],
        ["shipped_over_ordered", 1, 3], ["short_mismatch", 1, 4], ["same_name", 2, 2],
        ["unknown_parent", 1, 3], ["unknown_customer", 1, 3], ["assumed_out", 2, 0],
    ]  # fmt: skip


def test_where_a_column_or_a_constant_says_the_direction_nothing_is_assumed(warehouse):
    rows = "1,a,2026-05-01,出库\n2,a,2026-05-02,退货\n"
    warehouse.write(o__csv="order_id,customer_id,created_at,订单类型\n" + rows)
    intake = take_in(warehouse.settings({"orders": 'path = "o.csv"'}))
    assert intake.warnings.empty
    assert intake.staged["orders"][0].column_headers["direction"] == "订单类型"
    warehouse.write(o__csv="order_id,customer_id,created_at\n1,a,2026-05-01\n")
    said = 'path = "o.csv"\nconstants = { direction = "out" }'
    assert take_in(warehouse.settings({"orders": said})).warnings.empty


def test_dates_ahead_are_found_with_their_place(warehouse):
    intake = warehouse.billing(BILLING + "I1,1,a,2026-05-03,4\nI2,1,a,2106-05-03,4\n2,1,a,2026-05-04,4\n")
    found = dated_after(intake, date(2026, 5, 3))
    assert found[["reason", "rows", "line", "value"]].to_numpy().tolist() == [["future", 2, 3, "2106-05-03"]]
    assert dated_after(intake, date(2106, 5, 3)).empty


def test_all_negative_revenue_is_revenue(warehouse):
    assert revenue(warehouse.facts(warehouse.billing(BILLING + "I1,1,a,2026-05-03,-4\n"))) == {"a": -40_000}
