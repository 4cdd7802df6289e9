"""The review of a month: what it hands to sections, pages and the record."""

import pytest

from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.review import earlier_rules
from wcm_helpers.reports.classification.settings import ClassificationSettings


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


def test_only_rules_that_ended_before_the_month_are_earlier():
    settings = ClassificationSettings(
        before=[{"until": "2026-01", "limit_a": 0.6}, {"until": "2026-03", "limit_a": 0.7}]
    )
    rules = earlier_rules(settings, "2026-03")
    assert [(until, rule.limit_a) for until, rule in rules] == [("2026-01", 0.6)]
    assert isinstance(rules[0][1], Rule)


def test_it_shows_itself_in_a_few_lines(sample_review):
    assert len(repr(sample_review).splitlines()) <= 3
    assert "moves" in dir(sample_review)
