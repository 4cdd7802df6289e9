"""The SQL of the facts: one text, read alike by every engine.

Lines come down to orders first, orders to customer × month: sums, counts, extremes and counts within so many
hours, all of which merge over files, days, months, sites and customers. Nothing here is an average, a median
or a count of different things; a day with an order is a bit of a number, and bits merge by "or".
"""

from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.dialects import Dialect
from wcm_helpers.data.tables.service_words import ORDER_STATES

#: Hours from the order to its shipment that are counted up to.
WITHIN_HOURS = (1, 2, 4, 8, 12, 24, 36, 48, 72, 96, 168, 336)

#: What an amount billed counts as; one passed on and in dispute is passed on.
BILLED, CREDITED, PASSED_ON, DISPUTED = 1, 2, 3, 4

#: What an order counts as: one out, one returned, one cancelled, or (receipts) as none of these.
OUT, RETURNED, CANCELLED, OTHER = 1, 2, 3, 0

#: The marks of an order that was due, each as a bit of ``marks``; ``comparable`` are orders whose lines
#: have the quantity shipped or short.
MARKS = {"promised": 1, "waiting": 2, "on_time": 4, "comparable": 8, "in_full": 16}

#: States of a cancelled order, in small letters.
CANCELLED_WORDS = ORDER_STATES["cancelled"]

#: What the lines of an order add up to; ``short`` is NULL where no line has a quantity shipped or short.
_OF_LINES = {"line_count": "BIGINT", "short": "BOOLEAN", "line_units": "DECIMAL(18, 4)",
             "line_amount": "DECIMAL(18, 4)"}  # fmt: skip


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


def order_level_sql(orders: str, lines: str | None, more: str = "") -> str:
    """Return the SQL of the order level: one row an order, with the sums of its lines.

    Parameters
    ----------
    orders, lines : str
        Names or subqueries of the used rows; without lines the sums are NULL.
    more : str
        A further aggregate of the lines of an order, with its name.
    """
    if not lines:
        none = ", ".join(f"cast(null as {kind}) as {name}" for name, kind in _OF_LINES.items())
        return f"select o.*, {none} from {orders} o"
    short = "case when qty_shipped is not null then qty_shipped < qty_ordered else qty_short > 0 end"
    sums = {"line_count": "count(*)", "short": f"bool_or({short})", "line_units": "sum(qty_ordered)",
            "line_amount": "sum(_amount)"}  # fmt: skip
    summed = ", ".join(f"cast({sums[name]} as {kind}) as {name}" for name, kind in _OF_LINES.items())
    beside = f", {more}" if more else ""
    named = ", ".join(f"l.{name}" for name in (*_OF_LINES, *([more.rpartition(" as ")[2]] if more else [])))
    return (
        f"select o.*, {named} from {orders} o left join "
        f"(select order_id, {summed}{beside} from {lines} s group by order_id) l on o.order_id = l.order_id"
    )


def orders_sql(dialect: Dialect, order_level: str, more: str = "") -> str:
    """Return the SQL of the order facts: orders that are equal in every key of the facts, counted once.

    The keys are customer, site, month, month due, month shipped, kind and marks, so that forty counts cost as
    much as one: :data:`ORDERS_MERGE`, :data:`SERVICE_MERGE` and :data:`HOURS_MERGE` pick their rows later.

    Orders out count; a return counts against value and units; a cancelled order counts as cancelled only.
    Value is that of the lines, else the goods value of the order. An order out is due when it was promised,
    else when the customer asked for it; a date without a time is due by the end of that day. One cancelled
    before it was due is due no more; one cancelled after it is not on time. Only orders whose lines say what
    was shipped or short can be in full. Hours run from the order to its shipment; an order shipped before it
    came in has none.

    Parameters
    ----------
    dialect : Dialect
    order_level : str
        :func:`order_level_sql` in brackets.
    more : str
        A condition on the order level; orders that meet it are counted as ``marked``.
    """
    within = ", ".join(f"{_count(f'seconds < {3600 * hours}')} as within_{hours}" for hours in WITHIN_HOURS)
    marked = f", {_count(more)} as marked" if more else ""
    return f"""{_with_judged_orders(dialect, order_level)}
        select customer_id, site_id, _month as month, due_month, shipped_month, kind, marks,
            count(*) as orders, bit_or({dialect.bit("extract(day from created_at)")}) as days,
            cast(coalesce(sum(line_count), 0) as BIGINT) as lines,
            {_scaled("sum(line_amount)")} as line_amount, {_scaled("sum(quantity)")} as units,
            {_scaled("sum(value)")} as order_value,
            cast(min(created_at) as DATE) as first_on, cast(max(created_at) as DATE) as last_on,
            count(seconds) as timed, cast(coalesce(sum(seconds), 0) as BIGINT) as seconds,
            min(seconds) as fastest, max(seconds) as slowest, {within}{marked}
        from judged
        group by customer_id, site_id, _month, due_month, shipped_month, kind, marks"""


def _with_judged_orders(dialect: Dialect, order_level: str) -> str:
    """Return the WITH clause of ``judged``: each order with its kind, its marks, its months and its hours."""
    day_only = f"due_at = cast(cast(due_at as DATE) as {dialect.moment})"
    in_time = f"(shipped_at <= due_at or ({day_only} and cast(shipped_at as DATE) = cast(due_at as DATE)))"
    met = {
        "promised": "promised_at is not null",
        "waiting": "shipped_at is null and not cancelled",
        "on_time": f"not cancelled and {in_time}",
        "comparable": "short is not null",
        "in_full": "not short",
    }
    marks = " + ".join(f"case when {met[name]} then {bit} else 0 end" for name, bit in MARKS.items())
    return f"""
        with known as (
            select o.*, coalesce(promised_at, requested_date) as due_at, {_cancelled()} as cancelled,
                {_signed("coalesce(line_amount, _amount)")} as value,
                {_signed("coalesce(line_units, units)")} as quantity
            from {order_level} o
        ),
        due as (
            select *, direction = 'out' and not cancelled as goes_out,
                direction = 'out' and due_at is not null
                    and not (cancelled and coalesce(cancelled_at <= due_at, true)) as is_due
            from known
        ),
        judged as (
            select *,
                case when cancelled then {CANCELLED} when direction = 'out' then {OUT}
                    when direction = 'return' then {RETURNED} else {OTHER} end as kind,
                case when is_due then {_number_of_month("due_at")} end as due_month,
                case when is_due then {marks} else 0 end as marks,
                case when goes_out then {_number_of_month("shipped_at")} end as shipped_month,
                case when goes_out and shipped_at >= created_at
                    then {dialect.seconds("created_at", "shipped_at")} end as seconds
            from due
        )"""


#: SQL of the kinds of facts that are aggregated from one table, by kind.
FACTS = {"billing": billing_sql, "costs": costs_sql}
#: Kinds of facts whose customers and months are active.
ACTIVITY = ("orders", "billing")


def _cancelled() -> str:
    words = ", ".join(f"'{word}'" for word in CANCELLED_WORDS)
    return f"(cancelled_at is not null or coalesce(lower(status) in ({words}), false))"


def _signed(amount: str) -> str:
    return f"case when direction = 'return' then -abs({amount}) else {amount} end"


def _count(condition: str) -> str:
    return f"count(case when {condition} then 1 end)"


def _scaled(amount: str) -> str:
    return f"cast(coalesce({amount}, 0) * {SCALE} as BIGINT)"


def _number_of_month(moment: str) -> str:
    return f"cast(extract(year from {moment}) * 100 + extract(month from {moment}) as INTEGER)"


def _of(column: str, condition: str) -> str:
    return f"coalesce(sum(case when {condition} then {column} end), 0)"


def _marked(*names: str) -> str:
    bits = sum(MARKS[name] for name in names)
    return _of("orders", f"(marks & {bits}) = {bits}")


#: Merge rules of the billing facts, for columns that are no plain sums.
BILLING_MERGE = {
    "revenue": _of("amount", f"kind in ({BILLED}, {CREDITED})"),
    "credited": _of("amount", f"kind = {CREDITED}"),
    "pass_through": _of("amount", f"kind = {PASSED_ON}"),
    "disputed": _of("amount", f"kind = {DISPUTED}"),
}
#: Merge rules of the order facts by the month of the orders, for columns that are no plain sums.
ORDERS_MERGE = {
    "orders": _of("orders", f"kind = {OUT}"),
    "returns": _of("orders", f"kind = {RETURNED}"),
    "cancelled": _of("orders", f"kind = {CANCELLED}"),
    "order_days": f"bit_count(coalesce(bit_or(case when kind = {OUT} then days end), 0))",
    "lines": _of("lines", f"kind = {OUT}"),
    "units": _of("units", f"kind in ({OUT}, {RETURNED})"),
    "order_value": _of("order_value", f"kind in ({OUT}, {RETURNED})"),
}
#: Merge rules of the orders due, by the month due.
SERVICE_MERGE = {
    "due": "sum(orders)",
    **{name: _marked(name) for name in MARKS},
    "on_time_comparable": _marked("on_time", "comparable"),
    "on_time_in_full": _marked("on_time", "in_full"),
}
#: Merge rules of the orders shipped, by the month shipped.
HOURS_MERGE = {"shipped": "sum(orders)"}
