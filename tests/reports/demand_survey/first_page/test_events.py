"""The cases of a wave."""

from tests.reports.demand_survey.first_page.cases import changes_of, events_of, month_of
from wcm_helpers.reports.demand_survey.proposals.analysis import EVERYONE, Wanted


def test_proposals_are_parted_into_common_and_individual_ones():
    events = events_of(wanted=[Wanted("slots", EVERYONE, 0.9, 4), Wanted("photos", "class:A", 0.8, 2)])
    assert events.common["need"].tolist() == ["slots"]
    assert events.individual["need"].tolist() == ["photos"]


def test_what_fell_is_listed_overall_questions_first_then_the_largest_fall():
    changes = changes_of(
        ("P1", "likert", "paired", 9, 0.9, 0.5, "down"), ("P2", "likert", "all", 9, 0.9, 0.4, "down"),
        ("SAT", "csat", "paired", 9, 0.8, 0.7, "down"), ("P3", "performance", "all", 9, 0.9, 0.1, "unclear"),
    )  # fmt: skip
    assert events_of(changes=changes).lower["question_id"].tolist() == ["SAT", "P2", "P1"]
    assert events_of().lower.empty


def test_few_answers_are_fewer_than_half_of_class_a():
    # of alpha, beta and silent of class A two answered, then one
    assert not events_of().few_answers
    assert events_of(month_of(sat=(4,), rec=(9,), customers=("alpha",))).few_answers
    assert not events_of(month_of(anonymous=True)).few_answers
