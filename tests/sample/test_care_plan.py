"""What a service plan is to find is in the invented tables, by arithmetic of its own."""

import pandas as pd
import pytest

from tests.sample.committed import LAST, SAMPLE, classes, read
from wcm_helpers.sample import care_plan, care_tables, cost_drivers, costs, overrides, world

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


def starts(net, back):
    """Return what the larger customers have of the 12 months that end so many months back."""
    value = net.iloc[:, net.shape[1] - back - 12 : net.shape[1] - back].sum(axis=1)
    value = value[value > 0]
    return value.map(lambda own: value[value > own].sum() / value.sum())


@pytest.mark.parametrize(("seed", "size"), [(1, 150), (2, 90), (3, 400), (4, 60), (5, 120)])
def test_the_tables_of_other_worlds_have_the_same_plants(seed, size):
    other = world.build(seed, size, 24, "2026-10", 1.0)
    plan = care_plan.plan_care(other)
    truth = care_plan.truth(plan, other).set_index("what")["where"]
    assert set(truth.index) == set(TRUTH.index) and truth.is_unique
    ids = other.customers["customer_id"]
    net = pd.DataFrame(other.billed - other.credited, index=ids, columns=other.months)
    value = net[other.months[-12:]].sum(axis=1)
    value = value[value > 0]
    start = value.map(lambda own: value[value > own].sum() / value.sum())  # what the larger ones have
    in_a = start[start < 0.80].index

    found = care_tables.interactions(plan, other, seed)
    found = found[found["happened_at"] >= plan.since]
    hours = found.groupby("customer_id")["minutes"].sum().reindex(ids).fillna(0) / 60
    without, demanding = (
        truth["class A without its manager's time"],
        truth["class C with the time of class A"],
    )
    assert without in in_a and hours[without] < 0.1 * hours[in_a].drop(without).min()
    assert start[demanding] >= 0.95 and hours[demanding] > hours[in_a].max()

    spent = costs.rows(other, seed)
    whole = spent[spent["month"] >= plan.months[0]].groupby("customer_id")["cost"].sum()
    assert whole[truth["loss maker"]] > net.loc[truth["loss maker"], plan.months].sum()
    used, _positions, _pools = cost_drivers.cost_drivers(plan, other, spent, seed)
    grid = used.pivot_table(
        index="customer_id", columns="activity", values="minutes", aggfunc="sum", fill_value=0
    )
    returned = (grid["退货"] / grid.sum(axis=1)).sort_values()
    assert returned.index[-1] == truth["loss maker"]
    assert returned.iloc[-1] > 0.35 and returned.iloc[-2] < 0.20

    entitled = care_tables.entitlements(plan, other)
    buyers = set(entitled.loc[entitled["item"] == "增值服务", "customer_id"])
    where = truth["value-added service not bought"]
    assert buyers == set(grid.index[grid["贴标"] > 0]) and len(buyers) >= 5 and where not in buyers
    industries = other.customers.set_index("customer_id")["industry"]
    assert set(industries[list(buyers)]) == {industries[where]}

    # 6 hours for A, 2 for B, or those of the customer alone; 0.85 × 0.80 of the hours are free.
    # The best class of six months counts, unless one was set by hand in October 2026.
    best = pd.concat([starts(net, back) for back in range(6)], axis=1).reindex(value.index).min(axis=1)
    by_hand = overrides.rows(other).query("valid_from <= '2026-10-31' and expires >= '2026-10-31'")
    letters = best.map(lambda share: "A" if share < 0.80 else "B" if share < 0.95 else "C")
    letters.update(by_hand.set_index("customer_id")["class"])
    due = letters.map({"A": 6.0, "B": 2.0, "C": 0.0}).reindex(ids).fillna(0)
    own = entitled[(entitled["customer_id"] != "") & (entitled["hours"] != "")].set_index("customer_id")[
        "hours"
    ]
    due[own.index] = own.astype(float)
    given = care_tables.assignments(plan, other)
    last = given.drop_duplicates("customer_id", keep="last").set_index("customer_id")["manager_id"]
    due = due.groupby(last).sum()
    free = care_tables.managers(plan, other, seed).groupby("manager_id")["hours"].last().astype(float) * 0.68
    share = free.reindex(due.index) / due.where(due > 0)
    assert share[share < 1].index.tolist() == [truth["overloaded manager"]]
    assert share.min() == pytest.approx(0.75, abs=0.01)


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
