"""The exports of a site: each found, read and staged row by row, without rules between rows."""

import os
from functools import partial
from pathlib import Path

from filelock import FileLock

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, nmessage, sentences
from wcm_helpers.data.cache import make_private
from wcm_helpers.data.check.faults import Fault, one_each
from wcm_helpers.data.check.same_files import same_files
from wcm_helpers.data.engines import side_by_side
from wcm_helpers.data.read.raw import Source
from wcm_helpers.data.read.sources import find_sources
from wcm_helpers.data.read.staging import Staged, stage_sheets
from wcm_helpers.data.remote import batch as remote_batch
from wcm_helpers.data.remote import tables
from wcm_helpers.data.remote.opening import OpenEngine
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.site_cache import site_cache
from wcm_helpers.data.table_source import TableSource
from wcm_helpers.data.tables import COMPUTED_ON_ENGINE, TABLES


def read_exports(settings: Settings) -> dict[str, list[Staged]]:
    """Return the exports the settings name, read and checked row by row, without rules between rows.

    The first part of :func:`take_in`, to fill the cache or to time it.
    """
    folder = site_cache(settings)
    make_private(folder)
    with FileLock(folder / "intake.lock"):
        return stage_exports(settings, folder, None)[0]


def stage_exports(
    settings: Settings, folder: Path, engine: OpenEngine | None
) -> tuple[dict[str, list[Staged]], list[Fault]]:
    """Return the staged exports of the settings, by table, and the faults of the others.

    Parameters
    ----------
    settings : Settings
    folder : Path
        The cache of the site, which nobody else is writing to.
    engine : OpenEngine or None
        The engine of the tables that are there; None where there are none.
    """
    staged: dict[str, list[Staged]] = {}
    faults: list[Fault] = []
    shared = shared_exports(settings)
    for name, source in settings.tables.items():
        if source.on_engine and name in COMPUTED_ON_ENGINE:
            continue
        fetch = partial(tables.fetch, engine, settings, name) if source.on_engine else None
        try:
            if fetch:
                exports = [remote_batch.source(engine, settings, name)]
            else:
                exports = find_sources(settings, TABLES[name])
        except WorkbookError as error:
            faults.append(Fault((name,), error.text))
            continue
        options = {
            "table": TABLES[name],
            "folder": folder / "tables" / name,
            "shared": shared.get(name, set()),
        }
        read = partial(_stage, settings=settings, fetch=fetch, **options)
        results = list(zip(exports, side_by_side(read, exports), strict=True))
        if items := [pair for _export, result in results if isinstance(result, list) for pair in result]:
            staged[name] = [item for _source, item in items]
            faults += same_files(name, items)
        errors = [(export, result) for export, result in results if isinstance(result, WorkbookError)]
        faults += _faults_of_files(name, errors)
    return staged, one_each(faults)


def _faults_of_files(table: str, errors: list[tuple[Source, WorkbookError]]) -> list[Fault]:
    """Return the first error of each kind, with how many more files have it."""
    kinds: dict[str, list[Text]] = {}
    for export, error in errors:
        kinds.setdefault(str(error).replace(export.label, ""), []).append(error.text)
    return [Fault((table,), sentences(texts[0], _as_well(len(texts) - 1))) for texts in kinds.values()]


def _stage(
    export: Source, shared: set[tuple[str, ...]], **options: object
) -> list[tuple[Source, Staged]] | WorkbookError:
    """Return an export staged, by sheet, or its error: the other exports are staged all the same."""
    flat = export.options is not None and not shared.isdisjoint(_exports(export.options))
    try:
        return stage_sheets(export, flat=flat, **options)
    except WorkbookError as error:
        return error


def _as_well(files: int) -> Text:
    if not files:
        return ""
    return nmessage("It is the same in {n} more file.", "It is the same in {n} more files.", files)


def flat_tables(settings: Settings) -> set[str]:
    """Return the tables whose exports also give the rows that belong to theirs, such as orders with lines."""
    return set(shared_exports(settings))


def shared_exports(settings: Settings) -> dict[str, set[tuple[str, ...]]]:
    """Return by table the exports that also give the rows that belong to its own, as orders and lines."""
    exports = {
        name: {export for source in first.sources for export in _exports(source)}
        for name, first in settings.tables.items()
    }
    shared: dict[str, set[tuple[str, ...]]] = {}
    for name in exports:
        parent = TABLES[name].parent
        if both := exports[name] & exports.get(parent, set()):
            shared[parent] = shared.get(parent, set()) | both
    return shared


def _exports(source: TableSource) -> list[tuple[str, ...]]:
    """Return what names the exports of a source: each path and the sheet, or the database and its table."""
    if source.url:
        return [(source.url, source.table)]
    return [("", os.path.normpath(path), source.sheet) for path in source.paths if path]
