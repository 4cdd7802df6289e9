"""The month of an order is that of the site's clock, however the export writes the moment."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
import xlsxwriter

from tests.data.exports import Warehouse, staged
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in

DATED = {"default_date_format": "yyyy-mm-dd hh:mm:ss"}
ZONES = ["Asia/Shanghai", "UTC", "America/New_York"]
#: Around month ends, and around 2 a.m. of 8 March and 1 November 2026, when New York's clock jumps.
INSTANTS = [
    datetime(2026, month, day, hour, minute, tzinfo=UTC)
    for month, day, hour, minute in [
        (4, 30, 15, 30), (4, 30, 15, 59), (4, 30, 16, 0), (4, 30, 23, 59), (5, 1, 0, 0), (5, 1, 3, 59),
        (5, 1, 4, 0), (12, 31, 15, 59), (12, 31, 16, 0), (2, 28, 16, 0), (3, 1, 4, 59), (3, 1, 5, 0),
        (3, 8, 6, 59), (3, 8, 7, 0), (11, 1, 3, 59), (11, 1, 4, 0), (11, 1, 5, 30), (11, 1, 6, 30),
        (11, 1, 7, 0),
    ]
]  # fmt: skip


def local(instant, zone):
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def taken_in(folder, name, zone):
    return take_in(Warehouse(folder).settings({"orders": f'path = "{name}"'}, site=f'time_zone = "{zone}"'))


def held(intake, expected):
    """Hold the staged moments and the months of the facts to what the clock of the site said."""
    assert intake.faults_of() == []
    assert intake.rejects.empty
    assert staged(intake, "orders")["created_at"].tolist() == expected
    months = pd.Series([f"{moment:%Y-%m}" for moment in expected]).value_counts().sort_index()
    found = build(intake).orders
    assert found.groupby("month")["orders"].sum().to_dict() == months.to_dict()
    last = pd.Series(expected).groupby([f"{moment:%Y-%m}" for moment in expected]).max()
    assert found["last_on"].tolist() == last.dt.normalize().tolist()


def write_csv(folder, texts):
    rows = "".join(f"{number},a,{text}\n" for number, text in enumerate(texts))
    (folder / "o.csv").write_text("order_id,customer_id,created_at\n" + rows)
    return "o.csv"


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("offset", [0, 8, -5])
def test_text_with_an_offset_is_put_on_the_sites_clock(warehouse, zone, offset):
    texts = []
    for instant in INSTANTS:
        there = instant.replace(tzinfo=None) + timedelta(hours=offset)
        texts.append(f"{there:%Y-%m-%dT%H:%M:%S}" + (f"{offset:+03}:00" if offset else "Z"))
    name = write_csv(warehouse.folder, texts)
    held(taken_in(warehouse.folder, name, zone), [local(instant, zone) for instant in INSTANTS])


def test_half_past_eleven_on_the_last_evening_by_hand(warehouse):
    """23:30 in Shanghai is 15:30 in London's winter time and 11:30 in New York: April everywhere.

    16:30 Z is already May in Shanghai; 03:30 Z on 1 May is still April in New York.
    """
    texts = [
        "2026-04-30T15:30:00Z",
        "2026-04-30T23:30:00+08:00",
        "2026-04-30 16:30:00Z",
        "2026-05-01T03:30:00Z",
    ]
    name = write_csv(warehouse.folder, texts)
    found = {zone: build(taken_in(warehouse.folder, name, zone)).orders for zone in ZONES}
    months = {zone: dict(zip(facts["month"], facts["orders"], strict=True)) for zone, facts in found.items()}
    assert months == {
        "Asia/Shanghai": {"2026-04": 2, "2026-05": 2},
        "UTC": {"2026-04": 3, "2026-05": 1},
        "America/New_York": {"2026-04": 4},
    }


@pytest.mark.parametrize("zone", ZONES)
def test_text_without_a_zone_is_the_sites_clock_even_in_the_hour_that_is_skipped(warehouse, zone):
    """02:30 on 8 March is no time in New York; it stands as it was written, and no hour is lost."""
    moments = [datetime(2026, 4, 30, 23, 30), datetime(2026, 3, 8, 2, 30), datetime(2026, 11, 1, 1, 30)]
    name = write_csv(warehouse.folder, [f"{moment:%Y-%m-%d %H:%M}" for moment in moments])
    held(taken_in(warehouse.folder, name, zone), moments)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("written", ["UTC", "Asia/Shanghai", "America/New_York"])
def test_parquet_moments_with_a_zone_are_put_on_the_sites_clock(warehouse, zone, written):
    frame = pd.DataFrame({"order_id": [str(n) for n in range(len(INSTANTS))], "customer_id": "a",
                          "created_at": pd.DatetimeIndex(INSTANTS).tz_convert(written)})  # fmt: skip
    frame.to_parquet(warehouse.folder / "o.parquet")
    held(taken_in(warehouse.folder, "o.parquet", zone), [local(instant, zone) for instant in INSTANTS])


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("kind", ["parquet", "xlsx"])
def test_moments_without_a_zone_are_the_sites_clock_in_parquet_and_excel(warehouse, zone, kind):
    moments = [datetime(2026, 4, 30, 23, 30), datetime(2026, 5, 1), datetime(2026, 3, 8, 2, 30),
               datetime(2026, 12, 31, 23, 59, 59)]  # fmt: skip
    rows = [(str(number), "a", moment) for number, moment in enumerate(moments)]
    names = ["order_id", "customer_id", "created_at"]
    if kind == "parquet":
        pd.DataFrame(rows, columns=names).to_parquet(warehouse.folder / "o.parquet")
    else:
        with xlsxwriter.Workbook(warehouse.folder / "o.xlsx", DATED) as book:
            sheet = book.add_worksheet()
            for at, row in enumerate([names, *rows]):
                sheet.write_row(at, 0, row)
    held(taken_in(warehouse.folder, f"o.{kind}", zone), moments)
