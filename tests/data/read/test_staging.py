"""One export staged in a stream: clean files by the short way, odd cells as they were always read."""

import random
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.data.read import rejects, selection
from wcm_helpers.data.read.file_profile import ANY_CHARACTERS
from wcm_helpers.data.read.sources import find_sources
from wcm_helpers.data.read.staging import Staged, stage
from wcm_helpers.data.read.typed import DECIMALS, TYPES, fast
from wcm_helpers.data.settings import load_settings
from wcm_helpers.data.tables import TABLES

LINES = "order_id,line_no,sku_id,qty_ordered,qty_shipped,unit_price\n"
BILLS = "invoice_no,customer_id,customer_name,period,doc_date,amount,credit_note\n"
CUSTOMERS = "customer_id,customer_name,industry\n"
ORDERS = "order_id,customer_id,created_at,shipped_at,status,doc_ok,goods_value\n"


def read(folder: Path, table: str, name: str, options: str = "", zone: str = "Asia/Shanghai") -> Staged:
    """Stage one export in a cache of its own."""
    text = f'[site]\nid = "t"\nname = "T"\ntime_zone = "{zone}"\n'
    (folder / "s.toml").write_text(f'{text}[tables.{table}]\npath = "{name}"\n{options}\n')
    given = load_settings(folder / "s.toml")
    return stage(find_sources(given, TABLES[table])[0], given, TABLES[table], folder / "cache")


def rows_of(found: Staged) -> list[tuple]:
    return duckdb.sql(f"from read_parquet('{found.parquet}')").fetchall()


def faults_of(found: Staged) -> list[tuple]:
    return list(found.read_faults()[["line", "column", "value", "reason"]].itertuples(index=False, name=None))


#: Cells the contract, the engine's casts and the short way might read each in their own manner.
ODD = [
    "", " ", "-", "--", "/", "NULL", "#N/A", "(null)", "\\N", "—", "NA", "total", "Total:", "TOTAL : ",
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


@pytest.mark.parametrize(
    ("table", "header"), [("order_lines", LINES), ("billing", BILLS), ("orders", ORDERS)]
)
@given(data=st.data())
@settings(max_examples=17, deadline=None)
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


def read_both_ways(folder: Path, table: str) -> Staged:
    """Stage a file as it is staged, and with care for every cell, which must come to the same."""
    found = read(folder, table, "e.csv")
    quick = rows_of(found), faults_of(found)
    (folder / "cache").rename(folder / "first")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selection, "ids_clean", lambda *_: False)
        patch.setattr(
            "wcm_helpers.data.read.file_profile.FileProfile.characters_from", lambda *_: ANY_CHARACTERS
        )
        patch.setattr(selection.typed, "fast", with_care)
        patch.setattr(selection.typed, "clean_id", lambda *_: "false")
        found = read(folder, table, "e.csv")
    assert (rows_of(found), faults_of(found)) == quick
    return found


@pytest.mark.parametrize(
    "without", ['"\n\t, :', '"\n\t,', '"\n,', ""], ids=["tight", "blanks", "wide", "all"]
)
@pytest.mark.parametrize("ascii_only", [True, False])
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


def test_broken_and_odd_rows_keep_their_lines_in_a_long_file(tmp_path, monkeypatch):
    monkeypatch.setattr(rejects, "split_in_python", None)  # without a quotation mark nothing is split by hand
    count, chance = 300_000, random.Random(5)
    lines = [f"SO{number:09},1,SKU{number % 500:05},5,5,2.5" for number in range(count)]
    expected = []
    for number in sorted(chance.sample(range(count), 400)):
        line = number + 2  # the header is line 1
        if number % 2:
            lines[number] = f"SO{number:09},1,SKU1,five,5,2.5"
            expected.append((line, "qty_ordered", "five", "not_number"))
        else:
            lines[number] = f"SO{number:09},1,SKU1,5"
            expected.append((line, "4 cells, not 6", lines[number], "ragged"))
    (tmp_path / "e.csv").write_text(LINES + "\n".join(lines) + "\n\n")
    found = read(tmp_path, "order_lines", "e.csv")
    assert faults_of(found) == expected
    ragged = sum(reason == "ragged" for *_, reason in expected)
    assert (found.rows_read, found.rows) == (count, count - ragged)
    sound = [number for number in range(count) if lines[number].count(",") == 5]
    assert found.line_numbers([0, 150_000, len(sound) - 1]) == {
        0: sound[0] + 2, 150_000: sound[150_000] + 2, len(sound) - 1: sound[-1] + 2,
    }  # fmt: skip


def test_blank_lines_between_the_rows_do_not_move_a_line(tmp_path):
    (tmp_path / "e.csv").write_text(LINES + "SO1,1,A,1,1,1\n\n\nSO2,1,A,x,1,1\n\nSO3,1\nSO4,1,A,y,1,1\n\n\n")
    found = read(tmp_path, "order_lines", "e.csv")
    assert [line for line, *_ in faults_of(found)] == [5, 7, 8]


def test_a_row_with_blank_cells_behind_it_is_sound(tmp_path):
    (tmp_path / "e.csv").write_text(LINES + "SO1,1,A,1,1,1\nSO2,1,A,2,1,1,, ,\nSO3,1,A,3,1,1,\nSO4,1\n")
    found = read(tmp_path, "order_lines", "e.csv")
    assert [row[0] for row in rows_of(found)] == ["SO1", "SO2", "SO3"]
    assert faults_of(found) == [(5, "2 cells, not 6", "SO4,1", "ragged")]


def test_two_hundred_thousand_unreadable_cells_are_listed_in_little_memory(tmp_path):
    import resource

    header = "order_id,customer_id,created_at,goods_value," + ",".join(f"extra{i}" for i in range(30)) + "\n"
    row = "2026-05-01,bad," + ",".join("some text" for _ in range(30))
    with (tmp_path / "e.csv").open("w") as stream:
        stream.write(header)
        stream.writelines(f"SO{number:09},C1,{row}\n" for number in range(200_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = read(tmp_path, "orders", "e.csv")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert duckdb.sql(f"select count(*), min(line), max(line) from '{found.faults}'").fetchall() == [
        (200_000, 2, 200_001)
    ]
    assert grown < 600  # MB


@pytest.mark.parametrize(
    ("table", "text", "span"),
    [
        ("order_lines", LINES + "b,1,A,1,1,1\nB,1,A,x,1,1\n,1,A,1,1,1\na,1,A,1,1,1\n", ["B", "b"]),
        ("order_lines", LINES, None),
        ("billing", BILLS + "9,c,C,2026-05,,1,\n10,c,C,2026-05,,x,\n", ["10", "9"]),
        ("billing", "customer_id,period,amount\nc,2026-05,1\n", None),
        ("customers", "customer_id,customer_name\na,A\n", None),
    ],
)
def test_the_span_holds_the_numbers_of_all_rows_as_texts(tmp_path, table, text, span):
    (tmp_path / "e.csv").write_text(text)
    assert read(tmp_path, table, "e.csv").number_range == span


def _parquet(folder: Path, columns: dict[str, pa.Array]) -> None:
    pq.write_table(pa.table(columns), folder / "e.parquet")


@given(
    numbers=st.lists(st.decimals(-(10**9), 10**9, places=8), min_size=1, max_size=5),
    moments=st.lists(
        st.datetimes(pd.Timestamp("1960-01-01"), pd.Timestamp("2210-01-01")), min_size=1, max_size=5
    ),
)
@settings(max_examples=15, deadline=None)
def test_typed_columns_come_in_as_their_text_would(numbers, moments, tmp_path_factory):
    folder = tmp_path_factory.mktemp("typed")
    count = min(len(numbers), len(moments))
    numbers, moments = numbers[:count], moments[:count]
    columns = {
        "order_id": pa.array(range(count)),
        "customer_id": pa.array(["c"] * count),
        "created_at": pa.array(moments, pa.timestamp("us")),
        "shipped_at": pa.array(moments, pa.timestamp("us", tz="UTC")),
        "signed_at": pa.array(moments, pa.timestamp("ns")),
        "requested_date": pa.array([moment.date() for moment in moments], pa.date32()),
        "goods_value": pa.array(numbers, pa.decimal128(38, 8)),
        "units": pa.array([int(number) for number in numbers], pa.int64()),
        "doc_ok": pa.array([number > 0 for number in numbers]),
    }
    _parquet(folder, columns)
    found = read(folder, "orders", "e.parquet")
    typed = rows_of(found), faults_of(found)
    (folder / "cache").rename(folder / "first")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selection.typed, "fits", lambda *_: False)
        found = read(folder, "orders", "e.parquet")
    assert (rows_of(found), faults_of(found)) == typed


def test_a_moment_with_a_zone_comes_in_as_local_time(tmp_path):
    noon = pd.Timestamp("2026-05-01 12:00")
    columns = {
        "order_id": pa.array(["1"]),
        "customer_id": pa.array(["c"]),
        "created_at": pa.array([noon], pa.timestamp("ms", tz="UTC")),
        "shipped_at": pa.array([noon], pa.timestamp("ms")),
    }
    _parquet(tmp_path, columns)
    found = read(tmp_path, "orders", "e.parquet", zone="Asia/Shanghai")  # eight hours ahead
    row = duckdb.sql(f"select created_at, shipped_at from '{found.parquet}'").fetchall()[0]
    assert [str(moment) for moment in row] == ["2026-05-01 20:00:00", "2026-05-01 12:00:00"]


@pytest.mark.parametrize("cell", ["Total", "-", '="SO1"', "合计", "total:", "order_id", "{"])
def test_an_id_that_is_all_that_is_odd_is_read_as_with_care(tmp_path, cell):
    # no other cell keeps the file from being taken for clean: the ends of its ids alone tell
    lines = ["SO1,1,SKU1,5,5,2.5", f"{cell},1,SKU1,5,5,2.5", "SO2,1,SKU1,5,5,2.5"]
    (tmp_path / "e.csv").write_text(LINES + "\n".join(lines) + "\n")
    read_both_ways(tmp_path, "order_lines")
