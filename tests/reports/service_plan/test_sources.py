"""What the tables say up to the end of the month: managers of the day, their hours, requests, talks."""

import pandas as pd
import pytest

from tests.data.service.warehouses import csv
from tests.reports.service_plan.warehouses import plan_of
from wcm_helpers.reports.service_plan.sources import (
    interactions_of,
    managers_of,
    next_month,
    requests_of,
    sites_by_orders,
    sites_of,
    staff_of,
)


@pytest.fixture
def review(tmp_path):
    """Return a small warehouse in October 2026."""
    return plan_of(
        tmp_path,
        {
            "customers": csv(tmp_path, "c.csv", "customer_id,account_manager_id", "a,M9", "b,M1", "c,"),
            "assignments": csv(
                tmp_path, "a.csv", "customer_id,manager_id,valid_from,valid_to",
                "a,M1,2020-01-01,2026-10-30", "a,M2,2026-10-31,", "c,M3,2026-11-01,",
            ),
            "managers": csv(
                tmp_path, "m.csv", "manager_id,month,hours,named",
                "M1,2026-01,100,yes", "M1,2026-11,1,yes", "M2,,80,no", "M2,2026-10,60,no", "M3,2026-02,90,",
                "M3,2026-09,0,",
            ),
            "interactions": csv(
                tmp_path, "i.csv", "customer_id,happened_at,kind", "a,2026-11-01 00:00,visit",
                "a,2026-10-31 23:59,call", "b,2026-10-01 08:00,visit",
            ),
            "tickets": csv(
                tmp_path, "t.csv", "ticket_id,customer_id,created_at,first_response_at,channel",
                "1,a,2026-10-05 10:00,2026-10-05 12:00,门户", "2,a,2026-10-06 10:00,,电话",
                "3,b,2026-10-07 10:00,,", "4,a,2026-11-02 10:00,,门户",
            ),
        },
    )  # fmt: skip


def test_the_manager_of_the_last_day_counts_and_the_list_for_those_not_assigned(review):
    # a moved on the last day; b stands in no assignment; c is assigned from November on, and has none yet
    assert managers_of(review).to_dict() == {"a": "M2", "b": "M1"}


def test_hours_hold_from_their_month_on_until_newer_ones(review):
    # M1's single hour begins in November; M3 has none since September
    assert staff_of(review)["hours"].to_dict() == {"M1": 100.0, "M2": 60.0}


def test_talks_after_the_month_are_not_known(review):
    assert interactions_of(review)["customer_id"].tolist() == ["b", "a"]


def test_requests_know_their_answer_and_their_channel(review):
    rows = requests_of(review).set_index("ticket_id")
    assert rows.index.tolist() == ["1", "2", "3"]
    assert rows["answered"].tolist() == [True, False, False]
    assert rows["self_service"].tolist()[:2] == [True, False] and pd.isna(rows.loc["3", "self_service"])


def test_the_month_planned_is_the_next_one(review):
    assert next_month(review) == "2026-11"


def test_without_tables_nothing_is_known(tmp_path):
    bare = plan_of(
        tmp_path,
        {"orders": csv(tmp_path, "o.csv", "order_id,customer_id,created_at", "1,a,2026-10-05 10:00")},
    )
    assert [one(bare) for one in (managers_of, staff_of, interactions_of, requests_of)] == [None] * 4


def test_a_warehouse_with_a_fifth_of_the_orders_is_one_of_the_customer():
    counts = pd.DataFrame(
        {"customer_id": ["a"] * 4, "site_id": ["S1", "S2", "S2", None], "due": [8, 1, 1, 90]}
    )
    assert sites_by_orders(counts) == {"a": frozenset({"S1", "S2"})}  # 8 and 2 of 10
    assert sites_by_orders(counts.iloc[:2]) == {"a": frozenset({"S1"})}  # 8 and 1 of 9


def test_the_customer_list_says_which_warehouses_serve_a_customer(tmp_path):
    tables = {
        "customers": csv(tmp_path, "c.csv", "customer_id,site_ids", "a,S3;S4", "b,"),
        "orders": csv(
            tmp_path, "o.csv", "order_id,customer_id,site_id,created_at,shipped_at,promised_at,direction",
            *(
                f"{name}{n},{name},S1,2026-10-{n:02d} 09:00,2026-10-{n:02d} 15:00,2026-10-{n:02d} 18:00,out"
                for name in "ab" for n in range(1, 31)
            ),
        ),
        "managers": csv(tmp_path, "m.csv", "manager_id,hours", "M1,100"),
    }  # fmt: skip
    assert sites_of(plan_of(tmp_path, tables)) == {
        "a": frozenset({"S3", "S4"}),
        "b": frozenset({"S1"}),
    }
