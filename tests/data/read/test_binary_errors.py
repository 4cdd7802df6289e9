"""Errors in cells of .xls and .xlsb files."""

import pytest

from tests.data.exports import faults, revenue, staged
from tests.data.read.workbooks import CODES, Error, Formula, write_xls, write_xlsb
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.read.binary_errors import xls_errors
from wcm_helpers.data.read.sheet_extent import extent_of

WRITERS = [("b.xls", write_xls), ("b.xlsb", write_xlsb)]
both = pytest.mark.parametrize(("name", "write"), WRITERS, ids=["xls", "xlsb"])


def bills(*rows):
    """Return the cells of a sheet of bills, each row from its customer on."""
    head = ["customer_id", "doc_date", "amount", "service"]
    return {(row, at): value for row, cells in enumerate([head, *rows]) for at, value in enumerate(cells)}


@both
def test_an_error_in_a_cell_is_no_blank(warehouse, name, write):
    write(
        warehouse.folder / name,
        {
            "Bills": bills(
                ["a", "2026-05-31", 5, "rent"],
                ["a", "2026-05-31", Formula("#DIV/0!"), "rent"],
                [Error("#N/A"), "2026-05-31", 5, "rent"],
                ["a", "2026-05-31", 7, Formula("#REF!")],
                ["a", Formula("#VALUE!"), 9, "rent"],
                *[["b", "2026-05-31", 1, "rent"]] * 5,
            )
        },
    )
    intake = take_in(warehouse.settings({"billing": f'path = "{name}"'}))
    assert revenue(warehouse.facts(intake)) == {"a": 120_000, "b": 50_000}
    assert faults(intake) == [
        (3, "#DIV/0!", "spreadsheet_error"), (4, "#N/A", "spreadsheet_error"),
        (5, "#REF!", "spreadsheet_error"), (6, "#VALUE!", "spreadsheet_error"),
    ]  # fmt: skip
    assert staged(intake)["service_code"].isna().tolist() == [at == 3 for at in range(10)]


@both
def test_a_sheet_without_an_error_has_none(warehouse, name, write):
    write(warehouse.folder / name, {"Bills": bills(["a", "2026-05-31", 5], ["a", "2026-05-31", 7])})
    assert extent_of(warehouse.folder / name, "Bills").errors == {}
    intake = take_in(warehouse.settings({"billing": f'path = "{name}"'}))
    assert (revenue(warehouse.facts(intake)), faults(intake)) == ({"a": 120_000}, [])


@both
def test_the_errors_are_those_of_the_sheet_that_is_read(tmp_path, name, write):
    write(tmp_path / name, {"One": {(0, 0): Error("#NUM!")}, "Two & 2": {(3, 2): Formula("#NAME?")}, "3": {}})
    errors = {sheet: extent_of(tmp_path / name, sheet).errors for sheet in ("One", "Two & 2", "3", "none")}
    assert errors == {"One": {0: {0: "#NUM!"}}, "Two & 2": {3: {2: "#NAME?"}}, "3": {}, "none": {}}


@both
@pytest.mark.parametrize("kind", [Error, Formula])
def test_each_error_has_the_word_of_excel(tmp_path, name, write, kind):
    write(tmp_path / name, {"S": {(row, 300 * row % 250): kind(word) for row, word in enumerate(CODES)}})
    words = {row: {300 * row % 250: word} for row, word in enumerate(CODES)}
    assert extent_of(tmp_path / name, "S").errors == words


@both
def test_a_last_row_with_nothing_but_an_error_is_a_row(warehouse, name, write):
    cells = bills(["a", "2026-05-31", 5]) | {(4, 2): Formula("#REF!")}
    write(warehouse.folder / name, {"Bills": cells})
    intake = take_in(warehouse.settings({"billing": f'path = "{name}"'}))
    assert revenue(warehouse.facts(intake)) == {"a": 50_000}
    assert (5, "#REF!", "spreadsheet_error") in faults(intake)


@both
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_file_that_is_cut_off_has_no_errors_and_is_one_line(warehouse, name, write, part):
    path = warehouse.folder / name
    write(path, {"Bills": bills(*[["a", "2026-05-31", Error("#N/A"), "rent"]] * 300)})
    path.write_bytes(path.read_bytes()[: int(part * path.stat().st_size)])
    extent_of(path, "Bills")
    (fault,) = take_in(warehouse.settings({"billing": f'path = "{name}"'})).faults_of()
    assert fault.startswith(name)
    assert "\n" not in fault


def test_a_file_that_is_no_workbook_has_no_errors(tmp_path):
    (tmp_path / "b.xls").write_bytes(b"no workbook")
    assert xls_errors(tmp_path / "b.xls", "S") == {}


def test_a_stray_cell_in_the_far_corner_of_xlsb_is_one_line(warehouse):
    cells = bills(["a", "2026-05-31", 5]) | {(1_048_575, 16_383): "x"}
    write_xlsb(warehouse.folder / "b.xlsb", {"Bills": cells})
    (fault,) = take_in(warehouse.settings({"billing": 'path = "b.xlsb"'})).faults_of()
    assert "a cell far from all others, at XFD1048576," in fault
