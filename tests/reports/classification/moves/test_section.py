"""The section on class changes: its tables, and its sentences where there is nothing to compare."""

import pandas as pd
import pytest

from wcm_helpers.reports import open_report
from wcm_helpers.reports.classification.moves.counts import change_counts


def test_the_sample_lists_changes_and_who_waits(sample_review):
    section, result = sample_review.moves, sample_review.result
    counts = change_counts(result)
    text = " ".join(section.sentences)
    assert f"{counts.changed} customers changed their official class in October 2026" in text
    changes, waiting = section.tables["changes"], section.tables["waiting"]
    assert len(changes) == counts.changed
    assert len(waiting) == counts.would_qualify + counts.waiting
    assert list(section.charts) == ["class_strip"]
    assert section.layer == "reading"


def test_amounts_are_those_of_the_windows(sample_review):
    result = sample_review.result
    table = sample_review.moves.tables["changes"].set_index("Customer")
    values = result.classes.set_index("customer_name")["value"] / 10_000
    shared = [name for name in table.index if name in values.index]
    assert len(shared) == len(table) > 3
    assert table.loc[shared, "Now, CNY"].astype(float).tolist() == pytest.approx(values[shared].tolist())


def test_a_class_set_by_hand_is_named(sample_review):
    hand = sample_review.history.overrides("2026-10")
    inside = hand[hand["expires"] >= pd.Timestamp("2026-10-31")]
    assert len(inside) == 1
    text = " ".join(sample_review.moves.sentences)
    assert "1 class is set by hand: " in text and "2027-03-31" in text


def test_the_first_month_says_that_there_is_nothing_to_compare_with(shop):
    review = open_report("classification", month="2026-04", settings=str(shop.settings))
    assert review.moves.sentences == [
        "April 2026 is the first month of the history: there is no month before to compare with."
    ]
    assert review.moves.tables == {}
