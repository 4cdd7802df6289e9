"""Service received against whether a customer buys less than a year ago."""

import pandas as pd
import pytest

from tests.reports.service_plan.cost.planted import result_of
from wcm_helpers.reports.service_plan.balance.lost import compared, crossed, difference, lost, served


def facts(**values):
    """Return the value of May 2026 and of May 2025 of each customer."""
    rows = [
        (customer, month, value)
        for customer, pair in values.items()
        for month, value in zip(("2026-05", "2025-05"), pair, strict=True)
        if value is not None
    ]
    return pd.DataFrame(rows, columns=["customer_id", "month", "value"])


LEVELS = pd.Series({"a": "badly", "b": "in_part", "c": "well", "d": "well", "e": "badly"})


def made(**values):
    return lost(LEVELS, facts(**values), "revenue", result_of(dict.fromkeys("abcde", "B"), "2026-05", 7))


def test_a_fall_by_more_than_a_third_slips_and_one_by_a_third_does_not():
    rows = made(a=(59, 90), b=(60, 90), c=(None, 90), d=(200, 90)).customers.set_index("customer_id")
    assert rows["slipping"].to_dict() == {"a": True, "b": False, "c": True, "d": False}
    assert rows.loc["c", "change"] == -1


def test_who_had_nothing_a_year_ago_is_counted_apart():
    result = made(a=(59, 90), b=(5, None), c=(5, 0))
    assert result.customers["customer_id"].tolist() == ["a"] and result.without == 4


def test_the_three_months_are_compared_with_the_same_a_year_ago():
    months = ["2026-02", "2026-03", "2026-05", "2025-02", "2025-03", "2025-05", "2026-06"]
    rows = pd.DataFrame({"customer_id": "a", "month": months, "value": [1, 2, 4, 8, 16, 32, 64]})
    assert compared(rows, "2026-05").loc["a"].tolist() == [2 + 4, 16 + 32]


def test_those_that_are_both_are_named_the_badly_served_first():
    result = made(a=(1, 90), b=(1, 90), c=(1, 90), e=(90, 90))
    assert result.both["customer_id"].tolist() == ["a", "b"]
    assert result.table[["level", "customers", "slipping"]].values.tolist() == [
        ["well", 1, 1], ["in_part", 1, 1], ["badly", 2, 1],
    ]  # fmt: skip


def test_levels_come_from_what_was_measured():
    rows = pd.DataFrame(
        {"customer_id": ["a", "a", "b", "b", "c"], "verdict": ["kept", "short", "kept", "unused", "unused"]}
    )
    assert served(rows, pd.Series(["b"])).to_dict() == {"a": "in_part", "b": "badly"}


def test_the_difference_is_newcombes():
    # Newcombe 1998, table II (c): 9 of 10 against 3 of 10 is 0.6, from 0.1705 to 0.8090.
    table = pd.DataFrame({"level": ["well", "badly"], "customers": 10, "slipping": [3, 9]})
    assert difference(table) == pytest.approx((0.6, 0.1705, 0.8090), abs=5e-5)
    assert difference(table.head(1)) is None


def test_nobody_gives_an_empty_table():
    empty = made()
    assert empty.customers.empty and empty.both.empty and crossed(empty.customers).empty
    assert difference(empty.table) is None


def test_the_order_of_rows_does_not_matter():
    values = {"a": (1, 90), "b": (1, 90), "c": (1, 90)}
    other = lost(
        LEVELS[::-1], facts(**values)[::-1], "revenue", result_of(dict.fromkeys("edcba", "B"), "2026-05", 7)
    )
    pd.testing.assert_frame_equal(made(**values).customers, other.customers)
