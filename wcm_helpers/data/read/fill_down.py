"""Fill cells down that stand once for several rows, where the settings name the columns."""

from dataclasses import replace

from wcm_helpers.data.read.named_columns import column_index
from wcm_helpers.data.read.raw import Raw
from wcm_helpers.data.read.selection import total_word
from wcm_helpers.data.table_source import TableSource
from wcm_helpers.data.tables.schema import Table


def filled_down(raw: Raw, table: Table, options: TableSource) -> Raw:
    """Return an export in which a blank of the named columns has the value of the row above.

    Rows of totals and empty rows are left as they are, and give no value to the rows below.

    Raises
    ------
    WorkbookError
        If the export has no such header.
    """
    if not options.fill_down:
        return raw
    places = {
        column_index(raw.headers, name, raw.label, table.name, "fill_down") for name in options.fill_down
    }
    blank = {place: f"nullif(trim({raw.text_of(place)}), '')" for place in range(len(raw.headers))}
    total = " or ".join(
        f"coalesce({total_word(raw.text_of(place))}, false)" for place in sorted({0, *places})
    )
    no_row = f"({total} or coalesce({', '.join(blank.values())}) is null)"
    down = [
        f"case when _no_row then {raw.text_of(place)} else coalesce({blank[place]}, last_value(case when not "
        f"_no_row then {blank[place]} end ignore nulls) over (order by _at rows unbounded preceding)) end "
        f"as c{place}"
        for place in sorted(places)
    ]
    numbered = f"(select *, row_number() over () as _at from {raw.relation})"
    marked = f"(select *, {no_row} as _no_row from {numbered})"
    relation = f"(select * exclude (_at, _no_row) replace ({', '.join(down)}) from {marked} order by _at)"
    native = {place: kind for place, kind in raw.native.items() if place not in places}
    return replace(raw, relation=relation, native=native)
