"""Judge the orders of a site on DuckDB and write the results to its cache: rows of orders, and counts.

Everything is written to a folder of its own that is complete only with its manifest, so a build that is cut
short leaves nothing behind that a report would read.
"""

import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd
from filelock import FileLock

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import add_months, last_weekday
from wcm_helpers.data.cache import code_fingerprint, read_manifest, write_manifest
from wcm_helpers.data.check import row_views
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.intake import WORK_FAULTS, site_cache, work_fault
from wcm_helpers.data.service import inbound, judging, stages
from wcm_helpers.data.service.calendar import WorkingCalendar
from wcm_helpers.data.service.rules import ServiceRules
from wcm_helpers.data.service.terms import derived_due_sql, terms_of
from wcm_helpers.data.sql import quoted

#: The keys of every count.
KEYS = "customer_id, site_id, carrier, priority"
#: The tables whose rows are read.
_TABLES = ("orders", "order_lines", "shipments", "order_events")
_STEP_COLUMNS = {name: column for name, column in stages.STEPS.items()}
#: Steps of which the first counts where one is repeated; of the others the last.
_FIRST = ("received", "released")
_FAILURES = ("own", "carrier", "customer", "force_majeure")


@dataclass(frozen=True)
class Inputs:
    """What the judgement of orders depends on beside their rows."""

    rules: ServiceRules
    calendar: WorkingCalendar
    terms: pd.DataFrame | None
    classes: pd.Series
    data_through: str = ""


def build(history: History, inputs: Inputs) -> Path:
    """Return the folder of the judged orders, built where anything has changed.

    Raises
    ------
    WorkbookError
        If the cache cannot be used, or memory does not suffice.
    """
    folder = site_cache(history.settings) / "service"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "service.lock"):
            target = folder / _key(history, inputs)
            if read_manifest(target) is None:
                shutil.rmtree(target, ignore_errors=True)
                target.mkdir()
                _write(history, inputs, target)
                write_manifest(target)
                _clear_away(folder, target)
    except WORK_FAULTS as error:
        raise work_fault(folder, error) from None
    return target


def _key(history: History, inputs: Inputs) -> str:
    parts = [part.folder.name for part in history.intake.checked if {*part.batch.tables} & {*_TABLES}]
    content = [
        code_fingerprint(),
        sorted(parts),
        inputs.rules.model_dump(include=set(ServiceRules.model_fields)),
        sorted((str(day), worked) for day, worked in inputs.calendar.exceptions.items()),
        "" if inputs.terms is None else inputs.terms.to_json(date_format="iso"),
        inputs.classes.sort_index().to_json() if inputs.terms is not None else "",
        inputs.data_through,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:24]


def _clear_away(folder: Path, current: Path) -> None:
    """Remove all but the two newest builds: a run at work may still read the one before."""
    builds = sorted((p for p in folder.iterdir() if p.is_dir()), key=lambda path: path.stat().st_mtime_ns)
    for path in builds[:-2]:
        if path != current:
            shutil.rmtree(path, ignore_errors=True)


def _write(history: History, inputs: Inputs, target: Path) -> None:
    engine = DuckDb()
    events = _read_events(engine, history)
    parts = [part for part in history.intake.checked if "orders" in part.batch.tables]
    moments = [_span(engine, part) for part in parts] + ([_event_span(engine)] if events else [])
    first, last = min(span[0] for span in moments), max(span[1] for span in moments)
    _register_calendar(engine, inputs, first, last)
    for number, part in enumerate(parts):
        row_views.create(engine, part.batch.tables, part.folder)
        _create_orders(engine, events=events)
        _judge(engine, inputs, set(part.batch.tables), target, number)
        _stages(engine, target, number, log=events)
        inbound.write(engine, inputs.calendar, target, number, lines="order_lines" in part.batch.tables)
    if events and not parts:
        _orders_of_events(engine)
        _stages(engine, target, 0, log=True)
    engine.connection.close()


def _span(engine: DuckDb, part: object) -> tuple[datetime, datetime]:
    """Return the first and the last moment of a batch's orders that have happened."""
    row_views.create(engine, part.batch.tables, part.folder)
    columns = ("created_at", "shipped_at", "signed_at", "cancelled_at", "put_away_at")
    latest = ", ".join(f"max({column})" for column in columns)
    return engine.run(f"select min(created_at), greatest({latest}) from used_orders")[0]


def _event_span(engine: DuckDb) -> tuple[datetime, datetime]:
    return engine.run("select min(happened_at), max(happened_at) from order_log")[0]


def _read_events(engine: DuckDb, history: History) -> bool:
    """Create ``event_steps``, one row an order, from the log of orders; return whether there is one."""
    parts = [part for part in history.intake.checked if "order_events" in part.batch.tables]
    for number, part in enumerate(parts):
        row_views.create(engine, part.batch.tables, part.folder)
        target = "create or replace temp table order_log as" if not number else "insert into order_log"
        engine.run(f"{target} select order_id, step, happened_at, site_id from used_order_events")
    if not parts:
        return False
    steps = ", ".join(
        f"{'min' if name in _FIRST else 'max'}(happened_at) filter (where step = '{name}') as {name}_logged"
        for name in (*_STEP_COLUMNS, "cancelled")
    )
    engine.run(
        # Sites may use the same number: then each site's steps are an order of their own.
        f"create or replace temp table event_steps as with several as (select order_id from order_log group "
        f"by order_id having count(distinct site_id) > 1), parted as (select l.*, case when s.order_id is "
        f"not null then coalesce(l.site_id, '') end as part from order_log l left join several s using "
        f"(order_id)) select order_id, part, any_value(site_id) as logged_site, {steps} from parted group by "
        f"order_id, part"
    )
    return True


def _orders_of_events(engine: DuckDb) -> None:
    """Create ``orders_out`` from the log alone: without customers."""
    steps = ", ".join(f"{name}_logged as {column}" for name, column in _STEP_COLUMNS.items())
    engine.run(
        "create or replace temp table orders_out as select row_number() over (order by order_id) as "
        "order_key, "
        "order_id, null::VARCHAR as customer_id, coalesce(logged_site, '') as site_id, null::VARCHAR as "
        "carrier, "
        f"null::VARCHAR as priority, {steps}, cancelled_logged as cancelled_at, "
        "cancelled_logged is not null as cancelled from event_steps"
    )


def _create_orders(engine: DuckDb, *, events: bool) -> None:
    """Create ``orders_out``: the orders out of a batch with the times of their steps."""
    joined = (
        ("left join event_steps e on e.order_id = o.order_id and (e.part is null or e.part = o.site_id)")
        if events
        else ""
    )
    replaced = ", ".join(
        f"coalesce(o.{column}, e.{name}_logged) as {column}" for name, column in _STEP_COLUMNS.items()
    )
    replaced += ", coalesce(o.cancelled_at, e.cancelled_logged) as cancelled_at"
    star = f"o.* replace ({replaced})" if events else "o.*"
    engine.run(
        f"create or replace temp table orders_out as select row_number() over (order by o.file, o.row) as "
        f"order_key, {star}, cancelled_at is not null or coalesce(lower(trim(status)) in "
        f"({judging.cancelled_words()}), false) as cancelled from used_orders o {joined} where direction = "
        f"'out'"
    )


def _register_calendar(engine: DuckDb, inputs: Inputs, first: datetime, last: datetime) -> None:
    """Create ``days``, ``worked_days`` and ``as_of``: until when each month is known."""
    days = inputs.calendar.day_table(first.date(), last.date())
    engine.connection.register("days_frame", days)
    engine.run(
        "create or replace temp table days as select day::TIMESTAMP as day, worked, number from days_frame"
    )
    engine.run("create or replace temp table worked_days as select * from days where worked")
    engine.connection.register("as_of_frame", as_of_moments(first, last, inputs.data_through))
    engine.run(
        "create or replace temp table as_of as select month, moment::TIMESTAMP as moment from as_of_frame"
    )


def as_of_moments(first: datetime, last: datetime, data_through: str) -> pd.DataFrame:
    """Return until when each month is known: to its end, and one that the data do not cover to their end.

    Parameters
    ----------
    first, last : datetime
        The first and the last moment of the data.
    data_through : str
        The last month that the settings say is covered; empty if they do not.

    Examples
    --------
    >>> as_of_moments(datetime(2026, 9, 2), datetime(2026, 10, 15, 12), "").astype(str).values.tolist()
    [['2026-09', '2026-10-01 00:00:00'], ['2026-10', '2026-10-15 12:00:00']]
    """
    months = pd.period_range(f"{first:%Y-%m}", f"{last:%Y-%m}", freq="M").strftime("%Y-%m").tolist()
    newest = months[-1]
    covered = newest <= data_through if data_through else last.date() >= last_weekday(newest)
    moments = [datetime.fromisoformat(f"{add_months(month, 1)}-01") for month in months]
    if not covered:
        moments[-1] = last
    elif data_through > newest:
        months.append(add_months(newest, 1))
        moments.append(datetime.fromisoformat(f"{add_months(newest, 2)}-01"))
    return pd.DataFrame({"month": months, "moment": pd.to_datetime(moments)})


def _judge(engine: DuckDb, inputs: Inputs, tables: set[str], target: Path, number: int) -> None:
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
    _copy(engine, "select * from judged", target, "orders", number)
    _copy(engine, _order_counts(), target, "order_counts", number)
    _copy(engine, _week_counts(), target, "week_counts", number)
    if lines:
        _copy(engine, _line_counts(), target, "line_counts", number)


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


def _stages(engine: DuckDb, target: Path, number: int, *, log: bool) -> None:
    engine.run(f"create or replace temp table timed_columns as {stages.timed_columns_sql(log=log)}")
    engine.run(f"create or replace temp table walked as {stages.walked_sql()}")
    engine.run(f"create or replace temp table recorded as {stages.recorded_sql()}")
    engine.run(f"create or replace temp view stage_rows as {stages.stage_rows_sql()}")
    _copy(engine, stages.stage_cells_sql("site_id, carrier"), target, "stage_counts", number)
    lead = f"select * from ({stages.stage_cells_sql('customer_id')}) where stage = 'received-shipped'"
    _copy(engine, lead, target, "lead_counts", number)
    _copy(engine, stages.stage_shares_sql(), target, "stage_shares", number)
    unusable = (
        "select strftime(entered, '%Y-%m') as month, stage, count(*) as n, min(order_id) as example from "
        "stage_rows where not usable and cancelled_at is null group by all"
    )
    _copy(engine, unusable, target, "unusable", number)


def _copy(engine: DuckDb, query: str, target: Path, name: str, number: int) -> None:
    file = quoted(str(target / f"{name}-{number}.parquet"))
    engine.run(f"copy ({query}) to {file} (format parquet)")
