"""Spreadsheets as exports."""

import zipfile

import pandas as pd
import pytest
import xlsxwriter

from tests.data.exports import faults, revenue
from wcm_helpers.data.intake import take_in


def test_a_workbook_keeps_zeros_dates_and_its_second_sheet(warehouse):
    book = xlsxwriter.Workbook(warehouse.folder / "b.xlsx", {"default_date_format": "yyyy-mm-dd"})
    book.add_worksheet("Notes").write("A1", "nothing here")
    sheet = book.add_worksheet("Bills")
    sheet.write_row("A1", ["Bills of May"])
    sheet.write_row("A3", ["customer_id", "doc_date", "amount"])
    sheet.write_row("A4", ["0012", pd.Timestamp("2026-05-03"), 1234.5])
    sheet.write_row("A5", [12, pd.Timestamp("2026-05-04"), "(1,000.00)"])
    sheet.write_row("A6", ["b", "n/a", 3])
    sheet.write_formula("C7", "=SUM(C4:C6)", value=237.5)
    sheet.write("A7", "合计")
    book.close()
    intake = take_in(warehouse.settings({"billing": 'path = "b.xlsx"\nsheet = "Bills"'}))
    assert revenue(warehouse.facts(intake)) == {"0012": 12_345_000, "12": -10_000_000}
    assert faults(intake) == [(6, "n/a", "no_month"), (7, "合计, , 237.5", "total")]
    missing = take_in(warehouse.settings({"billing": 'path = "b.xlsx"\nsheet = "Bill"'}))
    assert missing.faults_of() == ['b.xlsx: there is no sheet "Bill". The workbook has Notes and Bills.']


def damaged(path, change):
    """Write a workbook of one bill, its sheet changed by a function from its XML."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Bills")
    sheet.write_row("A1", ["customer_id", "doc_date", "amount"])
    sheet.write_row("A2", ["a", "2026-05-03", 5])
    book.close()
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    parts["xl/worksheets/sheet1.xml"] = change(parts["xl/worksheets/sheet1.xml"])
    with zipfile.ZipFile(path, "w") as whole:
        for name, content in parts.items():
            whole.writestr(name, content)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml[: len(xml) // 2],
        lambda xml: xml.replace(b'r="A2"', b'r="??"'),
        lambda xml: xml.replace(b'r="A2"', b'r="A0"'),
        lambda xml: xml.replace(b"<v>0</v>", b"<v>77</v>"),
    ],
    ids=["cut off", "no cell", "row 0", "no such text"],
)
def test_a_damaged_sheet_is_one_line_and_the_other_files_are_named_too(warehouse, change):
    damaged(warehouse.folder / "b1.xlsx", change)
    (warehouse.folder / "b2.csv").write_text("nothing\n1\n")
    first, second = take_in(warehouse.settings({"billing": 'path = "b*"'})).faults_of()
    assert first.startswith("b1.xlsx[Bills]: the sheet is damaged (")
    assert first.endswith("). Open the workbook in Excel, let Excel repair it, and save it again.")
    assert "\n" not in first
    assert second.startswith("b2.csv: no known header")


def bills(path, *strays):
    """Write a workbook of one bill, and stray cells: (row, column), from 0."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Bills")
    sheet.write_row("A1", ["customer_id", "doc_date", "amount"])
    sheet.write_row("A2", ["a", "2026-05-03", 5])
    for row, column in strays:
        sheet.write(row, column, "x")
    book.close()


def test_a_stray_cell_in_the_far_corner_is_one_line_with_its_place(warehouse):
    bills(warehouse.folder / "b.xlsx", (1_048_575, 16_383))
    assert take_in(warehouse.settings({"billing": 'path = "b.xlsx"'})).faults_of() == [
        "b.xlsx: a sheet has a cell far from all others, at XFD1048576, so that reading it needs too much "
        "memory. Delete the rows below and the columns beside the table in Excel, and save the workbook "
        "again."
    ]


def test_a_sheet_full_of_columns_is_one_line(warehouse):
    book = xlsxwriter.Workbook(warehouse.folder / "b.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row("A1", ["customer_id", "doc_date", "amount", *(f"h{n}" for n in range(5000))])
    sheet.write_row("A2", ["a", "2026-05-03", 5])
    book.close()
    assert take_in(warehouse.settings({"billing": 'path = "b.xlsx"'})).faults_of() == [
        "b.xlsx: the sheet has 5,003 columns, more than a table has. Delete those beside the table in Excel, "
        "and save the workbook again."
    ]


def test_a_stray_cell_far_to_the_right_is_no_column(warehouse):
    bills(warehouse.folder / "b.xlsx", (1, 16_383))
    intake = take_in(warehouse.settings({"billing": 'path = "b.xlsx"'}))
    assert revenue(warehouse.facts(intake)) == {"a": 50_000}
    assert intake.staged["billing"][0].headers == ["customer_id", "doc_date", "amount"]
