"""Text from an export to typed values, as SQL: what is clean is cast, the rest is cleaned and tried again.

Every expression gives NULL for what it cannot read: a fault is "something was there, nothing came out".
"""

from wcm_helpers.data.contract import BLANK_MARKS, FALSE_WORDS, TRUE_WORDS, Column
from wcm_helpers.settings import TableSource

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
    "time": "TIMESTAMP",
    "date": "DATE",
    "boolean": "BOOLEAN",
}
#: Years outside are a slip of the pen or a two-digit year, not a date of business.
YEARS = (1970, 2199)

_DATE_FORMS = ("%Y年%m月%d日", "%Y%m%d", "%Y.%m.%d", "%Y-%m-%d", "%Y/%m/%d")
_TIME_FORMS = ("", " %H:%M", " %H:%M:%S", "%H:%M:%S", "%H时%M分", "%H%M%S", " %H%M%S")
_FULL_WIDTH = "０１２３４５６７８９．，－＋％（）：／　"
_HALF_WIDTH = "0123456789.,-+%():/ "
_SPACE = " \t\r\n\u00a0\u3000\ufeff\u200b"  # the characters themselves: SQL knows no such escapes


def quoted(text: str) -> str:
    """Return text as an SQL literal.

    Examples
    --------
    >>> quoted("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def _listed(texts: object) -> str:
    return ", ".join(quoted(text) for text in texts)


def trimmed(raw: str) -> str:
    """Return the SQL of a text without the white space around it, full-width spaces included."""
    return f"trim({raw}, '{_SPACE}')"


def blank(raw: str, column: Column) -> str:
    """Return the SQL that says whether a cell holds nothing."""
    if column.kind in ("id", "text"):
        return f"coalesce({trimmed(raw)}, '') = ''"
    return f"coalesce(lower({trimmed(raw)}), '') in ({_listed(BLANK_MARKS)})"


def typed(raw: str, column: Column, source: TableSource, time_zone: str, *, factor: int = 1) -> str:
    """Return the SQL that reads a text cell as the kind of ``column``; NULL where it cannot.

    Parameters
    ----------
    raw : str
        SQL of the cell, a VARCHAR.
    column : Column
        What it is to be read as.
    source : TableSource
        The decimal mark and date format the user declared.
    time_zone : str
        Local time of the site; only for times that carry an offset.
    factor : int
        What the unit in the header multiplies numbers by.
    """
    if column.kind in ("id", "text"):
        return _text(raw, column)
    if column.kind in DECIMALS:
        return _number(raw, column, source, factor)
    reader = {"time": _time, "date": _time, "month": _month, "boolean": _boolean, "choice": _choice}[
        column.kind
    ]
    return reader(raw, column, source, time_zone)


def _text(raw: str, column: Column) -> str:
    text = f"nullif({trimmed(raw)}, '')"
    if column.kind == "id":  # ="00123" is how a spreadsheet is made to keep zeros
        text = f"case when {raw} like '=\"%\"' then nullif(trim({raw}, '=\"'), '') else {text} end"
    return text


def _number(raw: str, column: Column, source: TableSource, factor: int) -> str:
    kind = DECIMALS[column.kind]
    plain = f"translate({trimmed(raw)}, '{_FULL_WIDTH}', '{_HALF_WIDTH}')"
    mark, thousands = (r"\.", ",") if source.decimal == "." else (",", r"\.")
    bare = f"regexp_replace({plain}, '[¥￥$€£元 ]|CNY|RMB|USD|EUR', '', 'g')"
    form = rf"^[-+(]?(\d{{1,3}}({thousands}\d{{3}})+|\d*)({mark}\d*)?\)?-?%?$"
    digits = f"replace(regexp_replace({bare}, '[{thousands}()%+-]', '', 'g'), ',', '.')"
    sign = f"case when {bare} like '(%)' or {bare} like '-%' or {bare} like '%-' then -1 else 1 end"
    percent = f"case when {bare} like '%\\%' escape '\\' then 0.01 else 1 end"
    careful = (
        f"case when regexp_matches({bare}, '{form}') and regexp_matches({bare}, '\\d') "
        f"then try_cast(try_cast({digits} as DECIMAL(24, 8)) * {sign} * {percent} as {kind}) end"
    )
    first = f"try_cast({trimmed(raw)} as {kind})" if source.decimal == "." else careful
    value = f"coalesce({first}, {careful})" if first != careful else careful
    if column.kind == "share":
        value = f"case when {value} between 0 and 1 then {value} end"
    return f"try_cast(cast({value} as DECIMAL(26, 6)) * {factor} as {kind})" if factor != 1 else value


def _time(raw: str, column: Column, source: TableSource, time_zone: str) -> str:
    kind = TYPES[column.kind]
    text = f"translate({trimmed(raw)}, '{_FULL_WIDTH}', '{_HALF_WIDTH}')"
    if source.date_format:
        forms = [source.date_format + tail for tail in _TIME_FORMS]
        value = f"try_strptime({text}, [{_listed(forms)}])"
    else:
        forms = [day + tail for day in _DATE_FORMS for tail in _TIME_FORMS]
        with_offset = f"regexp_matches({raw}, '\\d:\\d\\d.*(Z|[+-]\\d\\d:?(\\d\\d)?)\\s*$')"
        local = f"timezone({quoted(time_zone)}, try_cast({raw} as TIMESTAMPTZ))"
        value = (
            f"case when {with_offset} then {local} "
            f"else coalesce(try_cast({raw} as TIMESTAMP), try_strptime({text}, [{_listed(forms)}])) end"
        )
    return f"try_cast(case when year({value}) between {YEARS[0]} and {YEARS[1]} then {value} end as {kind})"


def _month(raw: str, column: Column, source: TableSource, time_zone: str) -> str:
    parts = r"^\s*(\d{4})\s*(?:[-/.年]|)\s*(\d{1,2})(?:\s*月|[-/.]\d{1,2}.*|)\s*$"
    year, number = (f"regexp_extract({raw}, '{parts}', {group})" for group in (1, 2))
    month = f"lpad({number}, 2, '0')"
    return f"case when try_cast({number} as INTEGER) between 1 and 12 then {year} || '-' || {month} end"


def _boolean(raw: str, column: Column, source: TableSource, time_zone: str) -> str:
    text = f"lower({trimmed(raw)})"
    return (
        f"case when {text} in ({_listed(TRUE_WORDS)}) then true "
        f"when {text} in ({_listed(FALSE_WORDS)}) then false end"
    )


def _choice(raw: str, column: Column, source: TableSource, time_zone: str) -> str:
    text = f"lower({trimmed(raw)})"
    whens = " ".join(
        f"when {text} in ({_listed(words)}) then '{name}'" for name, words in column.choices.items()
    )
    return f"case {whens} end"
