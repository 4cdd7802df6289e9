"""What a service plan is to find is in the invented tables, by arithmetic of its own."""

import pandas as pd
import pytest

from tests.sample.committed import LAST, SAMPLE, classes, read
from wcm_helpers.sample import care_plan, world

TRUTH = read(SAMPLE / "truth" / "service_plan.csv").set_index("what")
SINCE = TRUTH.loc["overloaded manager", "from"]


@pytest.fixture(scope="module")
def letters(revenue):
    return classes(revenue, LAST)


@pytest.fixture(scope="module")
def hours():
    """Hours of contact by customer since the plants began."""
    rows = read(SAMPLE / "interactions.csv").astype({"minutes": int})
    return rows[rows["happened_at"] >= SINCE].groupby("customer_id")["minutes"].sum() / 60


def test_one_customer_of_class_a_has_no_time_and_one_of_class_c_has_more_than_any(letters, hours):
    in_a = letters[letters == "A"].index
    without = TRUTH.loc["class A without its manager's time", "where"]
    demanding = TRUTH.loc["class C with the time of class A", "where"]
    assert (letters[without], letters[demanding]) == ("A", "C")
    assert hours.get(without, 0) < 0.1 * hours.reindex(in_a).median()
    assert hours[demanding] > hours.reindex(in_a).max()
    rows = read(SAMPLE / "interactions.csv")
    rows = rows[(rows["customer_id"] == without) & (rows["happened_at"] >= SINCE)]
    assert set(rows["kind"]) == {"微信"}


def test_the_loss_maker_costs_more_than_it_brings_and_returns_are_why(revenue, costs):
    where = TRUTH.loc["loss maker", "where"]
    year = costs[(costs["customer_id"] == where) & (costs["month"] >= "2025-11")]["fen"].sum()
    assert year > revenue.loc[where, "2025-11":].sum()
    rows = read(SAMPLE / "activities.csv").astype({"minutes": int})
    grid = rows.pivot_table(index="customer_id", columns="activity", values="minutes", aggfunc="sum")
    share = (grid["退货"] / grid.sum(axis=1)).sort_values()
    assert share.index[-1] == where and share.iloc[-1] > 0.35 and share.iloc[-2] < 0.20


def test_one_manager_alone_has_less_time_than_its_customers_are_entitled_to(letters):
    # Hours × 0.85 that may be planned × 0.80 that the office leaves, against 6 hours for A and 2 for B.
    given = read(SAMPLE / "assignments.csv")
    given = given[(given["valid_from"] <= f"{LAST}-31") & (given["valid_to"] == "")]
    due = given["customer_id"].map(letters).map({"A": 6, "B": 2}).fillna(0).groupby(given["manager_id"]).sum()
    rows = read(SAMPLE / "managers.csv").astype({"hours": float}).sort_values("month")
    free = rows.groupby("manager_id")["hours"].last() * 0.85 * 0.80
    short = due[due > free.reindex(due.index)]
    assert short.index.tolist() == [TRUTH.loc["overloaded manager", "where"]]


def test_the_industry_has_goods_labelled_and_one_customer_of_it_not(customers, letters):
    where = TRUTH.loc["value-added service not bought", "where"]
    labelled = read(SAMPLE / "activities.csv").query("activity == '贴标'")["customer_id"]
    entitled = read(SAMPLE / "service_entitlements.csv").query("item == '增值服务'")["customer_id"]
    industries = customers.set_index("customer_id")["industry"]
    assert set(labelled) == set(entitled) and len(entitled) >= 5
    assert set(industries[entitled]) == {industries[where]}
    assert where not in set(entitled)


@pytest.mark.parametrize(("seed", "size"), [(1, 150), (2, 90), (3, 400)])
def test_other_worlds_have_the_same_plants(seed, size):
    other = world.build(seed, size, 24, "2026-10", 1.0)
    plan = care_plan.plan_care(other)
    found = care_plan.truth(plan, other)
    assert set(found["what"]) == set(TRUTH.index)
    customers = found["where"][found["where"].str.startswith("C")]
    assert customers.is_unique
    assert plan.letters[plan.neglected] == "A" and plan.letters[plan.demanding] == "C"


@pytest.mark.parametrize(("size", "months"), [(1, 3), (7, 14), (30, 11)])
def test_a_small_world_has_fewer_plants_or_none(size, months):
    other = world.build(5, size, months, "2026-10", 1.0)
    plan = care_plan.plan_care(other)
    planted = care_plan.truth(plan, other)
    assert list(planted) == ["what", "where", "from", "to", "note"]
    assert set(planted["what"]) <= set(TRUTH.index)
    if months < 12:
        assert (plan.letters == "").all() and not set(planted["what"]) - {"loss maker"}


def test_the_hours_due_are_those_of_the_classes():
    due = care_plan.hours_due(pd.array(["A", "A", "", "C"]), pd.array(["x", "y", "x", "y"]))
    assert due == {"x": 6.0, "y": 6.0}
