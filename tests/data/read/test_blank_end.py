"""Sheets whose last rows have nothing but blanks."""

import zipfile

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.data.exports import faults, revenue
from tests.data.read.workbooks import write_ods, write_xlsb
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.read import sheet_extent
from wcm_helpers.data.read.blank_end import without_blank_end
from wcm_helpers.data.read.sheet_extent import extent_of

LAST = 1_048_575


def write(path, *strays, wide=3, options=None):
    """Write a workbook of two bills, and cells (row, column, value) below them; None is a mere format."""
    book = xlsxwriter.Workbook(path, options or {})
    book.add_worksheet("Notes").write("A1", "nothing here")
    sheet = book.add_worksheet("Bills")
    sheet.write_row("A1", ["customer_id", "doc_date", "amount", *[f"h{at}" for at in range(3, wide)]])
    sheet.write_row("A2", ["a", "2026-05-03", 5])
    sheet.write_row("A3", ["b", "2026-05-04", 7])
    bold = book.add_format({"bold": True})
    for row, column, value in strays:
        if value is None:
            sheet.write_blank(row, column, None, bold)
        else:
            sheet.write(row, column, value)
    book.close()
    return path


def shortened(path, sheet="Bills"):
    return without_blank_end(path, sheet, extent_of(path, sheet))


def rows_of(file):
    file.seek(0)
    return CalamineWorkbook.from_filelike(file).get_sheet_by_name("Bills").to_python(skip_empty_area=False)


@pytest.mark.parametrize("stray", [" ", "\u3000", " \n ", None], ids=["space", "wide", "lines", "format"])
@pytest.mark.parametrize("options", [{}, {"constant_memory": True}], ids=["shared", "inline"])
def test_rows_of_blanks_at_the_end_are_left_out(tmp_path, stray, options):
    strays = [(500, 1, stray), (LAST, 0, stray), (LAST, 2, stray)]
    path = write(tmp_path / "b.xlsx", *strays, options=options)
    shorter = shortened(path)
    assert extent_of(shorter, "Bills").rows == 3
    assert rows_of(shorter) == [
        ["customer_id", "doc_date", "amount"], ["a", "2026-05-03", 5.0], ["b", "2026-05-04", 7.0],
    ]  # fmt: skip


@pytest.mark.parametrize("value", ["x", 0, False, "=1/0"], ids=["text", "zero", "false", "formula"])
def test_a_row_with_a_value_is_the_last(tmp_path, value):
    cells = [(200, 1, " "), (400, 2, value), (401, 0, " ")]
    path = write(tmp_path / "b.xlsx", *cells, (2000, 0, " "))
    assert extent_of(shortened(path), "Bills").rows == 401
    assert shortened(write(path, *cells, (799, 0, " "))) is None
    assert shortened(write(path, *cells, (2000, 0, " "), (2001, 0, value))) is None


@pytest.mark.parametrize("chunk", [7, 64, 300])
def test_the_last_row_is_found_across_chunks(tmp_path, monkeypatch, chunk):
    monkeypatch.setattr(sheet_extent, "_CHUNK", chunk)
    path = write(tmp_path / "b.xlsx", (30, 1, " "), (40, 2, "x"), (50, 0, " "), (90, 2, " "))
    assert extent_of(shortened(path), "Bills").rows == 41


def test_what_is_behind_the_rows_stays(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    sheet = book.add_worksheet("Bills")
    sheet.merge_range("A1:A3", "a")
    sheet.write(LAST, 0, " ")
    book.close()
    shorter = CalamineWorkbook.from_filelike(shortened(tmp_path / "b.xlsx"))
    assert shorter.get_sheet_by_name("Bills").merged_cell_ranges == [((0, 0), (2, 0))]


def test_a_damaged_file_and_one_of_another_kind_are_not_shortened(tmp_path):
    (tmp_path / "b.xls").write_bytes(b"no zip")
    write_xlsb(tmp_path / "b.xlsb", {"Bills": {(0, 0): "x"}})
    write_ods(tmp_path / "b.ods", '<table:table table:name="Bills"/>')
    for name in ("b.xls", "b.xlsb", "b.ods"):
        assert shortened(tmp_path / name) is None
    path = write(tmp_path / "b.xlsx", (20, 0, " "))
    assert shortened(path, "no such sheet") is None
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist() if "haredStrings" not in name}
    with zipfile.ZipFile(path, "w") as whole:
        for name, content in parts.items():
            whole.writestr(name, content)
    assert shortened(path) is None


@pytest.mark.parametrize(
    "strays",
    [[(LAST, 7, " ")], [(LAST, 7, None)], [(LAST, 2, " "), (900_000, 0, " ")], [(LAST, 16_383, " ")]],
    ids=["blank", "format", "two", "corner"],
)
def test_a_workbook_with_a_blank_in_the_last_row_is_read(warehouse, strays):
    write(warehouse.folder / "b.xlsx", *strays, wide=8)
    intake = take_in(warehouse.settings({"billing": 'path = "b.xlsx"\nsheet = "Bills"'}))
    assert (revenue(warehouse.facts(intake)), faults(intake)) == ({"a": 50_000, "b": 70_000}, [])
