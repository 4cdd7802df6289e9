"""Exports as they really come: encodings, line ends, title rows, delimiters, packed files, broken rows."""

import contextlib
import gzip
import io
import os
import sqlite3

import pandas as pd
import pytest
import sqlalchemy
import xlsxwriter

from tests.data.exports import BILLING, Warehouse, faults, revenue, staged
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.read.databases import database_url
from wcm_helpers.data.read.sources import find_sources
from wcm_helpers.data.settings import TableSource
from wcm_helpers.data.tables import TABLES

TWO = BILLING + "I1,1,甲,2026-05-03,100.50\nI2,1,b,2026-05-04,x\nI3,1,b,2026-05-04,2\n"


@pytest.mark.parametrize(
    ("content", "options"),
    [
        (TWO.encode(), ""),
        (TWO.encode("utf-8-sig"), ""),
        (TWO.encode("utf-16"), ""),
        (TWO.encode("utf-16-le"), 'encoding = "utf-16-le"'),
        (TWO.encode("gb18030"), 'encoding = "gb18030"'),
        (TWO.replace("\n", "\r\n").encode(), ""),
        (TWO.replace("\n", "\r").encode(), ""),
        (TWO.replace("\n", "\r\n", 2).encode(), ""),
        (TWO.replace(",", ";").encode(), ""),
        (TWO.replace(",", "\t").encode(), ""),
        (TWO.replace("\n", ",\n").encode(), ""),
        (TWO.replace("\n", ",\n").replace(",\n", "\n", 1).encode(), ""),
    ],
    ids=["utf8", "bom", "utf16", "utf16le", "gb18030", "crlf", "cr", "mixed", "semicolon", "tab",
         "comma_behind_all", "comma_behind_rows"],
)  # fmt: skip
def test_the_same_rows_come_in_however_the_file_is_written(warehouse, content, options):
    intake = warehouse.billing(content, options)
    assert revenue(warehouse.facts(intake)) == {"甲": 1_005_000, "b": 20_000}
    assert faults(intake) == [(3, "x", "not_amount")]


def test_a_gzip_file_is_unpacked(warehouse):
    intake = warehouse.billing(gzip.compress(TWO.encode()), name="b.csv.gz")
    assert revenue(warehouse.facts(intake)) == {"甲": 1_005_000, "b": 20_000}
    assert faults(intake) == [(3, "x", "not_amount")]


def test_title_rows_blank_lines_and_lines_in_a_cell_keep_the_line_of_a_fault(warehouse):
    text = '账单 "五月"\n导出,2026\n\n' + BILLING + 'I1,1,"a\nb",2026-05-03,1\n\nI2,1,b,2026-05-04,x\n'
    text += "I3,1,b,2026-05-05,1\nI4,1,b,2026-05-05,1\n"  # lines: 1-3 titles, 4 headers, 5-6, 7 blank, 8
    assert faults(warehouse.billing(text)) == [(8, "x", "not_amount")]


def test_broken_rows_are_set_aside_and_cost_no_other(warehouse):
    rows = ["I1,1,a,2026-05-03", "I2,1,a,2026-05-04,7,8", 'I3,1,"c"d,2026-05-04,9', 'I4,1,"e"f,2026-05-04,9',
            "I5,1,a,2026-05-04,5", 'I6,1,g"h,2026-05-04,6', "I7,1,a,2026-05-04,bad", "I8,1,a,2026-05-04,8",
            "I9,1,a,2026-05-04,9"]  # fmt: skip
    intake = warehouse.billing(BILLING + "\n".join(rows))
    assert intake.rejects[["line", "reason"]].to_numpy().tolist() == [
        [2, "ragged"], [3, "ragged"], [4, "quote"], [5, "quote"], [8, "not_amount"],
    ]  # fmt: skip
    assert staged(intake)["invoice_no"].tolist() == ["I5", "I6", "I7", "I8", "I9"]
    assert intake.reconciliation["rows"].sum() == 9
    assert "line 2" in intake.faults_of()[0]  # five of nine rows are lost


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        ("", "", "b.csv: is empty"),
        (BILLING, "", "billing: the export holds no rows"),
        (TWO.encode("gb18030"), "", 'b.csv: line 2 is not utf-8; say which encoding the file has, such as'),
        (BILLING + 'I1,1,"a,2026-05-03,4\nI2,1,b,2026-05-04,7\n', "", "line 2 opens a quote"),
        ("k,v\n1,2\n", "", "no header row found in its first 20 lines (saw k, v)"),
        ("invoice_no,customer_id,doc_date\n1,a,2026-05-01\n", "",
         "has no column for amount_ex_vat, or unit_price and qty"),
        ("customer_id,amount\na,1\n", "", "has no column for doc_date or period"),
        ("货主编码,客户编号,开票日期,金额\na,b,2026-05-01,5\n", "", "could both be the customer"),
        (TWO, 'columns = { customer_id = "custmer_id" }', "did you mean customer_id?"),
        (TWO, 'columns = { customer = "customer_id" }', "customer is not a column of billing"),
        (TWO, 'constants = { vat_rate = "six" }', "vat_rate = 'six': not a share"),
        (BILLING + "I1,1,,x,y\nI2,1,,x,y\n", "", "2 of 2 rows cannot be used"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_blocks_in_one_line(warehouse, content, options, said):
    blocking = warehouse.billing(content, options).faults_of()
    assert len(blocking) == 1
    assert said in blocking[0]
    assert "\n" not in blocking[0]


@pytest.mark.parametrize(
    ("name", "said"),
    [("b.xlsx", "is not a spreadsheet"), ("b.parquet", "is not a Parquet file"), ("b.csv.gz", "gzip file"),
     ("b.pdf", "not a kind of file that is read")],
)  # fmt: skip
def test_a_file_that_is_not_what_it_is_called_blocks(warehouse, name, said):
    assert said in warehouse.billing(b"hello", name=name).faults_of()[0]


def test_a_gzip_file_cut_short_blocks(warehouse):
    assert (
        "is not a whole gzip file"
        in warehouse.billing(gzip.compress(TWO.encode())[:-12], name="b.csv.gz").faults_of()[0]
    )


@pytest.mark.parametrize(
    ("pattern", "said"),
    [("none*.csv", "no such file, seen from"), (".", "is a folder; name its files")],
)
def test_a_path_that_names_no_file_blocks(warehouse, pattern, said):
    assert said in take_in(warehouse.settings({"billing": f'path = "{pattern}"'})).faults_of()[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_blocks(warehouse):
    warehouse.write(b__csv=TWO)
    (warehouse.folder / "b.csv").chmod(0)
    assert "may not be read" in take_in(warehouse.settings({"billing": 'path = "b.csv"'})).faults_of()[0]


def test_a_file_two_patterns_name_is_read_once(warehouse):
    warehouse.write(b__csv=TWO)
    intake = take_in(warehouse.settings({"billing": 'path = ["b.csv", "*.csv"]'}))
    assert revenue(warehouse.facts(intake)) == {"甲": 1_005_000, "b": 20_000}


def test_a_name_with_the_signs_of_a_pattern_is_found_as_it_stands(warehouse):
    assert warehouse.billing(TWO, name="it's [5].csv").reconciliation["rows"].sum() == 3


def test_headers_are_known_in_chinese_with_full_width_brackets_and_unit(warehouse):
    intake = warehouse.billing("发票号,货主编码,开票日期,　金额（万元） \nI1,甲,2026-05-01,1.23456\n")
    assert revenue(warehouse.facts(intake)) == {"甲": 123_456_000}  # 12,345.60
    assert intake.staged["billing"][0].remarks == ["金额（万元）: × 10,000 for the unit 万元"]


def test_of_two_headers_for_one_column_the_first_counts_and_it_is_said(warehouse):
    intake = warehouse.billing("customer_id,doc_date,金额,不含税金额\na,2026-05-01,106,100\n")
    assert revenue(warehouse.facts(intake)) == {"a": 1_000_000}
    assert intake.staged["billing"][0].remarks == ["不含税金额 read as amount_ex_vat, not 金额"]


def test_a_constant_fills_blanks_but_hides_no_fault(warehouse):
    text = (
        "customer_id,doc_date,amount,vat_rate\na,2026-05-01,106,\na,2026-05-01,106,x\na,2026-05-02,106,0.06\n"
    )
    intake = warehouse.billing(text, 'constants = { vat_rate = "6%" }', site='vat = "included"')
    assert revenue(warehouse.facts(intake)) == {"a": 2_000_000}  # 106 / 1.06, twice
    assert faults(intake) == [(3, "x", "not_share")]


def test_a_cell_longer_than_the_csv_module_likes_keeps_the_lines(warehouse):
    intake = warehouse.billing(BILLING + f"I1,1,{'x' * 200_000},2026-05-03,5\nI2,1,b,2026-05-04,bad\n"
                               "I3,1,b,2026-05-04,1\n")  # fmt: skip
    assert faults(intake) == [(3, "bad", "not_amount")]


def test_a_workbook_keeps_zeros_dates_and_its_second_sheet(warehouse):
    book = xlsxwriter.Workbook(warehouse.folder / "b.xlsx", {"default_date_format": "yyyy-mm-dd"})
    book.add_worksheet("Notes").write("A1", "nothing here")
    sheet = book.add_worksheet("Bills")
    sheet.write_row("A1", ["Bills of May"])
    sheet.write_row("A3", ["customer_id", "doc_date", "amount"])
    sheet.write_row("A4", ["0012", pd.Timestamp("2026-05-03"), 1234.5])
    sheet.write_row("A5", [12, pd.Timestamp("2026-05-04"), "(1,000.00)"])
    sheet.write_row("A6", ["b", "n/a", 3])
    sheet.write_formula("C7", "=SUM(C4:C6)", value=237.5)
    sheet.write("A7", "合计")
    book.close()
    intake = take_in(warehouse.settings({"billing": 'path = "b.xlsx"\nsheet = "Bills"'}))
    assert revenue(warehouse.facts(intake)) == {"0012": 12_345_000, "12": -10_000_000}
    assert faults(intake) == [(6, "n/a", "no_month"), (7, "合计, , 237.5", "total")]
    missing = take_in(warehouse.settings({"billing": 'path = "b.xlsx"\nsheet = "Bill"'}))
    assert missing.faults_of() == ["b.xlsx: has no sheet 'Bill'; there are: Notes, Bills"]


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


def test_a_table_of_a_database_comes_in(warehouse):
    path = warehouse.folder / "wms.db"
    engine = sqlalchemy.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("create table bills (customer_id text, doc_date text, amount numeric)")
        connection.exec_driver_sql("insert into bills values ('0012', '2026-05-03', 1.5), ('b', 'x', 2)")
        connection.exec_driver_sql("insert into bills values ('0012', '2026-05-04', 2)")
    engine.dispose()
    intake = take_in(warehouse.settings({"billing": f'url = "sqlite:///{path}"\ntable = "bills"'}))
    assert revenue(warehouse.facts(intake)) == {"0012": 35_000}
    assert faults(intake) == [(2, "x", "not_date")]
    none = take_in(warehouse.settings({"billing": f'url = "sqlite:///{path}"\ntable = "bill"'}))
    assert "there is no such table; there are: bills" in none.faults_of()[0]


def test_the_password_of_a_database_is_never_shown(warehouse, monkeypatch):
    monkeypatch.setenv("WMS_PASSWORD", "s3cret")
    options = 'url = "postgresql+psycopg://reader:${WMS_PASSWORD}@127.0.0.1:1/wms"\ntable = "bills"'
    blocking = take_in(warehouse.settings({"billing": options})).faults_of()
    assert "s3cret" not in blocking[0]


def test_files_of_unlike_columns_come_in_together(warehouse):
    warehouse.write(
        b1__csv=BILLING + "I1,1,a,2026-05-03,1\n", b2__csv="货主编码,账期,金额,争议\na,2026-06,2,是\n"
    )
    facts = build(take_in(warehouse.settings({"billing": 'path = "b*.csv"'})))
    assert facts.billing[["month", "revenue", "disputed"]].to_numpy().tolist() == [
        ["2026-05", 10_000, 0], ["2026-06", 0, 20_000],
    ]  # fmt: skip


def test_a_password_comes_from_the_environment(monkeypatch, tmp_path):
    source = TableSource(url="postgresql://u:${WMS_PASSWORD}@h/d", table="t")
    with pytest.raises(WorkbookError, match="needs the environment variable WMS_PASSWORD"):
        database_url(source, tmp_path)
    monkeypatch.setenv("WMS_PASSWORD", "x")
    address = database_url(source, tmp_path).render_as_string(hide_password=False)
    assert address == "postgresql://u:x@h/d"


@pytest.mark.parametrize("query", [{}, {"mode": "ro"}])
def test_an_sqlite_file_counts_from_the_folder_of_the_settings(tmp_path, query):
    written = "sqlite:///wms.db" + "".join(f"?{key}={value}" for key, value in query.items())
    address = database_url(TableSource(url=written, table="t"), tmp_path)
    assert (address.database, address.query) == (str(tmp_path.resolve() / "wms.db"), query)


ODD_NAMES = ["it's", "two words", "临安仓", "exports [2026]", "a*b", "what?", "x[", "year=2026"]


@pytest.mark.parametrize("kind", ["csv", "gz", "xlsx", "parquet", "sqlite"])
@pytest.mark.parametrize("name", ODD_NAMES)
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
