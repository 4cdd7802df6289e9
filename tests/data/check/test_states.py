"""Words for states are listed with what they are read as, how many rows have each, and their money."""

from wcm_helpers.data.check.states import states
from wcm_helpers.data.intake import take_in

ORDERS = "order_id,customer_id,created_at,status,goods_value\n"


def test_words_of_states_come_with_their_reading_their_rows_and_their_money(warehouse):
    rows = [
        "1,a,2026-05-01,已发货,10", "2,a,2026-05-02,已发货,20", "3,b,2026-05-03,Cancelled,40",
        "4,b,2026-05-04,Quxiao,80", "5,b,2026-05-05,,160", "6,b,2026-05-06,草稿,320", "合计,,,,630",
    ]  # fmt: skip
    head = "invoice_no,line_no,customer_id,doc_date,amount,发票状态\n"
    invoices = head + "1,1,a,2026-05-01,7,正常\n2,1,a,2026-05-01,9,作废\n"
    warehouse.write(o__csv=ORDERS + "\n".join(rows), b__csv=invoices)
    intake = take_in(warehouse.settings({"orders": 'path = "o.csv"', "billing": 'path = "b.csv"'}))
    found = states(intake.checked)
    assert [tuple(row) for row in found.to_numpy().tolist()] == [
        ("orders", "status", "已发货", "closed", 2, 300_000),
        ("orders", "status", "Cancelled", "cancelled", 1, 400_000),
        ("orders", "status", "Quxiao", "", 1, 800_000),
        ("orders", "status", "草稿", "draft", 1, 3_200_000),
        ("billing", "status", "valid", "valid", 1, 70_000),
        ("billing", "status", "void", "void", 1, 90_000),
    ]


def test_without_such_a_column_nothing_is_listed(warehouse):
    assert states(warehouse.billing("customer_id,doc_date,amount\na,2026-05-01,1\n").checked).empty
