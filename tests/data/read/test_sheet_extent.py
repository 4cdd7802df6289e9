"""The extent of a sheet, read from its file."""

import zipfile

import pytest

from wcm_helpers.data.read import sheet_extent
from wcm_helpers.data.read.sheet_extent import Extent, extents


def written(folder, xml, name="xl/worksheets/sheet1.xml"):
    path = folder / "b.xlsx"
    with zipfile.ZipFile(path, "w") as workbook:
        workbook.writestr(name, xml)
    return path


def test_the_last_row_and_the_last_column_may_be_of_two_cells(tmp_path):
    xml = '<row r="1"><c r="A1"/><c s="1" r="AB1" t="s"/></row><row r="70"><x:c r="C70"/></row>'
    assert list(extents(written(tmp_path, xml))) == [Extent(70, 28, 3, "C70", "AB1")]


@pytest.mark.parametrize("chunk", [7, 16, 64])
def test_a_cell_on_the_border_of_two_chunks_counts_once(tmp_path, monkeypatch, chunk):
    monkeypatch.setattr(sheet_extent, "_CHUNK", chunk)
    xml = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"/></row>' for n in range(1, 51))
    assert list(extents(written(tmp_path, xml))) == [Extent(50, 2, 100, "A50", "B1")]


@pytest.mark.parametrize(
    ("rows", "columns", "cells", "sparse"),
    [(1_048_576, 16_384, 26, True), (1_048_576, 5, 26, False), (5, 16_384, 26, False),
     (1_048_576, 16, 16_000_000, False)],
)  # fmt: skip
def test_only_a_large_rectangle_with_hardly_a_cell_is_too_sparse(rows, columns, cells, sparse):
    assert Extent(rows, columns, cells, "", "").too_sparse == sparse


def test_a_file_that_is_no_workbook_has_no_extent(tmp_path):
    (tmp_path / "b.xls").write_bytes(b"no zip")
    assert list(extents(tmp_path / "b.xls")) == []
    assert list(extents(written(tmp_path, "<c r='A1'/>", "content.xml"))) == []
