"""Times and durations as tools write them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.data.survey.cell_words import UnreadableCellError
from wcm_helpers.data.survey.times import elapsed, local_time, seconds

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026/5/11 9:03:11", "2026-05-11 09:03:11"),
        ("2026-05-11", "2026-05-11 00:00:00"),
        ("2026/05/11 16:33", "2026-05-11 16:33:00"),
        ("2026年5月11日 9:03", "2026-05-11 09:03:00"),
        ("2026/05/11 10:28:57 上午 GMT+8", "2026-05-11 10:28:57"),
        ("2026/05/11 下午3:35:04", "2026-05-11 15:35:04"),
        ("2026/05/11 12:05:00 上午 GMT+8", "2026-05-11 00:05:00"),
        ("2026/05/11 12:05:00 PM GMT+8", "2026-05-11 12:05:00"),
        ("2026-05-11T14:12:12.000+08:00", "2026-05-11 14:12:12"),
        ("2026-05-11T22:30:00Z", "2026-05-12 06:30:00"),
        ("2026-05-11T14:30:00-05:00", "2026-05-12 03:30:00"),
        ("46153.5", "2026-05-11 12:00:00"),  # serial number of Excel: 46,153 days after 1899-12-30
    ],
)
def test_times_are_local(written, expected):
    assert str(local_time(written, SHANGHAI)) == expected


def test_times_of_another_form_or_zone():
    form = "%m/%d/%Y %I:%M:%S %p"
    assert local_time("05/11/2026 01:03:11 PM", SHANGHAI, form) == datetime(2026, 5, 11, 13, 3, 11)
    assert local_time("2026-05-11T18:02:34", SHANGHAI, own_zone="UTC") == datetime(2026, 5, 12, 2, 2, 34)


@pytest.mark.parametrize("written", ["", "(空)", "1980-01-01 00:00:00"])
def test_no_time(written):
    assert local_time(written, SHANGHAI) is None


@pytest.mark.parametrize(
    "written", ["05/11/2026", "yesterday", "2026-13-01", "2026-05-11 15:00 下午", "182", "7"]
)
def test_what_is_not_one_time_is_refused(written):
    with pytest.raises(UnreadableCellError):
        local_time(written, SHANGHAI)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("182秒", 182), ("3分2秒", 182), ("1小时0分5秒", 3605), ("00:03:02", 182), ("3:02", 182),
        ("182", 182), ("182.5", 182.5), ("3 min 2 s", 182), ("2分", 120), ("1天2秒", 86_402),
    ],
)  # fmt: skip
def test_durations(written, expected):
    assert seconds(written) == expected


def test_no_duration():
    assert np.isnan(seconds("")) and np.isnan(seconds("(空)"))
    with pytest.raises(UnreadableCellError):
        seconds("long")


def test_time_between_start_and_end():
    start = pd.Series(pd.to_datetime(["2026-05-11 10:00", "2026-05-11 10:00", None]))
    end = pd.Series(pd.to_datetime(["2026-05-11 10:03", "2026-05-11 09:00", "2026-05-11 09:00"]))
    assert elapsed(start, end).tolist()[:1] == [180] and elapsed(start, end).isna().tolist() == [
        False,
        True,
        True,
    ]
