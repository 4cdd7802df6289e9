"""The word False where a program writes it for nothing."""

import duckdb
import pytest

from tests.data.exports import BILLS, faults, staged
from tests.data.read.one_export import faults_of, read
from wcm_helpers.data.intake import take_in

HEAD = "customer_id,customer_name,parent_id,industry,contractual,start_date,status\n"


def customers(folder, rows, name="c.csv", head=HEAD):
    (folder / name).write_text(head + rows, encoding="utf-8")
    export = read(folder, "customers", name)
    columns = "parent_id, industry, contractual, start_date::VARCHAR, status"
    return export, duckdb.sql(f"select {columns} from '{export.parquet}'").fetchall()


@pytest.mark.parametrize("word", ["False", "FALSE", "=False()", " False "])
def test_it_is_a_blank_in_an_id_a_text_and_a_date_and_a_no_in_a_boolean(tmp_path, word):
    rows = f"C1,甲,{word},Retail,True,2020-01-01,active\nC2,乙,C1,{word},False,{word},{word}\n"
    export, found = customers(tmp_path, rows)
    assert found == [(None, "Retail", True, "2020-01-01", "active"), ("C1", None, False, None, None)]
    assert faults_of(export) == []


def test_a_column_that_also_says_true_keeps_it(tmp_path):
    _export, found = customers(tmp_path, "C1,甲,,x,1,,True\nC2,乙,,False,1,,False\n")
    assert [row[4] for row in found] == ["True", "False"]
    assert [row[1] for row in found] == ["x", None]


def test_a_spreadsheet_is_read_alike(warehouse):
    import pandas as pd

    cells = {"customer_id": ["C1", "C2"], "customer_name": ["a", "b"], "parent_id": [False, "C1"]}
    pd.DataFrame(cells).to_excel(warehouse.folder / "c.xlsx", index=False)
    warehouse.write(b__csv="invoice_no,line_no,customer_id,doc_date,amount_ex_vat\n1,1,C1,2026-05-01,1\n")
    intake = take_in(warehouse.settings(BILLS | {"customers": 'path = "c.xlsx"'}))
    assert staged(intake, "customers")["parent_id"].dropna().tolist() == ["C1"]
    assert intake.warnings.empty


def test_a_file_with_a_broken_row_is_read_alike(tmp_path):
    rows = 'C1,"甲\n乙",False,x,1,,\nC2,丙\nC3,丁,C1,y,1,,\n'
    export, found = customers(tmp_path, rows)
    assert [row[0] for row in found] == [None, "C1"]
    assert [reason for *_, reason in faults_of(export)] == ["ragged"]


def test_it_is_neither_a_customer_nor_a_date_of_an_order(warehouse):
    rows = "1,a,2026-05-01,False\n2,False,2026-05-01,False\n3,a,False,2026-05-02\n"
    warehouse.write(o__csv="order_id,customer_id,created_at,shipped_at\n" + rows)
    intake = take_in(warehouse.settings({"orders": 'path = "o.csv"'}))
    assert faults(intake) == [(3, "False", "blank"), (4, "False", "blank")]
