"""Statistics of Parquet files against the values their rows were made of."""

import duckdb
import pytest

from wcm_helpers.data.read.parquet_statistics import ParquetStatistics


@pytest.fixture
def written(tmp_path):
    def write(sql):
        duckdb.connect().execute(
            f"copy ({sql}) to '{tmp_path / 'a.parquet'}' (format parquet, parquet_version v2)"
        )
        return ParquetStatistics(tmp_path / "a.parquet")

    return write


def test_smallest_and_largest_are_those_of_all_parts_of_a_file(written):
    # 300,000 rows are three parts; the numbers fall, so the last part has the smallest
    statistics = written(
        "select 'N' || lpad((300000 - i)::text, 6, '0') as n, i::UBIGINT as u from range(300000) r(i)"
    )
    assert statistics.rows == 300_000
    assert statistics.min_max("n") == ("N000001", "N300000")
    assert statistics.min_max("u") == (0, 299_999)


def test_a_part_without_a_value_has_no_smallest_value(written):
    statistics = written(
        "select case when i > 200000 then 'b' end as n, null::text as e from range(200010) r(i)"
    )
    assert (statistics.min_max("n"), statistics.null_count("n")) == (("b", "b"), 200_001)
    assert (statistics.min_max("e"), statistics.null_count("e")) == (None, 200_010)


def test_a_file_without_rows_has_no_smallest_value(written):
    statistics = written("select 'x' as n limit 0")
    assert (statistics.rows, statistics.min_max("n"), statistics.null_count("n")) == (0, None, 0)


@pytest.mark.parametrize("length", [50, 300, 20_000])
def test_a_long_text_is_not_cut_off(written, length):
    statistics = written(f"select repeat('x', {length}) || i as n from range(3) r(i)")
    assert statistics.min_max("n") == ("x" * length + "0", "x" * length + "2")


def test_texts_are_ordered_as_the_engine_orders_them(written):
    statistics = written("select unnest(['Ω', 'z', '客', 'A', '😀', '！']) as n")  # by code point
    assert statistics.min_max("n") == ("A", "😀")
