"""Events gathered from the review of the invented warehouse."""

from wcm_helpers.reports.performance.first_page.section import events_of


def test_the_leading_indicator_comes_first_with_its_flag(performance_review):
    events = performance_review.computed(events_of)
    assert events.leading.indicator == "otif_order"
    assert events.leading.worse and events.leading.months_flagged == 2
    assert events.leading.verdict == "missed"


def test_the_cause_is_the_planted_site_and_has_no_second_line(performance_review, truth):
    events = performance_review.computed(events_of)
    assert events.cause.group == truth.loc["special cause", "where"]
    assert "S1" not in set(events.groups["group"])


def test_the_under_served_customer_is_the_planted_one_alone(performance_review, truth):
    events = performance_review.computed(events_of)
    assert events.underserved["customer_id"].tolist() == [truth.loc["under-served customer", "where"]]
