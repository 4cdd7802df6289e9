"""Entitlements, managers, assignments, interactions and rules of gifts of the invented warehouse."""

from dataclasses import replace

import pandas as pd

from tests.sample.committed import SAMPLE, read
from wcm_helpers.sample import care_plan, care_tables, world


def test_class_a_is_entitled_to_more_than_c_and_two_customers_have_their_own():
    rows = read(SAMPLE / "service_entitlements.csv")
    items = rows.groupby("class")["item"].agg(set)
    assert {"专属客户经理", "优先下发", "首次响应", "定期沟通", "季度回顾"} == items["A"]
    assert {"自助服务", "基础支持", "首次响应"} == items["C"]
    response = rows[(rows["item"] == "首次响应") & (rows["class"] != "")].set_index("class")["level"]
    assert response.astype(float).sort_values().index.tolist() == ["A", "B", "C"]
    own = rows[(rows["customer_id"] != "") & (rows["item"] != "增值服务")]
    assert own["item"].tolist() == ["首次响应", "专属客户经理"]
    managers = read(SAMPLE / "managers.csv").groupby("manager_id")["named"].last()
    given = read(SAMPLE / "assignments.csv").query("valid_to == ''").set_index("customer_id")["manager_id"]
    assert managers[given[own["customer_id"].iloc[-1]]] == "是"  # a named manager is one that may be


def test_every_customer_has_one_manager_at_a_time(customers):
    rows = read(SAMPLE / "assignments.csv").sort_values(["customer_id", "valid_from"])
    assert set(rows["customer_id"]) == set(customers["customer_id"])
    again = rows[rows["customer_id"].duplicated(keep="first")]
    before = rows[rows["customer_id"].duplicated(keep="last")]
    next_day = pd.to_datetime(before["valid_to"]).to_numpy() + pd.Timedelta(days=1)
    assert len(again) and (pd.to_datetime(again["valid_from"]).to_numpy() == next_day).all()
    assert ((rows["valid_to"] == "") | (rows["valid_to"] >= rows["valid_from"])).all()
    known = read(SAMPLE / "managers.csv").set_index("manager_id")
    assert set(rows["manager_id"]) <= set(known.index)
    assert set(known["named"]) == {"是", "否"}


def test_contacts_take_place_at_work_with_customers_of_the_time(customers):
    rows = read(SAMPLE / "interactions.csv")
    when = pd.to_datetime(rows["happened_at"])
    assert (when.dt.day_of_week < 5).all() and when.dt.hour.between(9, 17).all()
    assert set(rows["kind"]) == {"电话", "拜访", "微信", "季度回顾"}
    assert set(rows["customer_id"]) <= set(customers["customer_id"])
    assert when.dt.strftime("%Y-%m").nunique() == 13
    assert rows["minutes"].astype(int).between(5, 180).all()


def test_a_customer_is_contacted_by_its_manager_of_the_day():
    found = read(SAMPLE / "interactions.csv")
    both = found.merge(read(SAMPLE / "assignments.csv"), on="customer_id", suffixes=("", "_given"))
    day = both["happened_at"].str[:10]
    held = both[(both["valid_from"] <= day) & ((both["valid_to"] == "") | (day <= both["valid_to"]))]
    assert len(held) == len(found)
    assert (held["manager_id"] == held["manager_id_given"]).all()


def test_who_has_left_has_no_new_manager():
    # Of class A by its twelve months, gone before the change, and looked after by one that may not be named.
    built = world.build(1, 60, 24, "2026-10", 1.0)
    plan = care_plan.plan_care(built)
    row = next(row for row, letter in enumerate(plan.letters) if letter == "A")
    people = built.customers.copy()
    people.loc[row, ["account_manager_id", "start_date", "end_date"]] = ["M08", "2020-01-01", "2026-02-10"]
    gone = replace(built, customers=people)
    rows = care_tables.assignments(care_plan.plan_care(gone), gone)
    rows = rows[rows["customer_id"] == people["customer_id"][row]]
    assert rows.to_numpy()[:, 1:].tolist() == [["M08", "2020-01-01", "2026-02-10"]]


def test_public_bodies_get_no_gift():
    rules = read(SAMPLE / "gift_rules.csv")
    assert rules.loc[rules["public_sector"] == "是", ["cap", "times"]].to_numpy().tolist() == [["0.00", "0"]]
