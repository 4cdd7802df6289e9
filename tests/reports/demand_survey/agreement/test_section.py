"""The section on interviews: tables, and a box where there are no codes."""

from types import SimpleNamespace

import pandas as pd
import pytest

from tests.surveys import question, survey_of
from wcm_helpers.core import words
from wcm_helpers.reporting.section import section
from wcm_helpers.reports.demand_survey.agreement.section import agreement
from wcm_helpers.reports.demand_survey.parameters import SurveySettings
from wcm_helpers.reports.demand_survey.result import SurveyMonth

CODES = pd.DataFrame(
    [("wave", str(note), coder, "late" if note % 2 else "bill") for note in range(12) for coder in "ab"],
    columns=["survey_id", "note_id", "coder", "code"],
)


def made(codes=None, modes=("telephone", "telephone", "")):
    survey = survey_of([question("SAT", "csat")], {"SAT": [5, 4, 1]}, mode=list(modes))
    review = SimpleNamespace(
        result=SurveyMonth(survey, None, pd.DataFrame(), ("", "")), rule=SurveySettings(),
        history=SimpleNamespace(table=lambda _name: codes),
    )  # fmt: skip
    review.computed = lambda function: function(review)
    return section("agreement", agreement(review), title="", layer="appendix")


def test_modes_and_themes_are_tables():
    shown = made(CODES)
    assert shown.tables["modes"]["Way of answering"].tolist() == ["telephone", "not recorded"]
    assert shown.tables["coder_agreement"]["Agreement (α)"].tolist() == [1, 1]
    assert "12 interview notes were coded" in " ".join(shown.sentences)


def test_without_codes_there_is_a_box_that_names_the_table():
    shown = made()
    assert "[tables.survey_codes]" in " ".join(shown.sentences)
    assert "coder_agreement" not in shown.tables


@pytest.mark.parametrize(("language", "text"), [("en", "is not recorded"), ("zh", "没有记录")])
def test_modes_that_are_not_recorded(language, text):
    words.use(language)
    try:
        assert text in " ".join(made(modes=("", "", "")).sentences)
    finally:
        words.use("en")
