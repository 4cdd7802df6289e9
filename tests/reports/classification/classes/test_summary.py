"""The classes summed up."""

import pytest

from tests.reports.classification.facts import MOVED, classify_facts, classify_values, monthly
from wcm_helpers.core.formats import SCALE
from wcm_helpers.reports.classification.classes.summary import summarise, summarise_official


def test_class_table_adds_up():
    result = classify_facts(monthly({"a": 60, "b": 25, "c": 10, "d": 5, "n": -4}))
    table = result.class_table.set_index("class")
    assert table["customers"].tolist() == [2, 1, 1, 1]
    assert table["value"].tolist() == [value * 12 * SCALE for value in (85, 10, 5, -4)]
    assert table["of_value"].tolist()[:3] == pytest.approx([0.85, 0.10, 0.05])
    assert table["smallest"].tolist()[:3] == [value * 12 * SCALE for value in (25, 10, 5)]
    assert table["change"].tolist() == [0, 0, 0, 0]
    assert summarise(result.previous, result.previous.iloc[:0])["change"].isna().all()


def test_the_official_table_counts_who_is_on_the_way():
    # Now, of 100: a 70, c 20, b 10. c moved up to A at once; b is in A and by the rule in B.
    table = summarise_official(classify_values(**MOVED)).set_index("class")
    assert table["customers"].tolist() == [3, 0, 0, 0]
    assert table["before"].tolist() == [2, 0, 1, 0]
    assert table["value"].tolist() == [100 * SCALE, 0, 0, 0]
    assert table["waiting"].tolist() == [1, 0, 0, 0]
