"""Same sender and same answers: the double, and what only looks like one."""

from tests.surveys import question, survey_of
from wcm_helpers.data.survey.doubles import same_again, there_before

QUESTIONS = [question("S", "csat"), question("M", "multi", levels=("a", "b")), question("T", "text")]


def survey(answers, customers, **more):
    columns = dict(zip(("S", "M", "T"), zip(*answers, strict=True), strict=True))
    return survey_of(QUESTIONS, columns, customer_id=customers, **more)


ONE = (4, ["a"], "late")


def test_the_same_answers_of_the_same_customer():
    found = survey([ONE, (4, ["a"], "late?"), ONE, (4, ["b"], "late"), ONE], ["x", "x", "x", "x", "x"])
    assert same_again(found) == [("r000", "r002"), ("r000", "r004")]


def test_another_customer_is_no_double_nor_an_empty_response():
    found = survey([ONE, ONE, (None, None, ""), (None, None, "")], ["x", "y", "z", "z"])
    assert same_again(found) == []


def test_senders_without_a_number_go_by_what_they_wrote():
    names = ["测试 公司", "测试公司", "", ""]
    found = survey([ONE] * 4, [None] * 4, customer_text=names, respondent=["", "", "", ""])
    assert same_again(found) == [("r000", "r001")]


def test_responses_of_an_earlier_wave():
    earlier = survey([ONE, (5, ["b"], "")], ["x", "y"])
    later = survey([(4, ["a"], ""), (5, ["b"], ""), ONE], ["x", "y", "z"])
    assert there_before(later, earlier) == ["r001"]
    other = survey_of([question("S", "csat")], {"S": [4]}, customer_id=["x"])
    assert there_before(other, earlier) == []


def test_no_response():
    assert same_again(survey_of([question("S", "csat")], {"S": []})) == []
