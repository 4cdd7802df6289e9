"""Answers in long form: a good, a broken and an empty row."""

import pandas as pd

from tests.data.exports import faults
from wcm_helpers.data.intake import take_in


def test_answers_survive_as_they_are_written(warehouse):
    warehouse.write(
        r__csv="survey_id,response_id,question_id,value,customer_id\n"
        "w1,1,Q1,0,007\nw1,1,Q2,N/A,007\nw1,1,Q3,None,007\nw1,1,Q4,,007\nw1,,Q1,3,007\n"
    )
    intake = take_in(warehouse.settings({"survey_responses": 'path = "r.csv"'}))
    rows = intake.used_rows("survey_responses").set_index("question_id")
    assert rows["value"].iloc[:3].tolist() == ["0", "N/A", "None"]
    assert pd.isna(rows.loc["Q4", "value"])
    assert set(rows["customer_id"]) == {"007"}
    assert [fault[2] for fault in faults(intake)] == ["blank"]


def test_two_answers_of_a_response_to_one_question_are_a_fault(warehouse):
    head = "survey_id,response_id,question_id,value\n"
    warehouse.write(r__csv=head + "w1,1,Q1,3\nw1,1,Q1,4\n", e__csv=head)
    assert "Another row" in take_in(warehouse.settings({"survey_responses": 'path = "r.csv"'})).faults_of()[0]
    assert take_in(warehouse.settings({"survey_responses": 'path = "e.csv"'})).faults_of() == []


def test_an_answer_of_an_unknown_customer_is_warned_of_and_an_anonymous_one_is_not(warehouse):
    warehouse.write(
        c__csv="customer_id\na\n",
        r__csv="survey_id,response_id,question_id,value,customer_id\nw,1,Q,3,a\nw,2,Q,3,\nw,3,Q,3,z\n",
    )
    intake = take_in(
        warehouse.settings({"survey_responses": 'path = "r.csv"', "customers": 'path = "c.csv"'})
    )
    warned = intake.warnings[intake.warnings["table"] == "survey_responses"]
    assert warned["reason"].tolist() == ["no_such_customer"]
    assert warned["rows"].tolist() == [1]
