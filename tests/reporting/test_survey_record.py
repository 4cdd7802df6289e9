"""What wcm check says of a survey: as data, and in sentences of both languages."""

import json

import pytest

from tests.surveys import question, survey_of
from wcm_helpers.core import words
from wcm_helpers.data.survey.question_checks import checked_question
from wcm_helpers.data.survey.survey import TYPES
from wcm_helpers.data.survey.wave_check import WaveCheck
from wcm_helpers.reporting.survey_record import (
    survey_records,
    type_name,
    wave_sentences,
    wave_title,
    wave_warnings,
)

QUESTIONS = [question(f"P{n}", "performance") for n in range(5)] + [question("T", "text")]
ANSWERS = {f"P{n}": [4, 4, None] for n in range(5)} | {"T": ["", "", ""]}


def _entry(**more):
    survey = survey_of(QUESTIONS, ANSWERS, **more)
    check = WaveCheck("may", "2026-05", survey.anonymous, "may.xlsx", survey)
    (entry,) = survey_records([check])
    return entry


def test_a_wave_that_was_read_has_its_counts():
    entry = _entry(customer_id=["a", "a", None], customer_text=["A", "A", "测试公司"])
    assert json.loads(json.dumps(entry)) == entry
    assert (entry["responses"], entry["empty"], entry["header_rows"]) == (3, 1, 1)
    assert entry["questions"] == {"performance": 5, "text": 1}
    assert (entry["matched"], entry["unmatched"], entry["doubles"]) == (2, ["测试公司"], [["r000", "r001"]])


def test_an_anonymous_wave_names_no_customer():
    entry = _entry(anonymous=True, customer_text=["A", "A", "B"])
    assert (entry["matched"], entry["unmatched"]) == (0, [])
    assert "anonymous" in " ".join(wave_sentences(entry))
    assert "A" not in json.dumps([entry["unmatched"], wave_warnings(entry)])


def test_a_wave_that_cannot_be_read_has_only_its_fault():
    (entry,) = survey_records([WaveCheck("may", "2026-05", False, "may.xlsx", None, "No such file.")])
    assert (entry["fault"], entry["responses"], entry["questions"]) == ("No such file.", 0, {})


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        ("en", "may, May 2026: may.xlsx", [
            "3 responses were read.", "1 of them answers no question.", "The export has 1 header row.",
            "The question file has 6 questions (5 performance and 1 text).",
            "2 responses are of customers of the customer table.",
        ]),
        ("zh", "may，2026年5月：may.xlsx", [
            "读入3份答卷。", "其中1份未作答任何题目。", "导出文件有1行表头。",
            "题目文件有6道题目（表现5题和填空1题）。", "2份答卷对应到客户主数据中的客户。",
        ]),
    ],
)  # fmt: skip
def test_the_sentences_of_a_wave(language, title, expected):
    entry = _entry(customer_id=["a", "a", None], customer_text=["A", "A", "X"])
    words.use(language)
    try:
        assert wave_title(entry) == title
        assert wave_sentences(entry) == expected
        assert len(wave_warnings(entry)) == 1
    finally:
        words.use("en")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_name_of_a_type_can_be_written_into_a_question_file(language):
    row = dict.fromkeys(
        ("item", "columns", "levels", "codes", "scale_min", "scale_max", "reversed", "pair_id", "dimension",
         "na", "other", "shown_if", "need"), "",
    )  # fmt: skip
    words.use(language)
    try:
        for kind in TYPES:
            levels = "" if kind in ("nps", "text") else "a|b|c|d|e"
            asked = {**row, "question_id": "Q", "text": "Q", "type": type_name(kind), "levels": levels}
            assert checked_question(asked, "q.csv:2")["type"] == kind
    finally:
        words.use("en")


def test_a_name_that_matches_nobody_is_written_once():
    entry = _entry(customer_id=[None] * 3, customer_text=["", "B", "B"])
    (warning,) = wave_warnings(entry)[:1]
    assert warning.startswith("3 responses have no customer in the customer table, such as B and (no name).")
    entry = _entry(customer_id=[None] * 3, customer_text=[""] * 3)
    assert "such as (no name)." in wave_warnings(entry)[0]
