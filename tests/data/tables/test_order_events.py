"""The log of orders: one row a step, with or without the orders."""

from wcm_helpers.data.check import row_views
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.intake import take_in

HEAD = "order code,store code,操作类型,操作时间\n"
ROWS = "1,W1,WMS_ACCEPT,2026-05-04 09:00\n1,W1,WMS_CONSIGN,2026-05-04 11:00\n1,W1,签收,2026-05-05\n"
EVENTS = {"order_events": 'path = "e.csv"'}


def _steps(intake) -> list[str]:
    engine = DuckDb()
    part = next(part for part in intake.checked if "order_events" in part.batch.tables)
    row_views.create(engine, part.batch.tables, part.folder)
    steps = engine.run("select step from used_order_events order by order_id, happened_at")
    engine.connection.close()
    return [step for (step,) in steps]


def test_a_log_alone_is_read(warehouse):
    warehouse.write(e__csv=HEAD + ROWS)
    intake = take_in(warehouse.settings(EVENTS))
    assert (intake.faults_of(), _steps(intake)) == ([], ["received", "shipped", "signed"])


def test_steps_that_cannot_be_read_are_listed_and_a_repeated_one_counts_once(warehouse):
    again = "1,W1,WMS_ACCEPT,2026-05-04 09:00\n1,W1,TELEPORT,2026-05-04\n,W1,签收,2026-05-05\n"
    warehouse.write(e__csv=HEAD + ROWS + again, o__csv="order_id,customer_id,created_at\n1,a,2026-05-04\n")
    intake = take_in(warehouse.settings(EVENTS | {"orders": 'path = "o.csv"'}))
    rejects = intake.rejects[["line", "reason"]].to_numpy().tolist()
    assert sorted(map(tuple, rejects)) == [(5, "duplicate"), (6, "not_choice"), (7, "blank")]
    assert _steps(intake) == ["received", "shipped", "signed"]


def test_a_log_without_rows_is_no_fault(warehouse):
    warehouse.write(e__csv=HEAD)
    intake = take_in(warehouse.settings(EVENTS))
    assert (intake.faults_of(), _steps(intake)) == ([], [])
