"""The review of a month: what it hands to sections, pages and the record."""

import pytest


def test_a_section_is_an_attribute_and_keeps_the_table_of_the_page_in_whole_units(sample_review):
    changes = sample_review.moves.tables["changes"]
    now = sample_review.result.classes.set_index("customer_name")["value"]
    in_class = changes[changes["Customer"].isin(now.index)]
    assert len(in_class) >= 4
    expected = (now[in_class["Customer"]] / 10_000).tolist()
    assert in_class["Now, CNY"].tolist() == pytest.approx(expected)


def test_the_rule_of_the_settings_is_in_force_and_no_other(sample_review):
    assert sample_review.other_rules == {}
    assert sample_review.rules_in_force["limit_a"] == 0.8
    assert sample_review.rules_in_force["billing_month"] == "doc_date"


def test_it_shows_itself_in_a_few_lines(sample_review):
    assert len(repr(sample_review).splitlines()) <= 3
    assert "moves" in dir(sample_review)
