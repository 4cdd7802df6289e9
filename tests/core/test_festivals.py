from datetime import date

import pytest

from wcm_helpers.core.festivals import FESTIVALS, festival_day, statutory_days

#: Published dates of the festivals without a fixed day.
PUBLISHED = {
    "spring_festival": ["2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2033-01-31"],
    "qingming": ["2023-04-05", "2024-04-04", "2025-04-04", "2026-04-05", "2027-04-05"],
    "dragon_boat": ["2023-06-22", "2024-06-10", "2025-05-31", "2026-06-19", "2027-06-09"],
    "mid_autumn": ["2023-09-29", "2024-09-17", "2025-10-06", "2026-09-25", "2027-09-15"],
}


@pytest.mark.parametrize("festival", PUBLISHED)
def test_festivals_fall_on_their_published_days(festival):
    assert [str(festival_day(festival, int(day[:4]))) for day in PUBLISHED[festival]] == PUBLISHED[festival]


def test_the_law_makes_thirteen_days_free_and_eleven_before_2025():
    # 2025: 1 + 4 + 1 + 2 + 1 + 1 + 3, the eve of the Spring Festival and 2 May among them.
    days = statutory_days(2025)
    assert len(days) == 13
    assert {date(2025, 1, 28), date(2025, 5, 2)} <= {*days}
    assert len(statutory_days(2024)) == 11
    assert {date(2024, 2, 9), date(2024, 5, 2)}.isdisjoint(statutory_days(2024))


def test_a_day_of_two_festivals_is_one_day():
    # The Mid-Autumn of 2020 was National Day: ten days of eleven.
    days = statutory_days(2020)
    assert days[date(2020, 10, 1)] == ("mid_autumn", "national_day")
    assert len(days) == 10


def test_every_year_has_every_festival():
    for year in (1950, 2033, 2057, 2099, 2150):
        assert {festival for festivals in statutory_days(year).values() for festival in festivals} == {
            *FESTIVALS
        }
