"""The same intake where the rows are: on the engine that holds them, so that only small frames come back.

In the order of use: :func:`open_engine`, :func:`all_rows` (reads nothing), :func:`fingerprint` (one scan, by
which a run without changes ends here), :func:`examine`, :func:`relations`, :func:`fact_frames`, and
:func:`fetch` for the small tables, which come in as files do.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.check.reconciliation import LEDGER
from wcm_helpers.data.check.row_views import ASIDE
from wcm_helpers.data.check.warnings import FUTURE, POINTED_OUT
from wcm_helpers.data.facts import queries
from wcm_helpers.data.read.sources import Raw, stage_text
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.reasons import advice, meaning
from wcm_helpers.data.remote.cells import as_text, kind_of
from wcm_helpers.data.remote.findings import Findings
from wcm_helpers.data.remote.opening import OpenEngine, named, open_engine
from wcm_helpers.data.remote.reasons import Reasoned, lines_with_orders, reasoned, shared_numbers
from wcm_helpers.data.remote.rows import columns_of, label_of, read_rows
from wcm_helpers.data.settings import COMPUTED_THERE, Settings
from wcm_helpers.data.sql import parquet_rows
from wcm_helpers.data.tables.schema import CONTRACT

__all__ = [
    "Examined", "all_rows", "dated_after", "examine", "fact_frames", "fetch", "fingerprint", "open_engine",
    "relations", "tables_there",
]  # fmt: skip


@dataclass(frozen=True)
class Examined:
    """What the checks found on the engine, in frames as ``Intake`` has them.

    ``aside`` holds up to twenty rows for each table, column and reason, without a line (0), the key of the
    row behind the value; the ledger counts them all. Whether too much is set aside is told of all tables
    together, from their ledgers, and is not in ``blocking``.
    """

    staged: dict[str, list[Staged]]
    aside: pd.DataFrame
    pointed_out: pd.DataFrame
    ledger: pd.DataFrame
    blocking: list[str]


def tables_there(settings: Settings) -> list[str]:
    """Return the tables the settings name on the engine, in the order of the contract."""
    return [name for name in CONTRACT if name in settings.tables and settings.tables[name].on_engine]


def all_rows(engine: OpenEngine, settings: Settings, names: list[str]) -> dict[str, str]:
    """Return for each table the subquery of all its typed rows.

    Beside the columns of the contract it has ``_month``, ``_amount`` and ``_reject_reason``.

    Parameters
    ----------
    engine : OpenEngine
    settings : Settings
    names : list of str
        Of ``orders``, ``order_lines`` and ``billing``.

    Raises
    ------
    WorkbookError
        If a table or a needed column is not there, or has a type that cannot be read as it must be.
    """
    return {name: read_rows(engine, settings, name).sql for name in names}


def fingerprint(engine: OpenEngine, relations: dict[str, str]) -> str:
    """Return a fingerprint of what the tables hold and of how they are read: one scan of each.

    Parameters
    ----------
    engine : OpenEngine
    relations : dict of str
        Of :func:`all_rows`, whose cells are taken as the engine holds them, or of :func:`relations`.
    """
    told = [(name, fingerprint_of(engine, relation)) for name, relation in sorted(relations.items())]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def fingerprint_of(engine: OpenEngine, relation: str) -> str:
    """Return the fingerprint of one of the ``relations`` of :func:`fingerprint`."""
    columns = list(engine.frame(f"select * from {relation} f where 1 = 0").columns)
    columns = [name for name in columns if name.startswith("_raw_")] or columns
    text = engine.dialect.text  # what is not there is another sign than what is empty
    cells = ", chr(31), ".join(f"coalesce(cast({name} as {text}), chr(30))" for name in columns)
    content = engine.dialect.hashed(f"concat({cells}, '')")
    total = f"sum(cast({content} as DECIMAL(38, 0)))"
    found = engine.frame(
        f"select cast(count(*) as {text}) as n, cast({total} as {text}) as sum from {relation} f"
    )
    told = (relation, found["n"].iloc[0], str(found["sum"].iloc[0]))
    return hashlib.sha256(repr(told).encode()).hexdigest()


def relations(engine: OpenEngine, settings: Settings, names: list[str]) -> dict[str, str]:
    """Return for each table the subquery of its used rows, in brackets, for :mod:`queries`.

    Lines of an order that is not used are among them: no order counts them. Arguments and errors are those of
    :func:`all_rows`; beside that it looks whether any key repeats.
    """
    found = {}
    for name in names:
        used = ", ".join(queries.USED[name])
        told = reasoned(engine, read_rows(engine, settings, name))
        found[name] = f"(select {used} from {told.sql} u where _reason is null)"
    return found


def fact_frames(engine: OpenEngine, settings: Settings, relations: dict[str, str]) -> dict[str, pd.DataFrame]:
    """Return the facts, computed on the engine: ``billing`` and ``orders``, as far as they are there.

    The columns are those of :mod:`queries`, typed as DuckDB gives them.
    """
    found = {}
    if "billing" in relations:
        found["billing"] = engine.frame(queries.billing_sql(relations["billing"]))
    if "orders" in relations:
        level = f"({queries.order_level_sql(relations['orders'], relations.get('order_lines'))})"
        found["orders"] = engine.frame(queries.orders_sql(engine.dialect, level))
    return found


def examine(
    engine: OpenEngine,
    settings: Settings,
    names: list[str],
    customers: pd.DataFrame | None,
    prints: dict[str, str] | None = None,
) -> Examined:
    """Return what every rule of the contract finds in the tables, computed on the engine.

    Parameters
    ----------
    engine, settings, names
        As for :func:`all_rows`; what cannot be read at all is in ``blocking``, and nothing is raised for it.
    customers : pd.DataFrame, optional
        The used customers (``customer_id``), if there are any.
    prints : dict of str, optional
        What to note as the fingerprint of each table's contents.
    """
    blocking: list[str] = []
    told: dict[str, Reasoned] = {}
    for name in sorted(names, key=COMPUTED_THERE.index):
        try:
            told[name] = reasoned(engine, read_rows(engine, settings, name))
        except WorkbookError as error:
            blocking.append(str(error))
    if "orders" in told and "order_lines" in told:
        blocking += shared_numbers(engine, told["orders"], told["order_lines"])
        told["order_lines"] = lines_with_orders(engine, told["order_lines"], told["orders"])
    found = {name: Findings(engine, table) for name, table in told.items()}
    aside = _together([one.aside() for one in found.values()], ASIDE)
    return Examined(
        staged={name: [_staged(one, (prints or {}).get(name, ""))] for name, one in found.items()},
        aside=aside.astype({"line": "int64", "value": "str"}),
        pointed_out=_together([one.pointed_out(settings, customers) for one in found.values()], POINTED_OUT),
        ledger=_together([one.ledger() for one in found.values()], LEDGER).astype(
            {"rows": "int64", "amount": "int64"}
        ),
        blocking=blocking + [line for one in found.values() for line in _unlike(one, aside)],
    )


def _together(frames: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    there = [frame for frame in frames if len(frame)] or [pd.DataFrame(columns=columns)]
    return pd.concat(there, ignore_index=True)[columns]


def _staged(found: Findings, content: str) -> Staged:
    """Return what stands for an export on the pages that list them: there is no file to read."""
    recognised, count = found.rows.recognised, found.rows_read()
    return Staged(
        label=found.rows.label,
        fingerprint=content,
        parquet="",
        faults="",
        rows_read=count,
        rows=count,
        column_headers={name: recognised.headers[index] for name, index in recognised.positions.items()},
        headers=recognised.headers,
        remarks=list(recognised.remarks),
        columns=found.rows.names,
        first_row=0,
        text=None,
        stamps=[],
        number_range=None,
    )


def _unlike(found: Findings, aside: pd.DataFrame) -> list[str]:
    count = int(found.counts.loc[found.counts["reason"] == "conflict", "row_count"].sum())
    if not count:
        return []
    table = found.table.name
    first = aside[(aside["table"] == table) & (aside["reason"] == "conflict")].iloc[0]
    return [
        f"{first.file}: {first.column} {first.value}: {meaning('conflict')} "
        f"({count} such rows in {table}); {advice('conflict').partition(',')[0]}"
    ]


def dated_after(engine: OpenEngine, settings: Settings, names: list[str], day: date) -> pd.DataFrame:
    """Return the first used row of each table dated after a day, and how many: as ``Intake.pointed_out``."""
    rows: list[tuple] = []
    for name in names:
        if name in FUTURE:
            rows += _later(engine, reasoned(engine, read_rows(engine, settings, name)), day)
    return pd.DataFrame(rows, columns=POINTED_OUT)


def _later(engine: OpenEngine, told: Reasoned, day: date) -> list[tuple]:
    name, recognised = told.rows.table.name, told.rows.recognised
    there = [column for column in FUTURE[name] if column in recognised.positions]
    if not there:
        return []
    late = {column: f"cast({column} as DATE) > cast('{day}' as DATE)" for column in there}
    counted = [f"count(case when {sql} then 1 end) as n_{column}" for column, sql in late.items()]
    text = engine.dialect.text
    shown = [
        f"cast(min(case when {sql} then {column} end) as {text}) as v_{column}"
        for column, sql in late.items()
    ]
    found = engine.frame(f"select {', '.join(counted + shown)} from {told.used} f").iloc[0]
    return [
        (name, "future", int(found[f"n_{c}"]), told.rows.label, 0, recognised.header(c), found[f"v_{c}"])
        for c in there
        if found[f"n_{c}"]
    ]


def fetch(engine: OpenEngine, settings: Settings, name: str, work: Path) -> Raw:
    """Return a small table fetched as raw cells, to be staged as an export is; its copy is in ``work``.

    Raises
    ------
    WorkbookError
        If the table is not there.
    """
    label, columns = label_of(engine, settings, name), columns_of(engine, settings, name)
    cells = ", ".join(
        f"{as_text(engine.dialect, 't.' + engine.dialect.named(header), kind_of(kind))} as c{index}"
        for index, (header, kind) in enumerate(columns.items())
    )
    table = named(engine.dialect, settings.tables[name].table)
    listed = ", ".join(f"c{index}" for index in range(len(columns)))
    found = engine.frame(f"select {listed} from (select {cells} from {table} t) f order by {listed}")
    rows = [
        [cell if isinstance(cell, str) and cell else None for cell in row]
        for row in found.itertuples(index=False)
    ]
    copy = stage_text(list(columns), rows, work, label)
    return Raw(label, list(columns), parquet_rows([copy]), first_row=1, copy=copy)
