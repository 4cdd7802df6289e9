"""Spreadsheets as exports."""

import pandas as pd
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
