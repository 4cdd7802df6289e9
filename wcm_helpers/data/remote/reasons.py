"""Rules between rows and tables, where the rows are: the reason of each reject, as one more column.

Which of two rows that are alike in every column is used makes no difference, so none needs a place in a file.
"""

from dataclasses import dataclass, replace

from wcm_helpers.data.check.faults import Fault
from wcm_helpers.data.check.order_lines import shared_number
from wcm_helpers.data.remote.opening import OpenEngine
from wcm_helpers.data.remote.rows import Rows


@dataclass(frozen=True)
class Reasoned:
    """A table with ``_reason``: empty (NULL) where a row is used. ``used`` is the subquery of those rows."""

    rows: Rows
    sql: str

    @property
    def used(self) -> str:
        """The subquery of the used rows."""
        return f"(select * from {self.sql} u where _reason is null)"


def reasoned(engine: OpenEngine, rows: Rows) -> Reasoned:
    """Return a table with why each row is not used, keys that repeat among the reasons.

    Looks once whether any key repeats: without it, which is the rule, nothing is sorted.
    """
    rows = replace(rows, sql=engine.materialised(rows.sql))
    key = rows.table.key_in(set(rows.recognised.positions))
    key = (*key, rows.table.apart_by) if key and rows.table.apart_by else key
    if key and engine.count(f"({_repeated(rows, key)})"):
        return Reasoned(rows, engine.materialised(_with_reasons(rows, key)))
    return Reasoned(rows, f"(select r.*, _reject_reason as _reason from {rows.sql} r)")


def _repeated(rows: Rows, key: tuple[str, ...]) -> str:
    made = ", ".join(f"coalesce({name}, '') as k{index}" for index, name in enumerate(key))
    by = ", ".join(f"coalesce({name}, '')" for name in key)
    return (
        f"select {made}, count(*) as _copies from {rows.sql} r where _reject_reason is null group by {by} "
        f"having count(*) > 1"
    )


def _with_reasons(rows: Rows, key: tuple[str, ...]) -> str:
    """Return the rows with their reasons; only those whose key repeats are sorted."""
    same = " and ".join(f"coalesce(r.{name}, '') = k.k{index}" for index, name in enumerate(key))
    joined = (
        f"(select r.*, k._copies from {rows.sql} r left join ({_repeated(rows, key)}) k "
        f"on r._reject_reason is null and {same})"
    )
    keys, contents = ", ".join(key), ", ".join(dict.fromkeys([*key, *rows.names]))
    numbered = (
        f"select j.*, row_number() over (partition by {contents} order by {key[0]}) as _copy "
        f"from {joined} j where _copies is not null"
    )
    kinds = f"sum(case when _copy = 1 then 1 else 0 end) over (partition by {keys})"
    repeated = (
        f"select n.*, case when _copy > 1 then 'duplicate' when {kinds} > 1 then 'conflict' end as _reason "
        f"from ({numbered}) n"
    )
    columns = ", ".join(_all_columns(rows))
    return (
        f"(select {columns}, _reject_reason as _reason from {joined} j where _copies is null "
        f"union all select {columns}, _reason from ({repeated}) m)"
    )


def _all_columns(rows: Rows) -> list[str]:
    raw = [f"_raw_{name}" for name in rows.table.names if name in rows.recognised.positions]
    return [*rows.table.names, *raw, "_bad", "_month", "_amount", "_reject_reason"]


def lines_with_orders(engine: OpenEngine, lines: Reasoned, orders: Reasoned) -> Reasoned:
    """Return the order lines with the month of their order; those whose order is not used are not either."""
    by_order = (
        "select order_id as of_order, min(case when _reason is null then _month end) as of_month, "
        f"count(case when _reason is null then 1 end) as of_used from {orders.sql} o "
        "where order_id is not null and coalesce(_reason, '') <> 'total' group by order_id"
    )
    columns = ", ".join(f"l.{name}" for name in _all_columns(lines.rows) if name != "_month")
    reason = (
        "coalesce(l._reason, case when o.of_order is null then 'orphan' "
        "when o.of_used = 0 then 'order_rejected' end)"
    )
    joined = (
        f"(select {columns}, o.of_month as _month, {reason} as _reason from {lines.sql} l "
        f"left join ({by_order}) o on l.order_id = o.of_order)"
    )
    return Reasoned(lines.rows, engine.materialised(joined))


def shared_numbers(engine: OpenEngine, orders: Reasoned, lines: Reasoned) -> list[Fault]:
    """Return the fault of one number for several orders that have lines, if there is any."""
    twice = f"select order_id as number from {orders.used} o group by order_id having count(*) > 1"
    rows = engine.frame(
        f"select min(number) as first, count(*) as n from ({twice}) t "
        f"where exists (select 1 from {lines.sql} l where l.order_id = t.number and l._reason is null)"
    )
    count = int(rows["n"].iloc[0])
    return [shared_number(rows["first"].iloc[0], count)] if count else []
