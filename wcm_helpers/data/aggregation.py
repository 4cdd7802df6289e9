"""The SQL of the facts: one text, read alike by every engine.

Lines come down to orders first, orders to customer × month: sums, counts and extremes, all of which merge
over files, days, months and customers. Nothing here is an average, a median or a count of different things; a
day with an order is a bit of a number, and bits merge by "or". What became of a promise is judged order by
order, in :mod:`wcm_helpers.data.service`.
"""

from collections.abc import Callable

from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.dialects import Dialect
from wcm_helpers.data.tables.service_words import ORDER_STATES

#: What an amount billed counts as; one passed on and in dispute is passed on.
BILLED, CREDITED, PASSED_ON, DISPUTED = 1, 2, 3, 4

#: What an order counts as: one out, one returned, one cancelled, or (receipts) as none of these.
OUT, RETURNED, CANCELLED, OTHER = 1, 2, 3, 0

#: States of a cancelled order, in small letters.
CANCELLED_WORDS = ORDER_STATES["cancelled"]

#: What the lines of an order add up to.
_OF_LINES = {
    "line_count": "BIGINT",
    "line_units": "DECIMAL(18, 4)",
    "line_amount": "DECIMAL(18, 4)",
    "line_most": "DECIMAL(18, 4)",
}
#: SQL of "the order is a return", by its direction or because each of its lines goes back.
_IS_RETURN = "(direction = 'return' or (direction = 'out' and coalesce(line_most < 0, false)))"


def billing_sql(billing: str) -> str:
    """Return the SQL of the billing facts: customer × month × kind of amount.

    Revenue excludes amounts charged on for others and amounts in dispute; both have their own kind: see
    :data:`BILLING_MERGE`.

    Parameters
    ----------
    billing : str
        Name or subquery of the used rows.
    """
    day = "coalesce(doc_date, cast(concat(period, '-01') as DATE))"
    return f"""
        select customer_id, _month as month, kind, {_scaled("sum(_amount)")} as amount, count(*) as lines,
            min(day) as first_on, max(day) as last_on
        from (
            select customer_id, _month, _amount, {day} as day,
                case when pass_through then {PASSED_ON} when disputed then {DISPUTED}
                    when _amount < 0 then {CREDITED} else {BILLED} end as kind
            from {billing} b
        ) k
        group by customer_id, _month, kind"""


def costs_sql(costs: str) -> str:
    """Return the SQL of the costs: customer × month, all activities together."""
    return (
        f"select customer_id, _month as month, {_scaled('sum(_amount)')} as cost from {costs} c "
        f"group by customer_id, _month"
    )


def order_level_sql(
    orders: str, lines: str | None, more: str = "", number: Callable[[str], str] = str
) -> str:
    """Return the SQL of the order level: one row an order, with the sums of its lines.

    Parameters
    ----------
    orders, lines : str
        Names or subqueries of the used rows; without lines the sums are NULL.
    more : str
        A further aggregate of the lines of an order, with its name.
    number : callable
        SQL of what lines are grouped and joined by, of the SQL of an order number: that itself by default.
    """
    if not lines:
        none = ", ".join(f"cast(null as {kind}) as {name}" for name, kind in _OF_LINES.items())
        return f"select o.*, {none} from {orders} o"
    sums = {
        "line_count": "count(*)",
        "line_units": "sum(qty_ordered)",
        "line_amount": "sum(_amount)",
        "line_most": "max(qty_ordered)",
    }
    summed = ", ".join(f"cast({sums[name]} as {kind}) as {name}" for name, kind in _OF_LINES.items())
    beside = f", {more}" if more else ""
    named = ", ".join(f"l.{name}" for name in (*_OF_LINES, *([more.rpartition(" as ")[2]] if more else [])))
    return (
        f"select o.*, {named} from {orders} o left join "
        f"(select {number('order_id')} as of_order, {summed}{beside} from {lines} s group by 1) l "
        f"on {number('o.order_id')} = l.of_order"
    )


def orders_sql(dialect: Dialect, order_level: str, more: str = "") -> str:
    """Return the SQL of the order facts: customer × month × kind of order.

    Orders out count; a return, or an order out of which each line has a negative quantity, counts against
    value and units; a cancelled order counts as cancelled only: see :data:`ORDERS_MERGE`. Value is that
    of the lines, else the goods value of the order.

    Parameters
    ----------
    dialect : Dialect
    order_level : str
        :func:`order_level_sql` in brackets.
    more : str
        A condition on the order level; orders that meet it are counted as ``marked``.
    """
    marked = f", count(case when {more} then 1 end) as marked" if more else ""
    return f"""
        select customer_id, _month as month, kind,
            count(*) as orders, bit_or({dialect.bit("extract(day from created_at)")}) as days,
            cast(coalesce(sum(line_count), 0) as BIGINT) as lines,
            {_scaled("sum(line_amount)")} as line_amount, {_scaled("sum(quantity)")} as units,
            {_scaled("sum(value)")} as order_value,
            cast(min(created_at) as DATE) as first_on, cast(max(created_at) as DATE) as last_on{marked}
        from (
            select o.*, {_signed("coalesce(line_amount, _amount)")} as value,
                {_signed("coalesce(line_units, units)")} as quantity,
                case when {_cancelled()} then {CANCELLED} when {_IS_RETURN} then {RETURNED}
                    when direction = 'out' then {OUT} else {OTHER} end as kind
            from {order_level} o
        ) k
        group by customer_id, _month, kind"""


#: SQL of the kinds of facts that are aggregated from one table, by kind.
FACTS = {"billing": billing_sql, "costs": costs_sql}
#: Kinds of facts whose customers and months are active.
ACTIVITY = ("orders", "billing")


def _cancelled() -> str:
    words = ", ".join(f"'{word}'" for word in CANCELLED_WORDS)
    return f"(cancelled_at is not null or coalesce(lower(status) in ({words}), false))"


def _signed(amount: str) -> str:
    return f"case when {_IS_RETURN} then -abs({amount}) else {amount} end"


def _scaled(amount: str) -> str:
    return f"cast(coalesce({amount}, 0) * {SCALE} as BIGINT)"


def _of(column: str, condition: str) -> str:
    return f"coalesce(sum(case when {condition} then {column} end), 0)"


#: Merge rules of the billing facts, for columns that are no plain sums.
BILLING_MERGE = {
    "revenue": _of("amount", f"kind in ({BILLED}, {CREDITED})"),
    "credited": _of("amount", f"kind = {CREDITED}"),
    "pass_through": _of("amount", f"kind = {PASSED_ON}"),
    "disputed": _of("amount", f"kind = {DISPUTED}"),
}
#: Merge rules of the order facts, for columns that are no plain sums.
ORDERS_MERGE = {
    "orders": _of("orders", f"kind = {OUT}"),
    "returns": _of("orders", f"kind = {RETURNED}"),
    "cancelled": _of("orders", f"kind = {CANCELLED}"),
    "order_days": f"bit_count(coalesce(bit_or(case when kind = {OUT} then days end), 0))",
    "lines": _of("lines", f"kind = {OUT}"),
    "units": _of("units", f"kind in ({OUT}, {RETURNED})"),
    "order_value": _of("order_value", f"kind in ({OUT}, {RETURNED})"),
}
