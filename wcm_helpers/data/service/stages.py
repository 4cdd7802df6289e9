"""The SQL of stage times: how long orders spent between two steps, open ones with the time so far.

A stage is only measured at a site that records both of its steps. Each month is as it was at its own end:
an order that left the stage later was open then, and so was one cancelled later. Orders cancelled by then are
out; a step before the one it follows, or a date without a time among times, is not used.
"""

#: The steps of an order in the order of time, and the column of each.
STEPS = {
    "received": "created_at", "released": "released_at", "picked": "picked_at", "checked": "checked_at",
    "packed": "packed_at", "shipped": "shipped_at", "signed": "signed_at",
}  # fmt: skip
#: The stages of the warehouse: with a check between picking and packing, or without.
WAREHOUSE = ("received-released", "released-picked", "picked-checked", "checked-packed", "picked-packed",
             "packed-shipped")  # fmt: skip
#: Every stage of an order out.
OUTBOUND = (*WAREHOUSE, "shipped-signed", "received-shipped")
#: Durations from so many minutes on are counted to so many minutes: shorter ones to the minute.
_COARSE_FROM, _COARSE = 4 * 24 * 60, 10


def walked_sql() -> str:
    """Return the query of orders with usable steps, of ``orders_out`` and ``timed_columns``.

    ``timed_columns`` has one row: for each step whether its column has times of day at most of its rows; a
    midnight among such times is a date without a time.
    """
    usable = ", ".join(
        f"case when {column} = date_trunc('day', {column}) and (select {name} from timed_columns) then null "
        f"else {column} end as {name}"
        for name, column in STEPS.items()
    )
    return f"""
    select order_key, order_id, customer_id, site_id, carrier, priority, {usable},
        case when cancelled then coalesce(cancelled_at, timestamp '1970-01-01') end as cancelled_at
    from orders_out"""


def timed_columns_sql(*, log: bool) -> str:
    """Return the query of ``timed_columns``; in a log of steps a midnight is a time like another.

    Parameters
    ----------
    log : bool
        Whether the steps come from a log.
    """
    if log:
        return f"select {', '.join(f'false as {name}' for name in STEPS)}"
    timed = {name: f"count(*) filter (where {at} <> date_trunc('day', {at}))" for name, at in STEPS.items()}
    flags = ", ".join(f"{timed[name]} * 2 > count({at}) as {name}" for name, at in STEPS.items())
    return f"select {flags} from orders_out"


def stage_rows_sql() -> str:
    """Return the query of the stages of ``walked``: when each order entered and left them.

    Columns: the keys of the order, ``stage``, ``entered``, ``left_at`` (NULL: open) and ``usable``.
    """
    return " union all ".join(_stage(stage) for stage in OUTBOUND)


def _stage(stage: str) -> str:
    begin, end = stage.split("-")
    names = list(STEPS)
    later = [name for name in names[names.index(end) + 1 :]]
    known_later = " or ".join(f"{name} is not null" for name in later) or "false"
    return f"""
    select order_key, order_id, customer_id, site_id, carrier, priority, cancelled_at, '{stage}' as stage,
        {begin} as entered, {end} as left_at, {end} is null or {end} >= {begin} as usable
    from walked join recorded using (site_id)
    where {begin} is not null and has_{begin} and has_{end} and ({end} is not null or not ({known_later}))
        {_checked_or_not(stage)}"""


def _checked_or_not(stage: str) -> str:
    if stage == "picked-packed":
        return "and not has_checked"
    return "and has_checked" if "checked" in stage else ""


def recorded_sql() -> str:
    """Return the query of which steps each site records."""
    flags = ", ".join(f"count({name}) > 0 as has_{name}" for name in STEPS)
    return f"select site_id, {flags} from walked where cancelled_at is null group by site_id"


def stage_cells_sql(keys: str) -> str:
    """Return the query that counts stages by keys and minutes, each month as at its own end.

    It reads ``stage_rows`` and ``as_of``.
    """
    exact = "epoch(coalesce(case when left_at <= moment then left_at end, moment) - entered) / 60"
    minutes = (
        f"case when {exact} >= {_COARSE_FROM} then round({exact} / {_COARSE}) * {_COARSE} else "
        f"round({exact}) end"
    )
    return f"""
    select strftime(entered, '%Y-%m') as month, {keys}, stage, cast({minutes} as INTEGER) as minutes,
        left_at is null or left_at > moment as open, count(*) as n
    from stage_rows join as_of on as_of.month = strftime(entered, '%Y-%m')
    where usable and entered <= moment and coalesce(cancelled_at > moment, true)
    group by all"""


def stage_shares_sql() -> str:
    """Return the query of the summed hours of the warehouse's stages, over orders that went through all.

    Columns: ``month`` (in which the order left), ``site_id``, ``carrier``, ``stage``, ``hours``, ``orders``.
    """
    warehouse = ", ".join(f"'{stage}'" for stage in WAREHOUSE)
    return f"""
    with needed as (
        select site_id, count(distinct stage) as stages from stage_rows where stage in ({warehouse})
            and cancelled_at is null group by site_id
    ),
    whole as (
        select order_key, max(left_at) as shipped
        from stage_rows join needed using (site_id) where stage in ({warehouse})
            and coalesce(cancelled_at >= last_day(left_at) + 1, true)
        group by order_key having count(*) = max(stages) and bool_and(left_at is not null and usable)
    )
    select strftime(shipped, '%Y-%m') as month, site_id, carrier, stage,
        sum(epoch(left_at - entered)) / 3600 as hours, count(*) as orders
    from stage_rows join whole using (order_key)
    where stage in ({warehouse})
    group by all"""
