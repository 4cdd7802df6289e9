"""Intake: exports in, typed tables out, and a reconciliation in which every row read is used or rejected.

The cache has what was read under the fingerprints of the exports, and what was checked under those of its
batch, so the next run only reads and checks what has changed. Two runs at once wait for each other; a killed
one leaves nothing that counts.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd
from filelock import FileLock

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.messages import Text, nmessage, sentences
from wcm_helpers.data.cache import MANIFEST, code_fingerprint, keep_private, make_private, read_manifest
from wcm_helpers.data.check import batches, findings, row_views
from wcm_helpers.data.check.batches import Batch
from wcm_helpers.data.check.checks import Checked, check
from wcm_helpers.data.check.faults import Fault, as_lists, from_lists
from wcm_helpers.data.check.warnings import BATCH_WARNINGS, first_of, up_to
from wcm_helpers.data.engines import DuckDb, side_by_side
from wcm_helpers.data.exports import flat_tables, stage_exports
from wcm_helpers.data.read.rejects import word_cell_counts
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.remote import batch as remote_batch
from wcm_helpers.data.remote import tables
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.site_cache import WORK_FAULTS, site_cache, work_fault
from wcm_helpers.data.sql import parquet_rows
from wcm_helpers.data.tables import COMPUTED_ON_ENGINE, TABLES


@dataclass(frozen=True)
class Intake:
    """The tables of a site, the rejected rows, the warnings, and what forbids a report.

    Attributes
    ----------
    settings : Settings
    staged : dict
        The staged files of each table.
    checked : tuple of Checked
    rejected : pd.DataFrame
        One row for every rejected row or cell: ``table``, ``file``, ``line``, ``column``, ``value``,
        ``reason``, ``scope`` ("row", or "cell" where the rest of the row is used) and ``month`` (empty where
        the row has none that can be read).
    monthly_warnings : pd.DataFrame
        One row for every rule that used rows break and every month of such rows: ``table``, ``reason``, how
        many ``rows``, ``file``, ``line``, ``column``, ``value`` of the first, and ``month``.
    reconciliation : pd.DataFrame
        ``rows`` and ``amount`` (ten-thousandths) by ``table``, ``month`` and ``reason``; the reason of a used
        row is empty, and so is the month of a row without one.
    blocking : list of Fault
        What forbids reports.
    """

    settings: Settings
    staged: dict[str, list[Staged]]
    checked: tuple[Checked, ...]
    rejected: pd.DataFrame
    monthly_warnings: pd.DataFrame
    reconciliation: pd.DataFrame
    blocking: list[Fault]

    @property
    def rejects(self) -> pd.DataFrame:
        """The rejected rows and cells, in the language in use."""
        return word_cell_counts(self.rejected)

    @property
    def warnings(self) -> pd.DataFrame:
        """The warnings of all months: one row a rule, as :func:`wcm_helpers.data.check.warnings.up_to`."""
        return up_to(self.monthly_warnings, "9999-12")

    def used_rows(self, table: str) -> pd.DataFrame | None:
        """Return the used rows of a small table, sorted by its key; None where it did not come in.

        See :meth:`wcm_helpers.data.facts.history.History.table` for the columns.

        Raises
        ------
        ValueError
            If the table is large: its facts are read instead.
        """
        if TABLES[table].number:
            raise ValueError(f"{table} is a large table; read its facts")
        parts = [part for part in self.checked if table in part.batch.tables]
        if not parts:
            return None
        engine = DuckDb()
        row_views.create(engine, parts[0].batch.tables, parts[0].folder)
        names = [f'"{name}"' for name in TABLES[table].names]
        scaled = [
            f'cast("{column.name}" * {SCALE} as BIGINT) as "{column.name}"'
            for column in TABLES[table].columns
            if column.kind == "amount"
        ]
        replaced = f"replace ({', '.join(scaled)})" if scaled else ""
        order = ", ".join([*TABLES[table].key, *names])
        rows = f"select {', '.join(names)} from used_{table} order by {order}"
        try:
            frame = engine.frame(f"select * {replaced} from ({rows})")
            return frame.astype({c.name: "Int64" for c in TABLES[table].columns if c.kind == "amount"})
        finally:
            engine.connection.close()

    def used_months(self, table: str, column: str) -> dict[str, date]:
        """Return the months of a date or time among the used rows of a table of any size.

        Returns
        -------
        dict
            The last day in each month, by month, oldest first; empty where the table did not come in.
        """
        rows = self.by_batch(
            table,
            f"select strftime({column}, '%Y-%m') as month, max({column})::DATE from used_{table} "
            f"where {column} is not null group by month",
        )
        last: dict[str, date] = {}
        for month, day in rows:
            last[month] = max(day, last.get(month, day))
        return dict(sorted(last.items()))

    def by_batch(self, table: str, query: str) -> list[tuple]:
        """Return the rows that a query of ``used_<table>`` gives in each batch, one batch after another."""
        rows: list[tuple] = []
        for part in self.checked:
            if table in part.batch.tables:
                engine = DuckDb()
                row_views.create(engine, {table: part.batch.tables[table]}, part.folder)
                try:
                    rows += engine.run(query)
                finally:
                    engine.connection.close()
        return rows

    def faults_of(self, tables: Iterable[str] | None = None) -> list[str]:
        """Return what forbids a report that reads ``tables``, worded; all of it for None."""
        names = None if tables is None else set(tables)
        return [str(fault) for fault in self.blocking if fault.concerns(names)]

    def first_fault(self, tables: Iterable[str] | None = None) -> Text:
        """Return the first of :meth:`faults_of` and how many more there are; empty where nothing forbids."""
        names = None if tables is None else set(tables)
        faults = [fault for fault in self.blocking if fault.concerns(names)]
        return sentences(faults[0].message, _how_many_more(len(faults) - 1)) if faults else ""

    def require(self, tables: Iterable[str] | None = None) -> None:
        """Refuse to go on where something forbids a report that reads ``tables``.

        Raises
        ------
        WorkbookError
            With the first reason, and how many more there are.
        """
        if fault := self.first_fault(tables):
            raise WorkbookError(fault)


def _how_many_more(n: int) -> Text:
    if not n:
        return ""
    return nmessage(
        "There is {n} more fault; wcm check lists it.", "There are {n} more faults; wcm check lists them.", n
    )


def dated_after(intake: Intake, day: date) -> pd.DataFrame:
    """Return the first used row of each table dated after a day, and how many there are.

    Returns
    -------
    pd.DataFrame
        As ``Intake.warnings``, with the reason ``future``; no report on months up to the day shows them.
    """
    warnings = []
    on_engine = {*tables.tables_there(intake.settings)} & {*COMPUTED_ON_ENGINE}
    for part in intake.checked:
        latest = part.manifest["latest"].items()
        late = [at.split(".") for at, last in latest if last[:10] > str(day)[: len(last)]]
        if late and set(part.batch.tables) & on_engine:
            frame = remote_batch.dated_after(intake.settings, list(part.batch.tables), day)
            warnings.append((part.batch, frame))
        elif late:
            warnings.append((part.batch, _dated_after(part, late, day)))
    return up_to(findings.merge_warnings(warnings, intake.staged), "9999-12")


def _dated_after(part: Checked, late: list[list[str]], day: date) -> pd.DataFrame:
    engine, rows = DuckDb(), []
    row_views.create(engine, part.batch.tables, part.folder)
    for name, column in late:
        first = f"{column} || '-01'" if TABLES[name][column].kind == "month" else column
        later = f"cast({first} as DATE) > DATE '{day}'"
        rows += first_of(engine, name, part.batch.tables, "future", column, later)
    engine.connection.close()
    return pd.DataFrame(rows, columns=BATCH_WARNINGS)


def inputs_up_to(intake: Intake, month: str) -> dict[str, list[Staged]]:
    """Return the exports a report of ``month`` may read: of published tables only those of earlier months.

    A month's own published table is there only from its second run on, and both runs give the same bytes.
    """
    engine = DuckDb()
    inputs = {
        name: [item for item in items if not TABLES[name].published or _first_month(engine, item) < month]
        for name, items in intake.staged.items()
    }
    engine.connection.close()
    return {name: items for name, items in inputs.items() if items}


def _first_month(engine: DuckDb, item: Staged) -> str:
    return engine.run(f"select min(_month) from {parquet_rows([item.parquet])}")[0][0] or ""


def rejects_up_to(intake: Intake, month: str) -> pd.DataFrame:
    """Return ``Intake.rejects`` without later rows and without exports a report of ``month`` may not read.

    Rows whose month cannot be read are there in every month.
    """
    inputs, rejects = inputs_up_to(intake, month), intake.rejects
    later = rejects["month"] > month
    for name in intake.staged:
        if TABLES[name].published:
            labels = {item.label for item in inputs.get(name, [])}
            later |= (rejects["table"] == name) & ~rejects["file"].isin(labels)
    return rejects[~later].reset_index(drop=True)


def take_in(settings: Settings) -> Intake:
    """Return the tables the settings name, read, checked and aggregated.

    No fault of the data raises an error: what forbids a report is in ``blocking``.

    Raises
    ------
    WorkbookError
        If the cache cannot be used, or memory does not suffice.
    """
    folder = site_cache(settings)
    try:
        make_private(folder)
        with FileLock(folder / "intake.lock"):
            intake = _take_in(settings, folder)
            keep_private(folder)
            return intake
    except WORK_FAULTS as error:
        raise work_fault(folder, error) from None


def _take_in(settings: Settings, folder: Path) -> Intake:
    there = tables.tables_there(settings)
    engine = tables.open_engine(settings) if there else None
    try:
        staged, faults = stage_exports(settings, folder, engine)
        checked = side_by_side(partial(_check, settings=settings, folder=folder), batches.split(staged))
        if large := [name for name in there if name in COMPUTED_ON_ENGINE]:
            customers = findings.customer_ids(checked)
            part = remote_batch.checked_there(engine, settings, large, customers, folder / "checked")
            checked.append(part)
            staged |= part.batch.tables
    finally:
        if engine:
            engine.close()
    staged = {name: staged[name] for name in TABLES if name in staged}
    basis = [code_fingerprint(), [part.folder.name for part in checked], as_lists(faults)]
    target = folder / f"intake-{_key(basis)}"
    if (manifest := read_manifest(target)) is None:
        shutil.rmtree(target, ignore_errors=True)
        findings.gather(staged, checked, faults, target)
        manifest = read_manifest(target)
        _clear_away(folder, target)
    frames = (
        pd.read_parquet(target / f"{name}.parquet") for name in ("rejects", "warnings", "reconciliation")
    )
    return Intake(settings, staged, tuple(checked), *frames, from_lists(manifest["faults"]))


def _check(batch: Batch, settings: Settings, folder: Path) -> Checked:
    """Return a batch checked, from the cache where nothing in it has changed."""
    flat = flat_tables(settings) & set(batch.tables)
    policies = {name: settings.tables[name].duplicates for name in batch.tables}
    target = folder / "checked" / batch.key([policies, sorted(flat), code_fingerprint()])
    if (manifest := read_manifest(target)) is None:
        shutil.rmtree(target, ignore_errors=True)
        check(batch, settings, target, flat=flat)
        manifest = read_manifest(target)
    return Checked(batch, target, manifest)


def _clear_away(folder: Path, current: Path) -> None:
    """Remove what neither this check needs nor the one before it, which a run at work may still read."""
    complete = sorted(folder.glob(f"intake-*/{MANIFEST}"), key=lambda path: path.stat().st_mtime_ns)
    needed = {current, *(path.parent for path in complete[-2:])}
    manifests = [manifest for path in needed if (manifest := read_manifest(path))]
    staged = {stem for manifest in manifests for stem in manifest["staged"]}
    checked = {name for manifest in manifests for name in manifest["checked"]}
    for path in (*folder.glob("intake-*"), *folder.glob("checked/*")):
        if path not in needed and path.name not in checked:
            shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob("tables/*/*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.suffix in (".json", ".note", ".parquet", ".part") and path.name.split(".")[0] not in staged:
            path.unlink(missing_ok=True)


def _key(parts: list) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:24]
