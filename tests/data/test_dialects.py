"""The dialects: each writes the same month and quotes a name safely."""

from datetime import datetime

import duckdb

from wcm_helpers.data.dialects import DUCKDB, POSTGRESQL, SPARK


def test_the_month_of_a_moment_is_the_same_in_duckdb_and_postgresql():
    day = "TIMESTAMP '2026-05-31 23:59:59'"
    for dialect in (DUCKDB, POSTGRESQL):
        assert duckdb.sql(f"select {dialect.month(day)}").fetchall() == [(f"{datetime(2026, 5, 31):%Y-%m}",)]


def test_a_name_with_the_mark_of_quoting_stays_one_name():
    assert [dialect.named('a"b`c') for dialect in (DUCKDB, SPARK)] == ['"a""b`c"', '`a"b``c`']
