"""The rules on the page are those the code used."""

from types import SimpleNamespace

import pandas as pd
import pytest

from tests.surveys import question, survey_of
from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.parameters import SurveySettings
from wcm_helpers.reports.demand_survey.result import SurveyMonth
from wcm_helpers.reports.demand_survey.rules.section import class_basis, rules


def rules_of(
    *, anonymous=False, customers=2, basis=("computed", "2026-09"), questions=("SAT", "csat"), **rule
):
    survey = survey_of([question(*questions)], {questions[0]: [4, 5]}, month="2026-09", anonymous=anonymous)
    frame = pd.DataFrame(index=[f"k{place}" for place in range(customers)])
    review = SimpleNamespace(
        result=SurveyMonth(survey, None, frame, basis), rule=SurveySettings.model_validate(rule)
    )
    return dict(rules(review).content)


def test_they_name_the_limits_of_the_settings():
    terms = rules_of(need_share=0.6, need_margin=0.15, need_difference=0.12, false_share=0.1, weight_cap=2.5)
    assert terms["Common need"].startswith("At least 60% of the customers want it")
    assert "by more than 15 points" in terms["Common need"]
    assert "by 12 points at least" in terms["Individual need"]
    assert "at most 10% are expected" in terms["Individual need"]
    assert terms["Weighting"].endswith("no weight is above 2.5 times the mean.")
    assert "class, industry and site" in terms["Weighting"]


def test_they_say_who_could_have_answered():
    assert rules_of()["Customers that could have answered"].startswith("2 customers of the customer list")
    assert rules_of(customers=0)["Customers that could have answered"].startswith("Without a customer list")


def test_the_score_has_a_rule_only_where_it_is_asked():
    assert "NPS" not in rules_of()
    assert "Promoters (9 and 10)" in rules_of(questions=("REC", "nps"))["NPS"]


@pytest.mark.parametrize(
    ("basis", "start"),
    [
        (("computed", "2026-09"), "The official class of September 2026"),
        (("recorded", "2026-08"), "The official class published for August 2026"),
        (("customer_list", ""), "The level in the customer list today"),
        (("", ""), "Unknown"),
    ],
)
def test_the_source_of_the_classes_is_named(basis, start):
    assert class_basis(*basis).startswith(start)


def test_an_anonymous_survey_names_its_smallest_group():
    assert "no group under 6 responses" in rules_of(anonymous=True, smallest_group=6)["Privacy"]
    assert rules_of()["Privacy"].startswith("The survey is named")


def test_in_chinese_every_rule_is_in_chinese():
    before = words.language()
    try:
        words.use("zh")
        terms = rules_of(questions=("REC", "nps"))
    finally:
        words.use(before)
    assert not [text for text in terms.values() if "the " in text or ". " in text]
