"""The typed rows of an export are in the order of its file, however many passes its cells need."""

import duckdb
import pytest

from tests.data.read.one_export import faults_of, read


@pytest.mark.parametrize(
    ("cell", "fault"),
    [("5", False), ("five", True), ('"1,005.5"', False), ('"5"', False)],
    ids=["clean", "unreadable", "odd", "quoted"],
)
def test_rows_are_in_the_order_of_the_file(tmp_path, cell, fault):
    lines = [
        f"SO{number:06},1,SKU{number % 50},{cell if number == 59_000 else 5},5,2.5"
        for number in range(60_000)
    ]
    header = "order_id,line_no,sku_id,qty_ordered,qty_shipped,unit_price\n"
    (tmp_path / "e.csv").write_text(header + "\n".join(lines) + "\n")
    export = read(tmp_path, "order_lines", "e.csv")
    rows = f"from read_parquet('{export.parquet}', file_row_number=true)"
    apart = "order_id <> format('SO{:06d}', file_row_number)"
    astray = duckdb.sql(f"select count(*) {rows} where {apart}").fetchall()
    assert astray == [(0,)]
    assert [line for line, *_ in faults_of(export)] == ([59_002] if fault else [])  # the header is line 1
