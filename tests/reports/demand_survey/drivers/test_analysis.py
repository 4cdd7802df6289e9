import numpy as np

from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.drivers.analysis import analyse_drivers
from wcm_helpers.reports.demand_survey.parameters import SurveySettings

NAMES = ("P1", "P2", "P3")


def driven(n, effects=(1.0, 0.2, 0.0), seed=1, noise=0.4, blank=None, **more):
    """Return a survey of n customers whose overall rating follows three services."""
    rng = np.random.default_rng(seed)
    ratings = 0.7 * rng.normal(size=(n, 1)) + rng.normal(size=(n, 3))
    outcome = ratings @ np.array(effects) + noise * rng.normal(size=n)
    answers = {name: np.clip(np.rint(3.4 + ratings[:, j]), 1, 5).tolist() for j, name in enumerate(NAMES)}
    answers["SAT"] = np.clip(np.rint(3.4 + outcome), 1, 5).tolist()
    for place in range(blank or 0):
        answers["P3"][place] = None
    questions = [*(question(name, "performance") for name in NAMES), question("SAT", "csat")]
    return survey_of(questions, answers, **more)


def test_the_planted_driver_comes_first():
    result = analyse_drivers(driven(130), SurveySettings())
    assert (result.outcome, result.rated, result.ranks.answers) == ("SAT", 130, 130)
    assert result.ranks.leading == ["P1"]


def test_a_question_answered_seldom_is_left_out():
    result = analyse_drivers(driven(130, blank=60), SurveySettings())
    assert result.seldom == ("P3",) and list(result.ranks.table.index) == ["P1", "P2"]
    # 50 of 130 did not answer: 62 % did, and only their 80 answers are complete
    result = analyse_drivers(driven(130, blank=50), SurveySettings())
    assert result.seldom == () and result.ranks.answers == 80


def test_the_settings_choose_both_sides():
    rule = SurveySettings(driver_outcome="P1", drivers=("P2", "SAT", "nothing"))
    result = analyse_drivers(driven(130), rule)
    assert result.outcome == "P1" and set(result.ranks.table.index) == {"P2", "SAT"}
    assert analyse_drivers(driven(130), SurveySettings(driver_outcome="nothing")) is None


def test_a_choice_of_two_options_can_be_the_outcome():
    survey = driven(130)
    happy = ["happy" if rating > 3 else "unhappy" for rating in survey.scores["SAT"]]
    happy[0] = None
    questions = [question(name, "performance") for name in NAMES]
    questions += [question("Y", "single", levels=levels) for levels in [("unhappy", "happy")]]
    questions.append(question("Z", "single", levels=("a", "b", "c")))
    answers = {name: survey.scores[name].tolist() for name in NAMES} | {"Y": happy, "Z": ["a"] * 130}
    asked = survey_of(questions, answers)
    result = analyse_drivers(asked, SurveySettings(driver_outcome="Y"))
    assert (result.outcome, result.rated) == ("Y", 129)
    assert result.ranks.table["r"].idxmax() == "P1" and result.ranks.table.loc["P1", "r"] > 0.5
    assert analyse_drivers(asked, SurveySettings(driver_outcome="Z")) is None


def test_a_wave_without_either_side_has_no_result():
    assert analyse_drivers(survey_of([question("SAT", "csat")], {"SAT": [4]}), SurveySettings()) is None
    assert analyse_drivers(survey_of([question("P1", "performance")], {"P1": [4]}), SurveySettings()) is None
