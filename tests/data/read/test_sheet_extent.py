"""The extent of a sheet, read from its file."""

import zipfile

import pytest

from wcm_helpers.data.read import sheet_extent
from wcm_helpers.data.read.sheet_extent import Extent, extent_of
from wcm_helpers.data.tables.schema import FORMULA


def written(folder, xml, name="worksheets/sheet1.xml", sheet="S &amp; 1"):
    path, relation = folder / "b.xlsx", f'<Relationship Id="rId7" Type="t" Target="{name}"/>'
    with zipfile.ZipFile(path, "w") as workbook:
        workbook.writestr("xl/workbook.xml", f'<sheets><sheet name="{sheet}" r:id="rId7"/></sheets>')
        workbook.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{relation}</Relationships>")
        workbook.writestr(name.removeprefix("/") if name.startswith("/") else f"xl/{name}", xml)
    return path


def test_the_last_row_and_the_last_column_may_be_of_two_cells(tmp_path):
    xml = '<row r="1"><c r="A1"/><c s="1" r="AB1" t="s"/></row><row r="70"><x:c r="C70"/></row>'
    assert extent_of(written(tmp_path, xml), "S & 1") == Extent(70, 28, 3, "C70", "AB1")


@pytest.mark.parametrize("chunk", [7, 16, 64])
def test_a_cell_on_the_border_of_two_chunks_counts_once(tmp_path, monkeypatch, chunk):
    monkeypatch.setattr(sheet_extent, "_CHUNK", chunk)
    xml = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"/></row>' for n in range(1, 51))
    assert extent_of(written(tmp_path, xml), "S & 1") == Extent(50, 2, 100, "A50", "B1")


@pytest.mark.parametrize(
    ("rows", "columns", "cells", "sparse"),
    [(1_048_576, 16_384, 26, True), (1_048_576, 5, 26, False), (5, 16_384, 26, False),
     (1_048_576, 16, 16_000_000, False)],
)  # fmt: skip
def test_only_a_large_rectangle_with_hardly_a_cell_is_too_sparse(rows, columns, cells, sparse):
    assert Extent(rows, columns, cells, "", "").too_sparse == sparse


def test_a_file_that_is_no_workbook_and_a_sheet_that_is_not_there_have_no_extent(tmp_path):
    (tmp_path / "b.xls").write_bytes(b"no zip")
    nothing = Extent(0, 0, 0, "", "")
    assert extent_of(tmp_path / "b.xls", "S") == nothing
    assert extent_of(written(tmp_path, '<c r="A1"/>'), "T") == nothing


@pytest.mark.parametrize("name", ["/xl/worksheets/other.xml", "worksheets/other.xml"])
def test_a_sheet_is_found_by_its_name_wherever_its_part_is(tmp_path, name):
    assert extent_of(written(tmp_path, '<c r="B2"/>', name), "S & 1").lowest == "B2"


@pytest.mark.parametrize("chunk", [7, 64, 1 << 20])
def test_errors_and_formulas_without_a_value_are_found(tmp_path, monkeypatch, chunk):
    monkeypatch.setattr(sheet_extent, "_CHUNK", chunk)
    xml = (
        '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1" t="e"><v>#N/A</v></c></row>'
        '<row r="2"><c r="A2"><f>B2*2</f><v/></c><c r="B2"><f>C2*2</f></c><c r="C2"><f>1+1</f><v>2</v></c>'
        '</row><row r="3"><c r="A3" t="str"><f>""</f><v></v></c><c r="B3"><f t="shared" si="0"/><v> </v></c>'
        '</row><x:row r="4"><x:c s="1" r="C4" t="e"><x:v>#REF!</x:v></x:c><x:c r="D4"/></x:row>'
    )
    assert extent_of(written(tmp_path, xml), "S & 1").errors == {
        0: {0: "#DIV/0!", 1: "#N/A"}, 1: {0: FORMULA, 1: FORMULA}, 2: {1: FORMULA}, 3: {2: "#REF!"},
    }  # fmt: skip
