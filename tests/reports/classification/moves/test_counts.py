"""The numbers of class changes, each counted by hand."""

import pandas as pd

from tests.reports.classification.facts import (
    MOVED,
    STEADY,
    classify_facts,
    classify_values,
    monthly,
    override,
    two_years,
)
from wcm_helpers.methods.abc import CLASSES, Rule
from wcm_helpers.reports.classification.moves.counts import change_counts, class_counts


def test_up_and_waiting_are_counted_apart():
    # c moved up from C to A at once; b lies beyond the limit of A for its first month and keeps class A.
    result = classify_values(**MOVED)
    assert change_counts(result) == (1, 0, 0, 0, 0, 1, 0)
    assert change_counts(result).changed == 1
    assert class_counts(result)["A"] == (3, 2, 0, 1)
    assert class_counts(result)["C"] == (0, 1, 0, 0)


def test_who_would_qualify_is_counted_with_the_class_it_would_reach():
    # In May c brings 90: of 1273 it starts at 720, inside 80 %. Two months beyond the band are asked for,
    # upwards too: c keeps B and would qualify for A.
    facts = two_years({"a": 60, "b": 20, "c": 17, "d": 3}, changes={("c", "2026-05"): 90})
    result = classify_facts(facts, rule=Rule(upgrade_months=2))
    row = result.classes.set_index("customer_id").loc["c"]
    assert (row["class"], row["official"]) == ("A", "B")
    assert change_counts(result).would_qualify == 1 and change_counts(result).changed == 0
    assert class_counts(result)["A"].would_qualify == 1 and class_counts(result)["B"].would_qualify == 0


def test_entering_and_leaving_are_no_change_of_class():
    # n comes in May; o was last active in May a year ago, which the window to April still covers.
    facts = pd.concat(
        [monthly(STEADY), monthly({"n": 2}, first="2026-05"), monthly({"o": 2}, last="2025-05")]
    )
    counts = change_counts(classify_facts(facts))
    assert (counts.changed, counts.entered, counts.left) == (0, 1, 1)


def test_a_class_set_by_hand_waits_for_nothing():
    hand = override("b", "C", "2026-04-01", "2026-12-31")
    counts = change_counts(classify_facts(two_years(STEADY), overrides=hand))
    assert (counts.by_hand, counts.would_qualify, counts.waiting) == (1, 0, 0)


def test_the_first_month_counts_nobody_as_changed():
    result = classify_facts(two_years(STEADY, first="2026-05"))
    assert change_counts(result)[:4] == (0, 0, 0, 0)
    assert class_counts(result)["A"].before is None


def test_the_classes_of_the_sample_add_up(sample_review):
    result = sample_review.result
    counts, classes = change_counts(result), class_counts(result)
    assert sum(one.customers for one in classes.values()) == len(result.classes)
    grown = sum(classes[letter].customers - classes[letter].before for letter in CLASSES)
    assert grown == counts.entered - counts.left
    moved = (result.moves["state"] == "moved").sum()
    assert moved == counts.changed + counts.entered + counts.left > 0
    assert sum(one.would_qualify for one in classes.values()) == counts.would_qualify
    assert sum(one.waiting for one in classes.values()) == counts.waiting > 0
