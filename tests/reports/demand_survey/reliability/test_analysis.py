import numpy as np
import pytest

from tests.reports.demand_survey.reviews import frame_of, satisfaction_survey
from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.reliability.analysis import analyse_reliability, item_table, mixed
from wcm_helpers.reports.demand_survey.result import SurveyMonth


def planted(n=60, *, kinds=(), seed=4, **more):
    """Return a survey of five questions of one dimension: the last runs the other way."""
    rng = np.random.default_rng(seed)
    mood = rng.normal(size=n)
    signs = (1, 1, 1, 1, -1)
    questions = [question(f"Q{place}", "likert", dimension="trust", **more) for place in range(5)]
    for place, other in dict(kinds).items():
        questions[place] |= other
    answers = {
        f"Q{place}": np.clip(np.round(3 + sign * mood + 0.7 * rng.normal(size=n)), 1, 5).tolist()
        for place, sign in enumerate(signs)
    }
    return survey_of(questions, answers)


def dimensions(survey, smallest=5):
    return analyse_reliability(SurveyMonth(survey, None, frame_of([])), smallest)


def test_a_reversed_question_is_named_until_it_is_declared():
    (before,) = dimensions(planted())
    assert before.result.reversed_items == ("Q4",)
    (after,) = dimensions(planted(kinds={4: {"reversed": True}}))
    assert after.result.reversed_items == ()
    assert after.coefficient > 0.7 > before.coefficient
    assert item_table([before])["flag"].tolist() == ["", "", "", "", "reversed"]


def test_scales_and_types_are_not_pooled():
    survey = planted(kinds={place: {"scale_max": 10} for place in (2, 3, 4)})
    parts = dimensions(survey)
    assert [(part.scale, part.result.items) for part in parts] == [
        ((1, 5), ("Q0", "Q1")),
        ((1, 10), ("Q2", "Q3", "Q4")),
    ]
    assert mixed(survey) == ["trust"]
    assert parts[0].coefficient == parts[0].result.spearman_brown
    assert mixed(planted()) == []


def test_a_matrix_without_a_dimension_is_one():
    survey = planted()
    survey.questions["dimension"] = ""
    assert dimensions(survey) == []
    survey.questions["text"], survey.questions["item"] = "How good are we?", list("abcde")
    (matrix,) = dimensions(survey)
    assert (matrix.name, matrix.first) == ("", "Q0")


@pytest.mark.parametrize(("n", "shown"), [(4, 0), (5, 1)])
def test_a_small_group_of_an_anonymous_survey_is_left_out(n, shown):
    assert len(dimensions(satisfaction_survey(n, anonymous=True))) == shown
    assert len(dimensions(satisfaction_survey(4))) == 1
