"""What a survey answers about itself: labels, reversed items, top two, and the needs behind its questions."""

import numpy as np

from tests.surveys import question, survey_of
from wcm_helpers.core import words


def test_only_declared_reversed_items_are_turned():
    survey = survey_of(
        [question("a", "likert"), question("b", "likert", reversed=True), question("n", "nps")],
        {"a": [1, 5], "b": [1, None], "n": [0, 10]},
    )
    assert survey.scored()["a"].tolist() == [1, 5]
    np.testing.assert_array_equal(survey.scored()["b"], [5, np.nan])  # 1 + 5 − 1
    np.testing.assert_array_equal(survey.scores["b"], [1, np.nan])
    assert survey.scored()["n"].tolist() == [0, 10]


def test_top_two_are_the_two_best_levels_and_promoters():
    survey = survey_of(
        [
            question("a", "csat"),
            question("n", "nps"),
            question("f", "kano_f"),
            question("r", "likert", reversed=True),
        ],
        {"a": [3, 4, 5], "n": [8, 9, None], "f": [1, 1, 1], "r": [1, 2, 3]},
    )
    top = survey.top_two()
    assert list(top) == ["a", "n", "r"]
    assert top["a"].tolist() == [0, 1, 1]
    np.testing.assert_array_equal(top["n"], [0, 1, np.nan])
    assert top["r"].tolist() == [1, 1, 0]  # turned: 5, 4, 3


def test_needs_are_scales_and_options_that_stand_for_one():
    survey = survey_of(
        [
            question("i", "importance", need="speed", item="Fast receipts"),
            question(
                "m", "multi", levels=("cold", "none", "night"), need=("cold_chain", "", "night_dispatch")
            ),
        ],
        {"i": [5], "m": [["cold"]]},
    )
    assert survey.needs().to_dict("list") == {
        "need": ["speed", "cold_chain", "night_dispatch"],
        "question_id": ["i", "m", "m"],
        "option": ["", "cold", "night"],
    }
    assert [survey.need_label("speed"), survey.need_label("night_dispatch")] == ["Fast receipts", "night"]


def test_a_dimension_is_shown_as_the_first_of_its_questions_has_it_in_the_language_in_use():
    questions = [
        question("a", "likert", dimension="服务", **{"dimension@en": ""}),
        question("b", "likert", dimension="服务", **{"dimension@en": "Service"}),
    ]
    survey = survey_of(questions, {"a": [1], "b": [2]})
    words.use("en")
    assert survey.dimension_label("服务") == "Service"
    assert survey.dimension_label("other") == "other"


def test_labels_are_in_the_language_in_use_where_the_question_file_has_it():
    extra = {"text@en": "Rate these", "item@en": "Damage", "levels@en": ("no", "yes")}
    survey = survey_of(
        [
            question("m", "single", text="请评价", item="货损", levels=("否", "是"), **extra),
            question("x", "text"),
        ],
        {"m": ["是"], "x": ["a"]},
    )
    words.use("en")
    assert (survey.label("m"), survey.stem("m")) == ("Damage", "Rate these")
    assert survey.level_labels("m") == {"否": "no", "是": "yes"}
    assert survey.label("x") == "x"  # nothing in English is written for it
    words.use("zh")
    try:
        assert (survey.label("m"), survey.level_labels("m")) == ("货损", {"否": "否", "是": "是"})
    finally:
        words.use("en")


def test_of_type_goes_in_the_order_of_the_questionnaire():
    survey = survey_of([question("b", "csat"), question("a", "nps")], {"b": [1], "a": [1]})
    assert survey.of_type("nps", "csat") == ["b", "a"]
