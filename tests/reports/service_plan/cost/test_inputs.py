"""What costs are made of: months that every table covers, and usage in whole ten-thousandths."""

import pandas as pd
import pytest

from wcm_helpers.reports.service_plan.cost.inputs import cost_inputs, months_covered

MONTHS = ("2026-04", "2026-05")


def pools(*rows):
    return pd.DataFrame(rows, columns=["month", "pool", "kind", "activity", "cost", "capacity"])


def activities(*rows):
    return pd.DataFrame(rows, columns=["customer_id", "month", "activity", "volume", "minutes"])


def footprints(*rows):
    frame = pd.DataFrame(rows, columns=["customer_id", "month", "date", "positions", "area"])
    return frame.astype({"positions": float, "area": float}).assign(date=pd.to_datetime(frame["date"]))


def billing(*rows):
    return pd.DataFrame(rows, columns=["customer_id", "month", "revenue"])


LEDGER = pools(
    ("2026-05", "crew", "labour", "picking", 1_000_000, 100.0),
    ("2026-05", "rent", "space", None, 500_000, 10.0),
)
WORK = activities(("a", "2026-05", "picking", 5, 30.0), ("b", "2026-05", "picking", 9, None))
BILLS = billing(("a", "2026-05", 70), ("c", "2026-05", 8), ("a", "2026-03", 1))


def made(work=WORK, taken=None, ledger=LEDGER, bills=BILLS, months=MONTHS):
    return cost_inputs(ledger, work, taken, bills, months)


def test_the_months_are_those_of_every_table_up_to_the_month():
    one = pd.DataFrame({"month": ["2026-03", "2026-04", "2026-06"]})
    two = pd.DataFrame({"month": ["2026-04", "2026-05", "2026-06"]})
    assert months_covered(one.assign(kind="labour"), two, None, one, "2026-05", 12) == ("2026-04",)
    assert months_covered(one.assign(kind="labour"), two, None, one, "2026-06", 1) == ("2026-06",)


def test_footprints_count_for_the_months_only_where_there_is_a_pool_of_space():
    one, taken = pd.DataFrame({"month": ["2026-05"]}), footprints(("a", "2026-04", None, 1, None))
    assert months_covered(one.assign(kind="labour"), one, taken, one, "2026-05", 12) == ("2026-05",)
    assert months_covered(one.assign(kind="space"), one, taken, one, "2026-05", 12) == ()


def test_minutes_become_ten_thousandths_in_the_pool_of_their_activity_and_month():
    usage = made().usage
    assert usage[["customer", "activity", "used"]].values.tolist() == [["a", "picking", 300_000]]
    assert usage["pool"].tolist() == made().pools.index[made().pools["kind"] == "labour"].tolist()


def test_an_activity_with_two_pools_uses_both():
    both = pd.concat([LEDGER, pools(("2026-05", "trucks", "labour", "picking", 9, 50.0))])
    assert made(ledger=both).usage["used"].tolist() == [300_000, 300_000]


def test_a_volume_without_minutes_is_counted_and_costs_nothing():
    assert made().without_minutes.values.tolist() == [["picking", 1, 2]]


def test_revenue_is_of_the_months_and_of_everybody_with_revenue_or_usage():
    work = activities(("d", "2026-05", "picking", 5, 30.0))
    assert made(work=work).revenue.to_dict() == {"a": 70, "c": 8, "d": 0}


def test_days_are_averaged_over_the_days_that_are_known():
    # a: 10 on one of two known days is 5 on average; b: 4 and 8 are 6.
    taken = footprints(
        ("a", None, "2026-05-01", 10, None),
        ("b", None, "2026-05-01", 4, None),
        ("b", None, "2026-05-02", 8, None),
    )
    usage = made(taken=taken).usage
    space = usage[usage["activity"] == "storage"].set_index("customer")["used"]
    assert space.to_dict() == {"a": 50_000, "b": 60_000} and made(taken=taken).space == "positions"


def test_area_shares_space_without_its_capacity():
    result = made(taken=footprints(("a", "2026-05", None, None, 25.5)))
    assert result.space == "area"
    assert pd.isna(result.pools.loc[result.pools["kind"] == "space", "capacity"].item())
    assert result.usage.query("activity == 'storage'")["used"].tolist() == [255_000]


def test_the_order_of_rows_does_not_matter():
    taken = footprints(("a", "2026-05", None, 3, None), ("b", "2026-05", None, 4, None))
    one = made(taken=taken)
    other = cost_inputs(LEDGER[::-1], WORK[::-1], taken[::-1], BILLS[::-1], MONTHS)
    pd.testing.assert_frame_equal(one.usage, other.usage)
    pd.testing.assert_frame_equal(one.pools, other.pools)


@pytest.mark.parametrize("months", [(), ("2020-01",)])
def test_no_month_gives_no_usage(months):
    result = made(months=months, taken=footprints(("a", "2026-05", None, 3, None)))
    assert result.usage.empty and result.pools.empty and result.revenue.empty
