"""The SQL that judges orders: due when, complete when, as promised or not, and by whose fault.

Every order out becomes one row with its due time, the time at which it was complete, and its verdicts; NULL
is "not measured". A "no" beats "not measured", and "not measured" beats a "yes".
"""

from wcm_helpers.data.service.rules import ServiceRules
from wcm_helpers.data.sql import listed
from wcm_helpers.data.tables.service_words import FAULTS, ORDER_PAYMENTS, ORDER_STATES

#: Columns of an order that its judgement reads; absent ones are NULL.
STEPS = ("created_at", "released_at", "picked_at", "checked_at", "packed_at", "shipped_at", "signed_at")

#: The date an order is due by.
BASIS = {
    "promised_last": "coalesce(promised_at, promised_first_at)",
    "promised_first": "coalesce(promised_first_at, promised_at)",
    "requested": "requested_date",
}

#: Dates an order may be due by, and the times of day that a date without one is written with.
_PROMISES = ("promised_first_at", "promised_at", "requested_date")
_NO_TIME = "(TIME '00:00:00', TIME '23:59:59.999999')"


def dated_orders_sql() -> str:
    """Return the query of ``used_orders`` with promises for a day that hold until its end.

    Systems write a column of dates with a midnight in every cell. Where several promises of a site have no
    other time of day, the midnights are dates; a single midnight, or one among other times, is a time.
    """
    days = ", ".join(
        f"count({name}) > 1 and bool_and(cast({name} as TIME) in {_NO_TIME}) as {name}_is_day"
        for name in _PROMISES
    )
    replaced = ", ".join(
        f"case when {name}_is_day and {_date_only(name)} then {name} + interval 1 day "
        f"- interval 1 microsecond else {name} end as {name}"
        for name in _PROMISES
    )
    flags = ", ".join(f"{name}_is_day" for name in _PROMISES)
    return f"""
    select * exclude ({flags}, day_site) replace ({replaced})
    from used_orders left join (
        select coalesce(site_id, '') as day_site, {days} from used_orders group by all
    ) on day_site = coalesce(site_id, '')"""


def cohort_sql(rules: ServiceRules) -> str:
    """Return the query of the orders out with their due times.

    It reads ``orders_out`` (orders with the times of their steps and a number, ``order_key``), ``terms`` (the
    ``derived_at`` of an ``order_key`` without a promise) and ``as_of`` (``month``, ``moment``: until when a
    month is known).
    """
    event = "shipped_at" if rules.event == "shipped" else "signed_at"
    return f"""
    with dated as (
        select o.*, {_state()} as state, {_state_unknown()} as state_unknown, {event} as event_at,
            {BASIS[rules.basis]} as promised_due, t.derived_at
        from orders_out o left join terms t using (order_key)
    ),
    due as (
        select *, coalesce(promised_due, derived_at) as due_at,
            promised_due is null and derived_at is not null as derived
        from dated
    ),
    seen as (
        select due.*, a.moment as known_until,
            state = 'cancelled' and not coalesce(event_at <= cancelled_at, false)
                and coalesce(cancelled_at <= a.moment, true) as is_cancelled
        from due left join as_of a on a.month = strftime(due.due_at, '%Y-%m')
    )
    select d.*,
        least(d.due_at + interval {rules.late_minutes} minute, d.known_until) as due_limit,
        d.is_cancelled and coalesce(d.cancelled_at <= d.due_at, true) as out_of_cohort,
        coalesce(d.due_at < d.created_at, false) as due_before_created,
        coalesce(event_at < created_at and not {_date_only("event_at")}, false) as time_unusable
    from seen d"""


def judged_sql(rules: ServiceRules, *, lines: bool, quantities: bool) -> str:
    """Return the query of the judged orders, of ``cohort`` and ``line_parts`` (see :func:`line_parts_sql`).

    Parameters
    ----------
    rules : ServiceRules
    lines : bool
        Whether there are order lines.
    quantities : bool
        Whether any line tells what was shipped; else nothing is in full or not.
    """
    early = (
        "false"
        if rules.early_hours is None
        else f"done_at < due_at - interval {round(60 * rules.early_hours)} minute"
    )
    both = _both(quantities=quantities)
    return f"""
    with parts as ({_parts(lines=lines)}),
    timed as (
        select c.* exclude (lines, units), p.* exclude (order_key),
            case when c.is_cancelled then null
                when p.full_at is not null then p.full_at
                when c.state = 'open' and coalesce(p.lines_short, 0) > 0 then null
                when c.event_at is not null then coalesce(p.last_at, c.event_at) end as done_at
        from cohort c left join parts p using (order_key)
    ),
    judged as (
        select *,
            case when time_unusable then null
                when done_at is null or done_at > due_limit or {early} then false else true end as on_time,
            {_in_full(lines=lines, quantities=quantities)} as in_full
        from timed
    ),
    whole as (select *, {both} as otif, strftime(due_at, '%Y-%m') as due_month from judged),
    recorded as (
        select due_month, count(in_full) > 0 and count(doc_ok) > 0 and count(damaged) > 0 and count(wrong) > 0
            as all_parts
        from whole where done_at <= known_until group by due_month
    )
    select order_id, customer_id, site_id, carrier, priority, created_at, released_at, due_at, derived,
        done_at,
        is_cancelled, cancelled_at, cancel_by, fault, out_of_cohort, time_unusable, due_before_created,
        state_unknown,
        known_until,
        strftime(due_at, '%Y-%m') as month, strftime(created_at, '%Y-%m') as created_month,
        due_at is not null and not out_of_cohort and coalesce(due_at <= known_until, false)
            and coalesce(created_at < known_until, true) as is_due,
        on_time, in_full, otif, line_n is null as without_lines,
        case when otif is not null then line_n end as lines,
        case when otif is not null then lines_by_due end as lines_otif,
        case when otif is not null then units end as units,
        case when otif is not null then units_by_due end as units_otif,
        case when all_parts then {_perfect()} end as perfect,
        case when done_at <= known_until then doc_ok end as papers,
        case when done_at <= known_until then damaged = 0 end as undamaged,
        state <> 'open' and not is_cancelled and coalesce(done_at <= known_until, false) as completed
    from whole left join recorded using (due_month)"""


def cancelled_words() -> str:
    """Return the SQL list of the states of a cancelled order."""
    return listed(ORDER_STATES["cancelled"])


def by_us() -> str:
    """Return the SQL of "we cancelled the order"."""
    return f"coalesce(lower(trim(cancel_by)) in ({listed(FAULTS['own'])}), false)"


def _state() -> str:
    branches = " ".join(
        f"when lower(trim(status)) in ({listed(words)}) then '{name}'" for name, words in ORDER_STATES.items()
    )
    other = "case when shipped_at is null then 'open' else 'closed' end"
    return f"case when cancelled_at is not null then 'cancelled' {branches} else {other} end"


def _state_unknown() -> str:
    """Return the SQL of "open only because nobody explains its state"."""
    states = [word for synonyms in ORDER_STATES.values() for word in synonyms]
    words = listed([*states, *ORDER_PAYMENTS])
    unknown = f"coalesce(lower(trim(status)) not in ({words}, ''), false)"
    return f"({unknown} and cancelled_at is null and shipped_at is null)"


def _date_only(moment: str) -> str:
    return f"({moment} = date_trunc('day', {moment}))"


def _parts(*, lines: bool) -> str:
    """Return what the lines of each order add up to; ``full_at`` is when the last line was complete."""
    if not lines:
        columns = (
            "full_at TIMESTAMP", "last_at TIMESTAMP", "line_n BIGINT", "lines_short BIGINT",
            "any_short BOOLEAN", "lines_by_due BIGINT", "units DOUBLE", "units_by_due DOUBLE",
            "surplus BOOLEAN", "damaged DOUBLE",
            "wrong DOUBLE",
        )  # fmt: skip
        nulls = ", ".join(f"null::{kind} as {name}" for name, kind in map(str.split, columns))
        return f"select order_key, {nulls} from cohort where false"
    return """
        select c.order_key,
            case when bool_and(coalesce(l.full_at is not null, false)) then max(l.full_at) end as full_at,
            max(l.last_at) as last_at, count(*) as line_n,
            count(*) filter (where l.full_at is null) as lines_short,
            bool_or(l.measured and l.full_at is null) as any_short,
            count(*) filter (where l.full_at <= c.due_limit) as lines_by_due,
            sum(l.ordered) as units, sum(least(l.ordered, l.at_once_by_due + l.parts_by_due)) as units_by_due,
            bool_or(l.visible > l.ordered) as surplus, sum(l.damaged) as damaged, sum(l.wrong) as wrong
        from line_parts l join cohort c using (order_key)
        group by c.order_key"""


def line_parts_sql(rules: ServiceRules, *, shipments: bool) -> str:
    """Return the query of order lines with a quantity: what of each was shipped, and when it was complete.

    It reads ``keyed_lines`` (lines with their ``order_key``, and the event and due limit of their order) and,
    with ``shipments``, ``keyed_shipments``. A line without shipments left at the time of its order.
    """
    needed = f"ordered * (1 - {rules.in_full_tolerance})"
    own = """
        select order_key, line_no, qty_ordered::DOUBLE as ordered, qty_damaged::DOUBLE as damaged,
            qty_wrong::DOUBLE as wrong, event_at, due_limit, known_until,
            coalesce(qty_shipped, qty_ordered - qty_short,
                case when event_at is null then 0 end)::DOUBLE as quantity
        from keyed_lines where qty_ordered > 0"""
    if not shipments or rules.event == "signed":
        return f"""
        select order_key, ordered, damaged, wrong, quantity as shipped, quantity as visible,
            quantity is not null as measured,
            case when quantity >= {needed} then event_at end as full_at,
            case when quantity > 0 then event_at end as last_at,
            case when event_at <= due_limit then coalesce(quantity, 0) else 0 end as at_once_by_due,
            0.0 as parts_by_due
        from ({own})"""
    of_line = needed.replace("ordered", "o.ordered")
    return f"""
        with own as ({own}),
        running as (
            select order_key, line_no, shipped_at, sum(qty) over (
                partition by order_key, line_no order by shipped_at rows unbounded preceding)::DOUBLE as upto,
                qty::DOUBLE as qty
            from keyed_shipments
        ),
        parts as (
            select r.order_key, r.line_no, sum(r.qty) as shipped,
                sum(r.qty) filter (where coalesce(r.shipped_at <= o.known_until, true)) as visible,
                max(r.shipped_at) as last_at,
                min(r.shipped_at) filter (where r.upto >= {of_line}) as full_at,
                coalesce(sum(r.qty) filter (where r.shipped_at <= o.due_limit), 0) as by_due
            from running r join own o using (order_key, line_no)
            group by r.order_key, r.line_no
        )
        select o.order_key, o.ordered, o.damaged, o.wrong, coalesce(p.shipped, o.quantity) as shipped,
            case when p.shipped is null then o.quantity else p.visible end as visible,
            p.shipped is not null or o.quantity is not null as measured,
            case when p.shipped is not null then p.full_at
                when o.quantity >= {of_line} then o.event_at end as full_at,
            coalesce(p.last_at, case when o.quantity > 0 then o.event_at end) as last_at,
            case when p.shipped is null and o.event_at <= o.due_limit
                then coalesce(o.quantity, 0) else 0 end as at_once_by_due,
            coalesce(p.by_due, 0) as parts_by_due
        from own o left join parts p using (order_key, line_no)"""


def _in_full(*, lines: bool, quantities: bool) -> str:
    if not lines or not quantities:
        return "null::BOOLEAN"
    return """case when line_n is null then null
        when is_cancelled then false
        when full_at is not null then full_at <= known_until
        when any_short then false end"""


def _both(*, quantities: bool) -> str:
    """Return "on time and in full"; without quantities it is not measured, not even of late orders."""
    if not quantities:
        return "null::BOOLEAN"
    return _and("on_time", "in_full")


def _and(*verdicts: str) -> str:
    no = " or ".join(f"{verdict} = false" for verdict in verdicts)
    unknown = " or ".join(f"({verdict}) is null" for verdict in verdicts)
    return f"(case when {no} then false when {unknown} then null else true end)"


def _perfect() -> str:
    """Return "perfect"; failures alone would be 0 % in a month that does not record every part of it."""
    exact = "(not surplus)"
    return _and("on_time", "in_full", exact, "(damaged = 0)", "(wrong = 0)", "doc_ok")
