"""The strip of official classes."""

from tests.reports.classification.facts import MOVED, STEADY, classify_facts, classify_values, monthly
from wcm_helpers.reports.classification.moves import chart


def test_strip_writes_the_official_class_where_it_begins():
    drawn = chart.strip(classify_values(**MOVED), ["c", "b"])
    assert drawn.alt == (
        "Official classes over 2 months c: C from April 2026 and A from May 2026. b: A from April 2026."
    )
    assert [text.get_text() for text in drawn.figure.axes[0].texts] == ["C", "A", "A"]


def test_months_without_a_whole_window_are_named():
    # The history begins in January 2025: windows of twelve months are covered from December on.
    rule = " ".join(chart.strip(classify_facts(monthly(STEADY)), ["a"]).figure.texts[-1].get_text().split())
    assert "Up to November 2025 the history covers only a part of the window." in rule


def test_nobody_changed_is_said():
    drawn = chart.strip(classify_values({"a": 70, "b": 10}), [])
    assert drawn.alt == "No customer changed its official class."


def test_many_customers_are_cut_and_counted():
    result = classify_values({f"k{place}": 30 - place for place in range(20)}, {"x": 1})
    drawn = chart.strip(result, [*result.classes["customer_id"]])
    last = " ".join(drawn.figure.texts[-1].get_text().split())
    assert "The first 10 customers are drawn, 10 more are not." in last
    assert len(drawn.figure.axes[0].get_yticks()) == 10
