from tests.reports.demand_survey.reviews import LEVELS, frame_of, satisfaction_survey
from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.result import SurveyMonth
from wcm_helpers.reports.demand_survey.satisfaction.analysis import analyse_satisfaction
from wcm_helpers.reports.demand_survey.satisfaction.chart import MOST_BARS, draw


def drawn(survey):
    return draw(analyse_satisfaction(SurveyMonth(survey, None, frame_of([])), 5), survey)


def key(chart):
    return [text.get_text() for text in chart.figure.axes[0].get_legend().get_texts()]


def test_every_bar_has_its_number_of_answers():
    survey = satisfaction_survey(30)
    survey.states.iloc[:3, survey.states.columns.get_loc("P1")] = "not_applicable"
    survey.scores.iloc[:3, survey.scores.columns.get_loc("P1")] = float("nan")
    chart = drawn(survey)
    notes = [text.get_text() for text in chart.figure.axes[0].texts]
    assert notes.count("n 30") == 4
    assert "n 27, N/A 3" in notes
    assert key(chart) == list(LEVELS)
    assert "Picking accuracy" in chart.alt


def test_levels_without_words_are_numbered():
    assert key(drawn(survey_of([question("b", "likert")], {"b": [3, 4]}))) == [
        "1 (worst)", "2", "3", "4", "5 (best)",
    ]  # fmt: skip


def test_the_key_has_the_words_of_most_questions_and_the_others_are_named():
    other = ("never", "rarely", "at times", "often", "always")
    questions = [
        question("a", "likert", levels=other), question("b", "likert", levels=LEVELS),
        question("c", "likert", levels=LEVELS),
    ]  # fmt: skip
    chart = drawn(survey_of(questions, {name: [1, 2] for name in "abc"}))
    assert key(chart) == list(LEVELS)
    (source,) = [text.get_text() for text in chart.figure.texts if text.get_gid() == "source"]
    assert "in the same order: never, rarely, at times, often and always." in source.replace("\n", " ")


def test_an_anonymous_survey_is_drawn_by_side():
    assert key(drawn(satisfaction_survey(200, anonymous=True))) == [
        "worse levels", "middle level", "better levels",
    ]  # fmt: skip


def test_a_long_questionnaire_is_cut():
    names = [f"Q{place:02d}" for place in range(20)]
    survey = survey_of([question(name, "likert") for name in names], {name: [1, 5] for name in names})
    assert len(drawn(survey).figure.axes[0].get_yticklabels()) == MOST_BARS
