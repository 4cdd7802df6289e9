"""Facts: the order and billing history as customer × month, in sums that add up.

Counts, sums, first and last days merge over months, sites and customers; everything after this step works
on a table a thousand times smaller. Each month is a Parquet file of its own, written aside and put in
place at once, and built again only when the rows of that month have changed.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from filelock import FileLock

from wcm_helpers.data.engines import DuckDb, Engine
from wcm_helpers.data.intake import Intake, site_cache
from wcm_helpers.data.typed import quoted
from wcm_helpers.errors import WorkbookError
from wcm_helpers.formats import SCALE

#: Columns of the billing facts: amounts in ten-thousandths of the site's currency.
BILLING = {
    "customer_id": "str", "month": "str", "revenue": "int64", "credited": "int64", "pass_through": "int64",
    "disputed": "int64", "lines": "int64", "first_on": "datetime64[us]", "last_on": "datetime64[us]",
}  # fmt: skip
#: Columns of the order facts: amounts and quantities in ten-thousandths, days and orders as counts.
ORDERS = {
    "customer_id": "str", "month": "str", "orders": "int64", "returns": "int64", "cancelled": "int64",
    "order_days": "int64", "lines": "int64", "units": "int64", "order_value": "int64",
    "first_on": "datetime64[us]", "last_on": "datetime64[us]",
}  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """Customer × month of billing and of orders, every month there is; either may be empty."""

    billing: pd.DataFrame
    orders: pd.DataFrame
    rebuilt: tuple[str, ...] = ()

    @property
    def months(self) -> list[str]:
        """The months with any activity, oldest first."""
        return sorted({*self.billing["month"], *self.orders["month"]})


def billing_sql(engine: Engine, months: str) -> str:
    """Return the SQL of the billing facts of the months in a list.

    Revenue leaves out what is charged on for others and what is in dispute; both stand beside it.
    """
    own = "not coalesce(pass_through, false) and not coalesce(disputed, false)"
    in_dispute = "disputed and not coalesce(pass_through, false)"
    day = "coalesce(doc_date, cast(period || '-01' as DATE))"
    return f"""
        select customer_id, _month as month,
            {_scaled(f"sum(case when {own} then _amount end)")} as revenue,
            {_scaled(f"sum(case when {own} and _amount < 0 then _amount end)")} as credited,
            {_scaled("sum(case when pass_through then _amount end)")} as pass_through,
            {_scaled(f"sum(case when {in_dispute} then _amount end)")} as disputed,
            count(*) as lines, min({day}) as first_on, max({day}) as last_on
        from used_billing where _month in ({months})
        group by customer_id, _month"""


def orders_sql(engine: Engine, months: str, *, lines: bool) -> str:
    """Return the SQL of the order facts of the months in a list: lines → order → customer × month.

    Orders out count; a return counts against value and units; a cancelled order counts as cancelled only.
    Value is that of the lines, else what the order says of itself.
    """
    per_order = "select cast(null as VARCHAR) as order_id, 0 as lines, 0 as units, 0 as amount where false"
    if lines:
        per_order = f"""
            select order_id, count(*) as lines, sum(qty_ordered) as units, sum(_amount) as amount
            from used_order_lines
            where order_id in (select order_id from used_orders where _month in ({months}))
            group by order_id"""
    words = "'cancelled', 'canceled', '已取消', '取消', '作废'"
    cancelled = f"(cancelled_at is not null or lower(coalesce(status, '')) in ({words}))"
    out = f"direction = 'out' and not {cancelled}"
    signed = "case when direction = 'return' then -abs({0}) when direction = 'out' then {0} end"
    value, units = "coalesce(l.amount, o._amount)", "coalesce(l.units, o.units)"
    return f"""
        with per_order as ({per_order})
        select customer_id, _month as month,
            count(case when {out} then 1 end) as orders,
            count(case when direction = 'return' and not {cancelled} then 1 end) as returns,
            count(case when {cancelled} then 1 end) as cancelled,
            count(distinct case when {out} then cast(created_at as DATE) end) as order_days,
            cast(coalesce(sum(case when {out} then l.lines end), 0) as BIGINT) as lines,
            {_scaled(f"sum(case when not {cancelled} then {signed.format(units)} end)")} as units,
            {_scaled(f"sum(case when not {cancelled} then {signed.format(value)} end)")} as order_value,
            min(cast(created_at as DATE)) as first_on, max(cast(created_at as DATE)) as last_on
        from used_orders o left join per_order l using (order_id)
        where _month in ({months})
        group by customer_id, _month"""


def _scaled(amount: str) -> str:
    return f"cast(coalesce({amount}, 0) * {SCALE} as BIGINT)"


def build(intake: Intake) -> Facts:
    """Return the facts of everything that came in, building only the months whose rows have changed."""
    folder = site_cache(intake.settings) / "facts"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "facts.lock"):
            frames, rebuilt = {}, []
            for kind, columns in (("billing", BILLING), ("orders", ORDERS)):
                frames[kind], built = _build_kind(kind, columns, intake, folder / kind)
                rebuilt += built
    except OSError as error:
        raise WorkbookError(
            f"cannot write to the cache {folder}: {error.strerror or error}; free space or set WCM_CACHE"
        ) from None
    return Facts(frames["billing"], frames["orders"], tuple(sorted({*rebuilt})))


def _build_kind(kind: str, columns: dict, intake: Intake, folder: Path) -> tuple[pd.DataFrame, list[str]]:
    if kind not in intake.staged:
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in columns.items()}), []
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / "manifest.json"
    engine = DuckDb(folder)
    intake.attach(engine)
    now = _fingerprints(kind, intake, engine)
    before = json.loads(manifest.read_text()) if manifest.exists() else {}
    changed = [month for month in now if before.get(month) != now[month] or not _file(folder, month).exists()]
    if changed:
        _write_months(kind, columns, changed, intake, engine, folder)
    for month in set(before) - set(now):
        _file(folder, month).unlink(missing_ok=True)
    if changed or set(before) - set(now):
        part = folder / "manifest.part"
        part.write_text(json.dumps(now, indent=1))
        part.replace(manifest)
    frames = [pd.read_parquet(_file(folder, month)) for month in sorted(now)]
    engine.connection.close()
    empty = pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in columns.items()})
    return (pd.concat(frames, ignore_index=True) if frames else empty).astype(columns), changed


def _file(folder: Path, month: str) -> Path:
    return folder / f"{month}.parquet"


def _write_months(
    kind: str, columns: dict, months: list[str], intake: Intake, engine: DuckDb, folder: Path
) -> None:
    listed = ", ".join(quoted(month) for month in months)
    lines = "order_lines" in intake.staged
    sql = billing_sql(engine, listed) if kind == "billing" else orders_sql(engine, listed, lines=lines)
    found = engine.frame(f"select * from ({sql}) order by month, customer_id").astype(columns)
    by_month = dict(list(found.groupby("month")))
    for month in months:
        part = folder / f"{month}.part"
        by_month.get(month, found.iloc[:0]).to_parquet(part, index=False)
        part.replace(_file(folder, month))


def _fingerprints(kind: str, intake: Intake, engine: DuckDb) -> dict[str, str]:
    """Return for each month what its facts depend on: the rows, the lines of its orders, and this code."""
    total: dict[str, list[int]] = {}
    for item in intake.staged[kind]:
        for month, (count, content) in item.months.items():
            known = total.setdefault(month, [0, 0, 0])
            total[month] = [known[0] + count, known[1] + content, known[2]]
    if kind == "orders" and "order_lines" in intake.staged:
        for month, content in _line_fingerprints(intake, engine).items():
            total.setdefault(month, [0, 0, 0])[2] = content
    left_out = intake.ledger[
        (intake.ledger["reason"] != "") & intake.ledger["table"].isin([kind, "order_lines"])
    ]
    aside = left_out.groupby("month")[["rows", "amount"]].sum()
    code = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16]
    return {
        month: f"{parts}|{aside.loc[month].tolist() if month in aside.index else []}|{code}"
        for month, parts in sorted(total.items())
    }


def _line_fingerprints(intake: Intake, engine: DuckDb) -> dict[str, int]:
    """Return a sum of hashes of each month's order lines, kept until lines or orders change."""
    parts = [item.parquet for name in ("orders", "order_lines") for item in intake.staged[name]]
    key = hashlib.sha256(json.dumps([parts, intake.folder.name]).encode()).hexdigest()[:24]
    kept = site_cache(intake.settings) / "facts" / f"lines-{key}.json"
    if kept.exists():
        return json.loads(kept.read_text())
    found = engine.run(
        "select o.month, (sum(hash(l.order_id, l.qty_ordered, l._amount)) % 1000000007)::BIGINT "
        "from used_order_lines l join (select order_id, min(_month) as month from used_orders group by 1) o "
        "using (order_id) where o.month is not null group by 1"
    )
    part = kept.with_suffix(".part")
    part.write_text(json.dumps(dict(found)))
    part.replace(kept)
    return dict(found)
