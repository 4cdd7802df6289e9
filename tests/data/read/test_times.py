"""Dates and times as exports write them: expected values are those of Python's datetime and zoneinfo."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.data.exports import faults, staged
from tests.data.read.test_typed import read
from wcm_helpers.data.read.times import read_time
from wcm_helpers.data.tables import TABLES

CREATED = TABLES["orders"]["created_at"]
HALVES = {"AM": "上午", "PM": "下午"}


def test_the_hours_of_a_day_are_read_from_a_clock_of_twelve():
    for hour in range(24):
        moment = datetime(2026, 5, 10, hour, 30, 9)
        clock, half = moment.strftime("%I:%M:%S"), moment.strftime("%p")
        for text in (
            f"2026/5/10 {clock} {half}",
            f"2026-05-10 {clock.lstrip('0')}{half.lower()}",
            f"2026/5/10 {HALVES[half]} {clock}",
            f"2026/5/10 {HALVES[half]}{clock.lstrip('0')}",
            f"2026年5月10日 {HALVES[half]}{hour % 12 or 12}时30分9秒",
            f"May 10, 2026, {clock} {half}",
            f"10-May-2026 {clock} {half[0]}.M.",
        ):
            assert (text, read(text, CREATED)) == (text, moment)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("12:30 AM", "2026-05-10 00:30:00"),
        ("12:00 AM", "2026-05-10 00:00:00"),
        ("12:30 PM", "2026-05-10 12:30:00"),
        ("0:30 AM", "2026-05-10 00:30:00"),
        ("14:30 PM", "2026-05-10 14:30:00"),
        ("0:30 PM", "None"),
        ("14:30 AM", "None"),
        ("24:30 PM", "None"),
        ("12:60 AM", "None"),
        ("AM 2:30 PM", "None"),
    ],
)
def test_a_half_of_the_day_must_agree_with_the_hour(text, time):
    assert str(read(f"2026-05-10 {text}", CREATED)) == time


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda day: day.replace(microsecond=0)))
def test_a_month_in_english_is_read_as_python_reads_it(moment):
    for form in ("%d-%b-%Y", "%d %B %Y", "%d/%b/%Y", "%B %d, %Y", "%b %d %Y", "%d-%b-%Y %H:%M:%S"):
        text = moment.strftime(form)
        expected = datetime.strptime(text, form)
        assert (text, read(text, CREATED)) == (text, expected)
        assert read(text.upper(), CREATED) == expected


@pytest.mark.parametrize(
    "text",
    ["10-May-26", "31-Feb-2026", "10-Mai-2026", "10-Mayo-2026", "May 2026", "May 32, 2026", "10-Ma-2026",
     "Marching 10, 2026", "10 2026 May", "May 10 26", "下午 2:30", "2026/5/10 晚上 8:30", "2026-05-10 PM",
     "2026-05-10 10:00:00 +2500", "2026-05-10 10:00:00 EST", "2026-02-30 10:00:00 +0800"],
)  # fmt: skip
def test_what_has_no_single_meaning_is_no_time(text):
    assert read(text, CREATED) is None


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "UTC", "America/New_York"])
@pytest.mark.parametrize("hours", [0, 8, -5, 5.5])
def test_an_offset_after_a_blank_is_put_on_the_sites_clock(zone, hours):
    for month, day in ((1, 1), (3, 8), (5, 31), (11, 1), (12, 31)):
        instant = datetime(2026, month, day, 6, 59, 30, tzinfo=UTC)
        there = (instant + timedelta(hours=hours)).replace(tzinfo=None)
        sign, minutes = "+" if hours >= 0 else "-", int(abs(hours) * 60)
        offset = f"{sign}{minutes // 60:02}:{minutes % 60:02}"
        expected = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        texts = [
            f"{there} {offset}",
            f"{there} {offset.replace(':', '')}",
            f"{there:%Y/%m/%d %H:%M:%S} {offset}",
        ]
        texts += [f"{there} UTC", f"{there} GMT", f"{there}Z", f"{there} Z"] if not hours else []
        texts += [f"{there}{offset[:3]}"] if minutes % 60 == 0 else []
        for text in texts:
            assert (text, read(text, CREATED, zone=zone)) == (text, expected)


BOTH = ["%d/%m/%Y", "%m/%d/%Y"]


@pytest.mark.parametrize(
    ("text", "formats", "time"),
    [
        ("25/12/2026", BOTH, "2026-12-25 00:00:00"),
        ("12/25/2026", BOTH, "2026-12-25 00:00:00"),
        ("05/06/2026", BOTH, "None"),
        ("05/05/2026", BOTH, "2026-05-05 00:00:00"),
        ("05/06/2026 8:03 PM", ["%d/%m/%Y", "%d.%m.%Y"], "2026-06-05 20:03:00"),
        ("5.6.2026 下午 8:03", ["%d/%m/%Y", "%d.%m.%Y"], "2026-06-05 20:03:00"),
        ("05/06/26", ["%d/%m/%Y", "%d/%m/%y"], "2026-06-05 00:00:00"),
        ("2026-06-05", BOTH, "2026-06-05 00:00:00"),
        ("05/06/2026 08:03 PM", ["%d/%m/%Y %I:%M %p"], "2026-06-05 20:03:00"),
        ("05/06/2026 12:03 AM", ["%d/%m/%Y %I:%M %p", "%d.%m.%Y"], "2026-06-05 00:03:00"),
        ("x", BOTH, "None"),
    ],
)
def test_a_list_of_formats_is_tried_and_two_readings_are_none(text, formats, time):
    assert str(read(text, CREATED, date_format=formats)) == time


def test_a_list_of_formats_reads_a_column_of_two_kinds_and_says_what_is_ambiguous(warehouse):
    rows = "1,1,a,25/12/2025,1\n2,1,a,12/26/2025,2\n3,1,a,05/06/2025,4\n4,1,a,2025-12-27,8\n"
    head = "invoice_no,line_no,customer_id,doc_date,amount_ex_vat\n"
    intake = warehouse.billing(head + rows, 'date_format = ["%d/%m/%Y", "%m/%d/%Y"]')
    assert faults(intake) == [(4, "05/06/2025", "two_dates")]
    assert [f"{day:%Y-%m-%d}" for day in staged(intake)["doc_date"].dropna()] == [
        "2025-12-25", "2025-12-26", "2025-12-27",
    ]  # fmt: skip


def test_the_query_of_a_time_stays_short():
    assert len(read_time("p0", [], "Asia/Shanghai")) < 12_000
