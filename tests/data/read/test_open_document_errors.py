"""Errors in cells of OpenDocument files."""

import zipfile
from io import BytesIO

import pytest

from tests.data.exports import faults, revenue
from tests.data.read.workbooks import write_ods
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.read import open_document_errors
from wcm_helpers.data.read.sheet_extent import extent_of
from wcm_helpers.data.tables.schema import FORMULA

TEXT = 'office:value-type="string" calcext:value-type="string"'
#: As LibreOffice, an older one, and others write an error.
DECLARED = 'table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"'
ZERO = 'table:formula="of:=1/0" office:value-type="float" office:value="0"'
WORD = 'table:formula="of:=1/0" office:value-type="string" office:string-value="#DIV/0!"'
LITERAL = 'office:value-type="string" calcext:value-type="error"'


def cell(text="", attributes=TEXT):
    return f"<table:table-cell {attributes}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


def row(*cells, repeated=1):
    cells = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def table(name, *rows):
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def errors_of(path, sheet, *tables):
    write_ods(path / "b.ods", "".join(tables))
    return extent_of(path / "b.ods", sheet).errors


@pytest.mark.parametrize(
    ("text", "attributes", "word"),
    [("#DIV/0!", DECLARED, "#DIV/0!"), ("#REF!", ZERO, "#REF!"), ("#DIV/0!", WORD, "#DIV/0!"),
     ("#N/A", LITERAL, "#N/A"), ("Err:502", DECLARED, "#VALUE!"), ("Err:508", ZERO, "#VALUE!"),
     ("#WERT!", DECLARED, "#VALUE!"), ("", 'table:formula="of:=1+1"', FORMULA)],
)  # fmt: skip
def test_an_error_is_found_however_a_program_writes_it(tmp_path, text, attributes, word):
    assert errors_of(tmp_path, "S", table("S", row("a", cell(text, attributes)))) == {0: {1: word}}


@pytest.mark.parametrize(
    ("text", "attributes"),
    [("5", 'table:formula="of:=2+3" office:value-type="float" office:value="5"'),
     ("", 'table:formula="of:=&quot;&quot;" office:value-type="string" office:string-value=""'),
     ("Err:502", TEXT), ("#12", TEXT), ("", "")],
)  # fmt: skip
def test_what_is_no_error_is_none(tmp_path, text, attributes):
    assert errors_of(tmp_path, "S", table("S", row("a", cell(text, attributes)))) == {}


def test_repeated_and_covered_cells_and_rows_count(tmp_path):
    empty = '<table:table-cell table:number-columns-repeated="3"/>'
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    twice = cell("#N/A", f'{DECLARED} table:number-columns-repeated="2"')
    group = f"<table:table-row-group>{row(covered, twice)}</table:table-row-group>"
    tables = (
        table("Notes", row(cell("#NUM!", DECLARED)), row("x")),
        table("S", row(empty, repeated=4), row("x", empty, twice), group, row(twice, repeated=2)),
        table("T", row(cell("#NULL!", DECLARED))),
    )
    both = {0: "#N/A", 1: "#N/A"}
    assert errors_of(tmp_path, "S", *tables) == {
        4: {4: "#N/A", 5: "#N/A"}, 5: {2: "#N/A", 3: "#N/A"}, 6: both, 7: both,
    }  # fmt: skip
    assert errors_of(tmp_path, "T", *tables) == {0: {0: "#NULL!"}}


@pytest.mark.parametrize("chunk", [10, 11, 64])
def test_a_mark_on_the_border_of_two_chunks_is_seen(monkeypatch, chunk):
    monkeypatch.setattr(open_document_errors, "_CHUNK", chunk)
    for before in range(40):
        content = b" " * before + b' t:formula="of:=1"' + b" " * 40
        assert open_document_errors._may_have_errors(BytesIO(content))
    assert not open_document_errors._may_have_errors(BytesIO(b" " * 200))


def test_an_error_in_a_cell_is_no_blank_and_no_zero(warehouse):
    bills = [
        row("customer_id", "doc_date", "amount"),
        row("a", "2026-05-31", cell("5", 'office:value-type="float" office:value="5"')),
        row("a", "2026-05-31", cell("#DIV/0!", ZERO)),
        row("a", "2026-05-31", cell("Err:502", DECLARED)),
        row(cell("#REF!", DECLARED), "2026-05-31", "7"),
        row("b", "2026-05-31", "1", repeated=5),
        row("b", "2026-05-31", cell("#N/A", LITERAL)),
    ]
    write_ods(warehouse.folder / "b.ods", table("Notes", row("x")) + table("Bills", *bills))
    intake = take_in(warehouse.settings({"billing": 'path = "b.ods"\nsheet = "Bills"'}))
    assert revenue(warehouse.facts(intake)) == {"a": 50_000, "b": 50_000}
    assert [(line, value) for line, value, _ in faults(intake)] == [
        (3, "#DIV/0!"), (4, "#VALUE!"), (5, "#REF!"), (11, "#N/A"),
    ]  # fmt: skip


@pytest.mark.parametrize("content", ["", "<a", "<a>:formula=</b>", '<a t="error">&b;</a>'])
def test_a_damaged_file_has_no_errors(tmp_path, content):
    with zipfile.ZipFile(tmp_path / "b.ods", "w") as book:
        book.writestr("content.xml", content)
    assert extent_of(tmp_path / "b.ods", "S").errors == {}
