"""Ids that were written as numbers with a point."""

import pytest

from tests.data.exports import revenue
from tests.data.read.one_export import faults_of, read
from wcm_helpers.data.intake import take_in

HEAD = "invoice_no,line_no,customer_id,doc_date,amount\n"


def ids(tmp_path, *cells):
    rows = "".join(f"I{number},{number},{cell},2026-05-03,5\n" for number, cell in enumerate(cells))
    (tmp_path / "e.csv").write_text(HEAD + rows)
    export = read(tmp_path, "billing", "e.csv")
    import duckdb

    found = duckdb.sql(f"select customer_id from read_parquet('{export.parquet}')").fetchall()
    return [customer for (customer,) in found], export


@pytest.mark.parametrize(
    ("cells", "read_as"),
    [
        (["17850.0", "13047.0"], ["17850", "13047"]),
        (["17850.0", "13047", "17850.0"], ["17850", "13047", "17850"]),
        (["17850.0", "", "合计", " 13047.0 "], ["17850", None, "合计", "13047"]),
        (["0.0", "900000000000000.0"], ["0", "900000000000000"]),
    ],
)
def test_whole_numbers_with_a_point_are_read_without(tmp_path, cells, read_as):
    found, export = ids(tmp_path, *cells)
    assert found == read_as
    assert export.read_remarks() == [
        "customer_id: the numbers are written with a point and a zero, such as 17850.0, and are read as "
        "whole numbers."
    ]


@pytest.mark.parametrize(
    "cells",
    [
        ["1.0", "1.1"],
        ["1.0", "1.10"],
        ["17850.0", "C001"],
        ["017850.0", "13047"],
        ["17850.00", "13047.0"],
        ["1234567890123456.0", "1.0"],
        ["17850", "13047"],
    ],
)
def test_where_a_point_may_belong_to_the_number_it_stays(tmp_path, cells):
    found, export = ids(tmp_path, *cells)
    assert found == cells
    assert export.read_remarks() == []


def test_faults_keep_their_lines_beside_such_numbers(tmp_path):
    text = HEAD + "1.0,1.0,17850.0,2026-05-03,5\n1.0,2.0,13047.0,2026-05-03,x\n2.0,1.0,13047.0,9,3\n1,2,3\n"
    (tmp_path / "e.csv").write_text(text)
    export = read(tmp_path, "billing", "e.csv")
    assert [(line, reason) for line, *_, reason in faults_of(export)] == [
        (3, "not_amount"), (4, "not_date"), (5, "ragged"),
    ]  # fmt: skip


def test_files_with_and_without_the_point_meet(warehouse):
    warehouse.write(
        b05__csv=HEAD + "1.0,1.0,17850.0,2026-05-03,5\n",
        b06__csv=HEAD + "1,1,17850,2026-05-03,5\n2,1,7,2026-06-03,1\n",
    )
    intake = take_in(warehouse.settings({"billing": 'path = "b*.csv"'}))
    assert revenue(warehouse.facts(intake)) == {"17850": 50_000, "7": 10_000}
    assert intake.rejects["reason"].tolist() == ["duplicate"]
