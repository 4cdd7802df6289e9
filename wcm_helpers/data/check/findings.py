"""What the checks of all batches found, put together, and the rules that need all of it."""

from pathlib import Path

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.cache import note
from wcm_helpers.data.check import rules
from wcm_helpers.data.check.batches import Batch
from wcm_helpers.data.check.checks import Checked
from wcm_helpers.data.check.reconciliation import LEDGER, ROWS
from wcm_helpers.data.check.row_views import ASIDE, attach
from wcm_helpers.data.check.warnings import FOUND, POINTED_OUT, knows_customers
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.reasons import advice, meaning
from wcm_helpers.data.sql import listed, parquet_rows

#: Above this share of rows set aside, a table is not read as it was meant.
MOST_SET_ASIDE = 0.5

#: Amounts in ten-thousandths are counted in 64 bits.
MOST = (1 << 63) - 1

#: Set aside as they should be, or told of by a line of their own: no sign that a table is misread.
_EXPECTED = ("empty", "total", "header", "duplicate", "repeat", "superseded", "conflict", "order_aside",
             "no_end", "ends_early")  # fmt: skip

#: Tables that may come to nothing: nobody's class set by hand, no month published yet.
_MAY_BE_EMPTY = ("class_overrides", "class_history")


def gather(
    staged: dict[str, list[Staged]],
    checked: list[Checked],
    blocking: list[str],
    kept: Path,
) -> None:
    """Put together what the batches hold, and leave it in the folder ``kept``."""
    kept.mkdir(parents=True, exist_ok=True)
    files = [file for part in checked if (file := part.file("aside"))]
    aside = _all([pd.read_parquet(file) for file in files], ASIDE, staged)
    ledger = _all([_frame(part, "ledger", LEDGER) for part in checked], LEDGER, staged)
    ledger["amount"] = ledger["amount"].astype(object)  # sums of any size, till they are seen to be small
    ledger = ledger.groupby(["table", "month", "reason"], sort=False, as_index=False).sum()
    empty = [[name, "", "", 0, 0] for name in staged if name not in set(ledger["table"])]
    ledger = pd.concat([ledger, pd.DataFrame(empty, columns=LEDGER)], ignore_index=True) if empty else ledger
    absurd = _absurd_amounts(ledger)
    ledger = ledger.assign(amount=0) if absurd else ledger
    ledger = ledger.astype({"rows": "int64", "amount": "int64"})
    found = [(part.batch, _frame(part, "pointed_out", FOUND)) for part in checked]
    found += _against_customers(checked)
    blocking = [*blocking, *(line for part in checked for line in part.noted["blocking"])]
    blocking = list(dict.fromkeys(blocking)) + absurd + _unlike_rows(aside) + _too_much_aside(ledger, aside)
    together(found, staged).to_parquet(kept / "pointed_out.parquet", index=False)
    aside.to_parquet(kept / "aside.parquet", index=False)
    ledger.to_parquet(kept / "ledger.parquet", index=False)
    stems = [Path(item.parquet).stem for items in staged.values() for item in items]
    note(kept, blocking=blocking, staged=stems, checked=[part.kept.name for part in checked])


def _frame(part: Checked, name: str, columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(part.noted[name], columns=columns)


def _all(frames: list[pd.DataFrame], columns: list[str], staged: dict) -> pd.DataFrame:
    """Return the frames of all batches as one, table by table in the order they came in."""
    there = [frame for frame in frames if len(frame)] or [pd.DataFrame(columns=columns)]
    whole = pd.concat(there, ignore_index=True)[columns]
    order = {table: index for index, table in enumerate(staged)}
    return whole.sort_values("table", key=lambda names: names.map(order), kind="stable", ignore_index=True)


def together(found: list[tuple[Batch, pd.DataFrame]], staged: dict[str, list[Staged]]) -> pd.DataFrame:
    """Return what was pointed out in several batches as one row a rule: how many rows, and the first of all.

    Parameters
    ----------
    found : list
        Batches and what was pointed out in each, as :data:`FOUND`.
    staged : dict
        All files, by table, in their order.
    """
    place = {(name, item.label): index for name, items in staged.items() for index, item in enumerate(items)}
    parts = [frame for _batch, frame in found if len(frame)]
    if not parts:
        return pd.DataFrame(columns=POINTED_OUT)
    whole = pd.concat(parts, ignore_index=True)
    files = [place[at] for at in zip(whole["table"], whole["file"], strict=True)]
    whole = whole.assign(at=files).sort_values(["at", "row"], kind="stable")
    alike = whole.groupby(["table", "reason", "column"], sort=False, dropna=False)
    first = alike.head(1).assign(rows=alike["rows"].transform("sum").astype("int64"))
    order = {table: index for index, table in enumerate(staged)}
    known = {(rule[0], rule[1]): index for index, rule in enumerate(rules.WARNINGS)}
    rank = [known.get(at, len(known)) for at in zip(first["table"], first["reason"], strict=True)]
    first = first.assign(rank=rank, table_at=first["table"].map(order))
    return first.sort_values(["rank", "table_at"], kind="stable", ignore_index=True)[POINTED_OUT]


def _against_customers(checked: list[Checked]) -> list[tuple[Batch, pd.DataFrame]]:
    """Return who is in a table and not among the customers, and what was spent on nobody active."""
    customers = customer_ids(checked)
    engine, found = DuckDb(), []
    if customers is not None:
        engine.connection.register("known", pd.DataFrame({"customer_id": sorted(customers)}, dtype="str"))
        for table, reason, *_rule in filter(knows_customers, rules.WARNINGS):
            found += _first_seen(engine, checked, table, reason, "customer_id not in (from known)")
    active = [
        file for part in checked for name in ("orders", "billing") if (file := part.file(f"facts_{name}"))
    ]
    if active:
        there = f"select customer_id, month from {parquet_rows(active)}"
        found += _first_seen(engine, checked, "costs", "cost_alone", f"(customer_id, month) not in ({there})")
    engine.connection.close()
    return found


def _first_seen(
    engine: DuckDb, checked: list[Checked], table: str, reason: str, condition: str
) -> list[tuple[Batch, pd.DataFrame]]:
    """Return for each batch how many rows of a table a condition holds for, and the first of them."""
    parts = [(part, file) for part in checked if table in part.batch.tables and (file := part.file("seen"))]
    if not parts:
        return []
    files = [str(file) for _part, file in parts]
    rows = engine.run(
        f"select list_position([{listed(files)}], filename), sum(rows)::BIGINT, min(first), "
        f"arg_min(customer_id, first) from {parquet_rows(files, 'filename=true')} "
        f"where \"table\" = '{table}' and {condition} group by filename order by 1"
    )
    found = []
    for at, count, first, customer in rows:
        batch = parts[at - 1][0].batch
        item, row = batch.tables[table][first // ROWS], first % ROWS
        header = item.column_headers.get("customer_id", "customer_id")
        values = [table, reason, count, item.label, item.line_numbers([row])[row], header, customer, row]
        found.append((batch, pd.DataFrame([values], columns=FOUND)))
    return found


def customer_ids(checked: list[Checked]) -> set[str] | None:
    """Return the numbers of the used customers; none where there is no such table."""
    for part in checked:
        if "customers" in part.batch.tables:
            engine = DuckDb()
            attach(engine, part.batch.tables, part.kept)
            found = {customer for (customer,) in engine.run("select customer_id from used_customers")}
            engine.connection.close()
            return found
    return None


def _absurd_amounts(ledger: pd.DataFrame) -> list[str]:
    """Return a line for every table whose amounts are too large to be added up exactly."""
    found = []
    for table, rows in ledger.groupby("table", sort=False):
        total = sum(abs(amount) for amount in rows["amount"])
        if total > MOST:
            found.append(
                f"{table}: amounts add up to {total // SCALE:,}, more than can be counted exactly; "
                f"look for an absurd amount"
            )
    return found


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
