"""Columns that some files of a table have and others have not: one that decides what counts is warned of."""

from collections.abc import Iterable, Iterator

import pandas as pd

from wcm_helpers.core.words import _
from wcm_helpers.data.check import row_views
from wcm_helpers.data.check.batches import Batch
from wcm_helpers.data.check.checks import Checked
from wcm_helpers.data.check.warnings import AMOUNT, BATCH_WARNINGS
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.tables import TABLES

#: So many files that have the column are named.
_NAMED = 3
#: So many columns are named in a remark.
_LISTED = 12


def column_gaps(staged: dict[str, list[Staged]], checked: list[Checked]) -> list[tuple[Batch, pd.DataFrame]]:
    """Return the warnings of the used rows in files that lack a deciding column other files have."""
    gaps = {
        (name, column): having
        for name, items in staged.items()
        for column, having in _gaps(TABLES[name].deciding, items)
    }
    warnings = []
    for part in checked:
        for (name, column), having in gaps.items():
            items = part.batch.tables.get(name, [])
            lacking = [index for index, item in enumerate(items) if not _has(item, column)]
            if lacking:
                rows = _rows(part, name, column, lacking, having)
                warnings.append((part.batch, pd.DataFrame(rows, columns=BATCH_WARNINGS)))
    return warnings


def gap_remark(name: str, items: list[Staged]) -> tuple[str, str] | None:
    """Return the first file of a table that lacks a column other files have, and the remark on all of them.

    Columns that are warned of, and the tables that the workbook publishes itself, are none of them.

    Returns
    -------
    tuple of str, or None
        The name of the file, and the remark in the language in use; None if all files have the same columns.
    """
    table = TABLES[name]
    warned = {*table.deciding, *(column.name for column in table.columns if column.default_warning)}
    gaps = dict(_gaps([column for column in table.names if column not in warned], items))
    if not gaps or table.published:
        return None
    first = next(item.label for item in items if any(not _has(item, column) for column in gaps))
    headers = [having[0].column_headers.get(column, column) for column, having in gaps.items()]
    columns = ", ".join(headers[:_LISTED]) + (", …" if len(headers) > _LISTED else "")
    return first, _(
        "Columns that some files have and others do not: {columns}. The first file without one is {file}. "
        "Check that its export is complete.",
        columns=columns,
        file=first,
    )


def _gaps(columns: Iterable[str], items: list[Staged]) -> Iterator[tuple[str, list[Staged]]]:
    """Yield the columns that some but not all files have, each with the files that have it."""
    for column in columns:
        having = [item for item in items if _has(item, column)]
        if 0 < len(having) < len(items):
            yield column, having


def _has(item: Staged, column: str) -> bool:
    return column in item.column_headers or column in item.constants


def _rows(part: Checked, name: str, column: str, lacking: list[int], having: list[Staged]) -> list[tuple]:
    """Return a row of :data:`BATCH_WARNINGS` for each month of the used rows in files without the column."""
    items = part.batch.tables[name]
    month, joined = row_views.month_of_a_row(part.batch.tables, name)
    engine = DuckDb()
    try:
        row_views.create(engine, part.batch.tables, part.folder)
        counts = engine.run(
            f"select {month} as month, count(*), {AMOUNT.format(amount='a._amount')}, min(a.file) "
            f"from used_{name} a {joined} "
            f"where a.file in ({', '.join(map(str, lacking))}) group by 1 order by 1"
        )
    finally:
        engine.connection.close()
    header = having[0].column_headers.get(column, column)
    files = ", ".join(item.label for item in having[:_NAMED]) + (", …" if len(having) > _NAMED else "")
    return [
        (name, "column_gone", count, amount, items[first].label, 0, header, files, month_, 0)
        for month_, count, amount, first in counts
    ]
