"""The intake of tables on an engine: rows stay there, and only small frames come back.

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
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.messages import sentences, to_json
from wcm_helpers.data import aggregation
from wcm_helpers.data.check.faults import Fault
from wcm_helpers.data.check.reconciliation import RECONCILIATION
from wcm_helpers.data.check.row_views import REJECTS
from wcm_helpers.data.check.warnings import MONTHLY_WARNINGS, WARNINGS
from wcm_helpers.data.read.raw import Raw, stage_text
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.remote import messages
from wcm_helpers.data.remote.cells import as_text, kind_of
from wcm_helpers.data.remote.findings import Findings
from wcm_helpers.data.remote.opening import OpenEngine, named, open_engine
from wcm_helpers.data.remote.reasons import Reasoned, lines_with_orders, reasoned, shared_numbers
from wcm_helpers.data.remote.rows import columns_of, label_of, read_rows
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.sql import parquet_rows
from wcm_helpers.data.tables import COMPUTED_ON_ENGINE, TABLES

__all__ = [
    "Examined", "all_rows", "dated_after", "examine", "fact_frames", "fetch", "fingerprint", "open_engine",
    "relations", "tables_there",
]  # fmt: skip


@dataclass(frozen=True)
class Examined:
    """The results of the checks on the engine, in frames as ``Intake`` has them.

    ``rejects`` has up to twenty rows for each table, column and reason, without a line (0), with the key of
    the row behind the value; ``reconciliation`` counts them all. Whether too many rows are rejected is
    decided for all tables together, and is not in ``faults``.
    """

    staged: dict[str, list[Staged]]
    rejects: pd.DataFrame
    warnings: pd.DataFrame
    reconciliation: pd.DataFrame
    faults: list[Fault]


def tables_there(settings: Settings) -> list[str]:
    """Return the tables the settings name on the engine, in the order of the contract."""
    return [name for name in TABLES if name in settings.tables and settings.tables[name].on_engine]


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
    """Return a fingerprint of the contents of the tables and of how they are read: one scan of each.

    Parameters
    ----------
    engine : OpenEngine
    relations : dict of str
        Of :func:`all_rows`, whose cells are compared as the engine has them, or of :func:`relations`.
    """
    prints = [(name, fingerprint_of(engine, relation)) for name, relation in sorted(relations.items())]
    return hashlib.sha256(repr(prints).encode()).hexdigest()


def fingerprint_of(engine: OpenEngine, relation: str) -> str:
    """Return the fingerprint of one of the ``relations`` of :func:`fingerprint`."""
    columns = list(engine.frame(f"select * from {relation} f where 1 = 0").columns)
    columns = [name for name in columns if name.startswith("_raw_")] or columns
    text = engine.dialect.text  # NULL and an empty text get different signs
    cells = ", chr(31), ".join(f"coalesce(cast({name} as {text}), chr(30))" for name in columns)
    content = engine.dialect.hashed(f"concat({cells}, '')")
    total = f"sum(cast({content} as DECIMAL(38, 0)))"
    sums = engine.frame(
        f"select cast(count(*) as {text}) as n, cast({total} as {text}) as sum from {relation} f"
    )
    content = (relation, sums["n"].iloc[0], str(sums["sum"].iloc[0]))
    return hashlib.sha256(repr(content).encode()).hexdigest()


def relations(engine: OpenEngine, settings: Settings, names: list[str]) -> dict[str, str]:
    """Return for each table the subquery of its used rows, in brackets, for :mod:`queries`.

    Lines of an order that is not used are among them: no order counts them. Arguments and errors are those of
    :func:`all_rows`; beside that it looks whether any key repeats.
    """
    relations = {}
    for name in names:
        used = ", ".join(TABLES[name].fact_columns)
        table = reasoned(engine, read_rows(engine, settings, name))
        relations[name] = f"(select {used} from {table.sql} u where _reason is null)"
    return relations


def fact_frames(engine: OpenEngine, relations: dict[str, str]) -> dict[str, pd.DataFrame]:
    """Return the facts of the relations, by kind, computed on the engine.

    The columns are those of :mod:`queries`, typed as DuckDB gives them.
    """
    frames = {}
    for name, relation in relations.items():
        kind = TABLES[name].feeds
        if kind in aggregation.FACTS:
            frames[kind] = engine.frame(aggregation.FACTS[kind](relation))
        elif kind:
            lines = next((relations[child] for child in relations if TABLES[child].parent == name), None)
            level = aggregation.order_level_sql(relation, lines)
            frames[kind] = engine.frame(aggregation.orders_sql(engine.dialect, f"({level})"))
    return frames


def examine(
    engine: OpenEngine,
    settings: Settings,
    names: list[str],
    customers: pd.DataFrame | None,
    prints: dict[str, str] | None = None,
) -> Examined:
    """Return the results of every rule of the tables, computed on the engine.

    Parameters
    ----------
    engine, settings, names
        As for :func:`all_rows`; what cannot be read at all is in ``faults``, and nothing is raised for it.
    customers : pd.DataFrame, optional
        The used customers (``customer_id``), if there are any.
    prints : dict of str, optional
        The fingerprint of the contents of each table.
    """
    faults: list[Fault] = []
    tables: dict[str, Reasoned] = {}
    for name in sorted(names, key=COMPUTED_ON_ENGINE.index):
        try:
            tables[name] = reasoned(engine, read_rows(engine, settings, name))
        except WorkbookError as error:
            faults.append(Fault((name,), error.text))
    for name in tables:
        if (parent := TABLES[name].parent) in tables:
            faults += shared_numbers(engine, tables[parent], tables[name])
            tables[name] = lines_with_orders(engine, tables[name], tables[parent])
    findings = {name: Findings(engine, table) for name, table in tables.items()}
    rejects = _together([results.rejects() for results in findings.values()], REJECTS)
    warnings = _together(
        [results.warnings_found(settings, customers) for results in findings.values()], MONTHLY_WARNINGS
    )
    account = _together([results.reconciliation() for results in findings.values()], RECONCILIATION)
    return Examined(
        staged={name: [_staged(results, (prints or {}).get(name, ""))] for name, results in findings.items()},
        rejects=rejects.astype({"line": "int64", "value": "str"}),
        warnings=warnings,
        reconciliation=account.astype({"rows": "int64", "amount": "int64"}),
        faults=faults + [fault for results in findings.values() for fault in _conflicts(results, rejects)],
    )


def _together(frames: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    there = [frame for frame in frames if len(frame)] or [pd.DataFrame(columns=columns)]
    return pd.concat(there, ignore_index=True)[columns]


def _staged(findings: Findings, content: str) -> Staged:
    """Return the entry of the table on pages that list exports: there is no file to read."""
    recognised, count = findings.rows.recognised, findings.rows_read()
    return Staged(
        label=findings.rows.label,
        fingerprint=content,
        parquet="",
        faults="",
        rows_read=count,
        rows=count,
        column_headers={name: recognised.headers[index] for name, index in recognised.positions.items()},
        headers=recognised.headers,
        remarks=[to_json(remark) for remark in recognised.remarks],
        columns=findings.rows.names,
        first_row=0,
        text=None,
        stamps=[],
        number_range=None,
    )


def _conflicts(findings: Findings, rejects: pd.DataFrame) -> list[Fault]:
    """Return the fault of unequal rows with one key, if there are any."""
    counts = findings.counts
    count = int(counts.loc[counts["reason"] == "conflict", "row_count"].sum())
    if not count:
        return []
    table = findings.table.name
    first = rejects[(rejects["table"] == table) & (rejects["reason"] == "conflict")].iloc[0]
    refusal = messages.conflicting_rows(first.file, table, first.column, first.value, count)
    difference = findings.first_difference()
    return [Fault((table,), sentences(refusal, messages.unlike_cells(*difference) if difference else ""))]


def dated_after(engine: OpenEngine, settings: Settings, names: list[str], day: date) -> pd.DataFrame:
    """Return the first used row of each table dated after a day, and how many: as ``Intake.warnings``."""
    rows: list[tuple] = []
    for name in names:
        if TABLES[name].past_dates:
            rows += _later(engine, reasoned(engine, read_rows(engine, settings, name)), day)
    return pd.DataFrame(rows, columns=WARNINGS)


def _later(engine: OpenEngine, table: Reasoned, day: date) -> list[tuple]:
    name, recognised = table.rows.table.name, table.rows.recognised
    columns = [column for column in TABLES[name].past_dates if column in recognised.positions]
    if not columns:
        return []
    late = {column: f"cast({column} as DATE) > cast('{day}' as DATE)" for column in columns}
    counts = [
        f"count(case when {sql} then 1 end) as n_{column}, "
        f"cast(coalesce(sum(case when {sql} then _amount end), 0) * {SCALE} as BIGINT) as a_{column}"
        for column, sql in late.items()
    ]
    text = engine.dialect.text
    values = [
        f"cast(min(case when {sql} then {column} end) as {text}) as v_{column}"
        for column, sql in late.items()
    ]
    row = engine.frame(f"select {', '.join(counts + values)} from {table.used} f").iloc[0]
    return [
        (
            name,
            "future",
            int(row[f"n_{c}"]),
            int(row[f"a_{c}"]),
            table.rows.label,
            0,
            recognised.header(c),
            row[f"v_{c}"],
        )
        for c in columns
        if row[f"n_{c}"]
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
    texts = engine.frame(f"select {listed} from (select {cells} from {table} t) f order by {listed}")
    rows = [
        [cell if isinstance(cell, str) and cell else None for cell in row]
        for row in texts.itertuples(index=False)
    ]
    copy = stage_text(list(columns), rows, work, label)
    return Raw(label, list(columns), parquet_rows([copy]), first_row=1, copy=copy)
