"""Who gets less or more than its class, what nobody used, and who waits longer, by hand."""

from dataclasses import replace

import pandas as pd
import pytest

from tests.reports.service_plan.plans import MONTH, month_of, rows_of
from wcm_helpers.reports.service_plan.packages.analysis import (
    kept_before_of,
    kept_by_item,
    overserved,
    overserved_of,
    packages_of,
    self_service,
    underserved,
    underserved_of,
    unused,
    waited_longer,
    weakest_item,
)
from wcm_helpers.reports.service_plan.packages.entitled import entitled
from wcm_helpers.reports.service_plan.packages.received import Deeds, received
from wcm_helpers.sample import care_plan, care_tables, world

RESULT = month_of({"a1": "A", "a2": "A", "b1": "B", "c1": "C"}, {"a1": 100, "a2": 900, "b1": 50})


def test_the_planted_customer_alone_is_under_served(plan_review, truth):
    assert underserved_of(plan_review)["customer_id"].tolist() == [
        truth["class A without its manager's time"]
    ]


def test_the_planted_customer_alone_is_over_served(plan_review, truth):
    assert overserved_of(plan_review)["customer_id"].tolist() == [truth["class C with the time of class A"]]


def test_the_packages_are_those_of_the_table(plan_review):
    packages = packages_of(plan_review)
    assert not packages.default
    assert set(packages.rows["class"].dropna()) == {"A", "B", "C"}


def test_two_items_of_the_manager_make_under_served_and_one_does_not():
    rows = rows_of(
        ("a1", "A", "talk", "none", None), ("a1", "A", "review", "short", None),
        ("a2", "A", "talk", "none", None), ("a2", "A", "review", "kept", None),
        ("b1", "B", "talk", "none", None), ("b1", "B", "response", "none", None),  # not the manager's
    )  # fmt: skip
    frame = underserved(rows, RESULT)
    assert frame[["customer_id", "broken"]].values.tolist() == [["a1", ("review", "talk")]]


def test_the_largest_under_served_comes_first_whatever_the_order():
    cells = [(one, "A", item, "none", 6.0) for one in ("a1", "a2") for item in ("talk", "named_manager")]
    for order in (cells, cells[::-1]):
        assert underserved(rows_of(*order), RESULT)["customer_id"].tolist() == ["a2", "a1"]


def talks(minutes):
    rows = [(one, MONTH, "visit", float(n)) for one, n in minutes.items()]
    return Deeds(interactions=pd.DataFrame(rows, columns=["customer_id", "month", "kind", "minutes"]))


@pytest.mark.parametrize(("hours", "named"), [(18.0, []), (18.5, ["c1"])])
def test_more_than_class_a_is_entitled_to_makes_over_served(hours, named):
    # 6 hours a month are due to a customer of A: 18 in three months
    rows = rows_of(("a1", "A", "named_manager", "kept", 6.0), ("c1", "C", "base_support", "kept", None))
    frame = overserved(rows, talks({"a1": 9_999, "c1": hours * 60}), RESULT)
    assert frame["customer_id"].tolist() == named  # class A itself is none


def test_an_own_entitlement_covers_what_a_customer_takes():
    rows = rows_of(("a1", "A", "named_manager", "kept", 6.0), ("b1", "B", "named_manager", "kept", 10.0))
    assert overserved(rows, talks({"b1": 30 * 60}), RESULT).empty
    assert overserved(rows, talks({"b1": 31 * 60}), RESULT)["own_due"].tolist() == [30.0]


def test_without_hours_of_class_a_nobody_is_over_served():
    rows = rows_of(("c1", "C", "base_support", "kept", None))
    assert overserved(rows, talks({"c1": 9_999}), RESULT).empty
    assert overserved(rows, Deeds(), RESULT).empty


def test_shares_by_item_count_only_what_is_measured():
    rows = rows_of(
        *[("a1", "A", "talk", verdict, None) for verdict in ("kept", "short", "unused", "cannot_tell")]
    )
    (one,) = kept_by_item(rows).to_dict("records")
    assert (one["customers"], one["measured"], one["kept"], one["unused"]) == (4, 2, 1, 1)
    # Wilson for 1 of 2: (0.5 + 0.96 ± 1.96·sqrt(0.125 + 0.24)) / 2.92: 9.5 % to 90.5 %
    assert one["low"] == pytest.approx(0.0945, abs=1e-3) and one["high"] == pytest.approx(0.9055, abs=1e-3)


def test_an_item_is_unused_only_where_nobody_of_the_class_used_it():
    verdicts = [("a1", "A", "unused"), ("a2", "A", "unused"), ("b1", "B", "unused"), ("b2", "B", "none")]
    rows = rows_of(*[(one, letter, "response", verdict, None) for one, letter, verdict in verdicts])
    assert unused(rows).values.tolist() == [["A", "response", 2]]


def asked(*cells):
    frame = pd.DataFrame(cells, columns=["customer_id", "self_service", "response_hours"])
    return frame.assign(month=MONTH, answered=True, self_service=frame["self_service"].astype("boolean"))


def test_self_service_is_a_share_of_requests_with_a_channel():
    deeds = Deeds(
        requests=asked(("c1", True, 1.0), ("c1", False, 1.0), ("c1", None, 1.0), ("a1", False, 1.0))
    )
    shares = self_service(deeds, RESULT.classes, MONTH).set_index("class")
    assert shares.loc["C", ["requests", "by_self", "share"]].tolist() == [2, 1, 0.5]
    assert shares.loc["A", "by_self"] == 0
    assert self_service(Deeds(requests=asked(("c1", None, 1.0))), RESULT.classes, MONTH) is None


@pytest.mark.parametrize(("longer", "named"), [(5, ["a1"]), (4, [])])
def test_waiting_longer_must_be_clear(longer, named):
    # 5 of 5 above the median of B: Wilson from 57 %; 4 of 5: from 38 %
    hours = [9.0] * longer + [0.1] * (5 - longer)
    requests = asked(*[("a1", False, hour) for hour in hours], *[("b1", False, h) for h in (1.0, 2.0, 3.0)])
    assert waited_longer(requests, RESULT.classes, MONTH)["customer_id"].tolist() == named


def test_customers_of_class_a_with_few_requests_are_not_compared():
    requests = asked(("a1", False, 9.0), *[("b1", False, hour) for hour in (1.0, 2.0, 3.0)])
    rows = waited_longer(requests, RESULT.classes, MONTH)
    assert rows.columns.tolist() == ["customer_id", "requests", "median", "median_of_b", "longer"]
    assert rows.empty


def test_few_requests_of_class_b_compare_with_nothing():
    requests = asked(*[("a1", False, 9.0)] * 9, ("b1", False, 1.0))
    assert waited_longer(requests, RESULT.classes, MONTH).empty


def test_a_month_before_is_what_its_own_plan_would_say_by_the_classes_of_today(plan_review):
    shares = kept_before_of(plan_review)
    assert list(shares) == ["2026-09", "2025-10"]
    assert 0 < shares["2025-10"]["A"] < shares["2026-09"]["A"] < 1  # talks are on record since 2025-10 only


@pytest.mark.parametrize(("of_talk", "weakest"), [(9, "response"), (2, None)])
def test_the_weakest_item_is_clearly_below_the_others(of_talk, weakest):
    # 1 of 20 is 24 % at most by Wilson; the others have 9 of 10, or 2 of 10
    counts = [("response", 20, 1), ("talk", 10, of_talk)]
    cells = [
        (f"{item}{n}", "A", item, "kept" if n < kept else "none", None)
        for item, size, kept in counts
        for n in range(size)
    ]
    row = weakest_item(kept_by_item(rows_of(*cells)), "A")
    assert (row and row["item"]) == weakest
    assert weakest_item(kept_by_item(rows_of(*cells[:20])), "A") is None  # nothing to compare with


ITEMS = {
    "专属客户经理": "named_manager", "优先下发": "priority_release", "首次响应": "response",
    "定期沟通": "talk", "季度回顾": "review", "基础支持": "base_support", "自助服务": "self_service",
    "增值服务": "value_added",
}  # fmt: skip
KINDS = {"拜访": "visit", "电话": "call", "会议": "meeting", "季度回顾": "review", "微信": "message"}
PERIODS = {"每月": "month", "每季度": "quarter"}


def world_of(seed, size, *, planted=True):
    """Return the plan of an invented warehouse, its entitlements with what was received, deeds and month."""
    made = world.build(seed, size, 24, "2026-10", 1.0)
    plan = care_plan.plan_care(made)
    if not planted:
        plan = replace(plan, neglected=None, demanding=None)
    ids = made.customers["customer_id"].to_numpy()
    talks = care_tables.interactions(plan, made, seed)
    talks = talks.assign(month=talks["happened_at"].str[:7], kind=talks["kind"].map(KINDS))
    talks["minutes"] = talks["minutes"].astype(float)
    table = care_tables.entitlements(plan, made).replace("", None)
    table = table.assign(
        item=table["item"].map(ITEMS), period=table["period"].map(PERIODS),
        valid_from=pd.to_datetime(table["valid_from"]), valid_to=pd.NaT,
        level=table["level"].astype(float), hours=table["hours"].astype(float),
    )  # fmt: skip
    billed = (made.billed[:, -3:] > 0).all(axis=1)  # who left is not there, who came is not due yet
    cells = zip(ids, plan.letters, billed, strict=True)
    letters = {one: letter for one, letter, there in cells if there and letter}
    result = replace(month_of(letters), month="2026-10")
    deeds = Deeds(pd.Series(plan.managers, index=ids), frozenset(care_plan.NAMED), talks)
    rows = received(entitled(table, result.classes, "2026-10"), deeds, "2026-10")
    named = [None if row is None else ids[row] for row in (plan.neglected, plan.demanding)]
    return rows, deeds, result, named


@pytest.mark.parametrize(("seed", "size"), [(1, 150), (2, 90), (3, 400), (4, 60), (5, 120)])
def test_the_planted_customers_of_other_worlds_are_named_and_nobody_else(seed, size):
    rows, deeds, result, (neglected, demanding) = world_of(seed, size)
    assert underserved(rows, result)["customer_id"].tolist() == [neglected]
    assert overserved(rows, deeds, result)["customer_id"].tolist() == [demanding]


@pytest.mark.parametrize(("seed", "size"), [(1, 150), (4, 60)])
def test_a_world_without_them_names_nobody(seed, size):
    rows, deeds, result, _nobody = world_of(seed, size, planted=False)
    assert underserved(rows, result).empty and overserved(rows, deeds, result).empty
