"""What the review is to find is in the orders of the invented warehouse, by arithmetic of its own."""

import pandas as pd
import pytest

from tests.sample.committed import LAST, SAMPLE, classes, read, table

TRUTH = read(SAMPLE / "truth" / "performance.csv").set_index("what")


@pytest.fixture(scope="module")
def orders():
    """Outbound orders with a promise: whether late, and hours of packing and waiting for shipment."""
    frame = table("orders")
    frame = frame[(frame["direction"] == "out") & (frame["promised_at"] != "") & (frame["signed_at"] != "")]
    times = {name: pd.to_datetime(frame[name], errors="coerce") for name in
             ("created_at", "picked_at", "packed_at", "shipped_at", "signed_at", "promised_at")}  # fmt: skip
    hour = pd.Timedelta(hours=1)
    return frame.assign(
        month=times["created_at"].dt.strftime("%Y-%m"),
        late=times["signed_at"] > times["promised_at"],
        packing=(times["packed_at"] - times["picked_at"]) / hour,
        waiting=(times["shipped_at"] - times["packed_at"]) / hour,
    )


def test_the_new_line_makes_orders_late_and_packing_slow(orders):
    where, since = TRUTH.loc["special cause", ["where", "from"]]
    site = orders[orders["site_id"] == where]
    hurt = site["month"] >= since
    usual = site["month"].between("2025-11", "2026-06")
    assert site.loc[hurt, "late"].mean() > site.loc[usual, "late"].mean() + 0.10
    assert site.loc[hurt, "packing"].quantile(0.9) > 1.5 * site.loc[usual, "packing"].quantile(0.9)
    other = orders[(orders["site_id"] != where) & (orders["month"] >= since)]
    assert other["late"].mean() < site.loc[hurt, "late"].mean() - 0.10


def test_the_measure_more_than_halves_the_waiting_and_the_other_changes_nothing(orders):
    where, since = TRUTH.loc["measure that works", ["where", "from"]]
    site = orders[orders["site_id"] == where]
    after = site["month"] >= since
    assert site.loc[after, "waiting"].median() < 0.55 * site.loc[~after, "waiting"].median()
    control = orders[orders["site_id"] != where]
    after = control["month"] >= since
    ratio = control.loc[after, "waiting"].median() / control.loc[~after, "waiting"].median()
    assert ratio == pytest.approx(1.0, abs=0.1)


def test_one_customer_of_class_a_is_served_worse_than_its_class(orders, revenue):
    where, since = TRUTH.loc["under-served customer", ["where", "from"]]
    letters = classes(revenue, LAST)
    assert letters[where] == "A"
    year = orders[(orders["month"] >= since) & orders["customer_id"].isin(letters[letters == "A"].index)]
    late = year.groupby("customer_id")["late"].mean()
    assert late[where] == late.max()
    assert late[where] > 2 * late.drop(where).median()


def test_each_priority_is_better_and_all_together_worse(orders):
    month = TRUTH.loc["reversal", "from"]
    before = orders[orders["month"] == "2026-06"]
    now = orders[orders["month"] == month]
    rates = pd.DataFrame({
        "before": before.groupby("priority")["late"].mean(), "now": now.groupby("priority")["late"].mean()
    })  # fmt: skip
    assert (rates["now"] < rates["before"]).all(), rates
    assert now["late"].mean() > before["late"].mean()


def test_late_orders_have_a_fault_and_goods_in_were_received():
    frame = table("orders")
    late = frame[(frame["direction"] == "out") & (frame["fault"] != "")]
    assert set(late["fault"]) == {"own", "carrier", "customer"}
    assert (frame.loc[frame["direction"] == "in", "fault"] == "").all()
    inward = frame[(frame["direction"] == "in") & (frame["put_away_at"] != "")]
    assert (inward["arrived_at"] > inward["created_at"]).all()
    assert (inward["arrived_at"] <= inward["put_away_at"]).all()
