"""Parts the sections share."""

import pytest

from wcm_helpers.reports.classification.section_parts import not_listed, not_shown, rule_line, step
from wcm_helpers.reports.classification.sentences import describe, source_line


def test_the_rule_under_a_table_is_chosen_by_key(sample_review):
    rules = describe(sample_review.result.rule)
    line = rule_line(sample_review, "new", "classes")
    assert line == f"{source_line(sample_review.result)} {rules['new']} {rules['classes']}"


@pytest.mark.parametrize(("change", "expected"), [(2, "+2"), (-1, "−1"), (0, "0")])
def test_a_change_has_its_sign(change, expected):
    assert step(change) == expected


def test_rows_left_out_are_counted():
    assert (not_shown(0), not_shown(1), not_shown(1200)) == (
        "",
        "1 more is not shown.",
        "1,200 more are not shown.",
    )
    assert (not_listed(0), not_listed(2)) == ("", "2 more are in classes.csv.")
