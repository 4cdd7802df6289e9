"""The tables of an engine as one more batch: checked and aggregated there, cached here like any other."""

import hashlib
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pandas as pd

from wcm_helpers.data.cache import code_fingerprint, read_manifest, write_manifest
from wcm_helpers.data.check.batches import Batch
from wcm_helpers.data.check.checks import Checked
from wcm_helpers.data.check.faults import as_lists
from wcm_helpers.data.check.reconciliation import RECONCILIATION
from wcm_helpers.data.check.warnings import BATCH_WARNINGS
from wcm_helpers.data.read.raw import Source
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.remote import tables
from wcm_helpers.data.remote.opening import OpenEngine
from wcm_helpers.data.remote.rows import label_of
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.tables import TABLES


def source(engine: OpenEngine, settings: Settings, name: str) -> Source:
    """Return a small table of the engine as an export."""
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
        Of the tables that are computed on an engine.
    customers : set of str, optional
        The customers of the master data.
    folder : Path
        The folder of checked batches.

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
    target = folder / hashlib.sha256(text.encode()).hexdigest()[:24]
    if (manifest := read_manifest(target)) is None:
        _check(engine, settings, names, customers, prints, target)
        manifest = read_manifest(target)
    staged = {name: [Staged(**item) for item in items] for name, items in manifest["tables"].items()}
    return Checked(Batch(staged), target, manifest)


def _check(
    engine: OpenEngine,
    settings: Settings,
    names: list[str],
    customers: set[str] | None,
    prints: dict[str, str],
    folder: Path,
) -> None:
    """Write the results of the checks and the facts to a folder, as :func:`checks.check` does."""
    folder.mkdir(parents=True, exist_ok=True)
    frame = None if customers is None else pd.DataFrame({"customer_id": sorted(customers)}, dtype="str")
    results = tables.examine(engine, settings, names, frame, prints)
    facts, latest = {}, {}
    if not results.faults:
        used = tables.relations(engine, settings, names)
        facts = tables.fact_frames(engine, used)
        for kind, frame in facts.items():
            rows = frame.sort_values(list(frame.columns), ignore_index=True)
            rows.to_parquet(folder / f"facts_{kind}.parquet", index=False)
        latest = _latest(engine, used)
    if len(results.rejects):
        results.rejects.to_parquet(folder / "rejects.parquet", index=False)
    write_manifest(
        folder,
        faults=as_lists(results.faults),
        latest=latest,
        months={kind: sorted(set(frame["month"])) for kind, frame in facts.items()},
        warnings=_as_rows(results.warnings.assign(row=0)[BATCH_WARNINGS]),
        reconciliation=_as_rows(results.reconciliation[RECONCILIATION]),
        tables={name: [asdict(item) for item in items] for name, items in results.staged.items()},
    )


def _as_rows(frame: pd.DataFrame) -> list[list]:
    return frame.astype(object).to_numpy().tolist()


def _latest(engine: OpenEngine, used: dict[str, str]) -> dict[str, str]:
    """Return the latest of each date that cannot be in the future, as text, by ``table.column``."""
    latest = {}
    for name, relation in used.items():
        dates = [column for column in TABLES[name].past_dates if column in TABLES[name].fact_columns]
        if dates:
            text = engine.dialect.text
            values = ", ".join(f"cast(max({column}) as {text}) as {column}" for column in dates)
            row = engine.frame(f"select {values} from {relation} f").iloc[0]
            latest |= {f"{name}.{c}": row[c] if isinstance(row[c], str) else "" for c in dates}
    return latest


def dated_after(settings: Settings, names: list[str], day: date) -> pd.DataFrame:
    """Return the rows dated after a day in tables of the engine, with the columns of a batch's warnings."""
    engine = tables.open_engine(settings)
    try:
        later = tables.dated_after(engine, settings, names, day)
        return later.assign(month="", row=0)[BATCH_WARNINGS]
    finally:
        engine.close()
