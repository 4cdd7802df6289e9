"""The sentences name who, how much, and against whom."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.reports.demand_survey.needs.examples import planted
from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.needs import sentences
from wcm_helpers.reports.demand_survey.needs.analysis import analyse_needs
from wcm_helpers.reports.demand_survey.parameters import SurveySettings


@pytest.fixture(autouse=True)
def english():
    words.use("en")
    yield
    words.use("en")


def test_the_title_names_common_needs_and_groups(needs, month):
    text = sentences.title(needs, month.survey)
    assert text == "Wanted in all classes: Slots. Needs of their own: pharma and class A"


def test_common_and_individual_needs_have_shares_and_bases(needs, month):
    # 9, 20 … 152: 14 of 160 do not want slots
    assert sentences.common(needs, month.survey) == (
        "Customers of all classes want “Slots”: 91% of the 160 customers that answered."
    )
    lines = sentences.individual(needs, month.survey)
    # class A: places 0, 5, 10 … 155; a third of them does not: 11 of 32; 21 / 32 = 66 %
    assert "Class A wants “Contact” more often: 66% of its 32 customers, against 0% of the 128" in lines[1]
    # every 19th of the 120 others: 19, 38, 57, 95, 114, 133 are no multiples of 4
    assert "100% of its 40 customers, against 5% of the 120 in other industries." in lines[0]


def test_an_anonymous_survey_tells_no_numbers_of_groups():
    month = planted(anonymous=True)
    needs = analyse_needs(month, SurveySettings())
    lines = sentences.individual(needs, month.survey)
    assert lines and not any(character.isdigit() for line in lines for character in line)


def test_the_smallest_difference_is_told_by_class(needs):
    text = sentences.detectable(needs)
    assert text.count("points") == 3 and "80 of 100" in text


def test_of_many_groups_only_the_first_are_named(needs):
    many = [{"grouping": "industry", "group": f"industry {n}", "difference": np.nan} for n in range(40)]
    frame = pd.DataFrame(many).reindex(columns=needs.detectable.columns)
    text = sentences.detectable(replace(needs, detectable=frame))
    assert text == (
        "For industry 0, industry 1, industry 2, industry 3, industry 4 and 35 more groups there are too few "
        "answers to show any difference."
    )


def test_all_answered_is_told_as_fact():
    needs = analyse_needs(planted(answered=200), SurveySettings())
    assert "no sampling error" in sentences.detectable(needs)


def test_chinese_uses_its_own_words(needs, month):
    words.use("zh")
    assert sentences.individual(needs, month.survey)[1].startswith("A类客户更需要“Contact”")
    assert "个百分点" in sentences.detectable(needs)
