"""The rules applied to one batch, and its facts: every row is used, or rejected with its place and reason."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from wcm_helpers.core.addresses import reason_of
from wcm_helpers.core.messages import message
from wcm_helpers.data import aggregation
from wcm_helpers.data.cache import write_manifest
from wcm_helpers.data.check import row_views
from wcm_helpers.data.check.absurd_amounts import largest_amount
from wcm_helpers.data.check.batches import Batch
from wcm_helpers.data.check.faults import Fault, as_lists, from_lists
from wcm_helpers.data.check.order_lines import count_orders
from wcm_helpers.data.check.reconciliation import reconcile, write_customer_months
from wcm_helpers.data.check.repeats import keys_may_repeat, reject_repeats
from wcm_helpers.data.check.row_views import BATCH_REJECTS, with_months
from wcm_helpers.data.check.totals import reject_totals, words_of_totals
from wcm_helpers.data.check.warnings import warn
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.sql import quoted
from wcm_helpers.data.tables import TABLES


@dataclass(frozen=True)
class Checked:
    """One batch, checked: the folder its frames are written to, and the manifest of that folder."""

    batch: Batch
    folder: Path
    manifest: dict

    @property
    def faults(self) -> list[Fault]:
        """What forbids reports that read its tables."""
        return from_lists(self.manifest["faults"])

    def file(self, name: str) -> Path | None:
        """Return the file of one of its frames, if that has any rows."""
        path = self.folder / f"{name}.parquet"
        return path if path.name in self.manifest["digests"] else None


def check(batch: Batch, settings: Settings, folder: Path, *, flat: set[str]) -> None:
    """Apply every rule within a batch, aggregate its facts, and write the results to ``folder``.

    Parameters
    ----------
    batch : Batch
    settings : Settings
    folder : Path
        Gets ``rejects``, ``customer_months`` and ``facts_<kind>`` as Parquet, and a manifest.
    flat : set of str
        Tables whose files also give the rows that belong to theirs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    engine, tables = DuckDb(), batch.tables
    row_views.create(engine, tables, folder)
    rejects = [item.read_faults().assign(table=name) for name, items in tables.items() for item in items]
    heads = [name for name in tables if not TABLES[name].parent]  # the aggregation shows whether lines repeat
    repeating = {name for name in heads if keys_may_repeat(engine, tables, name)}
    for name in heads:
        if name in repeating:
            rejects += reject_repeats(engine, settings, tables, name, folder, flat=name in flat)
    beside = {name: words for name in tables if (words := words_of_totals(engine, name))}
    for name, words in beside.items():
        rejects.append(reject_totals(engine, tables, name, folder, words).assign(table=name))
    kind, months, faults = "", {}, []
    try:
        kind, rejected, faults = _aggregate(engine, settings, batch, folder, repeating)
        rejects += rejected
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
        largest = largest_amount(engine, tables, tables)
        text = message(
            "The amounts of a customer and month do not add up ({reason}). Look for an absurd amount.",
            reason=reason_of(error),
        )
        faults = [Fault(tuple(tables), largest[1] if largest else text)]
    if kind:
        engine.run(f"copy facts to {quoted(str(folder / f'facts_{kind}.parquet'))}")
        months[kind] = [month for (month,) in engine.run("select distinct month from facts order by month")]
    if any(len(frame) for frame in rejects):
        together = pd.concat([frame for frame in rejects if len(frame)])[BATCH_REJECTS]
        rejects = [
            together.assign(line=together["line"].astype("int64"), value=together["value"].astype(str))
        ]
        with_months(engine, tables, rejects[0]).to_parquet(folder / "rejects.parquet", index=False)
    write_customer_months(engine, tables, folder)
    warnings, latest = warn(engine, tables, settings, repeating, set(beside))
    account = reconcile(engine, tables, rejects, folder, counted=kind == "orders")
    engine.connection.close()
    results = {"warnings": warnings, "reconciliation": account}
    write_manifest(folder, faults=as_lists(faults), latest=latest, months=months, **results)


def _aggregate(
    engine: DuckDb, settings: Settings, batch: Batch, folder: Path, repeating: set[str]
) -> tuple[str, list[pd.DataFrame], list[Fault]]:
    """Create the table ``facts`` of the batch; return its kind, the rows rejected on the way, and faults."""
    kind = next((TABLES[name].feeds for name in batch.tables if TABLES[name].feeds), "")
    if kind == "orders" or any(TABLES[name].parent for name in batch.tables):
        return kind, *count_orders(engine, settings, batch, folder, repeating)
    if kind:
        name = next(name for name in batch.tables if TABLES[name].feeds)
        sql = aggregation.FACTS[kind](f"used_{name}")
        engine.run(f"create or replace temp table facts as from ({sql}) order by all")
    return kind, [], []
