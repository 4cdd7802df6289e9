from tests.reports.demand_survey.reliability.test_analysis import dimensions, planted
from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.reliability import sentences


def test_what_runs_against_the_rest_is_named():
    survey = planted()
    (finding,) = sentences.findings(dimensions(survey), survey)
    assert finding.startswith("Probably reversed, because it runs against the other questions: Q4.")
    assert sentences.findings(dimensions(planted(kinds={4: {"reversed": True}})), survey) == []


def test_a_negative_coefficient_is_a_fault_of_coding():
    survey = planted(kinds={place: {"dimension": "other"} for place in (0, 1, 2)})
    finding = sentences.findings(dimensions(survey), survey)[0]
    assert finding.startswith("The coefficient is negative in trust:")


def test_constant_questions_and_mixed_scales_are_named():
    survey = planted(kinds={3: {"scale_max": 10}})
    survey.scores["Q0"] = 3.0
    lines = sentences.findings(dimensions(survey), survey)
    assert "Left out, because everybody answered alike: Q0." in lines
    assert lines[-1].endswith("these dimensions are shown in parts: trust.")


def test_two_scales_of_a_dimension_have_two_names():
    survey = planted(kinds={place: {"scale_max": 10} for place in (2, 3, 4)})
    parts = dimensions(survey)
    assert [sentences.label(part, parts, survey) for part in parts] == ["trust (1 to 5)", "trust (1 to 10)"]
    assert "Spearman–Brown" in sentences.coefficient(parts[0])
    assert sentences.omega(parts[0]) == "–"


def test_few_answers_decide_nothing():
    (few,) = dimensions(planted(7))
    assert sentences.coefficient(few) == "cannot tell"
    (some,) = dimensions(planted(12, kinds={4: {"reversed": True}}))
    assert "to" in sentences.coefficient(some)
    assert "to" not in sentences.omega(some)  # from 20 customers on


def test_the_rules_and_flags_are_in_both_languages():
    english = [*sentences.rules(), ("", sentences.flag("reversed")), ("", sentences.flag("doubtful"))]
    words.use("zh")
    try:
        chinese = [*sentences.rules(), ("", sentences.flag("reversed")), ("", sentences.flag("doubtful"))]
    finally:
        words.use("en")
    assert all(one[1] != other[1] for one, other in zip(english, chinese, strict=True))
    assert sentences.flag("") == ""


def test_statements_without_a_question_above_them_have_a_name():
    survey = planted()
    survey.questions["dimension"], survey.questions["text"] = "", ""
    survey.questions["item"] = ["On time", "In full", "Polite", "Clear", "Slow"]
    parts = dimensions(survey)
    assert [sentences.label(part, parts, survey) for part in parts] == ["On time and 4 more"]
