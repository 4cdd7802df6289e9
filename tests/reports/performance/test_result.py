"""The month: groups and names of customers."""

import pandas as pd

from wcm_helpers.reports.performance.result import PerformanceMonth


def month():
    customers = pd.DataFrame(
        {"customer_id": ["a", "b"], "customer_name": ["Anna", None], "class": ["A", None]}, index=["a", "b"]
    )
    return PerformanceMonth("2026-10", ("2026-09", "2026-10"), customers, None)


def test_groups_are_none_where_unknown():
    assert month().group_of("class", pd.Series(["a", "b", "x"])).tolist() == ["A", None, None]


def test_a_customer_without_a_name_has_its_number():
    assert [month().name_of(customer) for customer in ("a", "b", "x")] == ["Anna", "b", "x"]
