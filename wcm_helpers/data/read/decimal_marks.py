"""Find files in which a comma and a point may each be the decimal mark."""

import re

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Message, message
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.headers import Recognised
from wcm_helpers.data.read.raw import Raw
from wcm_helpers.data.read.typed import DECIMALS
from wcm_helpers.data.table_source import TableSource
from wcm_helpers.data.tables.schema import Table

_DIGITS = r"^[-+(]?[^0-9]{{0,3}}{}[^0-9.,]{{0,3}}$"
#: 1.250 or 1,250: thousands, or decimals.
_UNSURE = {mark: _DIGITS.format(rf"[1-9]\d{{0,2}}[{mark}]\d{{3}}") for mark in ".,"}
#: 300.5 or 0.125: the mark can only be that of decimals.
_SURE = {mark: _DIGITS.format(rf"(?:\d+[{mark}](?:\d{{1,2}}|\d{{4,}})|0[{mark}]\d+)") for mark in ".,"}


def require_one(
    engine: DuckDb,
    raw: Raw,
    table: Table,
    recognised: Recognised,
    options: TableSource,
    faults: list[tuple],
) -> None:
    """Refuse an export whose unread numbers show another decimal mark than the one they are read by.

    A column is in doubt only if no number of it shows the mark of the settings, and some could be read by
    either: 1.250 beside 300,50.

    Raises
    ------
    WorkbookError
        If a column is in doubt; the cell that shows the other mark is named.
    """
    other = "," if options.decimal == "." else "."
    fault = next((each for each in faults if _shows(each[3], other)), None)
    if fault is None:
        return
    for column in table.columns:
        position = recognised.positions.get(column.name)
        if column.kind not in DECIMALS or position is None or position in raw.native:
            continue
        if column.name in table.protected:  # the message would cite a cell of it
            continue
        cell = f"trim({raw.text_of(position)})"
        unsure = f"regexp_matches({cell}, '{_UNSURE['.']}') or regexp_matches({cell}, '{_UNSURE[',']}')"
        own, example = engine.run(
            f"select count(*) filter (regexp_matches({cell}, '{_SURE[options.decimal]}')), "
            f"any_value({cell}) filter ({unsure}) from {raw.relation}"
        )[0]
        if example is not None and not own:
            raise WorkbookError(_two_marks(fault, recognised.header(column.name), example, other))


def _shows(value: str, mark: str) -> bool:
    return bool(re.match(_SURE[mark], value.strip()))


def _two_marks(fault: tuple, header: str, example: str, mark: str) -> Message:
    file, line, column, value, *_ = fault
    return message(
        "{place}: {column} is {value}, so {example} in {header} may have decimals or thousands. Say "
        "decimal = {mark} for the table if its numbers are written so; else correct the cell.",
        place=f"{file}:{line}",
        column=column,
        value=repr(value),
        example=repr(example),
        header=header,
        mark=f'"{mark}"',
    )
