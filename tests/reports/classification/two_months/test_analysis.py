"""The customers of two months: what they were and are, as the sections of each month say."""

from types import SimpleNamespace

import pandas as pd
import pytest

from tests.reports.classification.facts import classify_facts, monthly
from wcm_helpers.core.formats import SCALE
from wcm_helpers.reports.classification.two_months.analysis import (
    changed,
    compare_customers,
    entered,
    left,
    standings,
)


def review_of(facts, month):
    result = classify_facts(facts, month=month)
    review = SimpleNamespace(result=result, rule=SimpleNamespace(rfm_baseline=""), month=month)
    review.computed = lambda function: function(review)
    return review


@pytest.fixture(scope="module")
def frame():
    """A steady 60; b 25, then 5 in May; c in May 2026 alone."""
    changes = {("b", "2026-05"): 5}
    changes |= {("c", f"{year}-{month:02}"): None for year in (2025, 2026) for month in range(1, 13)}
    changes |= {("c", "2026-05"): 30}
    facts = monthly({"a": 60, "b": 25, "c": 30}, changes=changes)
    return compare_customers(review_of(facts, "2026-04"), review_of(facts, "2026-05"))


def test_entries_exits_and_values_are_those_of_the_two_windows(frame):
    assert entered(frame)["customer_id"].tolist() == ["c"]
    assert left(frame).empty
    row = frame.set_index("customer_id").loc["c"]
    assert (row["value_then"], row["value_now"], row["difference"]) == (0, 30 * SCALE, 30 * SCALE)
    assert row["official_then"] is None and row["official_now"] in "ABC"


def test_one_that_leaves_the_window_is_an_exit():
    facts = monthly(
        {"a": 60, "d": 9},
        changes={("d", m): None for m in pd.period_range("2025-05", "2026-05", freq="M").astype(str)},
    )
    compared = compare_customers(review_of(facts, "2026-03"), review_of(facts, "2026-04"))
    assert left(compared)["customer_id"].tolist() == ["d"]
    assert entered(compared).empty and changed(compared, "official").empty
    # the window to March 2026 begins in April 2025
    assert left(compared)[["value_then", "value_now", "difference"]].values.tolist() == [
        [9 * SCALE, 0, -9 * SCALE]
    ]


def test_a_month_beside_itself_differs_in_nothing(sample_review):
    assert compare_customers(sample_review, sample_review).empty


def test_nobody_is_forgotten_and_nobody_made_up(sample_review):
    earlier = sample_review.at("2026-07")
    compared = compare_customers(earlier, sample_review).set_index("customer_id")
    then, now = standings(earlier), standings(sample_review)
    for customer in then.index.union(now.index):
        old = then.loc[customer] if customer in then.index else dict.fromkeys(then.columns)
        new = now.loc[customer] if customer in now.index else dict.fromkeys(now.columns)
        differs = any(old[kind] != new[kind] for kind in ("official", "segment", "state"))
        assert differs == (customer in compared.index)
        if differs:
            shown = compared.loc[customer]
            assert [shown["segment_then"], shown["segment_now"]] == [old["segment"], new["segment"]]


def test_changed_classes_are_those_of_the_section_of_a_month(sample_review):
    compared = compare_customers(sample_review.at("2026-09"), sample_review)
    moves = sample_review.result.moves
    between = moves[
        (moves["state"] == "moved") & moves["official_before"].notna() & moves["official"].notna()
    ]
    assert set(changed(compared, "official")["customer_id"]) == set(between["customer_id"])
    assert len(entered(compared)) == sample_review.figures["entered"]
    assert len(left(compared)) == sample_review.figures["left"]
