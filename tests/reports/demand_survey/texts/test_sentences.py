"""The sentences on texts, with hand-made results."""

from dataclasses import replace

import pandas as pd

from tests.reports.demand_survey.texts.cases import LEXICON, month_of, six_of_damage
from wcm_helpers.reports.demand_survey.texts import sentences
from wcm_helpers.reports.demand_survey.texts.analysis import analyse_texts

RESULT = analyse_texts(month_of(six_of_damage()), LEXICON, 5)


def groups(people, of_theme, wrote):
    columns = ["theme", "industry", "people", "of_theme", "wrote"]
    return replace(
        RESULT, groups=pd.DataFrame([("damage", "家居", people, of_theme, wrote)], columns=columns)
    )


def test_an_industry_with_most_of_a_theme_and_one_with_more_than_others():
    assert sentences.industries(groups(8, 11, 12)) == [
        "Damage is mostly a matter of one industry: 8 of the 11 customers that write about it are of 家居, "
        "more than chance explains."
    ]
    assert "8 of its 12 customers that wrote something" in sentences.industries(groups(8, 20, 12))[0]


def test_agreement_that_has_no_value_is_not_shown_as_a_number():
    table = pd.DataFrame({"precision": [float("nan")], "recall": [0.5], "kappa": [0.1]}, index=[""])
    text = sentences.agreement(replace(RESULT, agreement=table, coded=1))
    assert "too few to tell" in text


def test_agreement_names_precision_recall_and_kappa():
    table = pd.DataFrame({"precision": [0.85], "recall": [0.96], "kappa": [0.891]}, index=[""])
    text = sentences.agreement(replace(RESULT, agreement=table, coded=51))
    assert "85% of the themes found are right, 96% of those a person gave are found (κ 0.89)" in text


def test_the_rules_name_the_smallest_group():
    assert "at least 7 write about" in dict(sentences.rules(7))["Quote"]
