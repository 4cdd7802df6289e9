"""What the checks of all batches found, put together, and the rules that need all of it."""

from pathlib import Path

import pandas as pd

from wcm_helpers.data import checks, rules
from wcm_helpers.data.batches import Batch
from wcm_helpers.data.checks import ASIDE, LEDGER, Checked, note
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.reasons import advice, meaning
from wcm_helpers.data.staging import Staged

#: Above this share of rows set aside, a table is not read as it was meant.
MOST_SET_ASIDE = 0.5

#: Set aside as they should be, or told of by a line of their own: no sign that a table is misread.
_EXPECTED = ("empty", "total", "header", "duplicate", "repeat", "superseded", "conflict", "order_aside",
             "no_end", "ends_early")  # fmt: skip

#: Tables that may come to nothing: nobody's class set by hand, no month published yet.
_MAY_BE_EMPTY = ("class_overrides", "class_history")

_POINTED_OUT = ["table", "reason", "rows", "file", "line", "column", "value"]


def gather(
    staged: dict[str, list[Staged]],
    checked: list[Checked],
    blocking: list[str],
    kept: Path,
) -> None:
    """Put together what the batches hold, and leave it in the folder ``kept``."""
    kept.mkdir(parents=True, exist_ok=True)
    aside = _all(checked, "aside", ASIDE, staged)
    ledger = _all(checked, "ledger", LEDGER, staged)
    ledger = ledger.groupby(["table", "month", "reason"], sort=False, as_index=False).sum()
    empty = [[name, "", "", 0, 0] for name in staged if name not in set(ledger["table"])]
    ledger = pd.concat([ledger, pd.DataFrame(empty, columns=LEDGER)], ignore_index=True) if empty else ledger
    ledger = ledger.astype({"rows": "int64", "amount": "int64"})
    found = [(part.batch, part.frame("pointed_out")) for part in checked]
    found += _against_customers(checked)
    blocking = [*blocking, *(line for part in checked for line in part.noted["blocking"])]
    blocking = list(dict.fromkeys(blocking)) + _unlike_rows(aside) + _too_much_aside(ledger, aside)
    together(found, staged).to_parquet(kept / "pointed_out.parquet", index=False)
    aside.to_parquet(kept / "aside.parquet", index=False)
    ledger.to_parquet(kept / "ledger.parquet", index=False)
    stems = [Path(item.parquet).stem for items in staged.values() for item in items]
    note(kept, blocking=blocking, staged=stems, checked=[part.kept.name for part in checked])


def _all(checked: list[Checked], name: str, columns: list[str], staged: dict) -> pd.DataFrame:
    """Return a frame of all batches, table by table in the order they came in."""
    parts = [frame for part in checked if len(frame := part.frame(name))] or [pd.DataFrame(columns=columns)]
    whole = pd.concat(parts, ignore_index=True)[columns]
    order = {table: index for index, table in enumerate(staged)}
    return whole.sort_values("table", key=lambda names: names.map(order), kind="stable", ignore_index=True)


def together(found: list[tuple[Batch, pd.DataFrame]], staged: dict[str, list[Staged]]) -> pd.DataFrame:
    """Return what was pointed out in several batches as one row a rule: how many rows, and the first of all.

    Parameters
    ----------
    found : list
        Batches and what was pointed out in each, as :data:`checks.FOUND`.
    staged : dict
        All files, by table, in their order.
    """
    place = {(name, item.label): index for name, items in staged.items() for index, item in enumerate(items)}
    parts = [frame for _batch, frame in found if len(frame)]
    if not parts:
        return pd.DataFrame(columns=_POINTED_OUT)
    whole = pd.concat(parts, ignore_index=True)
    files = [place[at] for at in zip(whole["table"], whole["file"], strict=True)]
    whole = whole.assign(at=files).sort_values(["at", "row"], kind="stable")
    alike = whole.groupby(["table", "reason", "column"], sort=False, dropna=False)
    first = alike.head(1).assign(rows=alike["rows"].transform("sum").astype("int64"))
    order = {table: index for index, table in enumerate(staged)}
    known = {(rule[0], rule[1]): index for index, rule in enumerate(rules.WARNINGS)}
    rank = [known.get(at, len(known)) for at in zip(first["table"], first["reason"], strict=True)]
    first = first.assign(rank=rank, table_at=first["table"].map(order))
    return first.sort_values(["rank", "table_at"], kind="stable", ignore_index=True)[_POINTED_OUT]


def _against_customers(checked: list[Checked]) -> list[tuple[Batch, pd.DataFrame]]:
    """Return who is in a table and not among the customers, and what was spent on nobody active."""
    customers = customer_ids(checked)
    active = _active(checked)
    found = []
    for part in checked:
        seen = part.frame("seen")
        for name, rows in seen.groupby("table"):
            cases = []
            for table, reason, *_rule in filter(checks.knows_customers, rules.WARNINGS):
                if customers is not None and table == name:
                    cases.append((reason, ~rows["customer_id"].isin(customers)))
            if name == "costs":
                at = pd.MultiIndex.from_frame(rows[["customer_id", "month"]].astype(object))
                cases.append(
                    ("cost_alone", pd.Series(~at.isin(active), index=rows.index) & (len(active) > 0))
                )
            for reason, which in cases:
                if which.any():
                    found.append((part.batch, _first(part.batch, name, reason, rows[which])))
    return found


def customer_ids(checked: list[Checked]) -> set[str] | None:
    """Return the numbers of the used customers; none where there is no such table."""
    for part in checked:
        if "customers" in part.batch.tables:
            engine = DuckDb()
            checks.attach(engine, part.batch.tables, part.kept)
            found = {customer for (customer,) in engine.run("select customer_id from used_customers")}
            engine.connection.close()
            return found
    return None


def _active(checked: list[Checked]) -> pd.MultiIndex:
    key = ["customer_id", "month"]
    there = [part.frame(f"facts_{name}")[key] for part in checked for name in ("orders", "billing")
             if name in part.noted["months"]]  # fmt: skip
    frame = pd.concat(there).drop_duplicates() if there else pd.DataFrame(columns=key)
    return pd.MultiIndex.from_frame(frame.astype(object))


def _first(batch: Batch, name: str, reason: str, rows: pd.DataFrame) -> pd.DataFrame:
    first = rows.sort_values(["file", "row"]).iloc[0]
    item = batch.tables[name][first["file"]]
    line = item.places([int(first["row"])])[int(first["row"])]
    header = item.position.get("customer_id", "customer_id")
    values = [name, reason, rows["rows"].sum(), item.label, line, header, first["customer_id"], first["row"]]
    return pd.DataFrame([values], columns=checks.FOUND)


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
