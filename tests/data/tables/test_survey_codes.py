"""Codes of interview notes: a good, a broken and an empty row."""

from tests.data.exports import faults
from wcm_helpers.data.intake import take_in


def test_a_note_has_one_code_of_each_coder(warehouse):
    warehouse.write(c__csv="survey_id,note_id,coder,code\nw1,7,anna,延误\nw1,7,ben,账单\nw1,8,anna,\n")
    intake = take_in(warehouse.settings({"survey_codes": 'path = "c.csv"'}))
    rows = intake.used_rows("survey_codes")
    assert rows[["note_id", "coder", "code"]].values.tolist() == [["7", "anna", "延误"], ["7", "ben", "账单"]]
    assert [fault[2] for fault in faults(intake)] == ["blank"]


def test_two_codes_of_one_coder_for_a_note_are_a_fault(warehouse):
    warehouse.write(c__csv="survey_id,note_id,coder,code\nw1,7,anna,延误\nw1,7,anna,账单\n")
    assert "Another row" in take_in(warehouse.settings({"survey_codes": 'path = "c.csv"'})).faults_of()[0]
