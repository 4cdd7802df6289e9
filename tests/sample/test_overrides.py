"""Class overrides of the invented warehouse."""

from tests.sample.committed import LAST, SAMPLE, classes, read


def test_of_the_classes_given_by_hand_one_holds_one_has_ended_one_is_to_come(revenue):
    overrides = read(SAMPLE / "class_overrides.csv").set_index("customer_id")
    last = LAST + "-31"
    in_force = overrides[(overrides["valid_from"] <= last) & (overrides["expires"] >= last)]
    assert len(overrides) == 3
    assert len(in_force) == 1
    assert (overrides["expires"] == "2026-06-30").sum() == (overrides["valid_from"] > last).sum() == 1
    assert (overrides["class"] != classes(revenue, LAST)[overrides.index]).all()
    assert (overrides["expires"] > overrides["valid_from"]).all()
