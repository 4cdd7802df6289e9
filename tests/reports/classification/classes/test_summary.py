"""The classes summed up."""

import pytest

from tests.reports.classification.facts import classify_facts, monthly
from wcm_helpers.core.formats import SCALE
from wcm_helpers.reports.classification.classes.summary import summarise


def test_class_table_adds_up():
    result = classify_facts(monthly({"a": 60, "b": 25, "c": 10, "d": 5, "n": -4}))
    table = result.class_table.set_index("class")
    assert table["customers"].tolist() == [2, 1, 1, 1]
    assert table["value"].tolist() == [value * 12 * SCALE for value in (85, 10, 5, -4)]
    assert table["of_value"].tolist()[:3] == pytest.approx([0.85, 0.10, 0.05])
    assert table["smallest"].tolist()[:3] == [value * 12 * SCALE for value in (25, 10, 5)]
    assert table["change"].tolist() == [0, 0, 0, 0]
    assert summarise(result.previous, result.previous.iloc[:0])["change"].isna().all()
