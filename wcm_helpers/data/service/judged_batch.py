"""Judge the orders of one batch on DuckDB, and write them and their counts as Parquet files."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.check import row_views
from wcm_helpers.data.check.checks import Checked
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.service import inbound, judging, stages
from wcm_helpers.data.service.calendar import WorkingCalendar
from wcm_helpers.data.service.order_log import joined_steps, orders_of_log
from wcm_helpers.data.service.rules import ServiceRules
from wcm_helpers.data.service.terms import derived_due_sql, terms_of
from wcm_helpers.data.sql import quoted

#: The keys of every count.
KEYS = "customer_id, site_id, carrier, priority"
_FAILURES = ("own", "carrier", "customer", "force_majeure")


@dataclass(frozen=True)
class Inputs:
    """What the judgement of orders depends on beside their rows."""

    rules: ServiceRules
    calendar: WorkingCalendar
    terms: pd.DataFrame | None
    classes: pd.Series
    data_through: str = ""


def write_batch(engine: DuckDb, part: Checked, inputs: Inputs, target: Path, *, log: bool) -> tuple[str, str]:
    """Write the judged orders of a batch and their counts, and return the months that they lie in.

    Parameters
    ----------
    engine : DuckDb
        With the tables of :func:`register_calendar`, and of :func:`order_log.view_steps` if there is a log.
    part : Checked
        A batch with orders.
    inputs : Inputs
    target : Path
        The folder of the files.
    log : bool
        Whether steps of a log stand beside those of the orders.

    Returns
    -------
    tuple of str
        The first and the last month in which an order came in, went through a step, or was due.
    """
    row_views.create(engine, part.batch.tables, part.folder)
    engine.run(f"create or replace temp view dated_orders as {judging.dated_orders_sql()}")
    _create_orders(engine, log=log, lines="order_lines" in part.batch.tables)
    _judge(engine, inputs, set(part.batch.tables), target)
    _stages(engine, target, log=log)
    inbound.write(engine, inputs.calendar, target, lines="order_lines" in part.batch.tables)
    times = ["created_at", "promised_at", "promised_first_at", "requested_date", *stages.STEPS.values(),
             "cancelled_at", "arrived_at", "put_away_at"]  # fmt: skip
    ends = ", ".join(f"max({time})" for time in times)
    spans = [
        engine.run(f"select min(created_at), greatest({ends}) from used_orders")[0],
        engine.run(f"select min(created_at), greatest({_last_step()}) from orders_out")[0],
        engine.run("select min(due_at), max(due_at) from judged")[0],
    ]
    moments = [moment for span in spans for moment in span if moment is not None]
    return f"{min(moments):%Y-%m}", f"{max(moments):%Y-%m}"


def write_log(engine: DuckDb, target: Path) -> tuple[str, str]:
    """Write the stage times of a log without orders, and return the months that they lie in."""
    orders_of_log(engine)
    _stages(engine, target, log=True)
    first, last = engine.run(f"select min(created_at), greatest({_last_step()}) from orders_out")[0]
    return (f"{first:%Y-%m}" if first else "", f"{last:%Y-%m}" if last else "")


def _last_step() -> str:
    return ", ".join(f"max({column})" for column in (*stages.STEPS.values(), "cancelled_at"))


def register_calendar(
    engine: DuckDb, inputs: Inputs, as_of: pd.DataFrame, span: tuple[datetime, datetime]
) -> None:
    """Create ``days``, ``worked_days`` and ``as_of``: until when each month is known."""
    first, last = span
    days = inputs.calendar.day_table(first.date(), last.date())
    engine.connection.register("days_frame", days)
    engine.run(
        "create or replace temp table days as select day::TIMESTAMP as day, worked, number from days_frame"
    )
    engine.run("create or replace temp table worked_days as select * from days where worked")
    engine.connection.register("as_of_frame", as_of)
    engine.run(
        "create or replace temp table as_of as select month, moment::TIMESTAMP as moment from as_of_frame"
    )


def _create_orders(engine: DuckDb, *, log: bool, lines: bool) -> None:
    """Create ``orders_out``: the orders out of a batch with the times of their steps.

    An order of which each line has a negative quantity is a return.
    """
    returned = ""
    if lines and engine.run("select 1 from used_order_lines where qty_ordered < 0 limit 1"):
        returned = (
            "and order_id not in (select order_id from used_order_lines group by order_id "
            "having max(qty_ordered) < 0)"
        )
    join, steps = joined_steps()
    rows = f"o.* replace ({steps})" if log else "o.*"
    engine.run(
        f"create or replace temp table orders_out as select row_number() over (order by o.file, o.row) as "
        f"order_key, {rows}, cancelled_at is not null or coalesce(lower(trim(status)) in "
        f"({judging.cancelled_words()}), false) as cancelled from dated_orders o {join if log else ''} where "
        f"direction = 'out' {returned}"
    )


def _judge(engine: DuckDb, inputs: Inputs, tables: set[str], target: Path) -> None:
    rules = inputs.rules
    _derive(
        engine,
        inputs,
        "outbound",
        "orders_out",
        judging.BASIS[rules.basis],
        "created_at",
        derive=rules.derives,
    )
    engine.run(f"create or replace temp table cohort as {judging.cohort_sql(rules)}")
    lines, shipments = "order_lines" in tables, "shipments" in tables
    quantities = False
    if lines:
        engine.run(
            "create or replace temp table keyed_lines as select c.order_key, c.event_at, c.due_limit, "
            "c.known_until, l.* from used_order_lines l join cohort c using (order_id) "
            # A line has no site: where two orders share a number, nobody knows whose it is.
            "semi join (select order_id from used_orders group by order_id having count(*) = 1) using "
            "(order_id)"
        )
        measured = "qty_shipped is not null or qty_short is not null"
        quantities = shipments or engine.run(f"select count(*) from keyed_lines where {measured}")[0][0] > 0
        if shipments:
            engine.run(
                "create or replace temp table keyed_shipments as select c.order_key, s.* from used_shipments "
                "s join cohort c using (order_id)"
            )
        parts = judging.line_parts_sql(rules, shipments=shipments)
        engine.run(f"create or replace temp table line_parts as {parts}")
    judged = judging.judged_sql(rules, lines=lines, quantities=quantities)
    engine.run(f"create or replace temp table judged as {judged}")
    _copy(engine, "select * from judged", target, "orders")
    _copy(engine, _order_counts(), target, "order_counts")
    _copy(engine, _week_counts(), target, "week_counts")
    if lines:
        _copy(engine, _line_counts(), target, "line_counts")


def _derive(
    engine: DuckDb, inputs: Inputs, service: str, orders: str, basis: str, moment: str, *, derive: bool
) -> None:
    """Create ``terms``: the derived due time of orders without a promise."""
    terms = terms_of(inputs.terms, service, inputs.classes) if derive else pd.DataFrame()
    if terms.empty:
        engine.run("create or replace temp table terms (order_key BIGINT, derived_at TIMESTAMP)")
        return
    calendar = inputs.calendar
    terms = terms.assign(
        hours_a_day=calendar.hours_a_day,
        day_start=str(calendar.day_start),
        day_end=str(calendar.day_end),
        sla_hours=terms["sla_hours"].astype(float),
        cutoff_time=terms["cutoff_time"].astype("object").where(terms["cutoff_time"].notna(), None),
    )
    engine.connection.register("terms_frame", terms)
    engine.run(
        "create or replace temp table order_terms as select customer_id::VARCHAR as customer_id, sla_hours, "
        "clock, try_cast(cutoff_time as TIME) as cutoff, valid_from::DATE as valid_from, valid_to::DATE as "
        "valid_to, own, hours_a_day, cast(day_start as INTERVAL) as day_start, cast(day_end as INTERVAL) as "
        "day_end from terms_frame"
    )
    needing = f"(select * from {orders} where {basis} is null)"
    engine.run(f"create or replace temp table terms as {derived_due_sql(needing, moment)}")


def _order_counts() -> str:
    def yes(name: str) -> str:
        return f"count(*) filter (where is_due and {name}) as {name}"

    def measured(name: str, verdict: str) -> str:
        return f"count(*) filter (where is_due and {verdict} is not null) as {name}"

    failures = ", ".join(
        f"count(*) filter (where is_due and otif_failed and fault = '{fault}') as {fault}_failures"
        for fault in _FAILURES
    )
    known = ", ".join(f"'{fault}'" for fault in _FAILURES)
    return f"""
    select month, {KEYS}, count(*) filter (where is_due) as due, {yes("derived")}, {yes("completed")},
        count(*) filter (where is_due and not completed and not is_cancelled) as open_overdue,
        {yes("on_time")}, {measured("on_time_measured", "on_time")},
        {yes("in_full")}, {measured("in_full_measured", "in_full")},
        {yes("otif")}, {measured("otif_measured", "otif")},
        coalesce(sum(lines_otif) filter (where is_due), 0)::BIGINT as lines_otif,
        coalesce(sum(lines) filter (where is_due), 0)::BIGINT as lines,
        round(coalesce(sum(units_otif) filter (where is_due), 0) * {SCALE})::BIGINT as units_otif,
        round(coalesce(sum(units) filter (where is_due), 0) * {SCALE})::BIGINT as units,
        {yes("perfect")}, {measured("perfect_measured", "perfect")},
        count(*) filter (where is_due and papers) as papers_right, {measured("papers_measured", "papers")},
        {yes("undamaged")}, {measured("damage_measured", "undamaged")},
        {failures},
        count(*) filter (where is_due and otif_failed and coalesce(fault, 'unknown') not in ({known}))
            as unknown_failures,
        count(*) filter (where out_of_cohort and cancel_by_us) as cancelled_by_us
    from (select *, otif = false as otif_failed, {judging.by_us()} as cancel_by_us from judged)
    where month is not null group by all order by all"""


def _week_counts() -> str:
    hour = "((isodow(created_at) - 1) * 24 + hour(created_at))"
    return f"""
    select month, site_id, {hour}::INTEGER as hour_of_week, count(*) as due,
        count(*) filter (where otif) as otif, count(*) filter (where otif is not null) as otif_measured
    from judged where is_due group by all order by all"""


def _line_counts() -> str:
    return f"""
    select strftime(c.event_at, '%Y-%m') as month, {", ".join(f"c.{key.strip()}" for key in KEYS.split(","))},
        count(*) as lines_shipped, count(*) filter (where p.damaged > 0) as lines_damaged,
        count(*) filter (where p.wrong > 0) as lines_wrong,
        count(*) filter (where p.shipped < p.ordered) as lines_short
    from line_parts p join cohort c using (order_key)
    where p.shipped > 0 and c.event_at is not null group by all order by all"""


def _stages(engine: DuckDb, target: Path, *, log: bool) -> None:
    engine.run(f"create or replace temp table timed_columns as {stages.timed_columns_sql(log=log)}")
    engine.run(f"create or replace temp table walked as {stages.walked_sql()}")
    engine.run(f"create or replace temp table recorded as {stages.recorded_sql()}")
    engine.run(f"create or replace temp view stage_rows as {stages.stage_rows_sql()}")
    _copy(engine, stages.stage_cells_sql("site_id, carrier"), target, "stage_counts")
    lead = f"select * from ({stages.stage_cells_sql('customer_id')}) where stage = 'received-shipped'"
    _copy(engine, lead, target, "lead_counts")
    _copy(engine, stages.stage_shares_sql(), target, "stage_shares")
    unusable = (
        "select strftime(entered, '%Y-%m') as month, stage, count(*) as n, min(order_id) as example from "
        "stage_rows where not usable and cancelled_at is null group by all"
    )
    _copy(engine, unusable, target, "unusable")


def _copy(engine: DuckDb, query: str, target: Path, name: str) -> None:
    file = quoted(str(target / f"{name}.parquet"))
    engine.run(f"copy ({query}) to {file} (format parquet)")
