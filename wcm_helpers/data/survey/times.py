"""Times and durations of an export: as written by the tools, to local times and seconds."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from wcm_helpers.core.messages import message
from wcm_helpers.data.survey.cell_words import UnreadableCellError

#: LimeSurvey writes it for "finished" in a survey without times.
_NO_DATE = datetime(1980, 1, 1)
_EXCEL_DAYS = (36_526, 73_050)
_EPOCH = datetime(1899, 12, 30)
_YEAR_FIRST = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[T\s]*(上午|下午|am|pm)?\s*(\d{1,2})[:点时](\d{1,2})分?(?::?(\d{1,2})(?:\.\d+)?秒?)?\s*(上午|下午|am|pm)?)?"
    r"\s*(z|(?:gmt|utc)?\s*[+-]\d{1,2}(?::?\d{2})?|gmt|utc)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:gmt|utc)?\s*([+-])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:\.\d+)?")
_UNITS = re.compile(
    r"(?:(\d+)(?:天|days?|d))?(?:(\d+)(?:小时|时|h|hours?|hrs?))?(?:(\d+)(?:分钟|分|m|min|mins|minutes?))?"
    r"(?:(\d+)(?:\.\d+)?(?:秒|s|secs?|seconds?))?"
)
_SECONDS = re.compile(r"\d+(?:\.\d+)?")


def local_time(value: str, zone: ZoneInfo, date_format: str = "", own_zone: str = "") -> datetime | None:
    """Return a time as the clock of the warehouse shows it; None where a cell has none.

    Parameters
    ----------
    value : str
        Year first, with 上午 and 下午 or AM and PM, with or without an offset; or the serial number of Excel.
    zone : ZoneInfo
        Of the warehouse.
    date_format : str
        Such as ``%m/%d/%Y %I:%M:%S %p``, for times that are not year first.
    own_zone : str
        Zone of times without an offset; that of the warehouse by default.

    Raises
    ------
    UnreadableCellError
        If it is no time, or its day and month cannot be told apart.

    Examples
    --------
    >>> local_time("2026/05/11 3:35:04 下午 GMT+8", ZoneInfo("Asia/Shanghai"))
    datetime.datetime(2026, 5, 11, 15, 35, 4)
    >>> local_time("2026-05-11T22:30:00Z", ZoneInfo("Asia/Shanghai"))
    datetime.datetime(2026, 5, 12, 6, 30)
    """
    value = " ".join(value.split())
    if not value or value in ("(空)", "(跳过)"):
        return None
    try:
        moment = datetime.strptime(value, date_format) if date_format else _year_first(value)
    except ValueError:
        moment = None
    if moment is None:
        raise UnreadableCellError(
            message("This is not a time. Give its form in the settings, such as date_format = {form}.",
                    form='"%m/%d/%Y %I:%M:%S %p"')
        )  # fmt: skip
    if moment.replace(tzinfo=None) == _NO_DATE:
        return None
    if moment.tzinfo is None and own_zone:
        moment = moment.replace(tzinfo=ZoneInfo(own_zone))
    return moment if moment.tzinfo is None else moment.astimezone(zone).replace(tzinfo=None)


def _year_first(value: str) -> datetime | None:
    if _SECONDS.fullmatch(value):
        days = float(value)
        within = _EXCEL_DAYS[0] <= days < _EXCEL_DAYS[1]
        return _EPOCH + timedelta(seconds=round(days * 86_400)) if within else None
    match = _YEAR_FIRST.fullmatch(value)
    if not match:
        return None
    year, month, day, before, hour, minute, second, after, offset = match.groups()
    hours = int(hour or 0)
    half = (before or after or "").lower()
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + 12 * (half in ("下午", "pm"))
    moment = datetime(int(year), int(month), int(day), hours, int(minute or 0), int(second or 0))
    return moment.replace(tzinfo=_zone(offset)) if offset else moment


def _zone(offset: str) -> tzinfo:
    match = _OFFSET.fullmatch(offset)
    if not match:
        return UTC
    sign = -1 if match[1] == "-" else 1
    return timezone(sign * timedelta(hours=int(match[2]), minutes=int(match[3] or 0)))


def seconds(value: str) -> float:
    """Return a duration in seconds; NaN where a cell has none.

    Raises
    ------
    UnreadableCellError
        If it is no duration.

    Examples
    --------
    >>> seconds("182秒"), seconds("3分2秒"), seconds("00:03:02"), seconds("182")
    (182.0, 182.0, 182.0, 182.0)
    """
    plain = "".join(value.split()).lower()
    if not plain or plain in ("(空)", "(跳过)"):
        return np.nan
    if _SECONDS.fullmatch(plain):
        return float(plain)
    if clock := _CLOCK.fullmatch(plain):
        days, hours, minutes, last = 0, *(int(part or 0) for part in clock.groups())
    elif units := _UNITS.fullmatch(plain):
        days, hours, minutes, last = (int(part or 0) for part in units.groups())
    else:
        raise UnreadableCellError(message("This is not a duration, such as 182, 182秒, 3分2秒 or 00:03:02."))
    return float(86_400 * days + 3600 * hours + 60 * minutes + last)


def elapsed(start: pd.Series, end: pd.Series) -> pd.Series:
    """Return the seconds between two times; NaN where one is unknown or the end is before the start."""
    between = (end - start).dt.total_seconds()
    return between.where(between >= 0)
