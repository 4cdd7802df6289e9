"""Judged orders: what a month sees, and what never changes it."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data.service.warehouses import csv, history_of, service_of
from tests.golden import shared
from wcm_helpers.data.service.rules import ServiceRules
from wcm_helpers.data.service.service import ORDER_COUNTS, read_service, service_missing

HEADER = "order_id,customer_id,created_at,promised_at,shipped_at,status,cancelled_at"
DONE = "9,c,2026-09-01 09:00,2026-09-02 18:00,2026-09-02 12:00,,"


def counts_of(folder, *rows, month="2026-09", through="2026-10", **tables):
    service = service_of(folder, {"orders": csv(folder, "o.csv", HEADER, *rows), **tables}, through=through)
    counts = service.order_counts(month)
    return counts[counts["month"] == month][list(ORDER_COUNTS)].sum()


def test_an_open_order_has_failed_in_the_month_it_was_due(tmp_path):
    counts = counts_of(
        tmp_path,
        "1,c,2026-09-01 09:00,2026-09-02 18:00,2026-09-02 12:00,,",
        "2,c,2026-09-01 09:00,2026-09-03 18:00,,,",
    )
    assert counts[["due", "on_time", "on_time_measured", "open_overdue", "completed"]].tolist() == [
        2,
        1,
        2,
        1,
        1,
    ]


def test_an_order_that_goes_back_on_all_of_its_lines_was_not_due(tmp_path):
    lines = ["1,1,5", "1,2,-1", "2,1,-5", "2,2,-1", "3,1,2"]
    counts = counts_of(
        tmp_path,
        *(f"{order},c,2026-09-01 09:00,2026-09-02 18:00,2026-09-02 12:00,," for order in (1, 2, 3)),
        order_lines=csv(tmp_path, "l.csv", "order_id,line_no,qty_ordered", *lines),
    )
    assert counts["due"] == 2


def test_a_month_does_not_know_what_happened_later(tmp_path):
    rows = ["1,c,2026-09-28 09:00,2026-09-29 18:00,{},closed,", "2,c,2026-09-01 09:00,2026-09-30 18:00,{},,"]
    later = [row.format("2026-10-04 10:00") for row in rows]
    early = [row.format("") for row in rows]
    assert counts_of(tmp_path, *later).to_dict() == {
        **counts_of(tmp_path, *early, through="2026-09").to_dict(),
    }


def test_what_was_cancelled_after_the_end_of_a_month_was_open_then(tmp_path):
    row = "1,c,2026-09-01 09:00,2026-09-02 18:00,,{},{}"
    seen = []
    for state, cancelled, through in (("", "", "2026-09"), ("cancelled", "2026-10-04 10:00", "2026-12")):
        service = service_of(
            tmp_path,
            {"orders": csv(tmp_path, "o.csv", HEADER, row.format(state, cancelled), DONE)},
            through=through,
        )
        stages = service.stage_counts("2026-09").to_dict("records")
        failed = service.failures("2026-09").astype(str).to_dict("records")
        seen.append([service.order_counts("2026-09").to_dict("records"), stages, failed])
    assert seen[0] == seen[1]
    assert [row["reason"] for row in seen[1][2]] == ["open"]


def test_minutes_of_grace_do_not_reach_into_the_next_month(tmp_path):
    row = "1,c,2026-09-01 09:00,2026-09-{},{},,"
    rules = ServiceRules(late_minutes=5)
    verdicts = []
    for due, left in (("29 23:59", "2026-09-30 00:03"), ("30 23:59", ""), ("30 23:59", "2026-10-01 00:03")):
        orders = csv(tmp_path, "o.csv", HEADER, row.format(due, left), DONE)
        judged = service_of(tmp_path, {"orders": orders}, rules).orders("2026-09").set_index("order_id")
        verdicts.append(bool(judged.loc["1", "on_time"]))
    assert verdicts == [True, False, False]


def test_a_surplus_shipped_after_the_end_of_a_month_is_not_seen_in_it(tmp_path):
    lines = csv(tmp_path, "l.csv", "order_id,line_no,qty_ordered,qty_damaged,qty_wrong", "1,1,10,0,0")
    orders = csv(
        tmp_path, "o.csv", HEADER + ",doc_ok", "1,c,2026-09-20 09:00,2026-09-25 18:00,2026-09-25 12:00,,,1"
    )
    header = "order_id,line_no,shipment_no,shipped_at,qty"
    perfect = []
    for late in ("2026-09-28 12:00", "2026-10-02 12:00"):
        rows = ("1,1,1,2026-09-25 12:00,10", f"1,1,2,{late},3")
        tables = {"orders": orders, "order_lines": lines, "shipments": csv(tmp_path, "s.csv", header, *rows)}
        perfect.append(service_of(tmp_path, tables).orders("2026-09")["perfect"].tolist())
    assert perfect == [[False], [True]]


def test_lines_of_a_number_that_two_sites_use_are_of_neither(tmp_path):
    orders = csv(
        tmp_path, "o.csv", HEADER + ",site_id",
        "1,c,2026-09-01 09:00,2026-09-02 18:00,2026-09-02 12:00,,,N",
        "1,c,2026-09-01 09:00,2026-09-02 18:00,2026-09-05 12:00,,,S",
        "2,c,2026-09-01 09:00,2026-09-02 18:00,2026-09-02 12:00,,,N",
    )  # fmt: skip
    lines = csv(tmp_path, "l.csv", "order_id,line_no,qty_ordered,qty_shipped", "1,1,5,5", "2,1,7,7")
    orders = service_of(tmp_path, {"orders": orders, "order_lines": lines}).orders("2026-09")
    assert orders["on_time"].tolist() == [True, False, True]
    assert orders["in_full"].isna().tolist() == [True, True, False]
    assert orders["units"].fillna(0).tolist() == [0, 0, 7]


@pytest.mark.parametrize("with_orders", [True, False])
def test_steps_of_a_number_that_two_sites_use_are_each_sites_own(tmp_path, with_orders):
    log = csv(
        tmp_path, "e.csv", "order_id,site_id,step,happened_at",
        "1,N,received,2026-09-01 09:00", "1,N,shipped,2026-09-01 10:00",
        "1,S,received,2026-09-01 09:30", "1,S,shipped,2026-09-01 12:00",
    )  # fmt: skip
    orders = csv(
        tmp_path, "o.csv", HEADER + ",site_id",
        "1,c,2026-09-01 09:00,2026-09-02 18:00,,,,N", "1,c,2026-09-01 09:30,2026-09-02 18:00,,,,S",
    )  # fmt: skip
    tables = {"order_events": log} | ({"orders": orders} if with_orders else {})
    stages = service_of(tmp_path, tables).stage_counts("2026-09").set_index(["site_id", "stage"])["minutes"]
    assert stages.xs("received-shipped", level="stage").to_dict() == {"N": 60, "S": 150}


def test_an_order_not_yet_due_at_the_end_of_incomplete_data_is_in_no_month(tmp_path):
    history = history_of(
        tmp_path,
        {
            "orders": csv(
                tmp_path, "o.csv", HEADER,
                "1,c,2026-09-01 09:00,2026-09-02 18:00,2026-09-02 12:00,,",
                "2,c,2026-09-10 09:00,2026-09-11 18:00,,,",
                "3,c,2026-09-15 09:00,2026-09-17 18:00,,,",
            )
        },
        through="2026-08",
    )  # fmt: skip
    counts = read_service(history, ServiceRules()).order_counts("2026-09")
    assert counts["due"].sum() == 2


def test_orders_without_quantities_have_no_otif_not_even_late_ones(tmp_path):
    lines = csv(tmp_path, "l.csv", "order_id,line_no,qty_ordered", "1,1,5", "2,1,5")
    counts = counts_of(
        tmp_path,
        "1,c,2026-09-01 09:00,2026-09-02 18:00,2026-09-05 12:00,,",
        "2,c,2026-09-01 09:00,2026-09-03 18:00,2026-09-02 12:00,,",
        order_lines=lines,
    )
    assert counts[["on_time", "on_time_measured", "otif_measured"]].tolist() == [1, 2, 0]


def test_a_part_shipment_with_an_open_rest_is_late(tmp_path):
    lines = csv(tmp_path, "l.csv", "order_id,line_no,qty_ordered,qty_shipped", "1,1,10,5")
    shipped = csv(
        tmp_path, "s.csv", "order_id,line_no,shipment_no,shipped_at,qty", "1,1,1,2026-09-02 10:00,5"
    )
    row = "1,c,2026-09-01 09:00,2026-09-02 18:00,2026-09-02 10:00,部分发货,"
    counts = counts_of(tmp_path, row, order_lines=lines, shipments=shipped)
    assert counts[["due", "on_time", "otif", "otif_measured", "completed"]].tolist() == [1, 0, 0, 1, 0]
    assert counts[["units_otif", "units"]].tolist() == [50_000, 100_000]


def test_northwind_by_settings_alone(tmp_path):
    orders = shared("data/northwind_orders.csv")
    tables = {
        "orders": f'path = "{orders.as_posix()}"\n'
        'columns = { order_id = "order_id", customer_id = "customer_id", created_at = "order_date", '
        'requested_date = "required_date", shipped_at = "shipped_date" }\nconstants = { direction = "out" }'
    }
    service = service_of(tmp_path, tables, ServiceRules(basis="requested"), through="1998-06")
    counts = service.order_counts("1998-06", 36)
    # 830 orders, 809 shipped, 37 of them after the required date, 21 never shipped.
    assert counts["due"].sum() == 830
    assert counts["on_time"].sum() == 809 - 37
    orders = pd.concat([service.orders(month) for month in sorted(set(counts["month"]))])
    assert orders["done_at"].isna().sum() == 21
    assert (orders["done_at"] > orders["due_at"]).sum() == 37
    assert not orders["on_time"][orders["done_at"].isna()].any()


def test_without_orders_the_reason_is_named(tmp_path):
    bills = csv(tmp_path, "b.csv", "customer_id,doc_date,amount_ex_vat", "c,2026-09-01,5")
    history = history_of(tmp_path, {"billing": bills})
    assert read_service(history, ServiceRules()) is None
    assert "[tables.order_events]" in str(service_missing(history))


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 28), st.integers(0, 5), st.one_of(st.none(), st.integers(0, 9))),
        min_size=1,
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)
def test_on_time_is_what_a_slow_judge_says_whatever_the_order_of_rows(tmp_path_factory, cases, random):
    rows, on_time = [], 0
    for number, (day, promised, taken) in enumerate(cases):
        created = pd.Timestamp(2026, 8, day, 9)
        due = created + pd.Timedelta(days=promised)
        shipped = None if taken is None else created + pd.Timedelta(days=taken)
        on_time += shipped is not None and shipped <= due
        rows.append(f"{number},c{number % 3},{created},{due},{shipped or ''},,")
    random.shuffle(rows)
    folder = tmp_path_factory.mktemp("w")
    service = service_of(folder, {"orders": csv(folder, "o.csv", HEADER, *rows)})
    counts = service.order_counts("2026-09")
    assert counts["on_time"].sum() == on_time
    assert counts["due"].sum() == len(cases)


@pytest.mark.parametrize("rules", [{}, {"late_minutes": 5}])
def test_a_second_build_reads_what_the_first_wrote(tmp_path, rules):
    row = "1,c,2026-09-01 09:00,2026-09-02 18:00,2026-09-02 12:00,,"
    tables = {"orders": csv(tmp_path, "o.csv", HEADER, row)}
    first, second = (service_of(tmp_path, tables, ServiceRules(**rules)) for _ in range(2))
    assert first.folders == second.folders
    assert first.folders != service_of(tmp_path, tables, ServiceRules(basis="promised_first")).folders


@pytest.mark.parametrize(
    ("promised", "kept"),
    [("2026-09-03", True), ("2026-09-03 00:00:00", False), ("2026/9/3", True), ("2026年9月3日", True)],
)
def test_a_promise_without_a_time_is_the_whole_day_and_midnight_is_a_time(tmp_path, promised, kept):
    counts = counts_of(tmp_path, f"1,c,2026-09-01 09:00,{promised},2026-09-03 20:00,,")
    assert bool(counts["on_time"]) is kept


@pytest.mark.parametrize(
    ("other", "on_time"),
    [
        ("2026-09-08 00:00:00", True),  # a column of dates: the promise holds until the end of its day
        ("2026-09-08", True),
        ("2026-09-08 18:00:00", False),  # among times of day a midnight is one
    ],
)
def test_a_column_of_dates_written_with_midnights_is_one_of_days(tmp_path, other, on_time):
    rows = (
        "1,c,2026-09-01 09:00,2026-09-02 00:00:00,2026-09-02 15:00,,",
        "2,c,2026-09-01 09:00,2026-09-30 00:00:00,2026-09-30 15:00,,",
        f"3,c,2026-09-01 09:00,{other},2026-09-07 12:00,,",
    )
    service = service_of(tmp_path, {"orders": csv(tmp_path, "o.csv", HEADER, *rows)})
    judged = service.orders("2026-09").set_index("order_id")
    assert judged["on_time"].astype(bool).to_dict() == {"1": on_time, "2": on_time, "3": True}


def test_each_site_writes_its_promises_in_its_own_way(tmp_path):
    rows = (
        "1,c,2026-09-01 09:00,2026-09-02 00:00:00,2026-09-02 15:00,,,dates",
        "3,c,2026-09-01 09:00,2026-09-03 00:00:00,2026-09-03 15:00,,,dates",
        "1,c,2026-09-01 09:00,2026-09-02 00:00:00,2026-09-02 15:00,,,times",
        "2,c,2026-09-01 09:00,2026-09-02 18:00:00,2026-09-02 15:00,,,times",
    )
    service = service_of(tmp_path, {"orders": csv(tmp_path, "o.csv", HEADER + ",site_id", *rows)})
    counts = service.order_counts("2026-09").groupby("site_id")[["on_time", "due"]].sum()
    assert counts.to_dict("index") == {"dates": {"on_time": 2, "due": 2}, "times": {"on_time": 1, "due": 2}}


def test_an_order_that_came_in_after_the_month_it_was_due_in_is_not_seen_in_it(tmp_path):
    rows = ("1,c,2026-09-01 09:00,2026-09-02 18:00,2026-09-02 12:00,,",)
    late = ("2,c,2026-10-05 09:00,2026-09-20 18:00,2026-10-06 12:00,,",)  # due before it was ordered
    early = ("3,c,2026-10-05 09:00,2026-10-01 18:00,2026-10-06 12:00,,",)  # the same, within a month
    known = counts_of(tmp_path, *rows, through="2026-09")
    assert counts_of(tmp_path, *rows, *late, *early).to_dict() == known.to_dict()
    orders = csv(tmp_path, "o.csv", HEADER, *rows, *late, *early)
    service = service_of(tmp_path, {"orders": orders})
    assert service.orders("2026-10")[["order_id", "on_time"]].to_numpy().tolist() == [["3", False]]
    listed = service.listed("2026-10").set_index("reason")
    assert listed.loc["due_before_created", ["n", "example"]].tolist() == [2, "2"]


@pytest.mark.parametrize(("papers", "perfect"), [("", [0, 0]), ("yes", [1, 2])])
def test_failures_alone_are_no_rate_of_perfect_orders(tmp_path, papers, perfect):
    orders = csv(
        tmp_path, "o.csv", HEADER + ",doc_ok",
        f"1,c,2026-09-01 09:00,2026-09-02 18:00,2026-09-02 12:00,,,{papers}",
        f"2,c,2026-09-01 09:00,2026-09-02 18:00,2026-09-03 12:00,,,{papers}",  # late
    )  # fmt: skip
    header = "order_id,line_no,qty_ordered,qty_shipped,qty_damaged,qty_wrong"
    lines = csv(tmp_path, "l.csv", header, "1,1,5,5,0,0", "2,1,7,7,0,0")
    counts = service_of(tmp_path, {"orders": orders, "order_lines": lines}).order_counts("2026-09")
    assert counts[["perfect", "perfect_measured"]].sum().tolist() == perfect
    assert counts[["otif", "otif_measured"]].sum().tolist() == [1, 2]


def test_orders_that_are_open_for_an_unknown_word_are_listed(tmp_path):
    rows = (
        "1,c,2026-09-01 09:00,2026-09-02 18:00,,90,",  # nobody knows what 90 is
        "2,c,2026-09-01 09:00,2026-09-02 18:00,2026-09-02 12:00,99,",  # sent: its state decides nothing
        "3,c,2026-09-01 09:00,2026-09-02 18:00,,拣货中,",
        "4,c,2026-09-01 09:00,2026-09-02 18:00,,订单取消,2026-09-02 10:00",
        "5,c,2026-09-01 09:00,2026-09-02 18:00,,,",
    )
    orders = csv(tmp_path, "o.csv", HEADER, *rows)
    listed = service_of(tmp_path, {"orders": orders}).listed("2026-09").set_index("reason")
    assert listed.loc["state_unknown", ["n", "example"]].tolist() == [1, "1"]
    explained = {"orders": orders + '\nvalues = { status = { cancelled = ["90"] } }'}
    assert "state_unknown" not in set(service_of(tmp_path, explained).listed("2026-09")["reason"])


def test_the_arrivals_of_a_month_are_its_orders_without_the_cancelled_ones(tmp_path):
    rows = [
        "2,c,2026-09-03 09:00,2026-09-04 18:00,2026-09-04 12:00,,",
        "1,d,2026-09-03 09:00,,,,",
        "3,c,2026-09-01 10:00,2026-10-02 18:00,,,",
        "4,c,2026-09-02 09:00,2026-09-04 18:00,,cancelled,2026-09-02 10:00",
        "5,c,2026-08-31 09:00,2026-09-04 18:00,,,",
    ]
    service = service_of(tmp_path, {"orders": csv(tmp_path, "o.csv", HEADER, *rows)}, through="2026-10")
    arrivals = service.arrivals("2026-09")
    assert arrivals["order_id"].tolist() == ["3", "1", "2"]
    assert arrivals["customer_id"].tolist() == ["c", "d", "c"]
    assert arrivals["created_at"].is_monotonic_increasing
