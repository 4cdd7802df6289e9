"""Fingerprints of the used rows of each table and month, whatever their order and the files they are in."""

from collections.abc import Iterator
from functools import partial

import pandas as pd
from filelock import FileLock

from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.cache import read_sealed, write_sealed
from wcm_helpers.data.check import row_views
from wcm_helpers.data.check.checks import Checked
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.remote.tables import tables_there
from wcm_helpers.data.site_cache import WORK_FAULTS, site_cache, work_fault
from wcm_helpers.data.tables import COMPUTED_ON_ENGINE, TABLES

#: Columns of the fingerprints; ``amount`` is in ten-thousandths, ``month`` empty for a row without one.
COLUMNS = ["table", "month", "rows", "amount", "fingerprint"]
#: A fingerprint is a sum of those of its rows, of so many bits.
_BITS = 64
#: The facts that stand for the rows of a table that an engine of the user computes.
_FACTS_OF = {"billing": "billing", "orders": "orders", "order_lines": "orders"}


def fingerprints(history: History) -> pd.DataFrame:
    """Return rows, amount and fingerprint of the used rows of each table by month.

    Two are equal where the rows are the same in every column of the contract that is not protected, in
    whatever order and files.

    Returns
    -------
    pd.DataFrame
        Columns :data:`COLUMNS`, by table and month; ``fingerprint`` is text. The month of a row is that
        of its amount, else that of the first day that cannot be later than today.

    Raises
    ------
    WorkbookError
        If the cache cannot be used.
    """
    intake = history.intake
    remote = {*tables_there(intake.settings)} & {*COMPUTED_ON_ENGINE}
    folder = site_cache(intake.settings)
    sums: dict[tuple[str, str], list[int]] = {}
    try:
        with FileLock(folder / "fingerprints.lock", mode=0o600):
            rows = [row for part in intake.checked for row in _of_batch(part, remote)]
    except WORK_FAULTS as error:
        raise work_fault(folder, error) from None
    for table, month, *values in [*rows, *_on_engine(history, remote)]:
        key = (table, month)
        sums[key] = [one + other for one, other in zip(sums.get(key, (0, 0, 0)), values, strict=True)]
    return pd.DataFrame(
        [
            (*key, n, amount, f"{fingerprint % 2**_BITS:016x}")
            for key, (n, amount, fingerprint) in sorted(sums.items())
        ],
        columns=COLUMNS,
    )


def _of_batch(part: Checked, remote: set[str]) -> list[list]:
    """Return the sums of a batch by table and month: from the cache, since its rows never change."""
    names = [name for name in part.batch.tables if name not in remote]
    if not names:
        return []
    file = part.folder / "fingerprints.json"
    if (content := read_sealed(file)) is None:
        engine = DuckDb()
        try:
            row_views.create(engine, part.batch.tables, part.folder)
            query = partial(_sums_sql, tables=part.batch.tables)
            content = {"rows": [[name, *row] for name in names for row in engine.run(query(name))]}
        finally:
            engine.connection.close()
        write_sealed(file, content)
    return content["rows"]


def _sums_sql(name: str, tables: dict[str, list[Staged]]) -> str:
    """Return the query of month, rows, amount and the sum of the fingerprints of the rows of a table."""
    table = TABLES[name]
    month, joined = row_views.month_of_a_row(tables, name)
    if not table.month and not joined and table.past_dates:
        month = f"coalesce(strftime(a.{table.past_dates[0]}, '%Y-%m'), '')"
    # Fingerprints are published, and that of a single row would confirm a guess at it.
    columns = ", ".join(f'a."{column}"' for column in table.names if column not in table.protected)
    return (
        f"select {month} as month, count(*), (coalesce(sum(a._amount), 0) * {SCALE})::HUGEINT, "
        f"sum(hash({columns})) from used_{name} a {joined} group by 1 order by 1"
    )


def _on_engine(history: History, remote: set[str]) -> Iterator[tuple[str, str, int, int, int]]:
    """Yield the same of the tables on an engine of the user, whose rows are not here, from their facts."""
    account = history.intake.reconciliation
    used = account[(account["reason"] == "") & account["table"].isin(remote)]
    for row in used.itertuples():
        yield row.table, row.month, int(row.rows), int(row.amount), 0
    for table in sorted(remote & {*history.intake.staged}):
        facts = getattr(history.facts, _FACTS_OF[table])
        hashes = pd.util.hash_pandas_object(facts, index=False)
        for month, values in hashes.groupby(facts["month"]):
            yield table, str(month), 0, 0, sum(map(int, values))
