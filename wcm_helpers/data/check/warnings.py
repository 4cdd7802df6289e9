"""What is pointed out in used rows: rules they break without harm, and dates that lie ahead."""

from wcm_helpers.data.check import rules
from wcm_helpers.data.check.reconciliation import ROWS
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.settings import Settings

POINTED_OUT = ["table", "reason", "rows", "file", "line", "column", "value"]
#: What is pointed out in a batch, with the row the first of them is in its file.
FOUND = [*POINTED_OUT, "row"]

#: The dates that cannot lie ahead.
FUTURE = {
    "orders": ("created_at", "shipped_at", "signed_at", "cancelled_at"),
    "billing": ("doc_date",),
    "costs": ("month",),
}


def pointed_out(
    engine: DuckDb, tables: dict[str, list[Staged]], settings: Settings
) -> tuple[list[tuple], dict[str, str]]:
    """Return the used rows that break a rule without harm, and the latest of the dates that lie behind us."""
    if "customers" in tables:
        rules.create_twin_names(engine)
    rows, latest = [], {}
    for name, items in tables.items():
        own = [rule[1:] for rule in rules.WARNINGS if rule[0] == name and not knows_customers(rule)]
        dates = [column for column in FUTURE.get(name, ()) if any(column in i.column_headers for i in items)]
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
    without = [index for index, item in enumerate(items) if "direction" not in item.column_headers]
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
    line = item.line_numbers([row])[row]
    return [
        (table, reason, count, item.label, line, item.column_headers.get(column, column), value or "", row)
    ]
