from datetime import date

import pytest

from wcm_helpers.care.birthdays import Birthday, kept_days, parse_birthday


@pytest.mark.parametrize(
    ("text", "lunar", "birthday"),
    [
        ("05-04", False, Birthday(5, 4)),
        ("1980-05-04", False, Birthday(5, 4)),  # the year is not kept
        ("５－４", False, Birthday(5, 4)),
        ("5月4日", False, Birthday(5, 4)),
        ("02-29", False, Birthday(2, 29)),
        ("12-30", True, Birthday(12, 30, lunar=True)),
        ("闰06-30", True, Birthday(6, 30, lunar=True, leap=True)),
        ("leap 11-01", False, Birthday(11, 1, lunar=True, leap=True)),
        ("02-30", False, None),
        ("12-31", True, None),  # no lunar month has 31 days
        ("00-10", False, None),
        ("tomorrow", False, None),
        ("", False, None),
        (None, False, None),
        (float("nan"), True, None),
    ],
)
def test_a_birthday_is_read_or_refused(text, lunar, birthday):
    assert parse_birthday(text, lunar) == birthday


def days(birthday, first, last, **options):
    found = kept_days(birthday, date.fromisoformat(first), date.fromisoformat(last), **options)
    return [(str(kept.day), kept.rule) for kept in found]


def test_the_two_lunar_days_that_break_other_calendars():
    # The sixth leap month of 2025 has 29 days and ends on 22 August; so has the twelfth: 16 February 2026.
    leap, year_end = Birthday(6, 30, lunar=True, leap=True), Birthday(12, 30, lunar=True)
    assert days(leap, "2025-01-01", "2025-12-31") == [("2025-08-22", "short_month")]
    assert days(year_end, "2026-01-01", "2026-12-31") == [("2026-02-16", "short_month")]


def test_a_birthday_of_the_leap_eleventh_month():
    assert days(Birthday(11, 1, lunar=True, leap=True), "2033-12-01", "2033-12-31") == [("2033-12-22", "")]


def test_the_29_of_february_by_either_setting():
    leap_day = Birthday(2, 29)
    assert days(leap_day, "2027-01-01", "2028-12-31") == [("2027-02-28", ""), ("2028-02-29", "")]
    assert days(leap_day, "2027-01-01", "2028-12-31", leap_day="03-01")[0] == ("2027-03-01", "")
