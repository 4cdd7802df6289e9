"""Read a table under changed settings, and say how well it went: the proof of a suggestion."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text
from wcm_helpers.core.paths import cache_folder
from wcm_helpers.data.cache import make_private
from wcm_helpers.data.check.findings import EXPECTED
from wcm_helpers.data.exports import flat_tables
from wcm_helpers.data.read.headers import recognise
from wcm_helpers.data.read.sources import find_sources
from wcm_helpers.data.read.staging import Staged, headers_of, stage_sheets
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.tables import TABLES


@dataclass(frozen=True)
class Outcome:
    """How the exports of a table were read under some settings.

    Attributes
    ----------
    fault : Text
        Why an export cannot be read at all; empty where all can.
    rows : int
        Rows read.
    bad : pd.DataFrame
        Rejected rows and cells that were to be used, as ``Staged.read_faults``.
    staged : tuple of Staged
    missing : int
        Needed columns that the first export lacks, where it has a fault.
    """

    fault: Text
    rows: int
    bad: pd.DataFrame
    staged: tuple[Staged, ...]
    missing: int = 0

    @property
    def clean(self) -> bool:
        """Whether every row and cell can be read."""
        return not self.fault and self.bad.empty

    def better_than(self, other: "Outcome") -> bool:
        """Return whether more can be read than before, and no row less."""
        if self.fault or other.fault:
            return bool(other.fault) and (not self.fault or self.missing < other.missing)
        return len(self.bad) < len(other.bad) and self.rows >= other.rows


@contextmanager
def trial_folder() -> Iterator[Path]:
    """Yield a folder in the cache for the files of trials; it is removed afterwards."""
    make_private(cache_folder())
    with tempfile.TemporaryDirectory(dir=cache_folder(), prefix="trial-") as folder:
        yield Path(folder)


def changed(settings: Settings, table: str, change: dict[str, object]) -> Settings:
    """Return settings with some options of a table changed; options that are tables themselves are added to.

    Parameters
    ----------
    settings : Settings
    table : str
        Its name; empty for ``[site]``.
    change : dict
        Option and value.
    """
    if not table:
        return settings.model_copy(update={"site": settings.site.model_copy(update=change)})
    source = settings.tables[table]
    merged = {
        name: {**getattr(source, name), **value} if isinstance(value, dict) else value
        for name, value in change.items()
    }
    tables = {**settings.tables, table: source.model_copy(update=merged)}
    return settings.model_copy(update={"tables": tables})


def read_table(settings: Settings, name: str, folder: Path) -> Outcome:
    """Return how the exports of a table are read; files of the trial are left in ``folder``."""
    staged, fault = [], ""
    try:
        for source in find_sources(settings, TABLES[name]):
            flat = name in flat_tables(settings)
            parts = stage_sheets(source, settings, TABLES[name], folder / name, flat=flat)
            staged += [item for _part, item in parts]
    except WorkbookError as error:
        fault = error.text
    faults = [item.read_faults() for item in staged]
    bad = pd.concat(faults, ignore_index=True) if faults else pd.DataFrame(columns=["reason"])
    headers = missing_and_free(settings, name, folder) if fault else Headers([], [])
    missing = len(TABLES[name].columns) if headers is None else len(headers.missing)
    rows = sum(item.rows_read for item in staged)
    return Outcome(fault, rows, bad[~bad["reason"].isin(EXPECTED)], tuple(staged), missing)


@dataclass(frozen=True)
class Headers:
    """The needed columns of a table that an export lacks, and its headers that are not read.

    ``options`` are the settings that make the line of the headers known: empty where it is recognised.
    """

    missing: list[str]
    free: list[str]
    options: dict[str, object] = field(default_factory=dict)


def missing_and_free(settings: Settings, name: str, folder: Path) -> Headers | None:
    """Return what the first export of a table lacks; ``None`` where it cannot be opened.

    Nothing is missing where its headers are refused for another reason.
    """
    table, source = TABLES[name], settings.tables[name]
    flat, options = name in flat_tables(settings), {}
    try:
        export = find_sources(settings, table)[0]
        try:
            headers = headers_of(export, settings, table, folder / "headers")
        except WorkbookError:
            options = {"header_row": source.header_row or 1}
            by_letter = changed(settings, name, {**options, "columns": {table.names[0]: "col:A"}})
            headers = headers_of(export, by_letter, table, folder / "headers")
    except (WorkbookError, IndexError):
        return None
    try:
        known = recognise(headers, table, source, export.label, flat=flat, site=settings.site_rules)
    except WorkbookError:
        return Headers([], [])
    present = {*known.positions, *source.constants, *(c.name for c in table.columns if c.default)}
    missing = [column.name for column in table.columns if column.needed and column.name not in present]
    for ways, _words in table.one_of:
        if not any(way <= present for way in ways):
            missing += sorted(ways[0] - present)
    free = [header for index, header in enumerate(headers) if index not in known.positions.values()]
    return Headers(missing, [header for header in free if header.strip()], options)
