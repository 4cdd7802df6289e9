"""The SQL of the facts: one text, read alike by every engine.

Lines come down to orders first, orders to customer × month: sums, counts, extremes and counts within so many
hours, all of which merge over files, days, months, sites and customers. Nothing here is an average, a median
or a count of different things; a day with an order is a bit of a number, and bits merge by "or".
"""

from wcm_helpers.data.engines import Dialect
from wcm_helpers.formats import SCALE

#: What the facts are made of: the columns of each table that are read.
USED = {
    "billing": ("customer_id", "_month", "_amount", "pass_through", "disputed", "doc_date", "period"),
    "orders": (
        "order_id", "customer_id", "site_id", "_month", "created_at", "direction", "status", "cancelled_at",
        "promised_at", "requested_date", "shipped_at", "units", "_amount",
    ),
    "order_lines": ("order_id", "qty_ordered", "qty_shipped", "qty_short", "_amount"),
    "costs": ("customer_id", "_month", "_amount"),
}  # fmt: skip

#: Hours from the order to its shipment that are counted up to.
WITHIN_HOURS = (1, 2, 3, 4, 6, 8, 12, 16, 20, 24, 30, 36, 48, 60, 72, 96, 120, 168, 240, 336)

#: States that say an order was cancelled, in small letters.
CANCELLED_WORDS = ("cancelled", "canceled", "已取消", "取消", "作废")


def billing_sql(billing: str, where: str = "") -> str:
    """Return the SQL of the billing facts: customer × month.

    Revenue leaves out what is charged on for others and what is in dispute; both stand beside it.

    Parameters
    ----------
    billing : str
        Name or subquery of the used rows.
    where : str
        Which of them; all, if not said.
    """
    passed, disputed = "coalesce(pass_through, false)", "coalesce(disputed, false)"
    own = f"not {passed} and not {disputed}"
    day = f"coalesce(doc_date, cast({_first_day('period')} as DATE))"
    return f"""
        select customer_id, _month as month,
            {_scaled(f"sum(case when {own} then _amount end)")} as revenue,
            {_scaled(f"sum(case when {own} and _amount < 0 then _amount end)")} as credited,
            {_scaled(f"sum(case when {passed} then _amount end)")} as pass_through,
            {_scaled(f"sum(case when {disputed} and not {passed} then _amount end)")} as disputed,
            count(*) as lines, min({day}) as first_on, max({day}) as last_on
        from {billing} b {_where(where)}
        group by customer_id, _month"""


def _first_day(month: str) -> str:
    return f"concat({month}, '-01')"


def costs_sql(costs: str) -> str:
    """Return the SQL of the costs: customer × month, all activities together."""
    return (
        f"select customer_id, _month as month, {_scaled('sum(_amount)')} as cost from {costs} c "
        f"group by customer_id, _month"
    )


def orders_sql(dialect: Dialect, orders: str, lines: str | None, where: str = "") -> str:
    """Return the SQL of the order facts: lines → order → customer × site × month × month due.

    Orders out count; a return counts against value and units; a cancelled order counts as cancelled only.
    Value is that of the lines, else what the order says of itself. An order out is due when it was promised,
    else when the customer asked for it; a date without a time is due by the end of that day. One cancelled
    before it was due is due no more; one cancelled after it is not on time. In full is told of orders whose
    lines say what was shipped or short.

    Orders that are alike in what is counted come together first and are counted once, which is what makes
    two dozen counts as cheap as one.

    Parameters
    ----------
    dialect : Dialect
    orders, lines : str
        Names or subqueries of the used rows; without lines orders speak for themselves.
    where : str
        Which orders; all, if not said.
    """
    day_only = f"due_at = cast(cast(due_at as DATE) as {dialect.moment})"
    in_time = f"(shipped_at <= due_at or ({day_only} and cast(shipped_at as DATE) = cast(due_at as DATE)))"
    met = {
        "is_promised": "promised_at is not null",
        "is_waiting": "shipped_at is null and not cancelled",
        "is_on_time": f"not cancelled and {in_time}",
        "is_told": "told > 0",
        "is_in_full": "told > 0 and short = 0",
    }
    marks = " + ".join(f"case when {sql} then {1 << bit} else 0 end" for bit, sql in enumerate(met.values()))
    bits = {name: 1 << bit for bit, name in enumerate(met)}
    return f"""
        with per_order as ({_per_order(lines)}),
        known as (
            select o.*, {_cancelled("o.")} as cancelled, coalesce(o.promised_at, o.requested_date) as due_at,
                l.lines as line_count, l.told, l.short,
                {_signed("coalesce(l.amount, o._amount)")} as value,
                {_signed("coalesce(l.units, o.units)")} as quantity
            from {orders} o left join per_order l on o.order_id = l.order_id {_where(where)}
        ),
        judged as (
            select customer_id, site_id, _month, created_at, line_count, value, quantity,
                case when cancelled then 3 when direction = 'out' then 1 when direction = 'return' then 2
                    else 0 end as kind,
                case when direction = 'out' and not (cancelled and coalesce(cancelled_at <= due_at, true))
                    then {_number_of_month("due_at")} end as due_month,
                case when direction = 'out' and due_at is not null then {marks} else 0 end as marks
            from known
        ),
        alike as (
            select customer_id, site_id, _month, due_month, kind,
                case when due_month is null then 0 else marks end as marks, count(*) as orders,
                bit_or({dialect.bit("extract(day from created_at)")}) as days, sum(line_count) as lines,
                sum(quantity) as units, sum(value) as value,
                min(created_at) as first_at, max(created_at) as last_at
            from judged
            group by customer_id, site_id, _month, due_month, kind,
                case when due_month is null then 0 else marks end
        )
        select customer_id, site_id, _month as month, due_month,
            {_total("orders", "kind = 1")} as orders,
            {_total("orders", "kind = 2")} as returns,
            {_total("orders", "kind = 3")} as cancelled,
            coalesce(bit_or(case when kind = 1 then days end), 0) as days,
            {_total("lines", "kind = 1")} as lines,
            {_scaled("sum(case when kind in (1, 2) then units end)")} as units,
            {_scaled("sum(case when kind in (1, 2) then value end)")} as order_value,
            cast(min(first_at) as DATE) as first_on, cast(max(last_at) as DATE) as last_on,
            {_total("orders", "due_month is not null")} as due,
            {_marked(bits, "is_promised")} as promised, {_marked(bits, "is_waiting")} as waiting,
            {_marked(bits, "is_on_time")} as on_time, {_marked(bits, "is_told")} as told,
            {_marked(bits, "is_in_full")} as in_full,
            {_marked(bits, "is_on_time", "is_told")} as on_time_told,
            {_marked(bits, "is_on_time", "is_in_full")} as on_time_in_full
        from alike
        group by customer_id, site_id, _month, due_month"""


def shipped_sql(dialect: Dialect, orders: str, where: str = "") -> str:
    """Return the SQL of the hours from order to shipment: customer × site × month shipped.

    Orders out that were shipped and not cancelled; one shipped before it came in is counted and not timed.

    Parameters
    ----------
    dialect : Dialect
    orders : str
        Name or subquery of the used rows.
    where : str
        Which orders; all, if not said.
    """
    steps = " ".join(f"when seconds < {3600 * hours} then {hours}" for hours in WITHIN_HOURS)
    within = ", ".join(f"{_total('orders', f'hours <= {hours}')} as within_{hours}" for hours in WITHIN_HOURS)
    return f"""
        with timed as (
            select customer_id, site_id, {_number_of_month("shipped_at")} as shipped_month,
                case when shipped_at >= created_at
                    then {dialect.seconds("created_at", "shipped_at")} end as seconds
            from {orders} o
            where direction = 'out' and shipped_at is not null and not {_cancelled("")} {_and(where)}
        ),
        alike as (
            select customer_id, site_id, shipped_month, case {steps} end as hours, count(*) as orders,
                count(seconds) as timed, sum(seconds) as seconds, min(seconds) as fastest,
                max(seconds) as slowest
            from timed
            group by customer_id, site_id, shipped_month, case {steps} end
        )
        select customer_id, site_id, shipped_month, cast(sum(orders) as BIGINT) as shipped,
            cast(sum(timed) as BIGINT) as timed, cast(coalesce(sum(seconds), 0) as BIGINT) as seconds,
            min(fastest) as fastest, max(slowest) as slowest, {within}
        from alike
        group by customer_id, site_id, shipped_month"""


def _cancelled(of: str) -> str:
    words = ", ".join(f"'{word}'" for word in CANCELLED_WORDS)
    return f"({of}cancelled_at is not null or coalesce(lower({of}status) in ({words}), false))"


def _signed(amount: str) -> str:
    return f"case when o.direction = 'return' then -abs({amount}) else {amount} end"


def _total(column: str, condition: str) -> str:
    return f"cast(coalesce(sum(case when {condition} then {column} end), 0) as BIGINT)"


def _marked(bits: dict[str, int], *names: str) -> str:
    wanted = sum(bits[name] for name in names)
    return _total("orders", f"due_month is not null and (marks & {wanted}) = {wanted}")


def _per_order(lines: str | None) -> str:
    if not lines:
        return (
            "select null as order_id, 0 as lines, 0 as told, 0 as short, "
            "cast(null as DECIMAL(18, 4)) as units, cast(null as DECIMAL(18, 4)) as amount where 1 = 0"
        )
    told = "coalesce(qty_shipped, qty_short) is not null"
    short = "case when qty_shipped is not null then qty_shipped < qty_ordered else qty_short > 0 end"
    return (
        f"select order_id, count(*) as lines, {_count(told)} as told, {_count(short)} as short, "
        f"sum(qty_ordered) as units, sum(_amount) as amount from {lines} l group by order_id"
    )


def _where(condition: str) -> str:
    return f"where {condition}" if condition else ""


def _count(condition: str) -> str:
    return f"count(case when {condition} then 1 end)"


def _scaled(amount: str) -> str:
    return f"cast(coalesce({amount}, 0) * {SCALE} as BIGINT)"


def _and(condition: str) -> str:
    return f"and ({condition})" if condition else ""


def _number_of_month(moment: str) -> str:
    return f"cast(extract(year from {moment}) * 100 + extract(month from {moment}) as INTEGER)"
