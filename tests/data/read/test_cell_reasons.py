"""The cause that an unread cell shows."""

import duckdb
import pytest

from tests.data.exports import BILLING
from tests.data.read.one_export import faults_of, read
from wcm_helpers.data.read.cell_reasons import reason_of
from wcm_helpers.data.tables import TABLES


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("amount_ex_vat", "$1,000", "other_currency"),
        ("amount_ex_vat", "1.23E+05", "shortened_number"),
        ("amount_ex_vat", "300,50", "decimal_comma"),
        ("amount_ex_vat", "12 5", "not_amount"),
        ("qty", "$5", "not_number"),
        ("vat_rate", "1.00", "share_or_percent"),
        ("vat_rate", "6", "not_share"),
        ("doc_date", "46152", "serial_date"),
        ("doc_date", "1778407200000", "epoch_date"),
        ("doc_date", "05/10/2026", "date_form"),
        ("doc_date", "5.10.26", "date_form"),
        ("doc_date", "26-5-10 8:03", "date_form"),
        ("doc_date", "10-May-26 8:03 PM", "date_form"),
        ("doc_date", "05/10/2026 24:00", "not_date"),  # a format helps nothing there
        ("doc_date", "2026-05", "not_date"),
        ("doc_date", "2026-05-10 CST", "not_date"),
        ("doc_date", "soon", "not_date"),
        ("customer_id", "1.00001E+11", "not_id"),
    ],
)
def test_the_text_of_a_cell_shows_the_cause(column, value, reason):
    assert reason_of(TABLES["billing"][column], value, "CNY") == reason


@pytest.mark.parametrize(
    "day", ["1970-01-01 08:00:00", "1970/1/1", "1900-01-01", "9999-12-31 23:59:59", "0000-00-00 00:00:00"]
)
def test_a_day_that_stands_for_none_is_a_blank_where_the_column_may_be_blank(tmp_path, day):
    rows = f"O1,C1,2026-05-03,{day}\nO2,C1,{day},\n"
    (tmp_path / "e.csv").write_text("order_id,customer_id,created_at,cancelled_at\n" + rows)
    export = read(tmp_path, "orders", "e.csv")
    assert faults_of(export) == [(3, "created_at", day, "not_time")]
    cancelled = duckdb.sql(f"select cancelled_at from '{export.parquet}'").fetchall()
    assert cancelled == [(None,), (None,)]


def test_the_cause_is_listed_with_its_place(tmp_path):
    rows = "I1,1,7.1E+11,2026-05-03,5\nI2,1,C1,2026-05-04,$5\nI3,1,C1,2026-05-04,2\n"
    (tmp_path / "e.csv").write_text(BILLING + rows)
    assert [
        (line, value, reason) for line, _, value, reason in faults_of(read(tmp_path, "billing", "e.csv"))
    ] == [
        (2, "7.1E+11", "not_id"),
        (3, "$5", "other_currency"),
    ]
