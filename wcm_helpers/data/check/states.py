"""The words for states that exports hold, such as those of orders and invoices, and what each counts as."""

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.check import row_views
from wcm_helpers.data.check.checks import Checked
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.tables import TABLES
from wcm_helpers.data.tables.service_words import (
    ORDER_DRAFTS,
    ORDER_PAYMENTS,
    ORDER_REFUNDED,
    ORDER_STATES,
)

#: Columns of the result; ``amount`` is in ten-thousandths.
STATES = ["table", "column", "word", "state", "rows", "amount"]
#: Columns of text whose words have a meaning; other such columns are choices, which hold the meaning itself.
_WORDS = {
    ("orders", "status"): {
        **ORDER_STATES, "draft": ORDER_DRAFTS, "payment": ORDER_PAYMENTS, "refunded": ORDER_REFUNDED,
    }
}  # fmt: skip
#: So many words of a column are listed, the most frequent first.
MOST_WORDS = 50


def states(checked: tuple[Checked, ...]) -> pd.DataFrame:
    """Return the words in the columns of states, with what each is read as, and how many rows have it.

    Parameters
    ----------
    checked : tuple of Checked
        The batches of a site, as ``Intake.checked``.

    Returns
    -------
    pd.DataFrame
        Columns :data:`STATES`, the most frequent word of a column first. The state of an unknown word is
        empty; rejected rows count, repeated headers and totals do not.
    """
    parts = []
    for part in checked:
        there = [name for name in part.batch.tables if part.batch.tables[name][0].parquet and _columns(name)]
        if not there:
            continue
        engine = DuckDb()
        row_views.create(engine, {name: part.batch.tables[name] for name in there}, part.folder)
        for name in there:
            filled = {column for item in part.batch.tables[name] for column in item.column_headers}
            parts += [_of_column(engine, name, column) for column in _columns(name) if column in filled]
        engine.connection.close()
    if not parts:
        return pd.DataFrame(columns=STATES)
    rows = pd.concat(parts, ignore_index=True)
    rows = rows.groupby(["table", "column", "word"], sort=False, as_index=False)[["rows", "amount"]].sum()
    rows = rows.sort_values("rows", ascending=False, kind="stable")
    rows = rows[rows.groupby(["table", "column"]).cumcount() < MOST_WORDS]
    meaning = [_state(*key) for key in zip(rows["table"], rows["column"], rows["word"], strict=True)]
    place = {name: index for index, name in enumerate(TABLES)}
    rows = rows.assign(state=meaning)[STATES]
    return rows.sort_values(
        ["table", "column"],
        key=lambda names: names.map(place) if names.name == "table" else names,
        kind="stable",
        ignore_index=True,
    )


def _columns(table: str) -> list[str]:
    return [
        column.name
        for column in TABLES[table].columns
        if column.kind == "choice" or (table, column.name) in _WORDS
    ]


def _of_column(engine: DuckDb, table: str, column: str) -> pd.DataFrame:
    frame = engine.frame(
        f"select trim({column}) as word, count(*) as rows, "
        f"coalesce(try_cast(sum(_amount) * {SCALE} as BIGINT), 0) as amount from all_{table} "
        f"where {row_views.IS_A_ROW} and trim({column}) <> '' group by 1 order by 2 desc, 1"
    )
    return frame.assign(table=table, column=column)


def _state(table: str, column: str, word: str) -> str:
    """Return what a word is read as; empty where it is not known.

    Examples
    --------
    >>> _state("orders", "status", "已发货"), _state("orders", "status", "Quxiao")
    ('closed', '')
    >>> _state("billing", "status", "void")
    'void'
    """
    known = _WORDS.get((table, column))
    if known is None:
        return word
    return next((state for state, words in known.items() if word.lower() in words or word in words), "")
