"""Which sheets of a workbook are read."""

import pytest
import xlsxwriter

from tests.data.exports import faults, revenue, staged
from wcm_helpers.data.intake import take_in

HEAD = ["customer_id", "doc_date", "amount"]
MAY = [HEAD, ["a", "2026-05-31", 1000], ["b", "2026-05-31", 300]]
JUNE = [HEAD, ["a", "2026-06-30", 900], ["b", "2026-06-30", 20]]
OLD = [HEAD, ["a", "2025-05-31", 10_000]]


def write_book(folder, hidden=(), name="b.xlsx", **sheets):
    book = xlsxwriter.Workbook(folder / name)
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        if title in hidden:
            sheet.hide()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    visible = next(title for title in sheets if title not in hidden)
    book.get_worksheet_by_name(visible).activate()
    book.get_worksheet_by_name(visible).set_first_sheet()
    book.close()


@pytest.fixture
def read_book(warehouse):
    def read_book(options="", **sheets):
        write_book(warehouse.folder, **sheets)
        return take_in(warehouse.settings({"billing": f'path = "b.xlsx"\n{options}'}))

    return read_book


def test_a_sheet_a_month_is_read_whole(warehouse, read_book):
    intake = read_book(**{"5月": MAY, "6月": JUNE, "Notes": [["nothing here"]]})
    assert [item.label for item in intake.staged["billing"]] == ["b.xlsx#5月", "b.xlsx#6月"]
    assert revenue(warehouse.facts(intake)) == {"a": 19_000_000, "b": 3_200_000}


def test_the_place_of_a_row_names_its_sheet(read_book):
    intake = read_book(**{"5月": MAY, "6月": [*JUNE, ["", "2026-06-30", 5]]})
    assert intake.rejects[["file", "line", "reason"]].to_numpy().tolist() == [["b.xlsx#6月", 4, "blank"]]


def test_a_named_sheet_is_read_alone(warehouse, read_book):
    intake = read_book('sheet = "6月"', **{"5月": MAY, "6月": JUNE})
    assert revenue(warehouse.facts(intake)) == {"a": 9_000_000, "b": 200_000}


def test_order_and_case_of_headers_make_no_other_sheet(warehouse, read_book):
    june = [["Doc_Date", "AMOUNT", "customer id"], ["2026-06-30", 900, "a"]]
    intake = read_book(May=MAY, June=june)
    assert revenue(warehouse.facts(intake)) == {"a": 19_000_000, "b": 3_000_000}


def test_a_hidden_sheet_is_not_read_and_named(warehouse, read_book):
    intake = read_book(hidden=["old"], old=OLD, May=MAY)
    assert revenue(warehouse.facts(intake)) == {"a": 10_000_000, "b": 3_000_000}
    assert intake.staged["billing"][0].read_remarks() == ["The hidden sheet old is not read."]
    assert intake.staged["billing"][0].label == "b.xlsx[May]"


def test_a_hidden_sheet_that_the_settings_name_is_read(warehouse, read_book):
    intake = read_book('sheet = "old"', hidden=["old"], May=MAY, old=OLD)
    assert revenue(warehouse.facts(intake)) == {"a": 100_000_000}


def test_a_table_on_a_hidden_sheet_alone_is_one_line(read_book):
    intake = read_book(hidden=["old"], Notes=[["nothing here"]], old=OLD)
    assert intake.faults_of() == [
        "b.xlsx: no visible sheet has the columns of billing, and the hidden sheet old has. Unhide it in "
        'Excel, or name it under [tables.billing] with sheet = "old".'
    ]


def test_sheets_of_unlike_headers_are_one_line(warehouse, read_book):
    sums = [["customer_id", "period", "amount"], ["a", "2026-05", 1000]]
    assert read_book(Sums=sums, Lines=MAY).faults_of() == [
        "b.xlsx: the sheets Sums and Lines all have the columns of billing, and their headers differ. Name "
        'the one to read under [tables.billing], for example sheet = "Sums"; to read several, write '
        "[[tables.billing]] once for each."
    ]


def test_the_only_sheet_with_the_columns_is_read_wherever_it_stands(warehouse, read_book):
    intake = read_book(Cover=[["Bills of 2026"]], Lines=MAY)
    assert revenue(warehouse.facts(intake)) == {"a": 10_000_000, "b": 3_000_000}


def test_two_tables_of_one_workbook_are_each_found(warehouse):
    work = [["customer_id", "month", "activity", "cost"], ["a", "2026-05", "rent", 7]]
    write_book(warehouse.folder, Bills=MAY, Work=work)
    intake = take_in(warehouse.settings({"billing": 'path = "b.xlsx"', "costs": 'path = "b.xlsx"'}))
    assert revenue(warehouse.facts(intake)) == {"a": 10_000_000, "b": 3_000_000}
    assert [item.label for item in intake.staged["costs"]] == ["b.xlsx[Work]"]


def test_the_sheets_are_those_of_the_file_as_it_is_now(warehouse, read_book):
    assert len(read_book(May=MAY, June=JUNE).staged["billing"]) == 2
    assert len(read_book(May=MAY, June=JUNE, July=JUNE).staged["billing"]) == 3
    assert len(read_book(May=MAY, June=JUNE).staged["billing"]) == 2


def test_an_error_in_a_cell_is_no_blank(warehouse):
    book = xlsxwriter.Workbook(warehouse.folder / "b.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row("A1", [*HEAD, "service"])
    for number, row in enumerate([["a", "2026-05-31", 5, "rent"]] * 5, 1):
        sheet.write_row(number, 0, row)
    sheet.write_formula("C3", "=1/0", value="#DIV/0!")
    sheet.write_formula("A4", "=VLOOKUP(1,Z:Z,1,0)", value="#N/A")
    sheet.write_formula("D5", "=Z1", value="#REF!")
    book.close()
    intake = take_in(warehouse.settings({"billing": 'path = "b.xlsx"'}))
    assert revenue(warehouse.facts(intake)) == {"a": 150_000}
    assert {reason for *_, reason in faults(intake)} == {"spreadsheet_error"}
    assert [(line, value) for line, value, _ in faults(intake)] == [(3, "#DIV/0!"), (4, "#N/A"), (5, "#REF!")]
    assert staged(intake)["service_code"].isna().tolist() == [False, False, False, True, False]


def test_formulas_without_a_stored_value_are_one_line(warehouse):
    book = xlsxwriter.Workbook(warehouse.folder / "b.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row("A1", [*HEAD, "qty"])
    for number in range(1, 4):
        sheet.write_row(number, 0, ["a", "2026-05-31", None, 5])
        sheet.write_formula(number, 2, f"=D{number + 1}*2", value="")
    book.close()
    [fault] = take_in(warehouse.settings({"billing": 'path = "b.xlsx"'})).faults_of()
    assert fault.startswith(
        "b.xlsx:2: amount is '#FORMULA!'. The cell is a formula whose value is not stored"
    )
    assert "Open the workbook in Excel and save it there." in fault


@pytest.mark.parametrize("cell", [(1_048_575, 0), (1_048_575, 2), (700_000, 1)])
def test_empty_rows_below_the_table_are_no_rows(warehouse, cell):
    book = xlsxwriter.Workbook(warehouse.folder / "b.xlsx", {"constant_memory": False})
    sheet = book.add_worksheet()
    for number, row in enumerate([*MAY[:2], [], MAY[2]]):
        sheet.write_row(number, 0, row)
    sheet.write_string(*cell, " ")
    book.close()
    intake = take_in(warehouse.settings({"billing": 'path = "b.xlsx"'}))
    assert revenue(warehouse.facts(intake)) == {"a": 10_000_000, "b": 3_000_000}
    assert [(line, reason) for line, _, reason in faults(intake)] == [(3, "empty")]
