"""Rows of one key with unlike contents: the fault that names one of them, and how another differs."""

from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal

import pandas as pd

from wcm_helpers.core.messages import Text, message, nmessage, sentences
from wcm_helpers.data.check import row_views
from wcm_helpers.data.check.batches import key_of
from wcm_helpers.data.check.checks import Checked
from wcm_helpers.data.check.faults import Fault, cell
from wcm_helpers.data.check.repeats import BLANK_CONFLICT
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.reasons import advice, meaning
from wcm_helpers.data.tables import TABLES

#: A row: the index of its file, and its place in it.
Place = tuple[int, int]


def conflicts(rejects: pd.DataFrame, checked: list[Checked]) -> list[Fault]:
    """Return a fault for every table with unequal rows of one key.

    Parameters
    ----------
    rejects : pd.DataFrame
        The rejected rows of all batches.
    checked : list of Checked
        The batches.
    """
    unequal = rejects[rejects["reason"].isin(("conflict", BLANK_CONFLICT))]
    return [
        Fault(
            (table,),
            sentences(
                cell(first.file, first.line, first.column, first.value),
                meaning(first.reason),
                _difference(first, checked),
                nmessage(
                    "There is {n} such row in {table}.",
                    "There are {n} such rows in {table}.",
                    len(rows),
                    table=table,
                ),
                advice(first.reason),
            ),
        )
        for table, rows in unequal.groupby("table")
        for first in [rows.sort_values("reason", ascending=False, kind="stable").iloc[0]]
    ]


def difference(column: str, value: str, other: str, places: tuple[str, str]) -> Text:
    """Return the sentence on the values of a column in two places, of which one may be empty.

    Examples
    --------
    >>> str(difference("amount", "4", "9", ("b.csv:2", "c.csv:7")))
    "amount is '4' in b.csv:2 and '9' in c.csv:7."
    >>> str(difference("site", "", "B", ("b.csv:2", "c.csv:7")))
    "site is empty in b.csv:2 and 'B' in c.csv:7."
    """
    return message(
        "{column} is {value} in {place} and {other} in {other_place}.",
        column=column,
        value=repr(value) if value else message("empty"),
        place=places[0],
        other=repr(other) if other else message("empty"),
        other_place=places[1],
    )


def _difference(first: "pd.Series", checked: list[Checked]) -> Text:
    """Return the sentence on the first column in which a rejected row and another of its key differ."""
    for part in checked:
        items = part.batch.tables.get(first.table, [])
        for index, item in enumerate(items):
            if item.label == first.file:
                rows = row_views.rejected_rows(part.folder, first.table)
                rows = rows[(rows["file"] == index) & (rows["reason"] == first.reason)]
                lines = item.line_numbers(sorted(rows["row"]))
                row = next((row for row, line in lines.items() if line == first.line), None)
                return "" if row is None else _unlike_cells(part, first.table, (index, row))
    return ""


def _unlike_cells(part: Checked, table: str, place: Place) -> Text:
    """Return the sentence on the first column in which the row of a place and another of its key differ."""
    items = part.batch.tables[table]
    key = [*key_of(table, items), *filter(None, [TABLES[table].apart_by])]
    names = [name for name in TABLES[table].names if name not in key]
    row, others = _rows_of_its_key(part, table, key, names, place)
    for name, other in ((name, other) for other in others for name in names):
        if row[name] != other[name]:
            own_first = (items[row["file"]], *items)
            header = next((x.column_headers[name] for x in own_first if name in x.column_headers), name)
            places = (_place(items, row), _place(items, other))
            values = (TABLES[table].shown(name, _written(each[name])) for each in (row, other))
            return difference(header, *values, places)
    return ""


def _rows_of_its_key(
    part: Checked, table: str, key: list[str], names: list[str], place: Place
) -> tuple[dict, Iterator[dict]]:
    """Return the row of a place, and the usable rows of its key."""
    engine = DuckDb()
    try:
        row_views.create(engine, part.batch.tables, part.folder)
        same = " and ".join(f"a.{name} is not distinct from r.{name}" for name in key)
        columns = ["file", "row", *names]
        rows = engine.run(
            f"select {', '.join(f'a.{name}' for name in columns)} from all_{table} a "
            f"join (from all_{table} where file = {place[0]} and row = {place[1]}) r on {same} "
            f"where a._reject_reason is null order by a.file, a.row"
        )
    finally:
        engine.connection.close()
    alike = [dict(zip(columns, values, strict=True)) for values in rows]
    return next(row for row in alike if (row["file"], row["row"]) == place), iter(alike)


def _place(items: list[Staged], row: dict) -> str:
    item = items[row["file"]]
    line = item.line_numbers([row["row"]])[row["row"]]
    return f"{item.label}:{line}" if line else item.label


def _written(value: object) -> str:
    """Return a value as an export may have it; empty for none.

    Examples
    --------
    >>> [_written(value) for value in (Decimal("4.5000"), Decimal("100"), datetime(2026, 5, 3), True, None)]
    ['4.5', '100', '2026-05-03', 'yes', '']
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime) and value.time() in (time.min, time.max):  # given as a day
        return value.date().isoformat()
    return "" if value is None else str(value)
