"""Days of the year are read without their year, and a year that was there is reported."""

from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.data.intake import take_in
from wcm_helpers.data.read.month_days import read, read_clean


def _read(text: str) -> str | None:
    return _value(f"select {read('t')} from (select cast(? as VARCHAR) as t)", text)


def _value(query: str, text: str) -> str | None:
    with duckdb.connect() as connection:  # one of its own: the shared one keeps what is not fetched
        [(value,)] = connection.execute(query, [text]).fetchall()
    return value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05-04", "05-04"), ("5-4", "05-04"), ("5/4", "05-04"), ("5月4日", "05-04"), ("5月4号", "05-04"),
        ("0504", "05-04"), ("1980-05-04", "05-04"), ("1980年5月4日", "05-04"), ("19800504", "05-04"),
        ("1980/5/4 0:00", "05-04"), ("1980-05-04 00:00:00", "05-04"), ("5.14", "05-14"), ("02-29", "02-29"),
        ("02-30", "02-30"),  # of the moon
        ("5.1", None), ("02-31", None), ("04-31", None), ("13-01", None), ("00-10", None), ("10-00", None),
        ("80-05-04", None), ("29345", None), ("1980", None), ("May", None), ("1980-05", None),
    ],
)  # fmt: skip
def test_a_day_is_read_where_it_is_certain(text, day):
    assert _read(text) == day


@settings(max_examples=30, deadline=None)
@given(st.dates())
def test_a_day_is_the_same_with_and_without_its_year(day):
    expected = f"{day.month:02d}-{day.day:02d}"
    clean = _value(f"select {read_clean('t')} from (select cast(? as VARCHAR) as t)", expected)
    assert clean == _read(f"{day.year:04d}-{expected}") == _read(f"{day.month}月{day.day}日") == expected


def test_a_year_is_cut_off_and_reported(warehouse):
    warehouse.write(
        x__csv="联系人编号,客户编号,生日\n1,a,1980-05-04\n2,a,05-04\n3,a,19791231\n4,a,１９８１-05-04\n"
    )
    intake = take_in(warehouse.settings({"contacts": 'path = "x.csv"'}))
    [item] = intake.staged["contacts"]
    assert item.read_remarks() == ["生日: 3 cells have a year, which is cut off and not kept."]
    rows = intake.used_rows("contacts")
    assert rows["birthday_md"].tolist() == ["05-04", "05-04", "12-31", "05-04"]
    assert b"1979" not in Path(item.parquet).read_bytes()


def test_without_a_year_nothing_is_reported(warehouse):
    warehouse.write(x__csv="联系人编号,客户编号,生日\n1,a,05-04\n2,a,0504\n")
    intake = take_in(warehouse.settings({"contacts": 'path = "x.csv"'}))
    assert intake.staged["contacts"][0].read_remarks() == []
