"""Facts: the order and billing history as customer × month, in sums that add up.

Each batch of exports brings its own; they merge over batches, months, sites and customers, and everything
after this step works on a table a thousand times smaller. Each month is a Parquet file of its own, written
beside its place and then moved there, and written again only when something in its batches has changed.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
from filelock import FileLock

from wcm_helpers.data import aggregation
from wcm_helpers.data.cache import (
    MANIFEST,
    code_fingerprint,
    digest,
    keep_private,
    make_private,
    read_sealed,
    write_sealed,
)
from wcm_helpers.data.check.checks import Checked
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.intake import Intake
from wcm_helpers.data.site_cache import WORK_FAULTS, site_cache, work_fault
from wcm_helpers.data.sql import listed, parquet_rows

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

#: The keys of the facts in the cache.
_KEYS = {
    "billing": ("customer_id", "month", "kind"),
    "orders": ("customer_id", "month", "kind"),
    "costs": ("customer_id", "month"),
}
#: So many months of a batch with several are cut apart at once.
_AT_ONCE = 6
#: How columns merge that are not sums.
_MERGED = {"first_on": "min", "last_on": "max", "days": "bit_or"}


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


def merged(columns: object, keys: tuple[str, ...], rows: str, rules: dict[str, str] | None = None) -> str:
    """Return the SQL that merges facts over everything but their keys.

    Parameters
    ----------
    columns : iterable of str
        The columns wanted beside the keys.
    keys : tuple of str
    rows : str
        Table or subquery of facts.
    rules : dict, optional
        Merge rules: the aggregate of each column that is no plain sum.

    Examples
    --------
    >>> merged(["revenue", "last_on"], ("month",), "facts")
    'select month, cast(sum(revenue) as BIGINT) as revenue, max(last_on) as last_on from facts group by month'
    """
    aggregates = [
        f"{_MERGED[name]}({name}) as {name}"
        if name in _MERGED
        else f"cast({(rules or {}).get(name, f'sum({name})')} as BIGINT) as {name}"
        for name in columns
    ]
    return f"select {', '.join([*keys, *aggregates])} from {rows} group by {', '.join(keys)}"


def build(intake: Intake) -> Facts:
    """Return the facts of everything that came in, writing only the months of batches that changed."""
    folder = site_cache(intake.settings) / "facts"
    files, rebuilt = {}, set()
    try:
        make_private(folder)
        with FileLock(folder / "facts.lock"):
            for kind in _KEYS:
                files[kind], written = _build_kind(kind, intake.checked, folder / kind)
                rebuilt |= written
            keep_private(folder)
            frames = [
                _read(files["billing"], BILLING, aggregation.BILLING_MERGE),
                _read(files["orders"], ORDERS, aggregation.ORDERS_MERGE),
                _read(files["costs"], COSTS),
            ]
    except WORK_FAULTS as error:
        raise work_fault(folder, error) from None
    return Facts(*frames, tuple(sorted(rebuilt)))


def _read(
    files: tuple[str, ...], columns: dict[str, str], rules: dict[str, str] | None = None
) -> pd.DataFrame:
    """Return facts merged to customer × month, by month and customer."""
    if not files:
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in columns.items()})
    keys = ("customer_id", "month")
    values = [name for name in columns if name not in keys]
    engine = DuckDb()
    rows = f"(from {parquet_rows(files)})"
    frame = engine.frame(f"{merged(values, keys, rows, rules)} order by month, customer_id")
    engine.connection.close()
    return frame[list(columns)].astype(columns)


def _build_kind(kind: str, checked: tuple[Checked, ...], folder: Path) -> tuple[tuple[str, ...], set[str]]:
    """Return the files of the months of a kind, and which of them were written."""
    parts = [part for part in checked if kind in part.manifest["months"]]
    if not parts:
        return (), set()
    folder.mkdir(parents=True, exist_ok=True)
    code = code_fingerprint()
    bases = {
        month: [code, *(_part(part, kind) for part in parts if month in _months(part, kind))]
        for month in sorted({month for part in parts for month in _months(part, kind)})
    }
    manifest = folder / MANIFEST
    before = read_sealed(manifest) or {}
    changed = {
        month
        for month, basis in bases.items()
        if before.get(month, {}).get("basis") != basis
        or before[month]["digest"] != digest(_file(folder, month))
    }
    if changed or set(before) != set(bases):
        manifest.unlink(missing_ok=True)  # a build that is cut short is begun again
        _write_months(kind, sorted(changed), parts, folder)
        for path in folder.glob("*.parquet"):
            if path.stem not in bases:
                path.unlink()
        months = {
            month: {
                "basis": basis,
                "digest": digest(_file(folder, month)) if month in changed else before[month]["digest"],
            }
            for month, basis in bases.items()
        }
        write_sealed(manifest, months)
    return tuple(str(_file(folder, month)) for month in bases), changed


def _part(part: Checked, kind: str) -> str:
    """Return the fingerprint of what a batch brings: its rows have one order, so it is stable."""
    return part.manifest["digests"][f"facts_{kind}.parquet"]


def _file(folder: Path, month: str) -> Path:
    return folder / f"{month}.parquet"


def _write_months(kind: str, months: list[str], parts: list[Checked], folder: Path) -> None:
    """Write months: a batch of one month alone as it is, the others merged, and cut by month at the end."""
    parts_of = {month: [part for part in parts if month in _months(part, kind)] for month in months}
    alone = {
        month for month, batch in parts_of.items() if len(batch) == 1 and _months(batch[0], kind) == [month]
    }
    for month in sorted(alone):
        _put(folder, month, lambda part, of=month: shutil.copyfile(_facts_file(parts_of[of][0], kind), part))
    together = [month for month in months if month not in alone]
    engine = DuckDb()
    for some in (together[at : at + _AT_ONCE] for at in range(0, len(together), _AT_ONCE)):
        files = sorted({str(_facts_file(part, kind)) for month in some for part in parts_of[month]})
        rows = f"(from {parquet_rows(files)} where month in ({listed(some)}))"
        columns = [name for name in pq.read_schema(files[0]).names if name not in _KEYS[kind]]
        rows_of_months = engine.frame(f"from ({merged(columns, _KEYS[kind], rows)}) order by all")
        for month, frame in rows_of_months.groupby("month"):
            _put(folder, month, partial(frame.to_parquet, index=False))
    engine.connection.close()


def _put(folder: Path, month: str, write: Callable[[Path], object]) -> None:
    """Write a month beside its place, and then move it there."""
    part = folder / f"{month}.part"
    write(part)
    part.replace(_file(folder, month))


def _months(part: Checked, kind: str) -> list[str]:
    return part.manifest["months"][kind]


def _facts_file(part: Checked, kind: str) -> Path:
    return part.folder / f"facts_{kind}.parquet"
