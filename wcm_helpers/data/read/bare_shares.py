"""Find columns of shares whose bare numbers may be shares, per cents or amounts of money."""

import re

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Message, message
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.headers import Recognised
from wcm_helpers.data.read.raw import Raw
from wcm_helpers.data.sql import quoted
from wcm_helpers.data.table_source import TableSource
from wcm_helpers.data.tables.schema import Table

#: 1, 1.00 or 13: no share for certain.
_ONE_OR_MORE = r"^\+?[1-9]\d*(?:{mark}\d*)?$"
#: 0.5 or .05, but not 0.00.
_FRACTION = r"^\+?0?{mark}\d*[1-9]\d*$"


def require_sure(
    engine: DuckDb,
    raw: Raw,
    table: Table,
    recognised: Recognised,
    options: TableSource,
    faults: list[tuple],
) -> None:
    """Refuse an export with a bare number of 1 or more in a column of shares that has bare fractions, too.

    The large number shows that the column may hold money or per cents, and then 0.50 is no half. It is so
    only where the number cost its row, and the header does not say that the numbers are per cents.

    Raises
    ------
    WorkbookError
        If a column is in doubt; both cells are named.
    """
    mark = re.escape(options.decimal)
    for column in table.columns:
        header = recognised.header(column.name)
        if not column.unsure_one or recognised.factor.get(column.name, 1) != 1:
            continue
        large = re.compile(_ONE_OR_MORE.format(mark=mark))
        fault = next(
            (f for f in faults if f[2] == header and f[5] == "row" and large.match(f[3].strip())), None
        )
        if fault is None:
            continue
        cell = f"trim({raw.text_of(recognised.positions[column.name])})"
        fraction = f"regexp_matches({cell}, {quoted(_FRACTION.format(mark=mark))})"
        example = engine.run(f"select min({cell}) filter ({fraction}) from {raw.relation}")[0][0]
        if example is not None:
            raise WorkbookError(_unsure(fault, example))


def _unsure(fault: tuple, example: str) -> Message:
    file, line, header, value, *_ = fault
    return message(
        "{place}: {header} is {value}, so the column may hold amounts or per cents, and its {example} is not "
        "surely a share. Write shares with a sign of per cent (100% for a 1); or leave the column out with "
        "{setting}, and export the amount of each line.",
        place=f"{file}:{line}",
        header=header,
        value=repr(value),
        example=repr(example),
        setting=f'ignore = ["{header}"]',
    )
