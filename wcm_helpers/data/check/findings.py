"""The results of all batches together, and the rules that need all of them."""

from pathlib import Path

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.messages import Text, message, nmessage, sentences
from wcm_helpers.data.aggregation import ACTIVITY
from wcm_helpers.data.cache import write_manifest
from wcm_helpers.data.check import row_views
from wcm_helpers.data.check.absurd_amounts import largest_amount
from wcm_helpers.data.check.batches import Batch
from wcm_helpers.data.check.checks import Checked
from wcm_helpers.data.check.column_gaps import column_gaps
from wcm_helpers.data.check.conflicts import conflicts
from wcm_helpers.data.check.customer_warnings import first_rows, lost_zeros
from wcm_helpers.data.check.faults import Fault, as_lists, cell, one_each
from wcm_helpers.data.check.reconciliation import RECONCILIATION
from wcm_helpers.data.check.repeats import BLANK_CONFLICT
from wcm_helpers.data.check.row_views import REJECTS
from wcm_helpers.data.check.warnings import BATCH_WARNINGS, MONTHLY_WARNINGS, ranks, warnings_against
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.rejects import UNREAD
from wcm_helpers.data.read.selection import FILTERED
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.reasons import advice, meaning
from wcm_helpers.data.sql import parquet_rows
from wcm_helpers.data.tables import TABLES

#: Above this share of rows with a fault of their own, a table is not read as it was meant.
MOST_REJECTED = 0.5

#: Amounts in ten-thousandths are counted in 64 bits.
MOST = (1 << 63) - 1

#: Rejected as they should be, or reported in a line of their own: no sign that a table is misread.
EXPECTED = ("empty", "total", "header", "duplicate", "repeat", "superseded", "conflict", BLANK_CONFLICT,
            FILTERED, "order_rejected", "no_end", "ends_early", "void", "draft")  # fmt: skip
#: Of these, the reasons of rows whose own cells are sound and count, here or in another row.
_SOUND = ("", "duplicate", "repeat", "superseded", "order_rejected")


def gather(
    staged: dict[str, list[Staged]], checked: list[Checked], faults: list[Fault], folder: Path
) -> None:
    """Write the results of all batches to ``folder``: rejects, warnings, reconciliation and a manifest.

    Parameters
    ----------
    staged : dict
        The staged files of each table.
    checked : list of Checked
    faults : list of Fault
        What could not be staged.
    folder : Path
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = [file for part in checked if (file := part.file("rejects"))]
    rejects = _all([pd.read_parquet(file) for file in files], REJECTS, staged)
    account = _reconciliation(staged, checked)
    absurd = _absurd_amounts(account, checked)
    account = account.assign(amount=0) if absurd else account
    account = account.astype({"rows": "int64", "amount": "int64"})
    warnings = [(part.batch, _frame(part, "warnings", BATCH_WARNINGS)) for part in checked]
    warnings += _against_other_tables(checked) + column_gaps(staged, checked)
    faults = one_each([*faults, *(fault for part in checked for fault in part.faults), *absurd])
    faults += conflicts(rejects, checked) + _too_many_rejects(account, rejects)
    merge_warnings(warnings, staged).to_parquet(folder / "warnings.parquet", index=False)
    rejects.to_parquet(folder / "rejects.parquet", index=False)
    account.to_parquet(folder / "reconciliation.parquet", index=False)
    stems = [Path(item.parquet).stem for items in staged.values() for item in items]
    names = [part.folder.name for part in checked]
    write_manifest(folder, faults=as_lists(faults), staged=stems, checked=names)


def _reconciliation(staged: dict[str, list[Staged]], checked: list[Checked]) -> pd.DataFrame:
    """Return the reconciliation of all batches; amounts are rows numbers of any size."""
    account = _all(
        [_frame(part, "reconciliation", RECONCILIATION) for part in checked], RECONCILIATION, staged
    )
    account["amount"] = account["amount"].astype(object)
    account = account.groupby(["table", "month", "reason"], sort=False, as_index=False).sum()
    empty = [[name, "", "", 0, 0] for name in staged if name not in set(account["table"])]
    if not empty:
        return account
    return pd.concat([account, pd.DataFrame(empty, columns=RECONCILIATION)], ignore_index=True)


def _frame(part: Checked, name: str, columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(part.manifest[name], columns=columns)


def _all(frames: list[pd.DataFrame], columns: list[str], staged: dict) -> pd.DataFrame:
    """Return the frames of all batches as one, table by table in the order of ``staged``."""
    there = [frame for frame in frames if len(frame)] or [pd.DataFrame(columns=columns)]
    frame = pd.concat(there, ignore_index=True)[columns]
    order = {table: index for index, table in enumerate(staged)}
    return frame.sort_values("table", key=lambda names: names.map(order), kind="stable", ignore_index=True)


def merge_warnings(
    warnings: list[tuple[Batch, pd.DataFrame]], staged: dict[str, list[Staged]]
) -> pd.DataFrame:
    """Return the warnings of several batches with one row a rule and month: how many, and the first of all.

    Parameters
    ----------
    warnings : list
        Batches and the warnings of each, with the columns :data:`BATCH_WARNINGS`.
    staged : dict
        All files, by table, in their order.

    Returns
    -------
    pd.DataFrame
        Columns :data:`MONTHLY_WARNINGS`, sorted by rule and then by file and row.
    """
    place = {(name, item.label): index for name, items in staged.items() for index, item in enumerate(items)}
    parts = [frame for _batch, frame in warnings if len(frame)]
    if not parts:
        return pd.DataFrame(columns=MONTHLY_WARNINGS)
    rows = pd.concat(parts, ignore_index=True)
    files = [place[at] for at in zip(rows["table"], rows["file"], strict=True)]
    rows = rows.assign(at=files).sort_values(["at", "row"], kind="stable")
    alike = rows.groupby(["table", "reason", "column", "month"], sort=False, dropna=False)
    sums = {name: alike[name].transform("sum").astype("int64") for name in ("rows", "amount")}
    first = rows.assign(**sums)[alike.cumcount() == 0]
    order = {table: index for index, table in enumerate(staged)}
    places = ranks()
    rank = [places.get(at, len(places)) for at in zip(first["table"], first["reason"], strict=True)]
    first = first.assign(rank=rank, table_at=first["table"].map(order))
    return first.sort_values(["rank", "table_at"], kind="stable", ignore_index=True)[MONTHLY_WARNINGS]


def _against_other_tables(checked: list[Checked]) -> list[tuple[Batch, pd.DataFrame]]:
    """Return the warnings about customers without master data, and about costs without activity."""
    customers = customer_ids(checked)
    engine, warnings = DuckDb(), []
    if customers is not None:
        engine.connection.register("known", pd.DataFrame({"customer_id": sorted(customers)}, dtype="str"))
        for table, rule in warnings_against("customers"):
            condition = "customer_id not in (from known)"
            warnings += first_rows(engine, checked, table, rule.reason, condition)
    warnings += lost_zeros(engine, checked, customers or set())
    active = [file for part in checked for kind in ACTIVITY if (file := part.file(f"facts_{kind}"))]
    if active:
        there = f"select customer_id, month from {parquet_rows(active)}"
        for table, rule in warnings_against("activity"):
            condition = f"(customer_id, month) not in ({there})"
            warnings += first_rows(engine, checked, table, rule.reason, condition)
    engine.connection.close()
    return warnings


def customer_ids(checked: list[Checked]) -> set[str] | None:
    """Return the numbers of the used customers; None where no table defines them."""
    for part in checked:
        for name in part.batch.tables:
            if TABLES[name].defines_customers:
                engine = DuckDb()
                row_views.create(engine, part.batch.tables, part.folder)
                ids = {customer for (customer,) in engine.run(f"select customer_id from used_{name}")}
                engine.connection.close()
                return ids
    return None


def _absurd_amounts(account: pd.DataFrame, checked: list[Checked]) -> list[Fault]:
    """Return a fault for every table whose amounts are too large to be added up exactly."""
    faults = []
    for table, rows in account.groupby("table", sort=False):
        total = sum(abs(amount) for amount in rows["amount"])
        if total > MOST:
            text = message(
                "{table}: the amounts add up to {total}, more than can be counted exactly. Look for an "
                "absurd amount.",
                table=table,
                total=total // SCALE,
            )
            faults.append(Fault((table,), _largest_of(table, checked) or text))
    return faults


def _largest_of(table: str, checked: list[Checked]) -> Text:
    """Return the message on the largest amount of a table in any batch; empty for tables of an engine."""
    largest = []
    for part in checked:
        items = part.batch.tables.get(table, [])
        if items and all(item.parquet for item in items):
            engine = DuckDb()
            row_views.create(engine, part.batch.tables, part.folder)
            largest.append(largest_amount(engine, part.batch.tables, [table]))
            engine.connection.close()
    amounts = [each for each in largest if each]
    return max(amounts, key=lambda each: each[0])[1] if amounts else ""


def _too_many_rejects(account: pd.DataFrame, rejects: pd.DataFrame) -> list[Fault]:
    """Return a fault for every table without usable rows, or with too few of them."""
    faults = []
    for table, rows in account.groupby("table", sort=False):
        read, used = int(rows["rows"].sum()), int(rows.loc[rows["reason"] == "", "rows"].sum())
        unexpected = rejects[(rejects["table"] == table) & (rejects["scope"] == "row")]
        unexpected = unexpected[~unexpected["reason"].isin(EXPECTED)]
        faulty = int(rows.loc[~rows["reason"].isin(("", *EXPECTED)), "rows"].sum())
        sound = int(rows.loc[rows["reason"].isin(_SOUND), "rows"].sum())
        if used == 0 and unexpected.empty and TABLES[table].may_be_empty:
            continue
        text: Text = ""
        filtered = int(rows.loc[rows["reason"] == FILTERED, "rows"].sum())
        if filtered and used == 0 and unexpected.empty:
            text = message(
                "{table}: where leaves out every row. Its words are those of the export; check them, and its "
                "column.",
                table=table,
            )
        elif read == 0:
            text = message("{table}: the export has no rows.", table=table)
        elif used == 0 and unexpected.empty:
            text = nmessage(
                "{table}: the only row read cannot be used. See the rejected rows.",
                "{table}: none of the {n} rows read can be used. See the rejected rows.",
                read,
                table=table,
            )
        elif not unexpected.empty and (used == 0 or faulty > MOST_REJECTED * (faulty + sound)):
            reason = unexpected["reason"].value_counts().index[0]
            first = unexpected[unexpected["reason"] == reason].iloc[0]
            header = "" if reason in UNREAD else first.column
            text = sentences(
                cell(first.file, first.line, header, first.value[:60]),
                meaning(reason),
                message(
                    "{n} of {read} rows of {table} cannot be used.", n=read - sound, read=read, table=table
                ),
                *_remedies(reason, used, header),
            )
        faults += [Fault((table,), text)] if text else []
    return faults


def _remedies(reason: str, used: int, header: str) -> list[Text]:
    """Return what to do about most rows of a table being rejected; the column may be the wrong one."""
    remedy = advice(reason) or message("Check the export.")
    if used or not header:
        return [remedy]
    other = message(
        "If {header} is not the right column, name the right one under columns, or leave it out with "
        "{setting}.",
        header=header,
        setting=f'ignore = ["{header}"]',
    )
    return [remedy, other]
