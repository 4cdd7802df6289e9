"""The question file and the settings lines of a guess."""

import csv
import tomllib

import pytest

from tests.data.survey.grids import grid_of
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.survey.draft_file import FIELDS, question_file, settings_lines, write_draft
from wcm_helpers.data.survey.draft_questions import Draft


def test_each_question_names_its_columns(tmp_path):
    grid = grid_of(tmp_path, "a|b,c,d\n1,2,3\n")
    choice = Draft([1], "c", type="single", levels=("x", "other"), other="other", words_place=2, id="Q2")
    scale = Draft([0], "a|b", type="likert", low=1, high=5, na=("0",), id="Q1")
    rows = list(csv.DictReader(question_file(grid, [scale, choice]).splitlines()))
    assert tuple(rows[0]) == FIELDS
    assert (rows[0]["columns"], rows[0]["scale_max"], rows[0]["na"]) == ("col:A", "5", "0")
    assert (rows[1]["columns"], rows[1]["levels"], rows[1]["other"]) == ("c|d", "x|other", "other")


def test_a_corrected_file_is_not_overwritten(tmp_path):
    out = tmp_path / "questions.csv"
    write_draft("first\n", out, force=False)
    with pytest.raises(WorkbookError, match=r"already there.*--force"):
        write_draft("second\n", out, force=False)
    assert out.read_text(encoding="utf-8-sig") == "first\n"
    write_draft("second\n", out, force=True)
    assert out.read_bytes() == b"\xef\xbb\xbfsecond\n"
    with pytest.raises(WorkbookError, match="cannot be written"):
        write_draft("x", tmp_path / "no" / "q.csv", force=False)


def test_the_settings_leave_it_to_a_person_whether_it_is_anonymous():
    text = settings_lines("2026-05", {"customer_name": '贵公司 "名称"'}, {"path": "a\\b.csv", "sheet": ""})
    wave = tomllib.loads(text)["surveys"]["wave_2026_05"]
    assert wave == {"month": "2026-05", "path": "a\\b.csv", "columns": {"customer_name": '贵公司 "名称"'}}
    assert text.endswith("# anonymous = true\n# anonymous = false")
