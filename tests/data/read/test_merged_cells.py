"""Cells merged over several rows: their value belongs to each row, a quantity or amount to all together."""

import zipfile

import pytest
import xlsxwriter

from tests.data.exports import faults, revenue, staged
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in

HEAD = ["customer_id", "invoice_no", "line_no", "doc_date", "amount"]


def write(path, at=0, title=None, head=HEAD):
    """Write two owners over two and three lines, from a row of the sheet on."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Bills")
    if title:
        sheet.merge_range(0, 0, 1, 4, title)
    sheet.write_row(at, 0, head)
    sheet.merge_range(at + 1, 0, at + 2, 0, "C1")
    sheet.merge_range(at + 3, 0, at + 5, 0, "C2")
    for line in range(5):
        sheet.write_row(at + 1 + line, 1, [f"I{line}", "1", "2026-05-10", 10 + line])
    return book, sheet


@pytest.mark.parametrize(("at", "title"), [(0, None), (3, "Bills of May"), (2, "Bills of May")])
def test_an_owner_that_stands_once_for_its_lines_is_that_of_each(warehouse, at, title):
    book, _sheet = write(warehouse.folder / "b.xlsx", at, title)
    book.close()
    intake = take_in(warehouse.settings({"billing": 'path = "b.xlsx"'}))
    # 10 + 11, and 12 + 13 + 14
    assert revenue(warehouse.facts(intake)) == {"C1": 210_000, "C2": 390_000}
    assert faults(intake) == []


def test_an_amount_over_several_lines_counts_once(warehouse):
    book, sheet = write(warehouse.folder / "b.xlsx")
    sheet.merge_range(6, 0, 7, 0, "C3")
    sheet.write_row(6, 1, ["I8", "1", "2026-05-10"])
    sheet.write_row(7, 1, ["I9", "1", "2026-05-10"])
    sheet.merge_range(6, 4, 7, 4, 100)
    book.close()
    intake = take_in(warehouse.settings({"billing": 'path = "b.xlsx"'}))
    assert revenue(warehouse.facts(intake))["C3"] == 1_000_000
    assert faults(intake) == [(8, "", "no_amount")]


def test_a_column_that_the_settings_name_is_known_as_an_amount(warehouse):
    book, sheet = write(warehouse.folder / "b.xlsx", head=[*HEAD[:4], "Betrag"])
    sheet.merge_range(6, 0, 7, 0, "C3")
    sheet.write_row(6, 1, ["I8", "1", "2026-05-10"])
    sheet.write_row(7, 1, ["I9", "1", "2026-05-10"])
    sheet.merge_range(6, 4, 7, 4, 100)
    book.close()
    named = 'columns = { amount_ex_vat = "Betrag" }'
    intake = take_in(warehouse.settings({"billing": f'path = "b.xlsx"\n{named}'}))
    assert revenue(warehouse.facts(intake))["C3"] == 1_000_000


def test_cells_merged_over_columns_and_over_the_header_are_left(warehouse):
    book = xlsxwriter.Workbook(warehouse.folder / "b.xlsx")
    sheet = book.add_worksheet()
    sheet.merge_range("A1:A2", "customer_id")
    sheet.merge_range("B1:B2", "doc_date")
    sheet.merge_range("C1:D1", "amount")
    sheet.write_row("C2", ["含税", "不含税"])
    sheet.write_row("A3", ["a", "2026-05-03", 106, 100])
    sheet.write_row("B4", ["2026-05-03", 106, 100])
    sheet.merge_range("A5:C5", "合计")
    sheet.write("D5", 200)
    book.close()
    intake = take_in(warehouse.settings({"billing": 'path = "b.xlsx"'}))
    assert revenue(build(intake)) == {"a": 1_000_000}
    assert [reason for _, _, reason in faults(intake)] == ["blank", "total"]


def test_an_order_and_its_lines_in_one_sheet(warehouse):
    book = xlsxwriter.Workbook(warehouse.folder / "o.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row("A1", ["order_id", "customer_id", "created_at", "sku", "qty", "price"])
    for column, value in enumerate(["7", "a", "2026-05-10 09:00"]):
        sheet.merge_range(1, column, 3, column, value)
    for row in (1, 2, 3):
        sheet.write_row(row, 3, [f"S{row}", row, 2])
    book.close()
    source = 'path = "o.xlsx"'
    intake = take_in(warehouse.settings({"orders": source, "order_lines": source}))
    facts = build(intake).orders
    # (1 + 2 + 3) × 2
    assert facts[["customer_id", "orders", "lines", "order_value"]].to_numpy().tolist() == [
        ["a", 1, 3, 120_000]
    ]
    assert staged(intake, "order_lines")["order_id"].tolist() == ["7", "7", "7"]


def test_an_open_document_is_filled_alike(warehouse):
    def cell(text, more=""):
        return (
            f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'
        )

    rows = [["customer_id", "doc_date", "amount"], ["C1", "2026-05-10", "5"], [None, "2026-05-11", "7"]]
    xml = ""
    for row in rows:
        cells = "".join(
            "<table:covered-table-cell/>"
            if value is None
            else cell(
                value, 'table:number-rows-spanned="2" table:number-columns-spanned="1"' * (value == "C1")
            )
            for value in row
        )
        xml += f"<table:table-row>{cells}</table:table-row>"
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="S">{xml}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(warehouse.folder / "b.ods", "w") as document:
        document.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        document.writestr("content.xml", content)
        document.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    intake = take_in(warehouse.settings({"billing": 'path = "b.ods"'}))
    assert revenue(warehouse.facts(intake)) == {"C1": 120_000}
