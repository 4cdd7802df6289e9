"""The rules applied, and every row counted: used, or set aside with its place, its value and the reason."""

import json
from pathlib import Path

import pandas as pd

from wcm_helpers.data import rules
from wcm_helpers.data.contract import CONTRACT
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.faults import FAULTS
from wcm_helpers.data.reasons import advice, meaning
from wcm_helpers.data.staging import Staged
from wcm_helpers.data.typed import TYPES, quoted
from wcm_helpers.formats import SCALE
from wcm_helpers.settings import Settings

#: Above this share of rows set aside, a table is not read as it was meant.
MOST_SET_ASIDE = 0.5

#: Set aside as they should be, or told of by a line of their own: no sign that a table is misread.
_EXPECTED = ("empty", "total", "header", "duplicate", "repeat", "superseded", "conflict", "order_aside",
             "no_end", "ends_early")  # fmt: skip

#: Tables that may come to nothing: nobody's class set by hand, no month published yet.
_MAY_BE_EMPTY = ("class_overrides", "class_history")

_ASIDE = ["table", *FAULTS]
_LEDGER = ["table", "month", "reason", "rows", "amount"]
_POINTED_OUT = ["table", "reason", "rows", "file", "line", "column", "value"]


def attach(engine: DuckDb, staged: dict[str, list[Staged]], kept: Path) -> None:
    """Create the views of all rows and of used rows of each table."""
    for name, items in staged.items():
        files = ", ".join(quoted(item.parquet) for item in items)
        there = {column for item in items for column in item.columns}
        absent = [
            f"cast(null as {TYPES[column.kind]}) as {column.name}, "
            for column in CONTRACT[name].columns
            if column.name not in there
        ]
        engine.run(
            f"create or replace temp view all_{name} as select * exclude (filename, file_row_number), "
            f"{''.join(absent)}list_position([{files}], filename) - 1 as file, file_row_number as row "
            f"from read_parquet([{files}], filename=true, file_row_number=true, union_by_name=true)"
        )
        excluded = kept / f"excluded_{name}.parquet"
        without = ""
        if excluded.exists():
            taken_out = f"read_parquet({quoted(str(excluded))})"
            without = f"and not exists (from {taken_out} x where x.file = a.file and x.row = a.row)"
        engine.run(
            f"create or replace temp view used_{name} as from all_{name} a where _aside is null {without}"
        )


def check(
    settings: Settings,
    staged: dict[str, list[Staged]],
    blocking: list[str],
    folder: Path,
    kept: Path,
    *,
    flat: bool,
) -> None:
    """Apply every rule between rows and tables, and leave what was found in the folder ``kept``."""
    kept.mkdir(parents=True, exist_ok=True)
    engine = DuckDb()
    aside = [item.fault_frame().assign(table=name) for name, items in staged.items() for item in items]
    attach(engine, staged, kept)
    blocking = list(blocking)
    for name, items in staged.items():
        key = rules.key_of(name, set.intersection(*(set(item.position) for item in items)))
        if key:
            last = settings.tables[name].duplicates == "last"
            query = rules.repeated_rows(name, key, keep_last=last, flat=flat and name == "orders")
            found = _exclude(engine, query, name, items, kept, ", ".join(key))
            aside.append(found[found["reason"] != "repeat"])
            attach(engine, staged, kept)
    if "orders" in staged and "order_lines" in staged:
        aside.append(
            _exclude(engine, rules.orphan_lines(), "order_lines", staged["order_lines"], kept, "order_id")
        )
        attach(engine, staged, kept)
        blocking += _shared_numbers(engine)
    aside = pd.concat([frame for frame in aside if len(frame)] or [pd.DataFrame(columns=_ASIDE)])[_ASIDE]
    aside = aside.assign(line=aside["line"].astype("int64"), value=aside["value"].astype(str))
    ledger = _ledger(engine, staged, aside, kept)
    blocking += _unlike_rows(aside) + _too_much_aside(ledger, aside)
    _pointed_out(engine, staged, settings).to_parquet(kept / "pointed_out.parquet", index=False)
    aside.to_parquet(kept / "aside.parquet", index=False)
    ledger.to_parquet(kept / "ledger.parquet", index=False)
    engine.connection.close()
    part = kept / "found.part"
    stems = [Path(item.parquet).stem for items in staged.values() for item in items]
    found = {"blocking": blocking, "sizes": sizes(kept), "staged": stems}
    part.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    part.replace(kept / "found.json")  # last: without it the check does not count


def sizes(kept: Path) -> dict[str, int]:
    """Return the files a check left and how long they are, by which a damaged one is noticed."""
    return {path.name: path.stat().st_size for path in sorted(kept.glob("*.parquet"))}


def _exclude(
    engine: DuckDb, query: str, name: str, items: list[Staged], kept: Path, column: str
) -> pd.DataFrame:
    """Add the rows a query finds to those a table does without, and return them as rows set aside."""
    found = engine.frame(f"select found.*, {_text_key(column)} as value from ({query}) found "
                         f"join all_{name} using (file, row) order by file, row")  # fmt: skip
    if found.empty:
        return pd.DataFrame(columns=_ASIDE)
    columns = ["file", "row", "reason"]
    all_found = pd.concat([excluded_rows(kept, name), found[columns]])
    all_found.to_parquet(kept / f"excluded_{name}.parquet", index=False)
    parts = []
    for file, rows in found.groupby("file"):
        item = items[int(file)]
        place = item.places(rows["row"].tolist())
        headers = ", ".join(item.position.get(part, part) for part in column.split(", "))
        parts.append(
            rows.assign(table=name, file=item.label, line=rows["row"].map(place), column=headers, scope="row")
        )
    return pd.concat(parts)[_ASIDE]


def _text_key(columns: str) -> str:
    return "concat_ws(' ', " + columns + ")"


def _shared_numbers(engine: DuckDb) -> list[str]:
    found = engine.run(
        "select order_id, count(*) over () from used_orders "
        "where order_id in (select order_id from used_order_lines) group by order_id "
        "having count(*) > 1 order by order_id limit 1"
    )
    return [
        f"orders: order_id {order} stands for orders of more than one site or direction ({count} such "
        f"numbers), so their lines cannot be told apart; make the numbers unlike, such as with a prefix"
        for order, count in found
    ]


def _unlike_rows(aside: pd.DataFrame) -> list[str]:
    found = aside[aside["reason"] == "conflict"]
    return [
        f"{first.file}: line {first.line}: {first.column} {first.value}: {meaning('conflict')} "
        f"({len(rows)} such rows in {table}); {advice('conflict')}"
        for table, rows in found.groupby("table")
        for first in [rows.iloc[0]]
    ]


def _too_much_aside(ledger: pd.DataFrame, aside: pd.DataFrame) -> list[str]:
    found = []
    for table, rows in ledger.groupby("table", sort=False):
        read, used = int(rows["rows"].sum()), int(rows.loc[rows["reason"] == "", "rows"].sum())
        own = aside[(aside["table"] == table) & (aside["scope"] == "row") & ~aside["reason"].isin(_EXPECTED)]
        expected = int(rows.loc[rows["reason"].isin(_EXPECTED), "rows"].sum())
        if used == 0 and own.empty and table in _MAY_BE_EMPTY:
            continue
        if read == 0:
            found.append(f"{table}: the export holds no rows")
        elif used == 0 and own.empty:
            found.append(f"{table}: none of the {read:,} rows read can be used; see the rows set aside")
        elif used < (1 - MOST_SET_ASIDE) * (read - expected) and not own.empty:
            reason = own["reason"].value_counts().index[0]
            first = own[own["reason"] == reason].iloc[0]
            found.append(
                f"{first.file}: line {first.line}: {first.column} {first.value[:60]!r}: {meaning(reason)}; "
                f"{read - used:,} of {read:,} rows cannot be used; {_remedy(reason, used, first.column)}"
            )
    return found


def _remedy(reason: str, used: int, header: str) -> str:
    said = advice(reason) or "check the export"
    return (
        said if used else f"{said}; if that is not the column meant, say which is in columns (read: {header})"
    )


def excluded_rows(kept: Path, name: str) -> pd.DataFrame:
    """Return the rows of a table that a rule between rows or tables set aside: ``file, row, reason``."""
    path = kept / f"excluded_{name}.parquet"
    if path.exists():
        return pd.read_parquet(path)
    return pd.DataFrame({"file": [], "row": [], "reason": []}).astype(
        {"file": "int64", "row": "int64", "reason": "str"}
    )


def _ledger(engine: DuckDb, staged: dict[str, list[Staged]], aside: pd.DataFrame, kept: Path) -> pd.DataFrame:
    parts = []
    for name in staged:
        month, joined = "a._month", ""
        if name == "order_lines" and "orders" in staged:
            month = "o.month"
            joined = (
                "left join (select order_id, min(_month) as month from used_orders group by 1) o "
                "using (order_id)"
            )
        excluded = excluded_rows(kept, name)
        own_amount = "case when coalesce(a._aside, '') not in ('total', 'header') then a._amount end"
        engine.connection.register("excluded_now", excluded)
        parts.append(
            engine.frame(
                f"select '{name}' as \"table\", coalesce({month}, '') as month, "
                f"coalesce(x.reason, split_part(a._aside, ':', 1), '') as reason, count(*) as rows, "
                f"(coalesce(sum({own_amount}), 0) * {SCALE})::BIGINT as amount from all_{name} a {joined} "
                f"left join excluded_now x on x.file = a.file and x.row = a.row group by all order by all"
            )
        )
        broken = aside[(aside["table"] == name) & aside["reason"].isin(["ragged", "quote"])]
        counts = broken["reason"].value_counts().sort_index()
        parts.append(
            pd.DataFrame(
                {"table": name, "month": "", "reason": counts.index, "rows": counts.to_numpy(), "amount": 0}
            )
        )
        if not sum(item.rows_read for item in staged[name]):
            parts.append(pd.DataFrame([[name, "", "", 0, 0]], columns=_LEDGER))
    frame = pd.concat(parts) if parts else pd.DataFrame(columns=_LEDGER)
    return frame.astype({"rows": "int64", "amount": "int64"})[_LEDGER].reset_index(drop=True)


def _pointed_out(engine: DuckDb, staged: dict[str, list[Staged]], settings: Settings) -> pd.DataFrame:
    if "customers" in staged:
        rules.create_twin_names(engine)
    rows = []
    for name, reason, column, condition in rules.WARNINGS:
        needs_customers = "used_customers" in condition or "twin_names" in condition
        if name not in staged or (needs_customers and "customers" not in staged):
            continue
        rows += first_of(engine, name, staged[name], reason, column, condition)
    if "costs" in staged:
        alone = rules.costs_alone(staged)
        rows += first_of(engine, "costs", staged["costs"], "cost_alone", "customer_id", alone)
    return pd.DataFrame(rows + _assumed_out(engine, staged, settings), columns=_POINTED_OUT)


def _assumed_out(engine: DuckDb, staged: dict[str, list[Staged]], settings: Settings) -> list[tuple]:
    """Point out that no column tells orders out from returns and receipts, so that all count as out."""
    items = [item for item in staged.get("orders", []) if "direction" not in item.position]
    if not items or "direction" in settings.tables["orders"].constants:
        return []
    files = ", ".join(str(staged["orders"].index(item)) for item in items)
    count = engine.run(f"select count(*) from used_orders where file in ({files})")[0][0]
    return [("orders", "assumed_out", count, items[0].label, 0, "direction", "out")] if count else []


def first_of(
    engine: DuckDb, table: str, items: list[Staged], reason: str, column: str, condition: str
) -> list[tuple]:
    """Return the first used row a condition holds for, and of how many; nothing where there is none."""
    count, place, value = engine.run(
        f"select count(*), min((file, row)), arg_min({column}::VARCHAR, (file, row)) "
        f"from used_{table} where {condition}"
    )[0]
    if not count:
        return []
    item, row = items[_first(place, 0)], _first(place, 1)
    line = item.places([row])[row]
    return [(table, reason, count, item.label, line, item.position.get(column, column), value or "")]


def _first(pair: object, index: int) -> int:
    return int(list(pair.values())[index] if isinstance(pair, dict) else pair[index])
