"""Facts: the order and billing history as customer × month, in sums that add up.

Counts, sums, first and last days merge over months, sites and customers; everything after this step works
on a table a thousand times smaller. Each month is a Parquet file of its own, written aside and put in
place at once, and built again only when the rows of that month have changed.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
from filelock import FileLock

from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.intake import Intake, cache_fault, site_cache
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


#: Columns of the costs: amounts in ten-thousandths of the site's currency.
COSTS = {"customer_id": "str", "month": "str", "cost": "int64"}

#: What the facts are made of.
_USED = {
    "billing": "customer_id, _amount, pass_through, disputed, doc_date, period",
    "orders": "order_id, customer_id, created_at, direction, status, cancelled_at, units, _amount",
}


@dataclass(frozen=True)
class Facts:
    """Customer × month of billing, of orders and of costs, every month there is; each may be empty."""

    billing: pd.DataFrame
    orders: pd.DataFrame
    costs: pd.DataFrame
    rebuilt: tuple[str, ...] = ()

    @property
    def months(self) -> list[str]:
        """The months with any activity, oldest first."""
        return sorted({*self.billing["month"], *self.orders["month"]})


def billing_sql(months: str) -> str:
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


def orders_sql(months: str, *, lines: bool) -> str:
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
        costs = _costs(intake)
    except (OSError, duckdb.IOException, pa.ArrowException) as error:
        raise cache_fault(folder, error) from None
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
        reason = str(error).splitlines()[0]
        raise WorkbookError(
            f"amounts of a customer and month do not add up: {reason}; look for an absurd amount"
        ) from None
    return Facts(frames["billing"], frames["orders"], costs, tuple(sorted({*rebuilt})))


def _costs(intake: Intake) -> pd.DataFrame:
    """Return the costs of a customer and month, all activities together: few rows, summed afresh."""
    if "costs" not in intake.staged:
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in COSTS.items()})
    engine = DuckDb()
    intake.attach(engine)
    found = engine.frame(
        f"select customer_id, month, {_scaled('sum(cost)')} as cost from used_costs "
        f"group by customer_id, month order by month, customer_id"
    )
    engine.connection.close()
    return found.astype(COSTS)


def _build_kind(kind: str, columns: dict, intake: Intake, folder: Path) -> tuple[pd.DataFrame, list[str]]:
    empty = pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in columns.items()})
    if kind not in intake.staged:
        return empty, []
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / "manifest.json"
    before = _read_manifest(manifest)
    months, sizes, changed = before.get("months", {}), before.get("sizes", {}), []
    basis = [intake.folder.name, hashlib.sha256(Path(__file__).read_bytes()).hexdigest()]
    if before.get("basis") != basis or sizes != _sizes(folder, months):
        known, there = months, _sizes(folder, months)
        engine = DuckDb()
        intake.attach(engine)
        months = _fingerprints(kind, intake, engine, basis[1])
        changed = [m for m in months if known.get(m) != months[m] or there.get(m) != sizes.get(m)]
        manifest.unlink(missing_ok=True)  # a build that is cut short is begun again
        if changed:
            _write_months(kind, columns, changed, intake, engine, folder)
        engine.connection.close()
        for path in folder.glob("*.parquet"):
            if path.stem not in months:
                path.unlink()
        part = folder / "manifest.part"
        noted = {"basis": basis, "months": months, "sizes": _sizes(folder, months)}
        part.write_text(json.dumps(noted, indent=1))
        part.replace(manifest)
    frames = [pd.read_parquet(_file(folder, month)) for month in sorted(months)]
    return (pd.concat(frames, ignore_index=True) if frames else empty).astype(columns), changed


def _read_manifest(path: Path) -> dict:
    try:
        return json.loads(path.read_text())
    except (OSError, ValueError):
        return {}


def _sizes(folder: Path, months: object) -> dict[str, int]:
    return {m: _file(folder, m).stat().st_size for m in sorted(months) if _file(folder, m).exists()}


def _file(folder: Path, month: str) -> Path:
    return folder / f"{month}.parquet"


def _write_months(
    kind: str, columns: dict, months: list[str], intake: Intake, engine: DuckDb, folder: Path
) -> None:
    listed = ", ".join(quoted(month) for month in months)
    lines = "order_lines" in intake.staged
    sql = billing_sql(listed) if kind == "billing" else orders_sql(listed, lines=lines)
    found = engine.frame(f"select * from ({sql}) order by month, customer_id").astype(columns)
    by_month = dict(list(found.groupby("month")))
    for month in months:
        part = folder / f"{month}.part"
        by_month.get(month, found.iloc[:0]).to_parquet(part, index=False)
        part.replace(_file(folder, month))


def _fingerprints(kind: str, intake: Intake, engine: DuckDb, code: str) -> dict[str, str]:
    """Return for each month a sum of hashes of what its facts are made of, and the code's own."""
    queries = [f"select _month as month, hash({_USED[kind]}) as content from used_{kind}"]
    if kind == "orders" and "order_lines" in intake.staged:
        queries.append(
            "select o.month, hash(l.order_id, l.qty_ordered, l._amount) from used_order_lines l join "
            "(select order_id, min(_month) as month from used_orders group by 1) o using (order_id)"
        )
    found = engine.run(
        f"select month, count(*), sum(content)::VARCHAR from ({' union all '.join(queries)}) "
        f"group by month order by month"
    )
    return {month: f"{count}|{content}|{code[:16]}" for month, count, content in found}
