"""Service facts and hours against pandas, order by order and line by line."""

import os

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.data.exports import Warehouse
from wcm_helpers.data.aggregation import WITHIN_HOURS
from wcm_helpers.data.facts.monthly import HOURS, SERVICE, build
from wcm_helpers.data.intake import take_in

EXAMPLES = int(os.environ.get("WCM_BOOKS", "10"))
SLOW = [HealthCheck.function_scoped_fixture]
BEGIN = pd.Timestamp("2026-04-20 08:00")
HEAD = (
    "order_id,customer_id,site_id,created_at,direction,status,cancelled_at,"
    "promised_at,requested_date,shipped_at\n"
)

#: Half hours after the begin; as a date without a time where the flag is set; or nothing.
steps = st.none() | st.tuples(st.integers(-30, 800), st.booleans())
pieces = st.tuples(st.integers(-1, 9), st.none() | st.integers(0, 9), st.none() | st.integers(0, 2))
orders = st.lists(
    st.tuples(
        st.sampled_from("ab"), st.sampled_from("NS"), st.integers(0, 700),
        st.sampled_from(["out", "out", "out", "in", "return"]),
        st.sampled_from(["", "", "done", "CANCELED", "作废"]),
        steps, steps, steps, steps, st.lists(pieces, max_size=3),
    ),
    min_size=1, max_size=50,
)  # fmt: skip


def moment(step):
    if step is None:
        return None
    found = BEGIN + pd.Timedelta(minutes=30 * step[0])
    return found.normalize() if step[1] else found


def written(at):
    return "" if at is None else f"{at:%Y-%m-%d}" if at == at.normalize() else f"{at:%Y-%m-%d %H:%M:%S}"


def in_full(lines):
    """Return whether all of an order was shipped; None where no line says so."""
    known = []
    for ordered, shipped, short in lines:
        if shipped is not None:
            known.append(shipped >= ordered)
        elif short is not None:
            known.append(short <= 0)
    return all(known) if known else None


def by_hand(drawn):
    """Return the service facts and the hours, each as rows by key."""
    service, hours = {}, {}
    for (
        customer,
        site,
        created,
        direction,
        status,
        cancelled_at,
        promised,
        requested,
        shipped,
        lines,
    ) in drawn:
        created, cancelled_at = moment((created, False)), moment(cancelled_at)
        promised, requested, shipped = moment(promised), moment(requested), moment(shipped)
        if direction != "out":
            continue
        cancelled = cancelled_at is not None or status in ("CANCELED", "作废")
        due = promised if promised is not None else requested
        if due is not None and not (cancelled and (cancelled_at is None or cancelled_at <= due)):
            end = due + pd.Timedelta(days=1) if due == due.normalize() else due
            late = shipped is None or (shipped >= end if end != due else shipped > due)
            on_time, full = not cancelled and not late, in_full(lines)
            row = service.setdefault((f"{due:%Y-%m}", customer, site), dict.fromkeys(list(SERVICE)[3:], 0))
            row["due"] += 1
            row["promised"] += promised is not None
            row["waiting"] += shipped is None and not cancelled
            row["on_time"] += on_time
            row["comparable"] += full is not None
            row["in_full"] += full is True
            row["on_time_comparable"] += on_time and full is not None
            row["on_time_in_full"] += on_time and full is True
        if shipped is not None and not cancelled:
            took = hours.setdefault((f"{shipped:%Y-%m}", customer, site), [])
            took.append((shipped - created).total_seconds())
    return service, hours


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=SLOW)
@given(orders, st.integers(1, 3))
def test_service_and_hours_are_what_is_counted_order_by_order(tmp_path_factory, drawn, files):
    folder = tmp_path_factory.mktemp("service")
    for file in range(files):  # orders that share months and no number: batches of their own
        heads, lines = [HEAD], ["order_id,line_no,qty,qty_shipped,qty_short\n"]
        for at, (customer, site, created, direction, status, *times, own) in list(enumerate(drawn))[
            file::files
        ]:
            number = f"{file + 1}{at:03}"
            moments = [
                written(moment((created, False))),
                direction,
                status,
                *map(written, map(moment, times)),
            ]
            heads.append(",".join([number, customer, site, *moments]) + "\n")
            lines += [f"{number},{n},{a},{'' if b is None else b},{'' if c is None else c}\n"
                      for n, (a, b, c) in enumerate(own)]  # fmt: skip
        (folder / f"o{file}.csv").write_text("".join(heads))
        (folder / f"l{file}.csv").write_text("".join(lines))
    tables = {"orders": 'path = "o*.csv"'} | (
        {"order_lines": 'path = "l*.csv"'} if any(d[-1] for d in drawn) else {}
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WCM_CACHE", str(folder / "cache"))
        intake = take_in(Warehouse(folder).settings(tables))
        assert not [line for line in intake.faults_of() if "no rows" not in line]
        facts = build(intake)
        found, timed = facts.service(), facts.hours()
    service, hours = by_hand(drawn)
    expected = [[c, s, m, *row.values()] for (m, c, s), row in sorted(service.items())]
    assert found.to_numpy().tolist() == expected
    rows = []
    for (month, customer, site), took in sorted(hours.items()):
        known = [seconds for seconds in took if seconds >= 0]
        within = [sum(seconds < 3600 * limit for seconds in known) for limit in WITHIN_HOURS]
        ends = [min(known, default=pd.NA), max(known, default=pd.NA)]
        rows.append([customer, site, month, len(took), len(known), sum(known), *ends, *within])
    expected = pd.DataFrame(rows, columns=list(HOURS)).astype(HOURS)
    pd.testing.assert_frame_equal(timed, expected)


@pytest.mark.parametrize(("due", "shipped", "on_time"), [
    ("2026-05-04", "2026-05-04 23:59:59", 1), ("2026-05-04", "2026-05-05 00:00:00", 0),
    ("2026-05-04 12:00", "2026-05-04 12:00", 1), ("2026-05-04 12:00", "2026-05-04 12:00:01", 0),
    ("2026-05-04 12:00", "2026-05-04", 1), ("2026-05-04", "", 0),
])  # fmt: skip
def test_a_date_without_a_time_is_due_by_the_end_of_that_day(warehouse, due, shipped, on_time):
    head = "order_id,customer_id,created_at,requested_date,shipped_at\n"
    warehouse.write(o__csv=head + f"1,a,2026-05-01,{due},{shipped}\n")
    service = build(take_in(warehouse.settings({"orders": 'path = "o.csv"'}))).service()
    counted = service[["due", "promised", "waiting", "on_time", "comparable"]].to_numpy().tolist()
    assert counted == [[1, 0, int(not shipped), on_time, 0]]


@pytest.mark.parametrize(("cancelled", "due"), [
    ("2026-05-03", 0), ("2026-05-04 12:00", 0), ("2026-05-04 12:01", 1),
])  # fmt: skip
def test_an_order_cancelled_before_it_was_due_is_due_no_more(warehouse, cancelled, due):
    head = "order_id,customer_id,created_at,promised_at,cancelled_at,shipped_at\n"
    warehouse.write(o__csv=head + f"1,a,2026-05-01,2026-05-04 12:00,{cancelled},2026-05-02\n")
    service = build(take_in(warehouse.settings({"orders": 'path = "o.csv"'}))).service()
    assert service[["due", "waiting", "on_time"]].to_numpy().tolist() == [[1, 0, 0]] * due


def test_within_an_hour_is_less_than_an_hour(warehouse):
    head = "order_id,customer_id,created_at,shipped_at\n"
    rows = "1,a,2026-05-01 10:00,2026-05-01 10:59:59\n2,a,2026-05-01 10:00,2026-05-01 11:00\n"
    warehouse.write(o__csv=head + rows + "3,a,2026-05-01 10:00,2026-05-15 10:00\n")  # 336 hours
    hours = build(take_in(warehouse.settings({"orders": 'path = "o.csv"'}))).hours()
    found = hours[["shipped", "timed", "within_1", "within_2", "within_336"]]
    assert found.to_numpy().tolist() == [[3, 3, 1, 2, 2]]
