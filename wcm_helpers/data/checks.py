"""The rules applied to one batch, and its facts: every row used, or set aside with its place and the reason.

Lines meet their orders once, in the statement that counts the facts; what it tells of lines beside them says
whether any line repeats another or belongs to no order, and only then is it looked for.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from wcm_helpers.data import fact_queries, files_kept, rules
from wcm_helpers.data.batches import Batch
from wcm_helpers.data.contract import CONTRACT
from wcm_helpers.data.engines import DUCKDB, DuckDb
from wcm_helpers.data.faults import FAULTS
from wcm_helpers.data.files_kept import digests
from wcm_helpers.data.staging import Staged
from wcm_helpers.data.typed import TYPES, quoted
from wcm_helpers.formats import SCALE
from wcm_helpers.settings import Settings

ASIDE = ["table", *FAULTS]
LEDGER = ["table", "month", "reason", "rows", "amount"]
POINTED_OUT = ["table", "reason", "rows", "file", "line", "column", "value"]
#: What is pointed out in a batch, with the row the first of them is in its file.
FOUND = [*POINTED_OUT, "row"]
#: The customers of a table, month by month, and the first row of each.
SEEN = ["table", "customer_id", "month", "rows", "first"]

#: The dates that cannot lie ahead.
FUTURE = {
    "orders": ("created_at", "shipped_at", "signed_at", "cancelled_at"),
    "billing": ("doc_date",),
    "costs": ("month",),
}

#: The first row of several files is told as file × this + row.
ROWS = 1 << 40

#: A bit for the number of each line of an order: fewer bits than lines, and some number may stand twice.
_SEEN_LINES = (
    "bit_or(cast(1 as BIGINT) << cast("
    "coalesce(try_cast(line_no as UTINYINT), hash(line_no) % 62) % 62 as INTEGER)) as seen"
)

#: Of lines that lie apart from all orders, none belongs to one.
_ALL_ORPHANS = "select file, row, 'orphan' as reason from all_order_lines where _aside is null"


@dataclass(frozen=True)
class Checked:
    """One batch, checked: where what was found is kept, and what is noted of it."""

    batch: Batch
    kept: Path
    noted: dict

    def file(self, name: str) -> Path | None:
        """Return the file of one of the frames that were kept, if it has any rows."""
        path = self.kept / f"{name}.parquet"
        return path if path.name in self.noted["digests"] else None


def attach(engine: DuckDb, tables: dict[str, list[Staged]], kept: Path) -> None:
    """Create the views of all rows and of used rows of each table."""
    for name, items in tables.items():
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


def check(batch: Batch, settings: Settings, kept: Path, *, flat: bool) -> None:
    """Apply every rule within a batch, count its facts, and leave all that was found in ``kept``."""
    kept.mkdir(parents=True, exist_ok=True)
    engine, tables = DuckDb(), batch.tables
    attach(engine, tables, kept)
    aside = [item.fault_frame().assign(table=name) for name, items in tables.items() for item in items]
    again = "orders" in tables and _any_again(engine, "orders", ("order_id",))
    for name in tables:
        if name != "order_lines" and (name != "orders" or again):
            aside += _repeats(engine, settings, tables, name, kept, flat=flat)
    blocking = _shared_numbers(engine) if again and "order_lines" in tables else []
    counted = ""
    try:
        found, counted = _facts(engine, settings, batch, kept, lines_apart=not blocking)
        aside += found
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
        reason = str(error).splitlines()[0]
        blocking.append(f"amounts of a customer and month do not add up: {reason}; look for an absurd amount")
    months = {}
    if counted:
        engine.run(f"copy facts to {quoted(str(kept / f'facts_{counted}.parquet'))}")
        months[counted] = [
            month for (month,) in engine.run("select distinct month from facts order by month")
        ]
    if any(len(frame) for frame in aside):
        aside = [pd.concat([frame for frame in aside if len(frame)])[ASIDE]]
        aside[0] = aside[0].assign(line=aside[0]["line"].astype("int64"), value=aside[0]["value"].astype(str))
        aside[0].to_parquet(kept / "aside.parquet", index=False)
    _see(engine, tables, kept)
    pointed_out, latest = _pointed_out(engine, tables, settings)
    ledger = _ledger(engine, tables, aside, kept, counted="orders" in months)
    engine.connection.close()
    note(kept, blocking=blocking, latest=latest, months=months, pointed_out=pointed_out, ledger=ledger)


def note(kept: Path, **found: object) -> None:
    """Write what says that a check ended, and by which it and its files are known again."""
    told = {**found, "digests": digests(kept)}
    part = kept / "found.part"
    text = json.dumps({**told, "seal": _seal(told)}, ensure_ascii=False)
    part.write_text(text, encoding="utf-8")
    part.replace(kept / "found.json")  # last: without it the check does not count


def noted(kept: Path) -> dict | None:
    """Return what :func:`note` wrote, if neither it nor a file beside it has changed since."""
    try:
        found = files_kept.noted(kept)
        return found if found.pop("seal") == _seal(found) else None
    except (AttributeError, KeyError, TypeError):  # nothing there, or nothing that was written here
        return None


def _seal(found: dict) -> str:
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


def _repeats(
    engine: DuckDb,
    settings: Settings,
    tables: dict,
    name: str,
    kept: Path,
    *,
    flat: bool = False,
    among: str = "",
) -> list[pd.DataFrame]:
    """Take out the rows that repeat the key of another, and return them as rows set aside."""
    items = tables[name]
    key = rules.key_of(name, set.intersection(*(set(item.position) for item in items)))
    if not key or not (among or _any_again(engine, name, key)):
        return []
    last = settings.tables[name].duplicates == "last"
    query = rules.repeated_rows(name, key, keep_last=last, flat=flat and name == "orders", among=among)
    found = _exclude(engine, query, name, items, kept, ", ".join(key))
    attach(engine, tables, kept)
    return [found[found["reason"] != "repeat"]]


def _any_again(engine: DuckDb, name: str, key: tuple[str, ...]) -> bool:
    """Return whether a key may stand twice; where no two are hashed alike, none does."""
    counted = f"count(*), count(distinct hash({', '.join(key)}))"
    rows, unlike = engine.run(f"select {counted} from all_{name} where _aside is null")[0]
    return rows != unlike


def _facts(
    engine: DuckDb, settings: Settings, batch: Batch, kept: Path, *, lines_apart: bool
) -> tuple[list[pd.DataFrame], str]:
    """Make the table ``facts`` of the batch; return the lines set aside on the way, and its kind."""
    tables = batch.tables
    if "orders" in tables:
        _count_orders(engine, tables)
        aside = _odd_lines(engine, settings, tables, kept) if lines_apart and "order_lines" in tables else []
        if any(len(found) for found in aside):
            _count_orders(engine, tables)
        return aside, "orders"
    if batch.orders_apart:
        return [_without_orders(engine, tables, kept, _ALL_ORPHANS)], ""
    if "order_lines" in tables:
        return _repeats(engine, settings, tables, "order_lines", kept), ""
    for name, sql in (("billing", fact_queries.billing_sql), ("costs", fact_queries.costs_sql)):
        if name in tables:
            _count(engine, sql(f"used_{name}"))
            return [], name
    return [], ""


def _count(engine: DuckDb, sql: str) -> None:
    engine.run(f"create or replace temp table facts as from ({sql}) order by all")


def _count_orders(engine: DuckDb, tables: dict) -> None:
    lines = tables.get("order_lines")
    keyed = lines and rules.key_of("order_lines", set.intersection(*(set(item.position) for item in lines)))
    level = fact_queries.order_level_sql(
        "used_orders", "used_order_lines" if lines else None, _SEEN_LINES if keyed else ""
    )
    marked = "bit_count(seen) < line_count" if keyed else "false"
    _count(engine, fact_queries.orders_sql(DUCKDB, f"({level})", more=marked))


def _odd_lines(engine: DuckDb, settings: Settings, tables: dict, kept: Path) -> list[pd.DataFrame]:
    """Take out the lines that repeat another or belong to no order, where the facts say there are any."""
    aside = []
    marked, counted = engine.run("select sum(marked), sum(lines) from facts")[0]
    if marked:
        level = fact_queries.order_level_sql("used_orders", "used_order_lines", _SEEN_LINES)
        among = f"order_id in (select order_id from ({level}) where bit_count(seen) < line_count)"
        aside += _repeats(engine, settings, tables, "order_lines", kept, among=among)
    if engine.run("select count(*) from used_order_lines")[0][0] != (counted or 0):
        aside.append(_without_orders(engine, tables, kept, rules.orphan_lines()))
    return aside


def _without_orders(engine: DuckDb, tables: dict, kept: Path, query: str) -> pd.DataFrame:
    found = _exclude(engine, query, "order_lines", tables["order_lines"], kept, "order_id")
    attach(engine, tables, kept)
    return found


def _exclude(
    engine: DuckDb, query: str, name: str, items: list[Staged], kept: Path, column: str
) -> pd.DataFrame:
    """Add the rows a query finds to those a table does without, and return them as rows set aside."""
    found = engine.frame(f"select found.*, {_text_key(column)} as value from ({query}) found "
                         f"join all_{name} using (file, row) order by file, row")  # fmt: skip
    if found.empty:
        return pd.DataFrame(columns=ASIDE)
    columns = ["file", "row", "reason"]
    all_found = pd.concat([excluded_rows(kept, name), found[columns]]).drop_duplicates(["file", "row"])
    all_found.to_parquet(kept / f"excluded_{name}.parquet", index=False)
    parts = []
    for file, rows in found.groupby("file"):
        item = items[int(file)]
        place = item.places(rows["row"].tolist())
        headers = ", ".join(item.position.get(part, part) for part in column.split(", "))
        parts.append(
            rows.assign(table=name, file=item.label, line=rows["row"].map(place), column=headers, scope="row")
        )
    return pd.concat(parts)[ASIDE]


def _text_key(columns: str) -> str:
    return "concat_ws(' ', " + columns + ")"


def excluded_rows(kept: Path, name: str) -> pd.DataFrame:
    """Return the rows of a table that a rule between rows or tables set aside: ``file, row, reason``."""
    path = kept / f"excluded_{name}.parquet"
    if path.exists():
        return pd.read_parquet(path)
    return pd.DataFrame({"file": [], "row": [], "reason": []}).astype(
        {"file": "int64", "row": "int64", "reason": "str"}
    )


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


def _see(engine: DuckDb, tables: dict[str, list[Staged]], kept: Path) -> None:
    """Keep who is in the used rows of each table that has customers, and in which months, as ``seen``."""
    parts = [
        f"select '{name}' as \"table\", customer_id, coalesce(_month, '') as month, count(*) as rows, "
        f"(coalesce(sum(_amount), 0) * {SCALE})::HUGEINT as amount, min(file * {ROWS} + row) as first "
        f"from used_{name} group by all"
        for name in tables
        if name not in ("customers", "order_lines")
    ]
    if parts:
        engine.run(f"create or replace temp table seen as from ({' union all '.join(parts)}) order by all")
        engine.run(f"copy (from seen select * exclude amount) to {quoted(str(kept / 'seen.parquet'))}")


def _ledger(
    engine: DuckDb, tables: dict[str, list[Staged]], aside: list[pd.DataFrame], kept: Path, *, counted: bool
) -> list:
    """Return the rows and amounts by table, month and reason: their sums may be of any size."""
    found = []
    for name, items in tables.items():
        if name == "order_lines" and counted:
            sql = (
                "select month, sum(lines)::BIGINT, sum(line_amount) from facts group by month "
                "having sum(lines) > 0 order by month"
            )
        elif name in ("customers", "order_lines"):
            amount = f"(coalesce(sum(_amount), 0) * {SCALE})::HUGEINT"
            sql = f"select '', count(*), {amount} from used_{name} having count(*) > 0"
        else:
            sql = (
                f"select month, sum(rows)::BIGINT, sum(amount) from seen where \"table\" = '{name}' "
                f"group by month order by month"
            )
        used = engine.run(sql)
        found += [(name, month, "", rows, amount) for month, rows, amount in used]
        if sum(item.rows for item in items) != sum(rows for _month, rows, _amount in used):
            found += _not_used(engine, name, kept, orders="orders" in tables)
        for frame in aside:
            broken = frame[(frame["table"] == name) & frame["reason"].isin(["ragged", "quote", "too_long"])]
            counts = broken["reason"].value_counts().sort_index()
            found += [(name, "", reason, int(rows), 0) for reason, rows in counts.items()]
    return found


def _not_used(engine: DuckDb, name: str, kept: Path, *, orders: bool) -> list[tuple]:
    """Return the rows of a table that are not used, by month and reason."""
    month, joined = "a._month", ""
    if name == "order_lines" and orders:
        month = "o.month"
        joined = (
            "left join (select order_id, min(_month) as month from used_orders group by 1) o using (order_id)"
        )
    engine.connection.register("excluded_now", excluded_rows(kept, name))
    own_amount = "case when coalesce(a._aside, '') not in ('total', 'header') then a._amount end"
    return engine.run(
        f"select '{name}', coalesce({month}, '') as month, "
        f"coalesce(x.reason, split_part(a._aside, ':', 1)) as reason, count(*) as rows, "
        f"(coalesce(sum({own_amount}), 0) * {SCALE})::HUGEINT as amount from all_{name} a "
        f"left join excluded_now x on x.file = a.file and x.row = a.row {joined} "
        f"where a._aside is not null or x.reason is not null group by all order by all"
    )


def _pointed_out(
    engine: DuckDb, tables: dict[str, list[Staged]], settings: Settings
) -> tuple[list[tuple], dict[str, str]]:
    """Return the used rows that break a rule without harm, and the latest of the dates that lie behind us."""
    if "customers" in tables:
        rules.create_twin_names(engine)
    rows, latest = [], {}
    for name, items in tables.items():
        own = [rule[1:] for rule in rules.WARNINGS if rule[0] == name and not knows_customers(rule)]
        dates = [column for column in FUTURE.get(name, ()) if any(column in i.position for i in items)]
        counted = [f"count(case when {condition} then 1 end)" for _reason, _column, condition in own]
        counted += [f"max({column})::VARCHAR" for column in dates]
        if counted:
            found = engine.run(f"select {', '.join(counted)} from used_{name}")[0]
            latest |= {
                f"{name}.{date}": day or "" for date, day in zip(dates, found[len(own) :], strict=True)
            }
            for rule, count in zip(own, found, strict=False):
                rows += first_of(engine, name, items, *rule) if count else []
    return rows + _assumed_out(engine, tables, settings), latest


def knows_customers(rule: tuple[str, str, str, str]) -> bool:
    """Return whether a rule holds a table other than the customers against the customers."""
    return rule[0] != "customers" and "used_customers" in rule[3]


def _assumed_out(engine: DuckDb, tables: dict[str, list[Staged]], settings: Settings) -> list[tuple]:
    """Point out that no column tells orders out from returns and receipts, so that all count as out."""
    items = tables.get("orders", [])
    without = [index for index, item in enumerate(items) if "direction" not in item.position]
    if not without or "direction" in settings.tables["orders"].constants:
        return []
    files = ", ".join(map(str, without))
    count = engine.run(f"select count(*) from used_orders where file in ({files})")[0][0]
    first = items[without[0]].label
    return [("orders", "assumed_out", count, first, 0, "direction", "out", 0)] if count else []


def first_of(
    engine: DuckDb, table: str, items: list[Staged], reason: str, column: str, condition: str
) -> list[tuple]:
    """Return the first used row a condition holds for, and of how many; nothing where there is none."""
    count, first, value = engine.run(
        f"select count(*), min(file * {ROWS} + row), arg_min({column}::VARCHAR, file * {ROWS} + row) "
        f"from used_{table} where {condition}"
    )[0]
    if not count:
        return []
    item, row = items[first // ROWS], first % ROWS
    line = item.places([row])[row]
    return [(table, reason, count, item.label, line, item.position.get(column, column), value or "", row)]
