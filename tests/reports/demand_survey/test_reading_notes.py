"""What the data page says of a wave."""

from dataclasses import replace

from tests.surveys import question, survey_of
from wcm_helpers.core.messages import message
from wcm_helpers.reports.demand_survey.reading_notes import reading_notes

ANSWERS = {"S": [5, None, 3, 2]}
CUSTOMERS = ["a", "b", None, "c"]


def test_responses_empty_ones_and_strangers_are_counted():
    survey = survey_of([question("S", "csat")], ANSWERS, customer_id=CUSTOMERS)
    survey = replace(survey, file="may.csv", notes=(message("A row was no response."),))
    assert reading_notes(survey) == [
        "may.csv: 4 responses were read. 1 of them has no answer; it counts in no figure but this one. 1 "
        "belongs to no customer of the customer table: it counts in figures of responses, not in those of "
        "customers.",
        "A row was no response.",
    ]


def test_an_anonymous_wave_has_no_strangers():
    survey = survey_of([question("S", "csat")], {"S": [5, 4]}, anonymous=True)
    assert reading_notes(survey) == ["wave: 2 responses were read."]


def test_the_data_page_has_the_notes_of_both_waves(sample_review):
    notes = sample_review.data_notes
    assert [note.split(":")[0] for note in notes if "were read" in note] == [
        "survey-2026-09.csv", "survey-2026-03.csv"
    ]  # fmt: skip
