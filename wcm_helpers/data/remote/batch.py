"""The tables an engine holds, as one batch more: checked and counted there, kept here like every other."""

import hashlib
import json
from dataclasses import asdict
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from wcm_helpers.data.cache import note, noted
from wcm_helpers.data.check import batches, checks, findings, reconciliation, row_views, rules, warnings
from wcm_helpers.data.check.batches import Batch
from wcm_helpers.data.check.checks import Checked
from wcm_helpers.data.check.reconciliation import LEDGER
from wcm_helpers.data.check.warnings import FOUND, FUTURE
from wcm_helpers.data.facts import queries
from wcm_helpers.data.read.sources import Source
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.remote import cells, opening, reasons, rows, tables
from wcm_helpers.data.remote import findings as found_there
from wcm_helpers.data.remote.opening import OpenEngine
from wcm_helpers.data.remote.rows import label_of
from wcm_helpers.data.settings import Settings

_CODE = (batches, checks, queries, findings, reconciliation, warnings, rules, row_views,
         cells, found_there, opening, reasons, rows, tables)  # fmt: skip


@cache
def code_fingerprint() -> str:
    """Return the fingerprint of the code that checks and counts, here and on an engine."""
    own = (Path(__file__), *(Path(module.__file__) for module in _CODE))
    return hashlib.sha256(b"".join(path.read_bytes() for path in own)).hexdigest()


def source(engine: OpenEngine, settings: Settings, name: str) -> Source:
    """Return a small table of the engine as an export that is fetched."""
    return Source(label_of(engine, settings, name), None, "engine")


def checked_there(
    engine: OpenEngine, settings: Settings, names: list[str], customers: set[str] | None, folder: Path
) -> Checked:
    """Return the large tables of an engine checked and counted there, from the cache if nothing changed.

    Parameters
    ----------
    engine : OpenEngine
    settings : Settings
    names : list of str
        Of orders, order_lines and billing.
    customers : set of str, optional
        The customers that are known.
    folder : Path
        Where batches are kept.

    Raises
    ------
    WorkbookError
        If a table is not there or cannot be read as it must be.
    """
    there = tables.all_rows(engine, settings, names)
    prints = {name: tables.fingerprint_of(engine, relation) for name, relation in there.items()}
    basis = [
        prints,
        settings.engine,
        settings.model_dump(include={"site", "tables"}),
        settings.billing_month,
        code_fingerprint(),
    ]
    text = json.dumps([*basis, sorted(customers or [])], sort_keys=True)
    kept = folder / hashlib.sha256(text.encode()).hexdigest()[:24]
    if (known := noted(kept)) is None:
        _check(engine, settings, names, customers, prints, kept)
        known = noted(kept)
    staged = {name: [Staged(**item) for item in items] for name, items in known["tables"].items()}
    return Checked(Batch(staged), kept, known)


def _check(
    engine: OpenEngine,
    settings: Settings,
    names: list[str],
    customers: set[str] | None,
    prints: dict[str, str],
    kept: Path,
) -> None:
    kept.mkdir(parents=True, exist_ok=True)
    known = None if customers is None else pd.DataFrame({"customer_id": sorted(customers)}, dtype="str")
    found = tables.examine(engine, settings, names, known, prints)
    facts, latest = {}, {}
    if not found.blocking:
        used = tables.relations(engine, settings, names)
        facts = tables.fact_frames(engine, settings, used)
        for name, frame in facts.items():
            kinds = list(frame.columns)
            frame.sort_values(kinds, ignore_index=True).to_parquet(
                kept / f"facts_{name}.parquet", index=False
            )
        latest = _latest(engine, used)
    if len(found.aside):
        found.aside.to_parquet(kept / "aside.parquet", index=False)
    account = found.ledger[LEDGER].astype(object).to_numpy().tolist()
    rules_broken = found.pointed_out.assign(row=0)[FOUND].astype(object).to_numpy().tolist()
    months = {name: sorted(set(frame["month"])) for name, frame in facts.items()}
    staged = {name: [asdict(item) for item in items] for name, items in found.staged.items()}
    told = {"pointed_out": rules_broken, "ledger": account, "tables": staged}
    note(kept, blocking=found.blocking, latest=latest, months=months, **told)


def _latest(engine: OpenEngine, used: dict[str, str]) -> dict[str, str]:
    """Return the last of each of the dates that cannot lie ahead."""
    latest = {}
    for name, relation in used.items():
        dates = [column for column in FUTURE.get(name, ()) if column in queries.USED[name]]
        if dates:
            text = engine.dialect.text
            told = ", ".join(f"cast(max({column}) as {text}) as {column}" for column in dates)
            found = engine.frame(f"select {told} from {relation} f").iloc[0]
            latest |= {f"{name}.{c}": found[c] if isinstance(found[c], str) else "" for c in dates}
    return latest


def dated_after(settings: Settings, names: list[str], day: date) -> pd.DataFrame:
    """Return what lies after a day in tables of the engine, as the checks point it out."""
    engine = tables.open_engine(settings)
    try:
        return tables.dated_after(engine, settings, names, day).assign(row=0)[FOUND]
    finally:
        engine.close()
