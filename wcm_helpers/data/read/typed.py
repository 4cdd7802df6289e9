"""Write the SQL that turns cells of an export into typed values, in three steps so that most cost one cast.

``fast`` casts a cell unchanged. Only where that gives NULL is the cell made ``plain`` (trimmed, half-width)
and read by ``careful``. Every step is a CASE, which the engine evaluates only for the rows that need it. An
unreadable cell gives NULL: a fault is a filled cell with a value of NULL.
"""

from collections.abc import Callable
from dataclasses import replace

from wcm_helpers.core.visible import FORMULA_SIGNS, HIDDEN, mark
from wcm_helpers.data.read import month_days
from wcm_helpers.data.read.file_profile import ANY_CHARACTERS, CellCharacters
from wcm_helpers.data.read.money_signs import without_sign
from wcm_helpers.data.read.times import CLOCK, ISO, NO_DAY, YEARS, read_time
from wcm_helpers.data.sql import among, listed, quoted
from wcm_helpers.data.table_source import TableSource
from wcm_helpers.data.tables.schema import (
    BLANK_MARKS,
    ERROR_WORDS,
    FALSE_WORDS,
    NO_ID,
    NO_ID_WORDS,
    TRUE_WORDS,
    Column,
)

#: Widths chosen so that quantity × price × (1 - discount) stays exact within 38 digits.
DECIMALS = {
    "number": "DECIMAL(15, 4)",
    "price": "DECIMAL(15, 6)",
    "share": "DECIMAL(7, 6)",
    "amount": "DECIMAL(18, 4)",
}
TYPES = DECIMALS | {
    "id": "VARCHAR",
    "text": "VARCHAR",
    "choice": "VARCHAR",
    "month": "VARCHAR",
    "month_day": "VARCHAR",
    "time": "TIMESTAMP",
    "date": "DATE",
    "boolean": "BOOLEAN",
}

#: SQL of a text in, SQL of the text without the signs of its currency out.
Without = Callable[[str], str]

#: A month, or a day of it with or without a time. 2026.1 is January, or a 2026.10 that became a number.
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = (
    rf"^(\d{{4}})(?:\s*[-/.年]\s*(\d{{1,2}})\s*(?:月份?)?(?:[-/.]{_DAY}|{_DAY}日)?|(\d\d)(?:[-/.]?{_DAY})?)"
    rf"(?:[ T]+{CLOCK})?$"
)
_TENTH_OR_FIRST = r"^\d{4}\.1$"

#: A long number as a spreadsheet shows it, without its last digits.
SHORTENED = r"^\d(?:\.\d+)?[eE]\+\d+$"

_CLEAN_MONTH = r"\d{4}-(?:0[1-9]|1[0-2])"

_FULL_WIDTH = "０１２３４５６７８９．，－＋％（）：／　−"
_HALF_WIDTH = "0123456789.,-+%():/ -"
SPACE = " \t\r\n\u00a0\u3000\ufeff\u200b"  # the characters themselves: SQL has no escapes for them
_BLANKS = " \u00a0\u202f"  # between groups of three digits
_ACCOUNTING_ZERO = r"^ *[^-0-9A-Za-z ]? *- {2,}$"  # what the accounting format of a spreadsheet writes for 0


def trimmed(raw: str) -> str:
    """Return the SQL of a text without the white space around it, full-width spaces included."""
    odd = f"regexp_matches({raw}, '^[{SPACE}]|[{SPACE}]$')"  # twice as fast as trimming every cell
    return f"case when {odd} then trim({raw}, '{SPACE}') else {raw} end"


def blank(text: str, column: Column, *, words: bool = False) -> str:
    """Return the SQL of "the result of :func:`plain` is blank"; with ``words`` an id NULL is, too."""
    if column.kind in ("id", "text"):
        marks = (*NO_ID, *NO_ID_WORDS) if words else NO_ID
        return among(text, marks if column.kind == "id" else ("",))
    dated = column.kind in ("time", "date", "month", "month_day")
    marks = among(f"lower({text})", (*BLANK_MARKS, "false", "=false()") if dated else BLANK_MARKS)
    if column.kind in ("time", "date") and not column.needed:
        return f"({marks} or regexp_matches({text}, '{NO_DAY}'))"
    return marks


def fast(
    raw: str, column: Column, source: TableSource, factor: int, characters: CellCharacters = ANY_CHARACTERS
) -> str:
    """Return the SQL that reads a clean cell, NULL for any other.

    Parameters
    ----------
    raw : str
        SQL of the cell as the export has it.
    column, source : Column, TableSource
        The column to read it as, and the decimal mark and date format the user declared.
    factor : int
        What the unit in the header multiplies numbers by.
    characters : CellCharacters
        The kinds of characters in the export; others are not searched for.
    """
    kind = TYPES[column.kind]
    if column.kind == "share":
        value = f"try_cast({raw} as {kind})" if factor == 1 else _times(raw, factor, kind)
        sure = f" and {value} < 1" if column.unsure_one and factor == 1 else ""
        return _exact(raw, f"case when {value} between 0 and 1{sure} then {value} end", characters)
    if column.kind in DECIMALS and source.decimal == ".":
        value = f"try_cast({raw} as {kind})" if factor == 1 else _times(raw, factor, kind)
        return _exact(raw, value, characters)
    if column.kind in ("time", "date"):
        return _clean_time(raw, kind)
    if column.kind == "month":
        return f"case when strlen({raw}) = 7 and regexp_full_match({raw}, '{_CLEAN_MONTH}') then {raw} end"
    if column.kind == "month_day":
        return month_days.read_clean(raw)
    if column.kind == "id":
        return f"case when {clean_id(raw, characters)} then {raw} end"
    if column.kind == "text":
        return _replaced(_clean_text(raw, characters), column)
    return _chosen(raw, column) if column.kind in ("boolean", "choice") else "null"


#: A clean id begins with one of these characters, from the first of a pair up to but not the second.
CLEAN_BEGINS = (("0", "="), (">", "\\"), ("]", "{"))


def clean_id(raw: str, characters: CellCharacters) -> str:
    """Return the SQL of "begins with a letter or digit and ends with nothing to trim"."""
    begins = " or ".join(f"{raw} between '{first}' and '{after}'" for first, after in CLEAN_BEGINS)
    whole = f" and {not_shortened(raw)}" if characters.exponents else ""
    if characters.odd:
        return f"({begins}) and {raw}[-1] between '0' and 'z'{whole}"
    return f"({begins}) and not suffix({raw}, ' '){whole}" if characters.blanks else f"({begins}){whole}"


def not_shortened(raw: str) -> str:
    """Return the SQL of "no exponent with a sign of plus is in it"."""
    return f"not (contains({raw}, 'E+') or contains({raw}, 'e+'))"


def _exact(raw: str, value: str, characters: CellCharacters) -> str:
    """Return the SQL of a number without those that the engine reads and a person does not.

    1_000 may be a number of its own, and 1.23E+05 is what a spreadsheet makes of 123,000 and of 123,499.
    """
    tests = [f"not contains({raw}, '_')"] if characters.underscores else []
    tests += [not_shortened(raw)] if characters.exponents else []
    return f"case when {' and '.join(tests)} then {value} end" if tests else value


def is_error(text: str) -> str:
    """Return the SQL of "the cell has the word of an error of a spreadsheet"."""
    return f"case when {text} like '#%' then {among(text, ERROR_WORDS)} else false end"


def _clean_text(raw: str, characters: CellCharacters) -> str:
    if characters.hashes:
        text = _clean_text(raw, replace(characters, hashes=False))
        return f"case when not contains({raw}, '#') then {text} end"
    if characters.odd:
        return f"nullif({trimmed(raw)}, '')"
    if characters.blanks:
        return f"case when {raw} >= '!' and not suffix({raw}, ' ') then {raw} end"
    return f"nullif({raw}, '')"


def _clean_time(raw: str, kind: str) -> str:
    """Return the SQL that reads a date in ISO form, by a format: faster than by a pattern."""
    lengths = {19: ("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"), 10: ("%Y-%m-%d",)}
    lengths[16] = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")
    forms = " ".join(
        f"when {length} then try_strptime({raw}, [{listed(form)}])" for length, form in lengths.items()
    )
    other = f"case when regexp_matches({raw}, '{ISO}') then try_cast({raw} as TIMESTAMP) end"
    likely = f"{raw} between '1970-01-02' and '22' and instr({raw}, '-') = 5"
    return f"cast(case when {likely} then case strlen({raw}) {forms} else {other} end end as {kind})"


def _times(raw: str, factor: int, kind: str) -> str:
    return f"try_cast(try_cast({raw} as DECIMAL(24, 8)) * {factor} as {kind})"


def to_end_of_day(value: str, text: str) -> str:
    """Return the SQL of a time that was read from a text; a date without a time becomes its last moment."""
    day_only = f"{value} = date_trunc('day', {value}) and not regexp_matches({text}, '[:：时]')"
    return f"case when {day_only} then {value} + interval 1 day - interval 1 microsecond else {value} end"


def fits(family: str, column: Column) -> bool:
    """Return whether a column of a typed export has the type of the contract and need not go through text.

    Examples
    --------
    >>> from wcm_helpers.data.tables import TABLES
    >>> orders = TABLES["orders"]
    >>> fits("moment", orders["created_at"]), fits("number", orders["order_id"])
    (True, False)
    """
    if column.kind in DECIMALS:
        return family == "number"
    if column.kind in ("time", "date"):
        return family in ("moment", "zoned", "day")
    return column.kind == family == "boolean"


def native(raw: str, family: str, column: Column, time_zone: str, factor: int) -> str:
    """Return the SQL that reads a typed cell, for columns that :func:`fits` allows."""
    kind = TYPES[column.kind]
    if column.kind in DECIMALS:
        value = f"try_cast({raw} as {kind})" if factor == 1 else _times(raw, factor, kind)
        if column.kind != "share":
            return value
        sure = f" and {value} < 1" if column.unsure_one and factor == 1 else ""
        return f"case when {value} between 0 and 1{sure} then {value} end"
    if family == "boolean":
        return raw
    moment = f"cast({raw} as TIMESTAMP)"
    if family == "day" and column.whole_day:
        last = f"{moment} + interval 1 day - interval 1 microsecond"
        return f"case when {moment} {YEARS} then {last} end"
    if family == "zoned":
        moment = f"timezone({quoted(time_zone)}, {raw})"
        return f"case when timezone('UTC', {raw}) {YEARS} then cast({moment} as {kind}) end"
    return f"case when {moment} {YEARS} then cast({moment} as {kind}) end"


def plain(raw: str, column: Column, currency: str = "CNY", without: Without | None = None) -> str:
    """Return the SQL of a cell as :func:`careful` reads it: trimmed, and half-width unless it is text.

    What keeps a cell a text in a spreadsheet goes: ="00123" is 00123, and so is '00123.

    Parameters
    ----------
    raw, column
        The cell, and the column to read it as.
    currency : str
        Of the site: its signs do not belong to the number.
    without : callable, optional
        Removes the signs of a currency in another way than by ``currency`` alone.
    """
    if column.kind == "text":
        return trimmed(raw)
    kept = _kept_as_text(trimmed(raw))
    if column.kind == "id":
        return kept
    text = f"trim(translate({kept}, '{_FULL_WIDTH}', '{_HALF_WIDTH}'), '{SPACE}')"
    if column.kind in DECIMALS:
        bare = without(text) if without else without_sign(text, currency)
        bare = f"regexp_replace({bare}, '^([-+(])[{_BLANKS}]+', '\\1')"
        bare = f"regexp_replace({bare}, '[{_BLANKS}]+([-)%])$', '\\1')"
        return f"case when regexp_matches({raw}, '{_ACCOUNTING_ZERO}') then '0' else {bare} end"
    return f"lower({text})" if column.kind in ("boolean", "choice") else text


def _kept_as_text(text: str) -> str:
    """Return the SQL of a text without ="…" or an apostrophe that a spreadsheet keeps it as text by.

    Before the sign of a formula the apostrophe is that of :func:`wcm_helpers.core.visible.cell`.
    """
    formula = f"case when {text} like '=\"%\"' then trim({text}, '=\"') else {text} end"
    apostrophe = f"regexp_replace({text}, '^''([^'']+|[{FORMULA_SIGNS}](?s:.*))$', '\\1')"
    return f"case when {text} like '''%' then {apostrophe} else {formula} end"


def unmarked(text: str) -> str:
    """Return the SQL of a text of the workbook's own files with the hidden characters that are marked in it.

    See :func:`wcm_helpers.core.visible.visible`.
    """
    restored = text
    for code in HIDDEN:
        restored = f"replace({restored}, '{mark(code)}', chr({code}))"
    return f"case when {has_marks(text)} then {restored} else {text} end"


def has_marks(text: str) -> str:
    """Return the SQL of "hidden characters are marked in it"."""
    return f"contains({text}, '{mark(0)[:3]}')"


def careful(text: str, column: Column, source: TableSource, time_zone: str, factor: int) -> str:
    """Return the SQL that reads the result of :func:`plain`.

    Parameters
    ----------
    text : str
        SQL of the plain text.
    column : Column
        The column to read it as.
    source : TableSource
        The decimal mark and date format the user declared.
    time_zone : str
        Local time of the site; only for times that carry an offset.
    factor : int
        What the unit in the header multiplies numbers by.
    """
    if column.kind == "id":
        sound = f"not regexp_matches({text}, '{SHORTENED}') and not {is_error(text)}"
        return f"case when {sound} then nullif({text}, '') end"
    if column.kind == "text":
        return _replaced(f"case when not {is_error(text)} then nullif({text}, '') end", column)
    if column.kind in DECIMALS:
        return _number(text, column, source, factor)
    if column.kind in ("time", "date"):
        value = f"cast({read_time(text, source.date_formats, time_zone)} as {TYPES[column.kind]})"
        return f"case when not regexp_matches({text}, '{NO_DAY}') then {value} end"
    if column.kind == "month":
        return _month(text)
    if column.kind == "month_day":
        return month_days.read(text)
    return _chosen(text, column)


def _chosen(text: str, column: Column) -> str:
    words = {"true": TRUE_WORDS, "false": FALSE_WORDS}
    if column.kind == "choice":
        words = {quoted(name): synonyms for name, synonyms in column.choices.items()}
    ranked = [(rank, word, name) for name, synonyms in words.items() for rank, word in enumerate(synonyms)]
    ranked.sort(key=lambda each: each[0])  # the usual word of each first: CASE compares in this order
    branches = " ".join(f"when {quoted(word)} then {name}" for _, word, name in ranked)
    return f"case {text} {branches} end"


def _replaced(text: str, column: Column) -> str:
    """Return the SQL of a text in the words of the contract, where the settings name the export's."""
    if not column.choices:
        return text
    branches = " ".join(
        f"when {quoted(word)} then {quoted(value)}"
        for value, synonyms in column.choices.items()
        for word in synonyms
    )
    return f"case {folded(text)} {branches} else {text} end"


def folded(text: str) -> str:
    """Return the SQL of a text as words are compared: trimmed, half-width, in small letters."""
    return f"lower(trim(translate({text}, '{_FULL_WIDTH}', '{_HALF_WIDTH}'), '{SPACE}'))"


def constant(text: str, column: Column, source: TableSource) -> str:
    """Return the SQL that reads a constant of the settings."""
    year_first = source.model_copy(update={"date_format": "", "decimal": "."})
    return careful(plain(quoted(text), column), column, year_first, "UTC", 1)


def _number(text: str, column: Column, source: TableSource, factor: int) -> str:
    kind = DECIMALS[column.kind]
    mark, thousands = (r"\.", ",") if source.decimal == "." else (",", r"\.")
    percent = "%?" if column.kind == "share" else ""
    group = rf"[1-9]\d{{0,2}}(?:{thousands}\d{{3}})+|[1-9]\d{{0,2}}(?:[{_BLANKS}]\d{{3}})+"  # 0,125 is no 125
    digits = rf"(?:(?:{group}|\d+)(?:{mark}\d*)?|{mark}\d+)"
    form = rf"^(?:[-+]?{digits}{percent}|{digits}-|\({digits}\))$"
    bare = f"replace(regexp_replace({text}, '[{thousands}()%+{_BLANKS}-]', '', 'g'), ',', '.')"
    sign = f"case when {text} like '(%' or {text} like '-%' or {text} like '%-' then -1 else 1 end"
    times = f"case when {text} like '%\\%' escape '\\' then 0.01 else {factor} end"
    value = f"try_cast(try_cast({bare} as DECIMAL(24, 8)) * {sign} * {times} as {kind})"
    if column.kind == "share":
        unsure = column.unsure_one and factor == 1
        sure = f" and ({value} < 1 or {text} like '%\\%' escape '\\')" if unsure else ""
        value = f"case when {value} between 0 and 1{sure} then {value} end"
    return f"case when regexp_matches({text}, '{form}') then {value} end"


def _month(text: str) -> str:
    year, parted, compact = (f"regexp_extract({text}, '{_MONTH}', {group})" for group in (1, 2, 3))
    month = f"lpad({parted} || {compact}, 2, '0')"
    sure = f"not regexp_matches({text}, '{_TENTH_OR_FIRST}')"
    sure += f" and try_cast({month} as INTEGER) between 1 and 12"
    return f"case when {sure} then {year} || '-' || {month} end"
