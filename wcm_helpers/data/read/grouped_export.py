"""Find exports that were made from a grouped list: the group stands on a row of its own, above its rows."""

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read import header_messages
from wcm_helpers.data.read.headers import Recognised
from wcm_helpers.data.read.raw import Raw
from wcm_helpers.data.read.typed import trimmed
from wcm_helpers.data.tables.schema import PROTECTED_CELL, Table

#: The name of a group and the number of its rows: Alpha (2).
_GROUP = r"^.*\S\s*\(\d+\)$"
#: Kinds of columns that every row of a table fills and the row of a group does not.
_OF_ROWS = ("id", "time", "date", "month")


def require_ungrouped(
    engine: DuckDb, raw: Raw, table: Table, recognised: Recognised, faults: list[tuple], count: int
) -> None:
    """Refuse an export of which the first column has the names of groups, and is blank in all other rows.

    Parameters
    ----------
    engine, raw
        The export, opened.
    table, recognised
        The contract, and which header fills which of its columns.
    faults : list of tuple
        The rejected rows and cells: no row of such an export has all that a row needs.
    count : int
        The rows of the export.

    Raises
    ------
    WorkbookError
        If it is such an export; the row of its first group is named.
    """
    blank = [fault for fault in faults if fault[4] == "blank"]
    places = [
        recognised.positions[column.name]
        for column in table.columns
        if column.kind in _OF_ROWS and recognised.positions.get(column.name)
    ]
    if 2 * len(blank) < count or not places:
        return
    name = f"coalesce({trimmed(raw.text_of(0))}, '')"
    cells = ", ".join(f"coalesce({trimmed(raw.text_of(place))}, '') as p{place}" for place in places)
    rows = f"select row_number() over () as row, {name} as name, {cells} from {raw.relation}"
    rows = f"select *, regexp_matches(name, '{_GROUP}') as is_group from ({rows})"
    filled = " || ".join(["name", *(f"p{place}" for place in places)])
    apart = " or ".join(
        f"(bool_and(p{place} = '') filter (is_group) and bool_and(p{place} <> '') filter (name = ''))"
        for place in places
    )
    other = "count(*) filter (not is_group and name <> '')"  # a total, at most
    grouped, group = engine.run(
        f"select {other} <= 1 and ({apart}), arg_min(name, row) filter (is_group) from ({rows}) "
        f"where {filled} <> ''"
    )[0]
    if grouped:
        file, line = blank[0][:2]
        group = PROTECTED_CELL if table.protected else group
        raise WorkbookError(header_messages.grouped_export(f"{file}:{line}", raw.headers[0], group))
