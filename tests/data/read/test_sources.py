"""Exports found by name and opened, of any kind and any name."""

import contextlib
import errno
import gzip
import io
import os
import sqlite3
from pathlib import Path

import pandas as pd
import pytest

from tests.data.exports import BILLING, Warehouse, faults, revenue, staged
from tests.data.read.one_export import TWO
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.read.sources import find_sources
from wcm_helpers.data.tables import TABLES

ODD_NAMES = ["it's", "two words", "临安仓", "exports [2026]", "a*b", "what?", "x[", "year=2026"]


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        ("", "", "b.csv: the file is empty."),
        (BILLING, "", "billing: the export has no rows."),
        (TWO.encode("gb18030"), "", 'b.csv:2: this line is not in the encoding utf-8.'),
        (BILLING + 'I1,1,"a,2026-05-03,4\nI2,1,b,2026-05-04,7\n', "", 'a quotation mark (") opens here'),
        ("k,v\n1,2\n", "", "no known header was found in the first 20 lines, which begin with k and v."),
        ("invoice_no,customer_id,doc_date\n1,a,2026-05-01\n", "",
         "no column is recognised as amount_ex_vat (or unit_price and qty)."),
        ("customer_id,amount\na,1\n", "", "no column is recognised as doc_date (or period)."),
        ("货主编码,客户编号,开票日期,金额\na,b,2026-05-01,5\n", "", "could both be the customer"),
        (TWO, 'columns = { customer_id = "custmer_id" }', "Did you mean customer_id?"),
        (TWO, 'columns = { customer = "customer_id" }', "customer is not a column of billing"),
        (TWO, 'constants = { vat_rate = "six" }', 'vat_rate = "six" is not a share'),
        (BILLING + "I1,1,,x,y\nI2,1,,x,y\n", "", "2 of 2 rows of billing cannot be used."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_blocks_in_one_line(warehouse, content, options, message):
    blocking = warehouse.billing(content, options).faults_of()
    assert len(blocking) == 1
    assert message in blocking[0]
    assert "\n" not in blocking[0]


@pytest.mark.parametrize(
    ("name", "message"),
    [("b.xlsx", "is not an Excel file"), ("b.parquet", "is not a Parquet file"), ("b.csv.gz", "gzip file"),
     ("b.pdf", "this kind of file cannot be read")],
)  # fmt: skip
def test_a_file_that_is_not_what_it_is_called_blocks(warehouse, name, message):
    assert message in warehouse.billing(b"hello", name=name).faults_of()[0]


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"PK\x03\x04", "b.csv", "an Excel workbook with the name of a text file. Rename it to .xlsx"),
        (b"PK\x03\x04", "b.xls", "an Excel workbook of the newer kind. Rename it to .xlsx"),
        (b"<html><table>", "b.xls", "a web page with the name of an Excel file"),
        (TWO.replace(",", "\t").encode(), "b.xls", "a text file with the name of an Excel file"),
        (b"\0lock", "~$b.xlsx", "Close the workbook in Excel"),
    ],
)
def test_what_a_file_really_is_is_named(warehouse, content, name, message):
    assert message in warehouse.billing(content, name=name).faults_of()[0]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [("none*.csv", "there is no such file in "), (".", "is a folder. Name the files in it")],
)
def test_a_path_that_names_no_file_blocks(warehouse, pattern, message):
    assert message in take_in(warehouse.settings({"billing": f'path = "{pattern}"'})).faults_of()[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_blocks(warehouse):
    warehouse.write(b__csv=TWO)
    (warehouse.folder / "b.csv").chmod(0)
    assert "may not be opened" in take_in(warehouse.settings({"billing": 'path = "b.csv"'})).faults_of()[0]


def test_a_file_two_patterns_name_is_read_once(warehouse):
    warehouse.write(b__csv=TWO)
    intake = take_in(warehouse.settings({"billing": 'path = ["b.csv", "*.csv"]'}))
    assert revenue(warehouse.facts(intake)) == {"甲": 1_005_000, "b": 20_000}


def test_a_name_with_the_signs_of_a_pattern_is_found_as_it_stands(warehouse):
    assert warehouse.billing(TWO, name="it's [5].csv").reconciliation["rows"].sum() == 3


def test_parquet_comes_in_with_its_types_and_a_nested_column(warehouse):
    frame = pd.DataFrame(
        {
            "customer_id": [12.0, None, 13.0],  # what pandas makes of numbers with a gap between them
            "doc_date": pd.to_datetime(["2026-05-03", "2026-05-04", "2026-05-05"]),
            "amount": [1.5, 2.0, 3.0],
            "extra": [{"a": 1}, {"a": 2}, {"a": 3}],
        }
    )
    frame.to_parquet(warehouse.folder / "b.parquet")
    intake = take_in(warehouse.settings({"billing": 'path = "b.parquet"'}))
    assert revenue(warehouse.facts(intake)) == {"12": 15_000, "13": 30_000}
    assert faults(intake) == [(2, "", "blank")]


def test_files_of_unlike_columns_come_in_together(warehouse):
    warehouse.write(
        b1__csv=BILLING + "I1,1,a,2026-05-03,1\n", b2__csv="货主编码,账期,金额,争议\na,2026-06,2,是\n"
    )
    facts = build(take_in(warehouse.settings({"billing": 'path = "b*.csv"'})))
    assert facts.billing[["month", "revenue", "disputed"]].to_numpy().tolist() == [
        ["2026-05", 10_000, 0], ["2026-06", 0, 20_000],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *((name, "csv") for name in ODD_NAMES),
        *(
            (name, kind)
            for kind in ("gz", "xlsx", "parquet", "sqlite")
            for name in ("it's", "exports [2026]")
        ),
    ],
)
def test_an_export_of_any_name_comes_in_from_and_to_any_folder(tmp_path, monkeypatch, name, kind):
    folder = tmp_path / name
    folder.mkdir()
    monkeypatch.setenv("WCM_CACHE", str(tmp_path / f"cache {name}"))
    file = folder / f"{name}.{'csv.gz' if kind == 'gz' else kind}"
    frame = pd.read_csv(io.StringIO(TWO), dtype="str")
    if kind == "csv":
        file.write_text(TWO, encoding="utf-8")
    elif kind == "gz":
        file.write_bytes(gzip.compress(TWO.encode()))
    elif kind == "xlsx":
        frame.to_excel(file, index=False, engine="xlsxwriter")
    elif kind == "parquet":
        frame.to_parquet(file)
    else:
        with contextlib.closing(sqlite3.connect(file)) as connection:
            frame.to_sql("t", connection, index=False)
    source = f'url = "sqlite:///{file.name}"\ntable = "t"' if kind == "sqlite" else f'path = "{file.name}"'
    intake = take_in(Warehouse(folder).settings({"billing": source}))
    assert revenue(Warehouse(folder).facts(intake)) == {"甲": 1_005_000, "b": 20_000}
    assert [(value, reason) for _, value, reason in faults(intake)] == [("x", "not_amount")]
    assert staged(intake).shape == (3, 9)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_glob_matches_beneath_a_folder_of_any_name(tmp_path, name):
    warehouse = Warehouse(tmp_path / name)
    (warehouse.folder / name).mkdir(parents=True)
    for part in ("b-1.csv", "b-2.csv"):
        (warehouse.folder / name / part).write_text(TWO, encoding="utf-8")
    for folder in (name, str(warehouse.folder / name)):
        settings = warehouse.settings({"billing": f'path = "{folder}/b-*.csv"'})
        assert [source.label for source in find_sources(settings, TABLES["billing"])] == [
            "b-1.csv",
            "b-2.csv",
        ]


NOT_THERE = "which is not there. Put the file there, or remove the link."


def _dangling(folder):
    (folder / "b2.csv").symlink_to("nowhere.csv")


def _loop(folder):
    (folder / "b2.csv").symlink_to("b2.csv")


def _pipe(folder):
    os.mkfifo(folder / "b2.csv")


def _name_in_another_encoding(folder):
    Path(os.fsdecode(os.fsencode(folder) + b"/b-\xff.csv")).write_text(TWO)


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (_dangling, f"b2.csv is a link to nowhere.csv, {NOT_THERE}"),
        (_loop, f"b2.csv is a link to b2.csv, {NOT_THERE}"),
        (_pipe, "b2.csv is a device or a pipe, not a file. Name a file with the export."),
        (_name_in_another_encoding, r"b-\xff.csv: the name of this file is not in UTF-8. Rename the file."),
    ],
)  # fmt: skip
def test_what_only_has_the_name_of_an_export_blocks_its_table_alone(warehouse, make, fault):
    warehouse.write(b__csv=TWO, c__csv="customer_id,customer_name\na,A\n")
    make(warehouse.folder)
    tables = {"billing": 'path = "b*.csv"', "customers": 'path = "c.csv"'}
    intake = take_in(warehouse.settings(tables))
    assert intake.faults_of() == [f"[tables.billing] {fault}"]
    assert intake.faults_of(["customers"]) == []
    assert list(intake.used_rows("customers")["customer_id"]) == ["a"]


@pytest.mark.parametrize(
    ("pattern", "shown", "reason"),
    [
        ("x" * 300 + ".csv", "x" * 80 + "…", "File name too long"),
        ("x" * 300 + "*.csv", "x" * 80 + "…", "File name too long"),
        ("long/" * 1000 + "b.csv", "long/" * 16 + "…", "File name too long"),
        ("b\\u0000.csv", "b\ufffd.csv", "embedded null character"),
    ],
)
def test_a_path_that_no_file_can_have_is_the_fault_of_its_table(warehouse, pattern, shown, reason):
    blocking = take_in(warehouse.settings({"billing": f'path = "{pattern}"'})).faults_of()
    assert blocking == [
        f'[tables.billing] path = "{shown}": no file can have this path ({reason}). Correct or shorten it.'
    ]


def test_a_disk_that_fails_under_an_export_is_not_called_a_fault_of_the_cache(warehouse, monkeypatch):
    def fail(path, *, text):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("wcm_helpers.data.read.staging.scan", fail)
    assert warehouse.billing(TWO).faults_of() == ["b.csv: the file cannot be read (Input/output error)."]
