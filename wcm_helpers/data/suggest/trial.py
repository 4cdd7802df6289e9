"""Read a table under changed settings, and say how well it went: the proof of a suggestion."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text
from wcm_helpers.core.paths import cache_folder
from wcm_helpers.data.cache import make_private
from wcm_helpers.data.check.findings import EXPECTED
from wcm_helpers.data.intake import flat_tables
from wcm_helpers.data.read.headers import missing_columns, recognise
from wcm_helpers.data.read.sources import find_sources
from wcm_helpers.data.read.staging import Staged, headers_of, stage
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
    """

    fault: Text
    rows: int
    bad: pd.DataFrame
    staged: tuple[Staged, ...]

    @property
    def clean(self) -> bool:
        """Whether every row and cell can be read."""
        return not self.fault and self.bad.empty

    def better_than(self, other: "Outcome") -> bool:
        """Return whether more can be read than before, and no row less."""
        if self.fault or other.fault:
            return bool(other.fault) and not self.fault
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
            staged.append(stage(source, settings, TABLES[name], folder / name, flat=flat))
    except WorkbookError as error:
        fault = error.text
    parts = [item.read_faults() for item in staged]
    bad = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["reason"])
    return Outcome(
        fault, sum(item.rows_read for item in staged), bad[~bad["reason"].isin(EXPECTED)], tuple(staged)
    )


def missing_and_free(settings: Settings, name: str, folder: Path) -> tuple[list[str], list[str]]:
    """Return the needed columns of a table that its first export lacks, and its headers that are not read.

    Both are empty where the export cannot be opened, or its headers are refused for another reason.
    """
    table, source = TABLES[name], settings.tables[name]
    try:
        export = find_sources(settings, table)[0]
        headers = headers_of(export, settings, table, folder / "headers")
        flat = name in flat_tables(settings)
        known = recognise(headers, table, source, export.label, flat=flat, site=settings.site_rules)
    except (WorkbookError, IndexError):
        return [], []
    present = {*known.positions, *source.constants, *(c.name for c in table.columns if c.default)}
    missing = [column.name for column in table.columns if column.needed and column.name not in present]
    for ways, _words in table.one_of:
        if not any(way <= present for way in ways):
            missing += sorted(ways[0] - present)
    if not missing and missing_columns(known, table, source):
        return [], []
    free = [header for index, header in enumerate(headers) if index not in known.positions.values()]
    return missing, [header for header in free if header.strip()]
