import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.months import (
    add_months,
    last_day,
    last_weekday,
    month_of,
    month_range,
    months_between,
    parse_month,
    parse_months,
    previous_december,
    window,
    year_and_number,
)

MONTHS = st.dates(date(1000, 1, 1), date(8999, 12, 31)).map(month_of)


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "0000-01", "2026-5", "202605", "2026_05", "", None, 202605]
)
def test_what_is_no_month_is_refused_in_one_line(text):
    with pytest.raises(WorkbookError, match="Write it as YYYY-MM") as caught:
        parse_month(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["２０２６-05", "２０２６－０５", " 2026-０5　"])
def test_full_width_digits_are_those_of_a_month(text):
    assert parse_month(text) == "2026-05"
    assert parse_months(f"{text}．．２０２６-06") == ["2026-05", "2026-06"]


def test_months_that_run_backwards_are_refused():
    assert parse_months(" 2026-05") == ["2026-05"]
    with pytest.raises(WorkbookError, match="runs backwards"):
        parse_months("2026-02..2026-01")


@given(MONTHS, st.integers(-1200, 1200))
def test_adding_and_counting_months_undo_each_other(month, n):
    later = add_months(month, n)
    assert months_between(month, later) == n
    assert (later > month) == (n > 0)
    assert add_months(later, -n) == month


@given(MONTHS)
def test_the_last_day_is_that_of_the_standard_library(month):
    year, number = year_and_number(month)
    assert last_day(month).day == calendar.monthrange(year, number)[1]
    assert month_of(last_day(month)) == month


@given(MONTHS)
def test_the_december_before_is_at_most_a_year_before(month):
    december = previous_december(month)
    assert year_and_number(december)[1] == 12
    assert 1 <= months_between(december, month) <= 12


def test_ranges_cross_the_year():
    assert month_range("2025-11", "2026-02") == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert window("2026-01", 2) == ["2025-12", "2026-01"]


def test_a_month_that_ends_at_the_week_end_ends_on_its_friday():
    # 31 October 2026 is a Saturday, 31 May 2026 a Sunday, 30 June 2026 a Tuesday.
    assert [last_weekday(month).day for month in ("2026-10", "2026-05", "2026-06")] == [30, 29, 30]
