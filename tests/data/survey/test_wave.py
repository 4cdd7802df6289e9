"""A wave from its files: what is missing, what is not used, what nobody answered."""

import pytest

from tests.data.survey.exports import ZONE, wave, write_rows
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.survey.wave import read_wave
from wcm_helpers.data.survey_source import SurveySource

SCALE = {"question_id": "S", "type": "csat", "text": "Rate", "levels": "bad|fair|good", "na": "n/a"}


def test_a_named_wave_without_customers_says_so(tmp_path):
    survey = wave(tmp_path, [SCALE], [["Rate", "id"], ["good", "1"]])
    assert "no column names the customer" in str(survey.notes[0])


def test_columns_that_are_not_used_are_named(tmp_path):
    rows = [["Rate", "IP", "Score"], ["good", "192.0.2.1", "7"]]
    survey = wave(tmp_path, [SCALE], rows, anonymous=True)
    assert [str(note) for note in survey.notes] == ["export.csv: these columns are not used: IP and Score."]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (
            {"path": "none.csv", "questions": "q.csv"},
            r'\[surveys.may\] path = "none.csv": there is no such file',
        ),
        ({"path": "a.csv", "questions": "none.csv"}, r'\[surveys.may\] questions = "none.csv"'),
        ({"path": "a.csv"}, r"\[surveys.may\] questions is missing. Run wcm survey-draft"),
    ],
)
def test_files_that_are_missing(tmp_path, settings, words):
    write_rows(tmp_path / "a.csv", [["a"]])
    source = SurveySource(month="2026-05", anonymous=False, **settings)
    with pytest.raises(WorkbookError, match=words):
        read_wave("may", source, tmp_path, None, ZONE)


def test_questions_answered_by_nobody_or_alike_by_all(tmp_path):
    second = SCALE | {"question_id": "T", "text": "Again"}
    survey = wave(tmp_path, [SCALE, second], [["Rate", "Again"], ["n/a", ""], ["n/a", ""], ["n/a", ""]])
    assert survey.scores.isna().all(axis=None)
    assert survey.top_two().notna().sum().tolist() == [0, 0]
