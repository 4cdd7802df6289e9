"""One staged export: typed columns, number ranges."""

from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data.read.one_export import BILLS, LINES, faults_of, read, rows_of
from wcm_helpers.core import words
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.read import selection


def _parquet(folder: Path, columns: dict[str, pa.Array]) -> None:
    pq.write_table(pa.table(columns), folder / "e.parquet")


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


@given(
    numbers=st.lists(st.decimals(-(10**9), 10**9, places=8), min_size=1, max_size=5),
    moments=st.lists(
        st.datetimes(pd.Timestamp("1960-01-01"), pd.Timestamp("2210-01-01")), min_size=1, max_size=5
    ),
)
@settings(max_examples=8, deadline=None)
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
    export = read(folder, "orders", "e.parquet")
    typed = rows_of(export), faults_of(export)
    (folder / "cache").rename(folder / "first")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selection.typed, "fits", lambda *_: False)
        export = read(folder, "orders", "e.parquet")
    assert (rows_of(export), faults_of(export)) == typed


def test_a_moment_with_a_zone_comes_in_as_local_time(tmp_path):
    noon = pd.Timestamp("2026-05-01 12:00")
    columns = {
        "order_id": pa.array(["1"]),
        "customer_id": pa.array(["c"]),
        "created_at": pa.array([noon], pa.timestamp("ms", tz="UTC")),
        "shipped_at": pa.array([noon], pa.timestamp("ms")),
    }
    _parquet(tmp_path, columns)
    export = read(tmp_path, "orders", "e.parquet", zone="Asia/Shanghai")  # eight hours ahead
    row = duckdb.sql(f"select created_at, shipped_at from '{export.parquet}'").fetchall()[0]
    assert [str(moment) for moment in row] == ["2026-05-01 20:00:00", "2026-05-01 12:00:00"]


def test_remarks_and_faults_in_the_cache_follow_the_language_of_the_reader(warehouse):
    """Twelve files are read side by side, in workers that do not know the language in use."""
    header = "customer_id,doc_date,金额（万元）\n"
    warehouse.write(**{f"b{number}__csv": f"{header}a,2026-05-01,{number}\n" for number in range(12)})
    warehouse.write(c0__csv=b"")
    loaded = warehouse.settings({"billing": 'path = "*.csv"'})
    shown = {}
    for language in ("en", "zh", "en"):
        words.use(language)
        try:
            intake = take_in(loaded)
            remarks = {remark for item in intake.staged["billing"] for remark in item.read_remarks()}
            shown[language] = [*intake.faults_of(), *remarks]
        finally:
            words.use("en")
    assert shown == {
        "en": [
            "c0.csv: the file is empty. Export it again.",
            "金额（万元）: the numbers are in 万元 and are multiplied by 10,000.",
        ],
        "zh": ["c0.csv：文件是空的，请重新导出。", "金额（万元）：单位是万元，数值已乘以10,000。"],
    }
