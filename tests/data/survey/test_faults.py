"""Faults of a survey name their place; long values are cut off."""

from wcm_helpers.data.survey import faults


def test_a_value_is_shown_in_one_line_and_not_whole():
    assert faults.shortened("a\n b") == "a b"
    assert len(faults.shortened("x" * 500)) == 60 and faults.shortened("x" * 500).endswith("…")


def test_the_nearest_header_is_named():
    text = str(faults.no_such_column("a.csv", "customer_name", "Compny", ["Company", "Score"]))
    assert text == (
        'a.csv: there is no column "Compny", which is named for customer_name. Did you mean Company?'
    )


def test_an_example_of_a_second_column():
    text = str(faults.several_columns("a.csv", "Q1", ["View", "View (#2)"]))
    assert "question Q1: View and View (#2)" in text and '"header (#2)" is the second of that name' in text
