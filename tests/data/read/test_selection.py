"""The short query for clean files gives the rows and faults of the thorough one."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data.exports import faults, revenue
from tests.data.read.one_export import BILLS, CUSTOMERS, LINES, ORDERS, faults_of, read, rows_of
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read import selection
from wcm_helpers.data.read.file_profile import ANY_CHARACTERS, scan
from wcm_helpers.data.read.headers import recognise
from wcm_helpers.data.read.sources import find_sources, open_source
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.read.typed import DECIMALS, TYPES, fast
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.data.tables import TABLES

#: Cells the contract, the engine's casts and the short way might read each in their own manner.
ODD = [
    "", " ", "-", "--", "/", "NULL", "#N/A", "(null)", "\\N", "—", "NA", "total", "Total:", "TOTAL : ",
    "nan", "None", "<NA>", "N/A", "7E+05", "1.2e+3", "1_000", "'7", "1970-01-01", "12 5", "$5",
    "Sum", "subtotal", "grand total", "合计", " 合计：", "sum：:", "totals", "SU", '="00123"', "=1", "0012",
    " 7", "7 ", "7\t", "7\u3000", "\xa07", "客户甲", "甲：", "ab:", "a b", "1e5", "1e-3", "1,234", "(5)",
    "5-",
    "1.23456789", "999999999999", "99999999999999999999", "-1", "+1", "12%", "inf", "nan", "0x1F",
    "2026-05-01", "2026-05-01 08:00:00", "2026-05-01T08:00:00", "2026-05-01 08:00+08",
    "2026-05-01 08:00:0Z", "2026-05-01 24:00:00", "2026-5-1 8:00", "2026-5-1   8:00:00 ",
    "205-05-01 08:00:00 ", "205-05-01 ",
    "20-05-01", "2026/05/01", "2026 05 01", "2026-05-01 08:00:00.5", "2026-13-01",
    "20260501", "1969-12-31", "2200-01-01", "epoch", "infinity", "now", "2026-05", "2026-13", "202605",
    "是", "Y", "0", "?", "{", "\\", "order_id", "customer_id", "invoice_no", "x\ny", 'say "so"',
]  # fmt: skip


@pytest.mark.parametrize("word", ["本月合计", "累计", "汇总", "合計", "總計：", "Sub-Total", "Total Result:"])
def test_the_word_of_a_total_is_no_customer(tmp_path, word):
    header = "invoice_no,line_no,customer_id,doc_date,amount\n"
    rows = f"I1,1,C001,2026-05-03,5\nI2,1,{word},2026-05-04,300\nI3,1,Summit,2026-05-04,2\n"
    (tmp_path / "e.csv").write_text(header + rows)
    assert [(line, reason) for line, *_, reason in faults_of(read(tmp_path, "billing", "e.csv"))] == [
        (3, "total")
    ]


@pytest.mark.parametrize("word", ["NULL", "nan", "None", "<NA>", "N/A", "undefined"])
def test_a_word_for_nothing_is_no_customer(tmp_path, word):
    header = "invoice_no,line_no,customer_id,doc_date,amount\n"
    rows = f"I1,1,C001,2026-05-03,5\nI2,1,{word},2026-05-04,300\nI3,1,zz,2026-05-04,2\nI4,1,NA,2026-05-04,2\n"
    (tmp_path / "e.csv").write_text(header + rows)
    assert faults_of(read(tmp_path, "billing", "e.csv")) == [(3, "customer_id", word, "blank")]


@pytest.mark.parametrize("word", ["#REF!", "#N/A", "#DIV/0!", " #NAME? "])
def test_an_error_of_a_spreadsheet_is_neither_blank_nor_a_value(tmp_path, word):
    header = "invoice_no,customer_id,doc_date,service,amount,currency\n"
    rows = (
        f"I1,C001,2026-05-03,rent,5,\n{word},C001,2026-05-04,rent,5,\nI3,{word},2026-05-04,rent,2,\n"
        f"I4,C001,{word},rent,2,\nI5,C001,2026-05-04,{word},2,\nI6,C001,2026-05-04,rent,{word},\n"
        f"I7,C001,2026-05-04,rent,7,{word}\nI8,C001,2026-05-04,#1,8,\n"
    )
    (tmp_path / "e.csv").write_text(header + rows)
    export = read(tmp_path, "billing", "e.csv")
    columns = ["invoice_no", "customer_id", "doc_date", "service", "amount", "currency"]
    assert [(line, column) for line, column, *_ in faults_of(export)] == list(enumerate(columns, 3))
    assert {reason for *_, reason in faults_of(export)} == {"spreadsheet_error"}
    scopes = export.read_faults()["scope"].tolist()
    assert scopes == ["cell", "row", "row", "cell", "row", "row"]


COMMON = {
    "customers": ["c", "Company", "food"],
    "order_lines": ["SO1", "1", "SKU1", "5", "5", "2.5"],
    "billing": ["I1", "c", "Company", "2026-05", "2026-05-03", "10.5", "否"],
    "orders": ["SO1", "c", "2026-05-01 08:00:00", "2026-05-02", "done", "Y", "9"],
}


def with_care(raw, column, source, factor, *_):
    """Read no cell as clean but a number, which only the engine's own cast reads in scientific form."""
    if column.kind in DECIMALS:
        return fast(raw, column, source, factor)
    return f"case when {raw} is null then null::{TYPES[column.kind]} end"


def _written(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set('"\n,\r') else cell


def read_both_ways(folder: Path, table: str) -> Staged:
    """Stage a file as it is staged, and with care for every cell, which must come to the same."""
    export = read(folder, table, "e.csv")
    quick = rows_of(export), faults_of(export)
    (folder / "cache").rename(folder / "first")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selection, "ids_clean", lambda *_: False)
        patch.setattr(
            "wcm_helpers.data.read.file_profile.FileProfile.characters_from", lambda *_: ANY_CHARACTERS
        )
        patch.setattr(selection.typed, "fast", with_care)
        patch.setattr(selection.typed, "clean_id", lambda *_: "false")
        export = read(folder, table, "e.csv")
    assert (rows_of(export), faults_of(export)) == quick
    return export


@pytest.mark.parametrize(
    ("table", "header"), [("order_lines", LINES), ("billing", BILLS), ("orders", ORDERS)]
)
@given(data=st.data())
@settings(max_examples=5, deadline=None)
def test_what_is_not_looked_for_is_not_there(table, header, data, tmp_path_factory):
    # the way that looks for everything in every cell gives the same rows and faults as the one that
    # leaves out what the bytes of the file cannot hold, and as the one that takes small files for clean
    folder = tmp_path_factory.mktemp("odd")
    width = header.count(",") + 1
    common = COMMON[table]
    kinds = data.draw(st.sampled_from([ODD, [c for c in ODD if c.isascii() and not set(c) & set('"\n\t, ')],
                                       [c for c in ODD if not set(c) & set('"\n')]]))  # fmt: skip
    cell = st.sampled_from(kinds)
    rows = data.draw(st.lists(st.dictionaries(st.integers(0, width - 1), cell, max_size=3), max_size=6))
    lines = [",".join(_written(odd.get(i, common[i])) for i in range(width)) for odd in rows]
    (folder / "e.csv").write_text(header + "\n".join([*lines, ",".join(common)]) + "\n", newline="")
    assert read_both_ways(folder, table).rows_read == len(lines) + 1 - lines.count("")


@pytest.mark.parametrize(
    ("without", "ascii_only"),
    [('"\n\t, :', True), ('"\n\t,', False), ('"\n,', True), ("", False)],
    ids=["tight", "blanks", "wide", "all"],
)
@pytest.mark.parametrize(
    ("table", "header"),
    [("order_lines", LINES), ("billing", BILLS), ("orders", ORDERS), ("customers", CUSTOMERS)],
)
def test_every_odd_cell_in_every_column_is_read_as_with_care(tmp_path, table, header, without, ascii_only):
    cells = [cell for cell in ODD if not set(cell) & set(without) and (cell.isascii() or not ascii_only)]
    rows = [COMMON[table]]
    for column in range(header.count(",") + 1):
        rows += [[*COMMON[table][:column], cell, *COMMON[table][column + 1 :]] for cell in cells]
    rows += [header.strip().split(","), ["Total", *[""] * header.count(",")], [""] * (header.count(",") + 1)]
    text = header + "\n".join(",".join(map(_written, row)) for row in rows) + "\n"
    (tmp_path / "e.csv").write_text(text, newline="")
    read_both_ways(tmp_path, table)


def test_care_is_spent_only_where_a_cell_is_not_clean(tmp_path, monkeypatch):
    (tmp_path / "e.csv").write_text(LINES + "SO1,1,SKU1,5,5,2.5\n" * 3)
    monkeypatch.setattr(selection.typed, "careful", lambda *_: "error('looked at with care')")
    assert len(rows_of(read(tmp_path, "order_lines", "e.csv"))) == 3


@pytest.mark.parametrize("cell", ["Total", "-", '="SO1"', "合计", "total:", "order_id", "{"])
def test_an_id_that_is_all_that_is_odd_is_read_as_with_care(tmp_path, cell):
    # no other cell keeps the file from being taken for clean: the ends of its ids alone tell
    lines = ["SO1,1,SKU1,5,5,2.5", f"{cell},1,SKU1,5,5,2.5", "SO2,1,SKU1,5,5,2.5"]
    (tmp_path / "e.csv").write_text(LINES + "\n".join(lines) + "\n")
    read_both_ways(tmp_path, "order_lines")


def test_a_constant_fills_blanks_but_hides_no_fault(warehouse):
    text = (
        "customer_id,doc_date,amount,vat_rate\na,2026-05-01,106,\na,2026-05-01,106,x\na,2026-05-02,106,0.06\n"
    )
    intake = warehouse.billing(text, 'constants = { vat_rate = "6%" }', site='vat = "included"')
    assert revenue(warehouse.facts(intake)) == {"a": 2_000_000}  # 106 / 1.06, twice
    assert faults(intake) == [(3, "x", "not_share")]


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if not table.published])
@pytest.mark.parametrize("care", [True, False])
def test_no_table_is_read_by_a_join_which_would_lose_the_order_of_its_rows(tmp_path, name, care):
    table = TABLES[name]
    (tmp_path / "e.csv").write_text(
        ",".join(table.names) + "\n" + ",".join("x :1E+5_\xa0" for _ in table.names)
    )
    (tmp_path / "s.toml").write_text(f'[site]\nid = "t"\nname = "T"\n[tables.{name}]\npath = "e.csv"\n')
    loaded, engine = load_settings(tmp_path / "s.toml"), DuckDb()
    source = find_sources(loaded, table)[0]
    raw = open_source(source, loaded, table, tmp_path, scan(source.path, text=True))
    known = recognise(raw.headers, table, loaded.tables[name], raw.label, site=loaded.site_rules)
    query = selection.selection(raw, loaded, table, known, with_care=care)
    assert "join" not in engine.run(f"explain {query}")[0][1].lower()
