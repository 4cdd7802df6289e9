"""The sentences on packages: whole, with their base, and without any case."""

import pandas as pd

from tests.reports.service_plan.plans import rows_of
from wcm_helpers.reports.service_plan.packages import sentences


def test_the_shares_have_their_counts():
    rows = rows_of(("a1", "A", "talk", "kept", None), ("a1", "A", "review", "none", None),
                   ("b1", "B", "talk", "kept", None), ("c1", "C", "talk", "unused", None))  # fmt: skip
    said = sentences.kept_sentence(rows)
    assert said == "Of what was due, customers received: class A 50% (1 of 2) and class B 100% (1 of 1)."
    assert "can be measured" in sentences.kept_sentence(rows[rows["class"] == "C"])


def test_the_under_served_are_named():
    frame = pd.DataFrame({"name": ["Anna", "Berg"]})
    assert "Anna and Berg" in sentences.underserved_sentence(frame)
    assert sentences.underserved_sentence(frame.head(1)).startswith("1 customer lacks")
    assert sentences.underserved_sentence(frame.head(0)).startswith("No customer lacks")


def test_the_over_served_stand_against_class_a():
    frame = pd.DataFrame({"name": ["Cora", "Dora"], "class": "C", "hours": [38.6, 20.0], "due_of_a": 18.0})
    said = sentences.overserved_sentence(frame)
    assert "39 hours" in said and "entitled to 18" in said and said.endswith("1 more customer does, too.")
    assert "more customer" not in sentences.overserved_sentence(frame.head(1))
    assert sentences.overserved_sentence(frame.head(0)).startswith("No customer")


def test_what_nobody_used_is_named_and_nothing_else_said():
    frame = pd.DataFrame({"class": ["A"], "item": ["review"], "customers": [3]})
    assert sentences.unused_sentence(frame) == "Nobody used: Review meeting of class A."
    assert sentences.unused_sentence(frame.head(0)) == ""


def test_self_service_has_its_interval_or_cannot_be_told():
    shares = pd.DataFrame({"class": ["C"], "requests": [20], "share": [0.25], "low": [0.11], "high": [0.47]})
    assert "25% of 20 (11% to 47%)" in sentences.self_service_sentence(shares)
    for nothing in (None, shares.assign(**{"class": "A"})):
        assert "cannot be told" in sentences.self_service_sentence(nothing)


def test_who_waits_longer_is_named_with_both_medians():
    frame = pd.DataFrame({"name": ["Anna"], "median": [9.0], "median_of_b": [1.5], "requests": [12]})
    said = sentences.waited_sentence(frame)
    assert "Anna, median 9.0 hours of 12 requests" in said and "(median 1.5 hours)" in said
    assert sentences.waited_sentence(frame.head(0)).startswith("No customer of class A")


def test_the_weakest_item_has_its_counts_and_is_not_said_without_one():
    said = sentences.weakest_sentence({"class": "A", "item": "response", "kept": 6, "measured": 23})
    assert said == "Class A received least of this item: Response in time, 6 of 23 customers."
    assert sentences.weakest_sentence(None) == ""
