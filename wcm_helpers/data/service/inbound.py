"""Count goods in: put away when promised, booked in the quantity announced, and how fast."""

from pathlib import Path

from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.service.calendar import WorkingCalendar
from wcm_helpers.data.sql import quoted

_KEYS = "customer_id, site_id, carrier, priority"


def write(engine: DuckDb, calendar: WorkingCalendar, target: Path, *, lines: bool) -> None:
    """Write the counts of goods in of a batch: by month due, and the minutes from dock to stock.

    It reads the views of the batch, ``dated_orders`` and ``as_of``.
    """
    right = (
        "(select order_id, case when count(*) = count(qty_received) then bool_and(qty_received = "
        "qty_ordered) end as received_right from used_order_lines group by order_id)"
        if lines
        else "(select null::VARCHAR as order_id, null::BOOLEAN as received_right where false)"
    )
    engine.run(
        f"""create or replace temp table arrivals as
        select o.*, r.received_right, promised_at as due_at,
            cancelled_at is not null as is_cancelled
        from dated_orders o left join {right} r using (order_id) where direction = 'in'"""
    )
    counts = f"""
    select strftime(due_at, '%Y-%m') as month, {_KEYS}, count(*) as arrivals_due,
        count(*) filter (where put_away_at <= due_at) as received_on_time,
        count(*) filter (where recorded) as received_on_time_measured,
        count(*) filter (where received_right) as received_right,
        count(*) filter (where received_right is not null) as received_right_measured
    from (select *, (select count(put_away_at) > 0 from arrivals) as recorded from arrivals)
    join as_of on as_of.month = strftime(due_at, '%Y-%m')
    where not is_cancelled and due_at <= moment group by all order by all"""
    _copy(engine, counts, target, "inbound_counts")
    stay = "epoch(coalesce(case when put_away_at <= moment then put_away_at end, moment) - arrived_at) / 60"
    hours = f"""
    select strftime(arrived_at, '%Y-%m') as month, site_id, carrier, 'arrived-put_away' as stage,
        cast(round({stay}) as INTEGER) as minutes, put_away_at is null or put_away_at > moment as open,
        count(*) as n
    from arrivals join as_of on as_of.month = strftime(arrived_at, '%Y-%m')
    where not is_cancelled and arrived_at <= moment and coalesce(put_away_at >= arrived_at, true)
        and (select count(put_away_at) > 0 from arrivals)
    group by all order by all"""
    _copy(engine, hours, target, "dock_counts")


def _copy(engine: DuckDb, query: str, target: Path, name: str) -> None:
    engine.run(f"copy ({query}) to {quoted(str(target / f'{name}.parquet'))} (format parquet)")
