"""Warnings about the customers of all batches together."""

from wcm_helpers.data.intake import take_in


def zeros_lost(intake):
    rows = intake.warnings[intake.warnings["reason"] == "zeros_lost"]
    return rows[["table", "rows", "line", "value"]].to_numpy().tolist()


def test_numbers_alike_but_for_zeros_before_them_are_warned_of(warehouse):
    head = "customer_id,doc_date,amount\n"
    rows = "123,2026-05-10,1\n00123,2026-05-11,2\n0,2026-05-11,2\n00,2026-05-11,2\n123,2026-05-12,4\n"
    intake = warehouse.billing(f"{head}{rows}A7,2026-05-11,2\n0A7,2026-05-11,2\n9,2026-05-11,2\n")
    assert zeros_lost(intake) == [["billing", 3, 2, "123"]]


def test_they_are_compared_with_the_other_tables(warehouse):
    warehouse.write(
        b__csv="customer_id,doc_date,amount\n123,2026-05-10,1\n7,2026-05-10,1\n0009,2026-05-10,1\n",
        o__csv="order_id,customer_id,created_at\n1,00123,2026-05-10\n2,9,2026-05-10\n",
        c__csv="customer_id,customer_name\n0007,G\n0009,I\n00123,A\n",
    )
    tables = {"billing": 'path = "b.csv"', "orders": 'path = "o.csv"', "customers": 'path = "c.csv"'}
    intake = take_in(warehouse.settings(tables))
    assert zeros_lost(intake) == [["orders", 1, 3, "9"], ["billing", 2, 2, "123"]]
