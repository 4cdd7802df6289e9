"""A column of an engine's table as the contract wants it: casts and cases that all engines read alike.

A value out of bounds gives NULL, as a cell of an export does that cannot be read. What the engine has as
text is read as an id, a text, a month or a word of a list, never guessed to be a number or a time.
"""

from dataclasses import dataclass

from wcm_helpers.data.dialects import Dialect
from wcm_helpers.data.read.typed import DECIMALS, FALSE_WORDS, TRUE_WORDS, TYPES
from wcm_helpers.data.sql import literal
from wcm_helpers.data.tables.schema import BLANK_MARKS, ERROR_WORDS, NO_ID, NO_ID_WORDS, Column

_WHOLE = ("tinyint", "smallint", "int", "bigint", "hugeint", "utinyint", "usmallint", "ubigint", "uinteger")
_FLOATING = ("real", "float", "double")
_FULL_WIDTH, _HALF_WIDTH = "０１２３４５６７８９．，－＋％（）：／　−", "0123456789.,-+%():/ -"
#: Days that systems write for "no time".
_NO_DAYS = ("1970-01-01", "1900-01-01", "0001-01-01", "9999-12-31")
_SPACE = " \t\r\n\u00a0\u3000\ufeff\u200b"


@dataclass(frozen=True)
class Cell:
    """SQL of one column: its value, NULL if unreadable; whether it is not blank; its text."""

    value: str
    there: str
    raw: str
    can_fail: bool


def type_in(dialect: Dialect, kind: str) -> str:
    """Return what an engine calls the type of a kind of column."""
    return {"VARCHAR": dialect.text, "TIMESTAMP": dialect.moment}.get(TYPES[kind], TYPES[kind])


def kind_of(engine_type: str) -> str:
    """Return the kind of an engine's type: whole, exact, floating, time, boolean or text.

    Examples
    --------
    >>> [kind_of(name) for name in ("numeric", "timestamp with time zone", "VARCHAR", "float8", "int")]
    ['exact', 'time', 'text', 'floating', 'whole']
    """
    name = engine_type.lower()
    if name.startswith(("timestamp", "date")):
        return "time"
    if name.startswith(("decimal", "numeric")):
        return "exact"
    if name.startswith(_FLOATING):
        return "floating"
    if name.startswith("bool"):
        return "boolean"
    if name.startswith(_WHOLE) and not name.startswith("interval"):
        return "text" if "[" in name else "whole"
    return "text"


def reads(kind: str, column: Column) -> bool:
    """Return whether a column of the contract can be read from an engine's kind without guessing."""
    if column.kind in DECIMALS:
        return kind in ("whole", "exact", "floating")
    if column.kind in ("time", "date"):
        return kind == "time"
    return not (column.kind == "boolean" and kind == "time")


def cell(dialect: Dialect, name: str, kind: str, column: Column, factor: int, *, key: bool = False) -> Cell:
    """Return the SQL of a column of the contract.

    Parameters
    ----------
    dialect : Dialect
    name : str
        Quoted name of the engine's column.
    kind : str
        Its :func:`kind_of`.
    column : Column
    factor : int
        What the unit in its name multiplies numbers by.
    key : bool
        Whether the column names a row or its owner: NULL and the like are blanks then.
    """
    raw = as_text(dialect, name, kind)
    there = f"{name} is not null" + (f" and {name} <> cast('NaN' as FLOAT)" if kind == "floating" else "")
    if column.kind in DECIMALS:
        return Cell(_number(name, column, factor), there, raw, True)
    if column.kind in ("time", "date"):
        if not column.needed:
            days = ", ".join(f"cast('{day}' as DATE)" for day in _NO_DAYS)
            there = f"{name} is not null and cast({name} as DATE) not in ({days})"
        return Cell(_time(dialect, name, type_in(dialect, column.kind)), there, raw, True)
    if column.kind == "month" and kind == "time":
        return Cell(dialect.month(_time(dialect, name, "DATE")), there, raw, True)
    if column.kind == "boolean" and kind == "boolean":
        return Cell(name, there, raw, False)
    trimmed = f"trim(both '{_SPACE}' from {raw})" if kind == "text" else raw
    if column.kind in ("id", "text"):
        marks = ("",) if column.kind == "text" else (*NO_ID, *NO_ID_WORDS) if key else NO_ID
        blank = f"{trimmed} in ({_listed(marks)})"
        if kind not in ("text", "floating"):
            return Cell(f"case when not {blank} then {trimmed} end", there, raw, False)
        lost = f"{trimmed} in ({_listed(ERROR_WORDS)})"
        if column.kind == "id":
            lost = f"({lost} or translate(upper({trimmed}), '0123456789', '') in ('E+', '.E+'))"
        value = f"case when not {blank} and not {lost} then {trimmed} end"
        return Cell(value, f"{there} and not {blank}", raw, True)
    half = f"lower(trim(both '{_SPACE}' from translate({raw}, '{_FULL_WIDTH}', '{_HALF_WIDTH}')))"
    there = f"{there} and {half} not in ({_listed(BLANK_MARKS)})"
    return Cell(_month(half) if column.kind == "month" else _chosen(half, column), there, raw, True)


def as_text(dialect: Dialect, name: str, kind: str) -> str:
    """Return the SQL of a value as an export would write it; 12.0 of a floating column is 12."""
    text = f"cast({name} as {dialect.text})"
    if kind == "floating":
        integral = f"abs({name}) < 1000000000000000 and {name} = floor({name})"
        return f"case when {integral} then cast(cast({name} as BIGINT) as {dialect.text}) else {text} end"
    return text


def _listed(texts: object) -> str:
    return ", ".join(map(literal, texts))


def _number(name: str, column: Column, factor: int) -> str:
    kind = DECIMALS[column.kind]
    digits, places = (int(part) for part in kind[8:-1].split(","))
    if column.kind == "share":
        value = name if factor == 1 else f"{name} * {factor}"
        sure = f" and {value} < 1" if column.unsure_one and factor == 1 else ""
        return f"case when {value} between 0 and 1{sure} then cast({value} as {kind}) end"
    most = int((10**digits - 1) / factor) if factor < 1 else (10**digits - 1) // factor
    bound = f"{most // 10**places}.{most % 10**places:0{places}d}"
    value = name if factor == 1 else f"cast({name} as DECIMAL(24, 8)) * {factor}"
    return f"case when {name} between -{bound} and {bound} then cast({value} as {kind}) end"


def _time(dialect: Dialect, name: str, kind: str) -> str:
    moment = f"cast({name} as {dialect.moment})"
    first, after = (f"cast('{day} 00:00:00' as {dialect.moment})" for day in ("1970-01-02", "2200-01-01"))
    value = moment if kind == dialect.moment else f"cast({moment} as {kind})"
    return f"case when {moment} >= {first} and {moment} < {after} then {value} end"


def _month(text: str) -> str:
    """Return the SQL that reads 2026-05, 2026/5, 202605, 2026年5月 or a day of the month."""
    digits = f"translate({text}, '-/.年月日 ', '')"
    parted = f"translate(substr({text}, 5, 1), '0123456789', '') <> ''"
    padded = f"concat(substr({digits}, 1, 4), '0', substr({digits}, 5, 1))"
    short = f"case when {parted} and length({digits}) = 5 then {padded} else substr({digits}, 1, 6) end"
    unsure = f"({text} like '____.1')"  # January, or a 2026.10 that became a number
    sound = f"translate({digits}, '0123456789', '') = '' and length({digits}) in (5, 6, 8) and not {unsure}"
    listed = ", ".join(f"'{number:02d}'" for number in range(1, 13))
    return (
        f"case when {sound} and substr({short}, 5, 2) in ({listed}) "
        f"then concat(substr({short}, 1, 4), '-', substr({short}, 5, 2)) end"
    )


def _chosen(text: str, column: Column) -> str:
    words = {"true": TRUE_WORDS, "false": FALSE_WORDS}
    if column.kind == "choice":
        words = {literal(name): synonyms for name, synonyms in column.choices.items()}
    whens = (f"when {text} in ({_listed(synonyms)}) then {name}" for name, synonyms in words.items())
    return f"case {' '.join(whens)} end"
