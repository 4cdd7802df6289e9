"""The log of orders, one row a step, as one row an order; it works without a table of orders."""

from datetime import datetime
from pathlib import Path

from wcm_helpers.data.check import row_views
from wcm_helpers.data.check.checks import Checked
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.service import stages
from wcm_helpers.data.sql import parquet_rows, quoted

_STEP_COLUMNS = {name: column for name, column in stages.STEPS.items()}
#: Steps of which the first counts where one is repeated; of the others the last.
_FIRST = ("received", "released")
_STEPS = "event_steps.parquet"


def write_steps(engine: DuckDb, parts: list[Checked], target: Path) -> tuple[datetime, datetime]:
    """Write the steps of a log, one row an order, and return its first and its last moment."""
    for number, part in enumerate(parts):
        row_views.create(engine, part.batch.tables, part.folder)
        begin = "create or replace temp table order_log as" if not number else "insert into order_log"
        engine.run(f"{begin} select order_id, step, happened_at, site_id from used_order_events")
    steps = ", ".join(
        f"{'min' if name in _FIRST else 'max'}(happened_at) filter (where step = '{name}') as {name}_logged"
        for name in (*_STEP_COLUMNS, "cancelled")
    )
    engine.run(
        # Sites may use the same number: then each site's steps are an order of their own.
        f"create or replace temp table event_steps as with several as (select order_id from order_log group "
        f"by order_id having count(distinct site_id) > 1), parted as (select l.*, case when s.order_id is "
        f"not null then coalesce(l.site_id, '') end as part from order_log l left join several s using "
        f"(order_id)) select order_id, part, min(site_id) as logged_site, {steps} from parted group by "
        f"order_id, part"
    )
    engine.run(f"copy event_steps to {quoted(str(target / _STEPS))} (format parquet)")
    return engine.run("select min(happened_at), max(happened_at) from order_log")[0]


def view_steps(engine: DuckDb, folder: Path) -> None:
    """Create the view ``event_steps`` of what :func:`write_steps` wrote."""
    engine.run(f"create or replace temp view event_steps as from {parquet_rows([folder / _STEPS])}")


def orders_of_log(engine: DuckDb) -> None:
    """Create ``orders_out`` from the log alone: without customers."""
    steps = ", ".join(f"{name}_logged as {column}" for name, column in _STEP_COLUMNS.items())
    engine.run(
        "create or replace temp table orders_out as select row_number() over (order by order_id, part) as "
        "order_key, "
        "order_id, null::VARCHAR as customer_id, coalesce(logged_site, '') as site_id, null::VARCHAR as "
        "carrier, "
        f"null::VARCHAR as priority, {steps}, cancelled_logged as cancelled_at, "
        "cancelled_logged is not null as cancelled from event_steps"
    )


def joined_steps() -> tuple[str, str]:
    """Return the SQL that puts the steps of the log beside those of orders: the join, and the columns."""
    join = "left join event_steps e on e.order_id = o.order_id and (e.part is null or e.part = o.site_id)"
    columns = ", ".join(
        f"coalesce(o.{column}, e.{name}_logged) as {column}" for name, column in _STEP_COLUMNS.items()
    )
    return join, f"{columns}, coalesce(o.cancelled_at, e.cancelled_logged) as cancelled_at"
