"""What counts as a value-added service, and the share of storage by hand."""

import pandas as pd
import pytest

from wcm_helpers.reports.service_plan.recommendations.bought import (
    bought_of,
    is_basic,
    purchases,
    storage_share,
)


@pytest.mark.parametrize(
    ("service", "basic"),
    [("仓储", True), ("装卸", True), ("出库操作", True), ("配送", True), ("Storage fee", True),
     ("包装", False), ("增值", False), ("Kitting", False), ("冷链质检", False)],
)  # fmt: skip
def test_storage_handling_and_transport_are_basic(service, basic):
    assert is_basic(service) == basic


def test_own_words_of_activities_are_services_and_steps_are_not():
    activities = pd.DataFrame(
        {
            "customer_id": ["a", "a", "b"], "month": "2026-05", "activity": ["贴标", "packing", "贴标"],
            "minutes": [5.0, 9.0, 0.0], "volume": [None, 1.0, None],
        }
    )  # fmt: skip
    assert purchases(None, activities).to_numpy().tolist() == [["a", "贴标", "2026-05"]]


def test_credited_services_are_not_bought_and_rows_count_once():
    billed = pd.DataFrame(
        {"customer_id": "a", "month": "2026-05", "service": ["kits", "labels"], "amount": [-5, 7]}
    )
    activities = pd.DataFrame(
        {"customer_id": ["a"], "month": "2026-05", "activity": "labels", "minutes": 1.0, "volume": None}
    )
    assert purchases(billed, activities)["service"].tolist() == ["labels"]
    assert purchases(None, None).empty


def test_the_share_of_storage():
    billed = pd.DataFrame(
        {
            "customer_id": ["a", "a", "a", "b"], "month": ["2026-05"] * 3 + ["2026-04"],
            "service": ["仓储", "labels", "装卸", "仓储"], "amount": [30, 50, 20, 9],
        }
    )  # fmt: skip
    assert storage_share(billed, ["2026-05"]).to_dict() == {"a": 0.3}
    assert storage_share(None, ["2026-05"]).empty


def test_the_sample_has_both_sources(plan_review):
    made = plan_review.computed(bought_of)
    assert made.sources == ("billing", "activities")
    assert sorted(made.purchases["service"].unique()) == ["包装", "增值", "贴标"]
