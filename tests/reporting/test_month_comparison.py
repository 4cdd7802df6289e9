"""Figures, cards and classes of two records compared."""

from wcm_helpers.reporting.month_comparison import (
    class_changes,
    listed_customers,
    moved_cards,
    moved_figures,
    official_classes,
)


def test_figures_that_differ_are_named_by_their_id_within_groups_too():
    before = {"value": 10.0, "share": 0.1 + 0.2, "classes": {"A": 2, "B": 3}, "note": None, "old": 1}
    after = {"value": 12.0, "share": 0.3, "classes": {"A": 2, "B": 4}, "note": 5, "new": 1}
    assert moved_figures(before, after) == [
        {"id": "value", "from": 10.0, "to": 12.0},
        {"id": "classes.B", "from": 3, "to": 4},
        {"id": "note", "from": None, "to": 5},
    ]


def test_a_group_of_figures_that_gains_or_loses_a_name_differs():
    assert moved_figures({"segments": {"lost": 1}}, {"segments": {"lost": 1, "new": 2}}) == [
        {"id": "segments.new", "from": 0, "to": 2}
    ]
    assert moved_figures({"segments": {}}, {"segments": {"lost": 0}}) == []
    assert moved_figures({"segments": {"lost": 1}}, {"segments": {}}) == [
        {"id": "segments.lost", "from": 1, "to": 0}
    ]


def test_cards_are_matched_by_id_whatever_their_label_and_order():
    before = [{"id": "a", "label": "Old name", "value": "1"}, {"id": "b", "label": "B", "value": "2"}]
    after = [{"id": "b", "label": "B", "value": "2"}, {"id": "a", "label": "A", "value": "3"}]
    assert moved_cards(before, after) == [{"id": "a", "label": "A", "from": "1", "to": "3"}]
    assert moved_cards([{"label": "A", "value": "1"}], after) == []  # of a version without ids


CLASSES = "\ufeffcustomer_id,note,official_class\nc1,,A\nc2,,B\nc3,,\n"


def test_classes_are_read_from_classes_csv_and_customers_without_one_are_listed():
    assert official_classes(CLASSES) == {"c1": "A", "c2": "B"}
    assert listed_customers(CLASSES) == {"c1", "c2", "c3"}
    assert official_classes("") == official_classes("customer_id,class\nc1,A\n") == {}


def test_customers_are_counted_that_rose_fell_came_and_went():
    before = {"c1": "A", "c2": "B", "c3": "C", "c4": "C", "c5": "B"}
    after = {"c1": "A", "c2": "A", "c3": "N", "c4": "B", "c6": "C"}
    assert class_changes(before, after) == {"changed": 3, "up": 2, "down": 1, "entered": 1, "left": 1}
