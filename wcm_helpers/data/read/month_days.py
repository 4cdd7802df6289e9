"""Days of the year, such as birthdays: they are read without their year, which is kept nowhere."""

from wcm_helpers.core.messages import Message, nmessage
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.headers import Recognised
from wcm_helpers.data.read.raw import Raw
from wcm_helpers.data.read.times import CLOCK
from wcm_helpers.data.tables.schema import Table

#: MM-DD of a day that some calendar has: the second month of the lunar one may have 30 days.
_DAY = r"(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|30)|(?:0[13578]|1[02])-31)"
_YEAR = r"\d{4}\s*[-/.年]\s*"
_PARTED = rf"^(?:{_YEAR})?(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号]?(?:[ T]+{CLOCK})?$"
_COMPACT = r"^(?:\d{4})?(\d\d)(\d\d)$"
_WITH_YEAR = r"^[\s=\"]*(?:[\d０-９]{4}\s*[-/.年－／．]|[\d０-９]{8}[\s\"]*$)"  # of a cell as it is written
#: 5.1 is 1 May, or a 5.10 that became a number.
_TENTH_OR_FIRST = r"^\d{1,2}\.[123]$"


def read_clean(raw: str) -> str:
    """Return the SQL that reads a clean cell, written MM-DD, and NULL for any other."""
    return f"case when strlen({raw}) = 5 and regexp_full_match({raw}, '{_DAY}') then {raw} end"


def read(text: str) -> str:
    """Return the SQL that reads a trimmed text: 5-4, 5月4日, 0504, or the same behind a year, as MM-DD.

    Examples
    --------
    >>> import duckdb
    >>> texts = "unnest(['5月4日', '1980-05-04', '5.1', '31-12'])"
    >>> duckdb.sql(f"select {read('t')} from (select {texts} as t)").fetchall()
    [('05-04',), ('05-04',), (None,), (None,)]
    """
    parts = [
        " || ".join(f"regexp_extract({text}, '{form}', {group})" for form in (_PARTED, _COMPACT))
        for group in (1, 2)
    ]
    day = " || '-' || ".join(f"lpad({part}, 2, '0')" for part in parts)
    sure = f"not regexp_matches({text}, '{_TENTH_OR_FIRST}')"
    return f"case when {sure} and regexp_full_match({day}, '{_DAY}') then {day} end"


def year_remarks(engine: DuckDb, raw: Raw, table: Table, recognised: Recognised) -> tuple[Message, ...]:
    """Return the remarks on the cells of an export whose year is cut off: how many of each column."""
    remarks = []
    for column in table.columns:
        position = recognised.positions.get(column.name)
        if column.kind == "month_day" and position is not None:
            there = f"regexp_matches({raw.text_of(position)}, '{_WITH_YEAR}')"
            n = engine.run(f"select count(*) from {raw.relation} where {there}")[0][0]
            if n:
                remarks.append(
                    nmessage(
                        "{header}: {n} cell has a year, which is cut off and not kept.",
                        "{header}: {n} cells have a year, which is cut off and not kept.",
                        n,
                        header=recognised.header(column.name),
                    )
                )
    return tuple(remarks)
