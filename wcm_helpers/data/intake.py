"""Intake: exports in, typed tables out, and a ledger in which every row read is used or set aside.

What was read is kept in the cache under the fingerprints of the exports, so the next run only reads what
has changed. Two runs at once wait for each other; a killed one leaves nothing that counts.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from filelock import FileLock

from wcm_helpers.data import checks, rules, staging
from wcm_helpers.data.checks import attach
from wcm_helpers.data.contract import CONTRACT
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.sources import find_sources
from wcm_helpers.data.staging import Staged, stage
from wcm_helpers.errors import WorkbookError
from wcm_helpers.paths import cache_folder
from wcm_helpers.settings import Settings


@dataclass(frozen=True)
class Intake:
    """What came in: the tables, what was set aside or pointed out, and what forbids a report.

    ``aside`` has a row for every row or cell set aside; ``pointed_out`` one for every rule some rows
    break, with the first of them; ``ledger`` counts rows and amounts (ten-thousandths) by table, month
    and reason, where the reason of a used row is empty and the month of one without a date is too.
    """

    settings: Settings
    folder: Path
    staged: dict[str, list[Staged]]
    aside: pd.DataFrame
    pointed_out: pd.DataFrame
    ledger: pd.DataFrame
    blocking: list[str]

    def attach(self, engine: DuckDb) -> None:
        """Give an engine the views ``used_orders`` and so on, one for each table that came in."""
        attach(engine, self.staged, self.folder)

    def require(self) -> None:
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
    except OSError as error:
        raise WorkbookError(
            f"cannot write to the cache {folder}: {error.strerror or error}; free space or set WCM_CACHE"
        ) from None


def _take_in(settings: Settings, folder: Path) -> Intake:
    staged: dict[str, list[Staged]] = {}
    blocking: list[str] = []
    flat = _same_file(settings)
    for name in CONTRACT:
        if name not in settings.tables:
            continue
        try:
            for source in find_sources(settings, name):
                try:
                    found = stage(source, settings, CONTRACT[name], folder / "tables" / name, flat=flat)
                    staged.setdefault(name, []).append(found)
                except WorkbookError as error:
                    blocking.append(str(error))
        except WorkbookError as error:
            blocking.append(str(error))
    key = _key(settings, staged, blocking)
    kept = folder / f"intake-{key}"
    if not (kept / "blocking.json").exists():
        checks.check(settings, staged, blocking, folder, kept, flat=flat)
    return Intake(
        settings,
        kept,
        staged,
        pd.read_parquet(kept / "aside.parquet"),
        pd.read_parquet(kept / "pointed_out.parquet"),
        pd.read_parquet(kept / "ledger.parquet"),
        json.loads((kept / "blocking.json").read_text(encoding="utf-8")),
    )


def _same_file(settings: Settings) -> bool:
    orders, lines = settings.tables.get("orders"), settings.tables.get("order_lines")
    return bool(
        orders and lines and orders.path and (orders.paths, orders.sheet) == (lines.paths, lines.sheet)
    )


def _key(settings: Settings, staged: dict[str, list[Staged]], blocking: list[str]) -> str:
    policies = {name: source.duplicates for name, source in settings.tables.items()}
    parts = {name: [item.parquet for item in items] for name, items in staged.items()}
    code = b"".join(Path(module.__file__).read_bytes() for module in (checks, rules))
    text = json.dumps([parts, policies, blocking, staging.code_fingerprint()], sort_keys=True)
    return hashlib.sha256(text.encode() + code).hexdigest()[:24]
