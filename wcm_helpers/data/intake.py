"""Intake: exports in, typed tables out, and a ledger in which every row read is used or set aside.

What was read is kept in the cache under the fingerprints of the exports, and what was checked under those of
its batch, so the next run only reads and checks what has changed. Two runs at once wait for each other; a
killed one leaves nothing that counts.
"""

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
from filelock import FileLock

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import cache_folder
from wcm_helpers.data.cache import noted
from wcm_helpers.data.check import batches, findings
from wcm_helpers.data.check.batches import Batch
from wcm_helpers.data.check.checks import Checked, check
from wcm_helpers.data.check.row_views import attach
from wcm_helpers.data.check.warnings import FOUND, first_of
from wcm_helpers.data.engines import MEMORY_TOGETHER, DuckDb, memory, side_by_side
from wcm_helpers.data.read import staging
from wcm_helpers.data.read.sources import Source, find_sources
from wcm_helpers.data.read.staging import NUMBERS, Staged, stage
from wcm_helpers.data.remote import batch as remote_batch
from wcm_helpers.data.remote import tables
from wcm_helpers.data.remote.opening import OpenEngine
from wcm_helpers.data.settings import COMPUTED_THERE, Settings
from wcm_helpers.data.sql import parquet_rows
from wcm_helpers.data.tables.schema import CONTRACT

#: What the disk, the memory or a damaged file can bring about, and what of it is a fault of the code.
WORK_FAULTS = (OSError, pa.ArrowException, duckdb.Error)
_OF_THE_CODE = (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException,
                duckdb.InternalException)  # fmt: skip


@dataclass(frozen=True)
class Intake:
    """What came in: the tables, what was set aside or pointed out, and what forbids a report.

    ``aside`` has a row for every row or cell set aside; ``pointed_out`` one for every rule some rows
    break, with the first of them; ``ledger`` counts rows and amounts (ten-thousandths) by table, month
    and reason, where the reason of a used row is empty and the month of one without a date is too.
    """

    settings: Settings
    staged: dict[str, list[Staged]]
    checked: tuple[Checked, ...]
    aside: pd.DataFrame
    pointed_out: pd.DataFrame
    ledger: pd.DataFrame
    blocking: list[str]

    def attach(self, engine: DuckDb) -> None:
        """Give an engine the views ``used_customers`` and so on, one for each small table that came in."""
        for part in self.checked:
            if not set(part.batch.tables) & set(NUMBERS):
                attach(engine, part.batch.tables, part.kept)

    def faults_of(self, tables: Sequence[str]) -> list[str]:
        """Return what forbids a report that reads these tables."""
        return list(self.blocking)

    def require(self, tables: Sequence[str] | None = None) -> None:
        """Refuse to go on where something forbids a report.

        Raises
        ------
        WorkbookError
            With the first reason, and how many more there are.
        """
        if self.blocking:
            more = (
                f" (and {len(self.blocking) - 1} more; wcm check lists them)"
                if len(self.blocking) > 1
                else ""
            )
            raise WorkbookError(self.blocking[0] + more)


def dated_after(intake: Intake, day: date) -> pd.DataFrame:
    """Return the first used row of each table dated after a day, and how many there are.

    Returns
    -------
    pd.DataFrame
        As ``Intake.pointed_out``, with the reason ``future``; no report on months up to the day shows them.
    """
    found = []
    for part in intake.checked:
        late = [
            at.split(".") for at, last in part.noted["latest"].items() if last[:10] > str(day)[: len(last)]
        ]
        if not late:
            continue
        if set(part.batch.tables) & set(tables.tables_there(intake.settings)) & set(COMPUTED_THERE):
            found.append(
                (part.batch, remote_batch.dated_after(intake.settings, list(part.batch.tables), day))
            )
            continue
        engine, rows = DuckDb(), []
        attach(engine, part.batch.tables, part.kept)
        for name, column in late:
            first = f"{column} || '-01'" if CONTRACT[name][column].kind == "month" else column
            later = f"cast({first} as DATE) > DATE '{day}'"
            rows += first_of(engine, name, part.batch.tables[name], "future", column, later)
        engine.connection.close()
        found.append((part.batch, pd.DataFrame(rows, columns=FOUND)))
    return findings.together(found, intake.staged)


def inputs_up_to(intake: Intake, month: str) -> dict[str, list[Staged]]:
    """Return the exports a report of ``month`` may know of: all but the records of that month and later.

    A month's own published table is there only from its second run on, and both runs give the same bytes.
    """
    found = dict(intake.staged)
    if "class_history" in found:
        engine = DuckDb()
        first = "select min(_month) from {}"
        begun = [engine.run(first.format(parquet_rows([i.parquet])))[0][0] for i in found["class_history"]]
        engine.connection.close()
        known = [i for i, since in zip(found["class_history"], begun, strict=True) if (since or "") < month]
        found["class_history"] = known
    return {name: items for name, items in found.items() if items}


def aside_up_to(intake: Intake, month: str) -> pd.DataFrame:
    """Return the rows and cells set aside, but those of exports a report of ``month`` may not know of."""
    known = {item.label for item in inputs_up_to(intake, month).get("class_history", [])}
    later = (intake.aside["table"] == "class_history") & ~intake.aside["file"].isin(known)
    return intake.aside[~later].reset_index(drop=True)


def site_cache(settings: Settings) -> Path:
    """Return the folder of a site's rebuilt-at-will files: one for each settings file."""
    own = hashlib.sha256(str(settings.file).encode()).hexdigest()[:8]
    return cache_folder() / f"{settings.site.id}-{own}"


def take_in(settings: Settings) -> Intake:
    """Return the tables the settings name, read, checked and counted.

    Nothing is raised for what the data hold: what forbids a report is in ``blocking``.
    """
    folder = site_cache(settings)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "intake.lock"):
            return _take_in(settings, folder)
    except WORK_FAULTS as error:
        raise work_fault(folder, error) from None


def read_exports(settings: Settings) -> dict[str, list[Staged]]:
    """Return the exports the settings name, read and checked row by row; nothing is held against another.

    The first part of :func:`take_in`, for those who want to fill the cache or to time it.
    """
    folder = site_cache(settings)
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "intake.lock"):
        return _staged(settings, folder, None)[0]


def work_fault(folder: Path, error: Exception) -> Exception:
    """Return what to say when the cache cannot be written or read, or memory does not suffice."""
    if isinstance(error, _OF_THE_CODE):
        return error
    reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
    if isinstance(error, duckdb.OutOfMemoryException):
        limit = memory(MEMORY_TOGETHER)  # of the two limits the one that helps, if it is set higher
        return WorkbookError(f"WCM_MEMORY={limit} is too little for these exports; set it higher ({reason})")
    if isinstance(error, duckdb.DataError):
        return WorkbookError(f"amounts do not add up: {reason}; look for an absurd amount")
    remedy = "free space or set WCM_CACHE"
    if not isinstance(error, OSError | duckdb.IOException):
        remedy = "a file there is damaged: delete that folder and run again"
    return WorkbookError(f"cannot use the cache {folder}: {reason}; {remedy}")


def _take_in(settings: Settings, folder: Path) -> Intake:
    there = tables.tables_there(settings)
    engine = tables.open_engine(settings) if there else None
    try:
        staged, blocking = _staged(settings, folder, engine)
        looked_at = partial(_checked, settings=settings, folder=folder)
        checked = side_by_side(looked_at, batches.batches(staged))
        if large := [name for name in there if name in COMPUTED_THERE]:
            customers = findings.customer_ids(checked)
            part = remote_batch.checked_there(engine, settings, large, customers, folder / "checked")
            checked.append(part)
            staged |= part.batch.tables
    finally:
        if engine:
            engine.close()
    staged = {name: staged[name] for name in CONTRACT if name in staged}
    kept = folder / f"intake-{_key([staging.code_fingerprint(), [p.kept.name for p in checked], blocking])}"
    if (found := noted(kept)) is None:
        shutil.rmtree(kept, ignore_errors=True)
        findings.gather(staged, checked, blocking, kept)
        found = noted(kept)
        _clear_away(folder, kept)
    frames = (pd.read_parquet(kept / f"{name}.parquet") for name in ("aside", "pointed_out", "ledger"))
    return Intake(settings, staged, tuple(checked), *frames, found["blocking"])


def _staged(settings: Settings, folder: Path, engine: OpenEngine | None) -> tuple[dict, list[str]]:
    """Return the exports staged, by table, and what could not be."""
    staged: dict[str, list[Staged]] = {}
    faults: dict[str, list[str]] = {}
    flat = _same_file(settings)
    for name, source in settings.tables.items():
        if source.on_engine and name in COMPUTED_THERE:
            continue
        fetch = partial(tables.fetch, engine, settings, name) if source.on_engine else None
        try:
            found = [remote_batch.source(engine, settings, name)] if fetch else find_sources(settings, name)
            target = folder / "tables" / name
            read = partial(
                _stage, settings=settings, table=CONTRACT[name], folder=target, flat=flat, fetch=fetch
            )
            for export, item in zip(found, side_by_side(read, found), strict=True):
                if isinstance(item, WorkbookError):
                    faults.setdefault(str(item).replace(export.label, ""), []).append(str(item))
                else:
                    staged.setdefault(name, []).append(item)
        except WorkbookError as error:
            faults[str(error)] = [str(error)]
    return staged, [said[0] + _as_well(len(said) - 1) for said in faults.values()]


def _stage(export: Source, **options: object) -> Staged | WorkbookError:
    """Return an export staged, or what forbids it: the other exports are looked at all the same."""
    try:
        return stage(export, **options)
    except WorkbookError as error:
        return error


def _as_well(files: int) -> str:
    return f" (and so in {files} more file{'s' if files > 1 else ''})" if files else ""


def _checked(batch: Batch, settings: Settings, folder: Path) -> Checked:
    """Return a batch checked, from the cache where nothing in it has changed."""
    flat = _same_file(settings) and "orders" in batch.tables
    policies = {name: settings.tables[name].duplicates for name in batch.tables}
    basis = [policies, flat, staging.code_fingerprint(), remote_batch.code_fingerprint()]
    kept = folder / "checked" / batch.key(basis)
    if (found := noted(kept)) is None:
        shutil.rmtree(kept, ignore_errors=True)
        check(batch, settings, kept, flat=flat)
        found = noted(kept)
    return Checked(batch, kept, found)


def _clear_away(folder: Path, kept: Path) -> None:
    """Remove what neither this check needs nor the one before it, which a run at work may still read."""
    ended = sorted(folder.glob("intake-*/found.json"), key=lambda note: note.stat().st_mtime_ns)
    keep = {kept, *(note.parent for note in ended[-2:])}
    told = [found for path in keep if (found := noted(path))]
    staged = {stem for found in told for stem in found["staged"]}
    checked = {name for found in told for name in found["checked"]}
    for path in (*folder.glob("intake-*"), *folder.glob("checked/*")):
        if path not in keep and path.name not in checked:
            shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob("tables/*/*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.suffix in (".json", ".note", ".parquet", ".part") and path.name.split(".")[0] not in staged:
            path.unlink(missing_ok=True)


def _same_file(settings: Settings) -> bool:
    orders, lines = settings.tables.get("orders"), settings.tables.get("order_lines")
    return bool(
        orders and lines and orders.path and (orders.paths, orders.sheet) == (lines.paths, lines.sheet)
    )


def _key(parts: list) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:24]
