"""Orders and their lines in one file: what the first line of an order says holds for all of its lines."""

import pytest

from tests.data.exports import faults, staged
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in

LINES = 'columns = { qty_ordered = "qty", unit_price = "price" }'


def taken_in(warehouse, text, orders="", lines=LINES, name="f.csv"):
    if isinstance(text, str):
        (warehouse.folder / name).write_text(text, encoding="utf-8")
    source = f'path = "{name}"\n'
    return take_in(warehouse.settings({"orders": source + orders, "order_lines": source + lines}))


def orders_of(intake, *columns):
    assert intake.faults_of() == []
    names = ["customer_id", *(columns or ("orders", "cancelled", "units", "order_value"))]
    facts = build(intake).orders.sort_values(["month", "customer_id"])
    return facts[names].to_numpy().tolist()


SHOPIFY = """Name,Email,Status,Created at,Cancelled at,qty,price
#1,a@x.test,paid,2026-05-10 10:00:00,,1,10
#1,a@x.test,,2026-05-10 10:00:00,,2,10
#2,b@x.test,voided,2026-05-11 10:00:00,2026-05-11 11:00:00,1,10
#2,b@x.test,,2026-05-11 10:00:00,,1,10
#3,b@x.test,paid,2026-05-12 10:00:00,,3,10
"""
NAMES = (
    'columns = { order_id = "Name", customer_id = "Email", created_at = "Created at", '
    'cancelled_at = "Cancelled at", status = "Status" }'
)
NUMBER = 'columns = { order_id = "Name", qty_ordered = "qty", unit_price = "price" }'


@pytest.mark.parametrize("duplicates", ["", 'duplicates = "last"'])
def test_the_cells_of_the_first_line_hold_for_the_order(warehouse, duplicates):
    intake = taken_in(warehouse, SHOPIFY, f"{NAMES}\n{duplicates}", NUMBER)
    # a: 10 + 20; b: #2 is cancelled, #3 is 30
    assert orders_of(intake) == [["a@x.test", 1, 0, 30_000, 300_000], ["b@x.test", 1, 1, 30_000, 300_000]]
    assert faults(intake) == []


@pytest.mark.parametrize(
    "text",
    [
        "order_id,customer_id,created_at,qty,price\n1,a,2026-05-01,2,3\n1,,,1,1\n2,b,2026-05-03,1,1\n",
        "order_id,customer_id,created_at,qty,price\n1,a,2026-05-01,2,3\n2,b,2026-05-03,1,1\n1,,,1,1\n",
        "order_id,customer_id,created_at,qty,price\n1,,2026-05-01,2,3\n1,a,,1,1\n2,b,2026-05-03,1,1\n",
        "order_id,customer_id,created_at,qty,price\n1,a,2026-05-01,2,3\n1,-,null,1,1\n2,b,2026-05-03,1,1\n",
        'order_id,customer_id,created_at,qty,price\n"1",a,2026-05-01,2,3\n"1",,,1,1\n2,"b",2026-05-03,1,1\n',
    ],
)
def test_a_needed_cell_that_is_blank_is_that_of_another_line_of_its_order(warehouse, text):
    intake = taken_in(warehouse, text)
    # a: 2 × 3 + 1 × 1 = 7; b: 1
    assert orders_of(intake) == [["a", 1, 0, 30_000, 70_000], ["b", 1, 0, 10_000, 10_000]]
    assert faults(intake) == []


def test_a_spreadsheet_and_a_parquet_file_are_completed_alike(warehouse):
    import pandas as pd

    frame = pd.DataFrame(
        {"order_id": ["1", "1", "2"], "customer_id": ["a", None, "b"], "qty": [2, 1, 1], "price": [3, 1, 1]}
    )
    frame["created_at"] = pd.to_datetime(["2026-05-01", None, "2026-05-03"])
    frame.to_excel(warehouse.folder / "f.xlsx", index=False)
    frame.to_parquet(warehouse.folder / "f.parquet", index=False)
    for name in ("f.xlsx", "f.parquet"):
        intake = taken_in(warehouse, None, name=name)
        assert orders_of(intake) == [["a", 1, 0, 30_000, 70_000], ["b", 1, 0, 10_000, 10_000]]


def test_a_site_that_is_blank_on_a_further_line_is_that_of_the_line_above(warehouse):
    head = "order_id,direction,customer_id,created_at,qty,price\n"
    rows = "1,out,a,2026-05-01,1,1\n1,,,,1,1\n2,return,b,2026-05-03,1,1\n2,,,,1,1\n"
    intake = taken_in(warehouse, head + rows)
    assert orders_of(intake, "orders", "returns") == [["a", 1, 0], ["b", 0, 1]]


def test_the_lines_of_one_order_that_truly_differ_are_a_conflict(warehouse):
    rows = "1,a,2026-05-01,new,1,1\n1,a,2026-05-01,done,1,1\n2,b,2026-05-03,new,1,1\n2,,,,1,1\n"
    intake = taken_in(warehouse, "order_id,customer_id,created_at,status,qty,price\n" + rows)
    assert [line for line, _, reason in faults(intake) if reason == "conflict"] == [2, 3]
    assert 'duplicates = "last"' in intake.faults_of()[0]


def test_last_is_not_advised_where_the_last_row_lacks_a_cell(warehouse):
    rows = "1,a,2026-05-01,2026-05-02,1,1\n1,a,2026-05-01,2026-05-03,1,1\n1,a,2026-05-01,,1,1\n"
    intake = taken_in(warehouse, "order_id,customer_id,created_at,shipped_at,qty,price\n" + rows)
    assert set(intake.rejects.loc[intake.rejects["table"] == "orders", "reason"]) == {"conflict_blank"}
    assert "duplicates" not in intake.faults_of()[0]
    assert intake.faults_of()[0].endswith("Correct one of them, or fill the blank cells.")


def test_a_step_that_each_line_gives_is_not_that_of_a_line_without_it(warehouse):
    rows = "1,a,2026-05-01,2026-05-02,1,1\n1,a,2026-05-01,,1,1\n2,b,2026-05-01,2026-05-02,1,1\n"
    rows += "2,b,2026-05-01,2026-05-02,1,1\n"
    intake = taken_in(warehouse, "order_id,customer_id,created_at,shipped_at,qty,price\n" + rows)
    assert intake.faults_of() != []


def test_ten_orders_of_twenty_lines_are_not_refused_for_one_without_a_customer(warehouse):
    rows = "".join(
        f"{order},{'' if order == 3 else 'a'},2026-05-0{1 + order % 2},1,1\n"
        for order in range(10)
        for _line in range(20)
    )
    intake = taken_in(warehouse, "order_id,customer_id,created_at,qty,price\n" + rows)
    assert orders_of(intake, "orders", "order_value") == [["a", 9, 1_800_000]]
    counts = intake.rejects.groupby(["table", "reason"]).size().to_dict()
    assert counts == {("orders", "blank"): 20, ("order_lines", "order_rejected"): 20}


def test_a_file_in_which_most_rows_have_no_customer_is_refused(warehouse):
    rows = "".join(f"{order},{'a' if order < 4 else ''},2026-05-01,1,1\n" for order in range(10))
    intake = taken_in(warehouse, "order_id,customer_id,created_at,qty,price\n" + rows)
    assert "6 of 10 rows of orders cannot be used." in intake.faults_of()[0]


HEAD = "order_id,customer_id,created_at,kg,qty,price\n"
KG = 'columns = { weight_kg = "kg" }\n'


@pytest.mark.parametrize(
    ("rows", "rule", "weights", "remark"),
    [
        ("1,a,2026-05-01,1,1,1\n1,a,2026-05-01,2.5,1,1\n2,b,2026-05-01,4,1,1\n", "", [3.5, 4], "added up"),
        ("1,a,2026-05-01,2,1,1\n1,a,2026-05-01,2,1,1\n2,b,2026-05-01,4,1,1\n", "", [2, 4], "one value"),
        ("1,a,2026-05-01,2,1,1\n1,a,2026-05-01,2,1,1\n2,b,2026-05-01,4,1,1\n", "sum", [4, 4], ""),
        ("1,a,2026-05-01,2,1,1\n1,a,2026-05-01,,1,1\n2,b,2026-05-01,4,1,1\n", "order", [2, 4], ""),
        ("1,a,2026-05-01,2,1,1\n1,a,2026-05-01,,1,1\n2,b,2026-05-01,4,1,1\n", "", [2, 4], ""),
    ],
)
def test_a_measure_of_the_lines_is_added_up(warehouse, rows, rule, weights, remark):
    intake = taken_in(warehouse, HEAD + rows, KG + (f'line_values = "{rule}"' if rule else ""))
    assert orders_of(intake, "orders") == [["a", 1], ["b", 1]]
    used = intake.staged["orders"][0]
    rows_of_orders = staged(intake, "orders").drop_duplicates("order_id")
    assert rows_of_orders["weight_kg"].tolist() == weights
    remarks = " ".join(used.read_remarks())
    assert remark in remarks and ("line_values" in remarks) == bool(remark)


def test_unlike_measures_of_few_orders_are_a_conflict(warehouse):
    rows = "".join(
        f"{order},a,2026-05-01,{3 if order else line},1,1\n" for order in range(5) for line in (1, 2)
    )
    intake = taken_in(warehouse, HEAD + rows, KG)
    assert [line for line, _, reason in faults(intake) if reason == "conflict"] == [2, 3]


def test_rows_of_totals_complete_nothing(warehouse):
    rows = "1,a,2026-05-01,1,1,1\n1,,,2,1,1\n合计,,,3,2,2\n,合计,,3,2,2\n"
    intake = taken_in(warehouse, HEAD + rows, KG + 'line_values = "sum"')
    assert orders_of(intake, "orders", "units") == [["a", 1, 20_000]]
    totals = intake.rejects[intake.rejects["table"] == "orders"]
    assert totals[["line", "reason"]].to_numpy().tolist() == [[4, "total"], [5, "total"]]


def test_a_table_of_a_database_with_both_is_completed(warehouse):
    import sqlite3

    connection = sqlite3.connect(warehouse.folder / "w.sqlite")
    connection.execute("create table flat (order_id, customer_id, created_at, qty, price)")
    rows = [("1", "a", "2026-05-01", 2, 3), ("1", None, None, 1, 1), ("2", "b", "2026-05-03", 1, 1)]
    connection.executemany("insert into flat values (?, ?, ?, ?, ?)", rows)
    connection.commit()
    connection.close()
    source = 'url = "sqlite:///w.sqlite"\ntable = "flat"\n'
    intake = take_in(warehouse.settings({"orders": source, "order_lines": source + LINES}))
    assert orders_of(intake) == [["a", 1, 0, 30_000, 70_000], ["b", 1, 0, 10_000, 10_000]]


def test_one_of_several_exports_may_have_both(warehouse):
    warehouse.write(
        o__csv="order_id,customer_id,created_at\n9,c,2026-05-02\n8,c,2026-05-02\n8,,2026-05-02\n",
        l__csv="order_id,qty,price\n9,4,1\n",
        f__csv="order_id,customer_id,created_at,qty,price\n1,a,2026-05-01,2,3\n1,,,1,1\n",
    )
    (warehouse.folder / "s.toml").write_text(
        '[site]\nid = "t"\nname = "T"\n[[tables.orders]]\npath = "o.csv"\n[[tables.orders]]\npath = "f.csv"\n'
        '[[tables.order_lines]]\npath = "l.csv"\n[[tables.order_lines]]\npath = "./f.csv"\n'
    )
    from wcm_helpers.data.settings_file import load_settings

    intake = take_in(load_settings(warehouse.folder / "s.toml"))
    assert orders_of(intake) == [["a", 1, 0, 30_000, 70_000], ["c", 2, 0, 40_000, 40_000]]
    assert faults(intake) == [(4, "", "blank")]  # a file of orders alone has no lines to complete
