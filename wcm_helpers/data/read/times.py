"""Write the SQL that reads a date or time from the text of a cell, where it has one meaning.

A date is year first, or names its month in English, or has a form that the settings name. A clock of twelve
hours needs its half of the day (AM, PM, 上午, 下午), and an offset puts the time on the clock of the site.
"""

from collections.abc import Sequence

from wcm_helpers.data.sql import among, listed, quoted

#: Other years are typing errors or two-digit years.
YEAR = r"(?:19[7-9]\d|2[01]\d\d)"
#: Days that systems write for "no time"; the first is the start of Unix time in any zone.
NO_DAY = (
    r"^(?:1970[-/.]0?1[-/.]0?1|1900[-/.]0?1[-/.]0?[01]|1899-12-3[01]|0001-01-01|0000-00-00|9999[-/.]12[-/.]31)"
    r"(?:[ T].*)?$"
)
YEARS = "between TIMESTAMP '1970-01-02' and TIMESTAMP '2199-12-31 23:59:59.999999'"
_HOUR = r"(?:[01]?\d|2[0-3])"  # 24:00 may be the end of its day or the start of it
CLOCK = rf"{_HOUR}:\d{{1,2}}(?::\d{{1,2}}(?:\.\d+)?)?"
ISO = rf"^{YEAR}-\d\d-\d\d(?:[ T](?:[01]\d|2[0-3]):\d\d(?::\d\d(?:\.\d+)?)?)?$"

_CHINESE_CLOCK = rf"{_HOUR}时\d{{1,2}}分(?:\d{{1,2}}秒)?"
_PARTED = (
    rf"^({YEAR})(?:[-/.](\d{{1,2}})[-/.](\d{{1,2}})|年(\d{{1,2}})月(\d{{1,2}})日)"
    rf"(?:[ T]*({CLOCK}|{_CHINESE_CLOCK}))?$"
)
_COMPACT = rf"^({YEAR})(\d\d)(\d\d)(?:[ T]*([01]\d|2[0-3]):?(\d\d):?(\d\d)?)?$"
_OFFSET = r" ?(?:(Z|UTC|GMT)|([+-](?:0\d|1[0-4])):?(\d\d)?)$"
_WITH_OFFSET = rf"^{YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}[ T]+{CLOCK}{_OFFSET}"

_MORNING, _AFTERNOON = ("am", "a.m.", "上午"), ("pm", "p.m.", "下午")
_HALF = r"(?i:[ap]\.?m\.?|上午|下午)"
#: The day, the half of the day before or after the clock, the hour, and the rest of the clock.
_HALF_DAY = (
    rf"^(.+?)(?:[ ,T]+({_HALF})? ?|({_HALF}) ?)(\d{{1,2}})(:\d{{1,2}}(?::\d{{1,2}}(?:\.\d+)?)?) ?({_HALF})?$"
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTH_WORDS = (*_MONTHS, *(month[:3] for month in _MONTHS), "sept")
#: 10-May-2026 and May 10, 2026, each with or without a clock.
_DAY_FIRST = rf"^(\d{{1,2}})[-/ .]?([A-Za-z]+)[-/ .,]*({YEAR})(?:[ ,T]+({CLOCK}))?$"
_MONTH_FIRST = rf"^([A-Za-z]+)[-/ .]*(\d{{1,2}})(?:, ?| |-|/)({YEAR})(?:[ ,T]+({CLOCK}))?$"


def read_time(text: str, formats: Sequence[str], time_zone: str) -> str:
    """Return the SQL of the moment that a plain text means; NULL where it has none, or several.

    Parameters
    ----------
    text : str
        SQL of the text.
    formats : sequence of str
        The forms that the settings name, in the order they are tried. A text that two of them read as unlike
        moments means neither.
    time_zone : str
        Local time of the site; only for times that carry an offset.
    """
    numbers = (
        f"when regexp_matches({text}, '{_PARTED}') then {_parted(text)} "
        f"when regexp_matches({text}, '{_COMPACT}') then {_compact(text)} "
        f"when regexp_matches({text}, '{_WITH_OFFSET}') then {_with_offset(text, time_zone)}"
    )
    words = (
        f"case when regexp_matches(t, '{_PARTED}') then {_parted('t')} "
        f"when regexp_matches(t, '{_DAY_FIRST}') then {_named_month(_DAY_FIRST, 2, 1)} "
        f"when regexp_matches(t, '{_MONTH_FIRST}') then {_named_month(_MONTH_FIRST, 1, 2)} end"
    )
    some_words = f"when regexp_matches({text}, '[A-Za-z午]') then {_with(_in_24_hours(text), words)}"
    if not formats:
        return f"case {numbers} {some_words} end"
    declared = ", ".join(_declared("t", form) for form in formats)
    moments = f"list_distinct(list_filter([{declared}], lambda moment: moment {YEARS}))"
    readings = _with(_in_24_hours(text), moments)
    return _with(
        readings,
        f"case when len(t) > 1 then null when len(t) = 1 then t[1] {numbers} {some_words} end",
    )


def _with(value: str, query: str) -> str:
    """Return the SQL of an expression of ``t``, which is computed once."""
    return f"list_transform([{value}], lambda t: {query})[1]"


def _parted(text: str) -> str:
    parted = f"regexp_replace({text}, '{_PARTED}', '\\1-\\2\\4-\\3\\5 \\6')"
    clock = f"rtrim(translate({parted}, '时分秒', '::'), ': ')"
    return f"try_cast({clock} as TIMESTAMP)"


def _compact(text: str) -> str:
    compact = f"rtrim(regexp_replace({text}, '{_COMPACT}', '\\1-\\2-\\3 \\4:\\5:\\6'), ': ')"
    return f"try_cast({compact} as TIMESTAMP)"


def _with_offset(text: str, time_zone: str) -> str:
    """Return the SQL of a time with an offset on the clock of a zone."""
    local = _parted(f"regexp_replace({text}, '{_OFFSET}', '')")
    hours, minutes = (f"regexp_extract({text}, '{_OFFSET}', {group})" for group in (2, 3))
    offset = f"coalesce(nullif({hours}, ''), '+00') || ':' || coalesce(nullif({minutes}, ''), '00')"
    moment = f"try_cast(strftime({local}, '%Y-%m-%d %H:%M:%S.%f') || {offset} as TIMESTAMPTZ)"
    return f"timezone({quoted(time_zone)}, {moment})"


def _in_24_hours(text: str) -> str:
    """Return the SQL of a text in which a clock of twelve hours is one of twenty-four.

    12:30 AM is 00:30. A clock of twenty-four hours that names its half of the day must agree with it; else
    the text stays as it is, and no date.
    """
    hour, half = "try_cast(m.hour as INTEGER)", "lower(m.before || m.close || m.after)"
    in_24 = (
        f"case when {among(half, _MORNING)} then "
        f"case when {hour} = 12 then 0 when {hour} < 12 then {hour} end "
        f"when {among(half, _AFTERNOON)} then case when {hour} between 1 and 11 then {hour} + 12 "
        f"when {hour} between 12 and 23 then {hour} end end"
    )
    plain = (
        f"case when {text} like '%时%' then rtrim(translate({text}, '时分秒', '::'), ': ') else {text} end"
    )
    parts = f"regexp_extract({plain}, '{_HALF_DAY}', ['day', 'before', 'close', 'hour', 'rest', 'after'])"
    written = f"m.day || ' ' || lpad(({in_24})::VARCHAR, 2, '0') || m.rest"
    converted = f"list_transform([{parts}], lambda m: {written})[1]"
    return f"case when regexp_matches({text}, '{_HALF}') then coalesce({converted}, {text}) else {text} end"


def _named_month(form: str, month: int, day: int) -> str:
    """Return the SQL of a date ``t`` whose month is an English word; the numbers are groups of the form."""
    name = f"lower(regexp_extract(t, '{form}', {month}))"
    number = f"list_position([{listed(name[:3] for name in _MONTHS)}], left({name}, 3))"
    day_number, year, clock = (f"regexp_extract(t, '{form}', {group})" for group in (day, 3, 4))
    written = f"{year} || '-' || {number} || '-' || {day_number} || ' ' || {clock}"
    return f"case when {among(name, _MONTH_WORDS)} then try_cast(rtrim({written}) as TIMESTAMP) end"


def _declared(text: str, form: str) -> str:
    """Return the SQL that reads a date in the user's format, with or without a time of day after it."""
    if "%H" in form or "%I" in form:
        return f"try_strptime({text}, [{listed([form, *_in_24(form)])}])"
    day = f"try_strptime(regexp_replace({text}, '[ T]+{CLOCK}$', ''), {quoted(form)})"
    clock = f"regexp_extract({text}, '[ T]+({CLOCK})$', 1)"
    return f"try_cast(rtrim(strftime({day}, '%Y-%m-%d ') || {clock}) as TIMESTAMP)"


def _in_24(form: str) -> list[str]:
    """Return a format as it reads what :func:`_in_24_hours` writes; none for one without halves of a day."""
    return [" ".join(form.replace("%I", "%H").replace("%p", "").split())] if "%p" in form else []
