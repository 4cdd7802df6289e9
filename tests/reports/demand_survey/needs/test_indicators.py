"""Which answers express a need."""

import numpy as np
import pandas as pd
import pytest

from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.needs.indicators import (
    expressed_needs,
    expressed_otherwise,
    wanted_by_customer,
)

KANO = ("1", "2", "3", "4", "5")


def test_an_option_expresses_it_and_no_answer_does_not_refuse_it():
    survey = survey_of(
        [question("N", "multi", levels=("cold", "fast"), need=("cold_chain", ""))],
        {"N": [["cold"], ["fast"], None]},
    )
    assert expressed_needs(survey)["cold_chain"].tolist()[:2] == [1.0, 0.0]
    assert np.isnan(expressed_needs(survey)["cold_chain"].iloc[2])


def test_a_scale_expresses_it_on_its_two_best_levels():
    survey = survey_of([question("I1", "importance", need="speed")], {"I1": [5, 4, 3, None]})
    assert expressed_needs(survey)["speed"].tolist()[:3] == [1.0, 1.0, 0.0]


def test_who_expresses_a_need_in_another_question_alone():
    survey = survey_of(
        [
            question("N", "multi", levels=("cold", "fast"), need=("cold_chain", "")),
            question("I1", "importance", need="cold_chain"),
        ],
        # option and scale, scale alone twice, option alone, neither
        {"N": [["cold"], ["fast"], None, ["cold"], ["fast"]], "I1": [5, 5, 4, 1, 2]},
    )
    assert expressed_otherwise(survey) == {"cold_chain": [2, 1]}


@pytest.mark.parametrize(
    ("there", "missing", "wanted"),
    [(1, 5, 1.0), (2, 5, 1.0), (4, 5, 1.0), (5, 5, 0.0), (1, 4, 0.0), (1, 1, 0.0), (3, 3, 0.0)],
    ids=[
        "one-dimensional",
        "must-be",
        "must-be",
        "questionable",
        "attractive",
        "questionable",
        "indifferent",
    ],
)
def test_a_kano_pair_expresses_it_as_must_be_or_one_dimensional(there, missing, wanted):
    questions = [question("F", "kano_f", pair_id="K1", need="view"), question("D", "kano_d", pair_id="K1")]
    assert expressed_needs(survey_of(questions, {"F": [there], "D": [missing]}))["view"].tolist() == [wanted]


def test_half_a_kano_pair_is_no_answer():
    questions = [question("F", "kano_f", pair_id="K1", need="view"), question("D", "kano_d", pair_id="K1")]
    assert expressed_needs(survey_of(questions, {"F": [1], "D": [None]}))["view"].isna().all()


def test_any_of_several_questions_is_enough():
    questions = [
        question("N", "multi", levels=("cold",), need=("x",)),
        question("I1", "importance", need="x"),
    ]
    needs = expressed_needs(survey_of(questions, {"N": [["cold"], [], None], "I1": [1, None, 5]}))
    assert needs["x"].tolist() == [1.0, 0.0, 1.0]


def test_respondents_of_a_customer_are_averaged_and_unknown_customers_left_out():
    survey = survey_of(
        [question("I1", "importance", need="speed")], {"I1": [5, 1, 5, 5]}, customer_id=["a", "a", "b", None]
    )
    frame = pd.DataFrame({"customer_id": ["a", "c"]}).set_index("customer_id", drop=False)
    assert wanted_by_customer(survey, frame)["speed"].to_dict() == {"a": 0.5}
    assert len(wanted_by_customer(survey, frame.iloc[:0])) == 3
