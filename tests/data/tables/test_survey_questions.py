"""Questions in long form: a good, a broken and an empty row."""

from tests.data.exports import faults
from wcm_helpers.data.intake import take_in


def test_questions_are_read_as_text_under_chinese_headers(warehouse):
    warehouse.write(
        q__csv="调研编号,题目编号,题型,题干,选项,不适用,最小值\n"
        "w1,Q1,performance,收货及时,不满意|一般|满意,N/A,1\nw1,,nps,推荐吗,,,\nw1,Q2,,,,,\n"
    )
    intake = take_in(warehouse.settings({"survey_questions": 'path = "q.csv"'}))
    rows = intake.used_rows("survey_questions")
    assert rows[["question_id", "levels", "na", "scale_min"]].values.tolist() == [
        ["Q1", "不满意|一般|满意", "N/A", "1"],
    ]  # fmt: skip
    assert [fault[2] for fault in faults(intake)] == ["blank", "blank"]


def test_one_question_twice_in_a_wave_is_a_fault_and_none_is_not(warehouse):
    head = "survey_id,question_id,type,text\n"
    warehouse.write(q__csv=head + "w1,Q1,nps,a\nw1,Q1,nps,b\nw2,Q1,nps,a\n", e__csv=head)
    assert "Q1" in take_in(warehouse.settings({"survey_questions": 'path = "q.csv"'})).faults_of()[0]
    assert take_in(warehouse.settings({"survey_questions": 'path = "e.csv"'})).faults_of() == []
