"""The guess at an export: pairs, conditions, and how much of the shared questionnaires is right."""

import csv
import json
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import ROOT
from wcm_helpers.data.survey.draft import draft_survey
from wcm_helpers.data.survey.wave import read_wave
from wcm_helpers.data.survey_source import SurveySource

SHARED = ROOT.parent / "shared" / "surveys"
FOLDERS = (
    "feishu", "google_forms", "jiandaoyun", "kobo", "limesurvey", "msforms", "surveymonkey",
    "wjx_score", "wjx_text",
)  # fmt: skip
#: Of the questions of each folder, how many have the right type. KoBo exports codes without any question.
RIGHT = dict.fromkeys(FOLDERS, 1.0) | {"kobo": 0.5}


def _rows(text):
    return list(csv.DictReader(text.splitlines()))


def _export(folder):
    names = ("customers.csv", "questions.csv", "notes.md", "expected.json")
    return next(path for path in sorted(folder.iterdir()) if path.name not in names)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared exports are not beside the checkout")
@pytest.mark.parametrize("name", FOLDERS)
def test_most_questions_of_a_shared_export_have_the_right_type(name):
    draft, text = draft_survey(_export(SHARED / name))
    truth = _rows((SHARED / name / "questions.csv").read_text(encoding="utf-8-sig"))
    guessed = [row["type"] for row in _rows(text)]
    right = [row["type"] == kind for row, kind in zip(truth, guessed, strict=False)]
    assert sum(right) >= RIGHT[name] * len(truth)
    assert {"customer_id", "customer_name"} & set(draft.roles)
    assert draft.month == ("" if name == "limesurvey" else "2026-05")


@pytest.mark.skipif(not SHARED.exists(), reason="the shared exports are not beside the checkout")
@pytest.mark.parametrize("name", ["msforms", "surveymonkey", "wjx_text", "google_forms", "feishu"])
def test_levels_of_a_shared_export_are_from_worst_to_best(name):
    _draft, text = draft_survey(_export(SHARED / name))
    truth = _rows((SHARED / name / "questions.csv").read_text(encoding="utf-8-sig"))
    for row, guessed in zip(truth, _rows(text), strict=False):
        if row["type"] in ("performance", "importance", "csat", "kano_f", "kano_d"):
            assert guessed["levels"] == row["levels_worst_to_best_or_options"]
            assert bool(guessed["pair_id"]) == bool(row["pair_id"])


@pytest.mark.skipif(not SHARED.exists(), reason="the shared exports are not beside the checkout")
@pytest.mark.parametrize("name", FOLDERS)
def test_the_draft_of_a_shared_export_is_read_without_a_correction(name, tmp_path):
    export = _export(SHARED / name)
    draft, text = draft_survey(export)
    (tmp_path / "q.csv").write_text(text, encoding="utf-8-sig")
    source = SurveySource(
        month="2026-05", anonymous=False, path=str(export), questions=str(tmp_path / "q.csv"),
        columns=draft.roles, date_format=draft.date_format,
    )  # fmt: skip
    customers = pd.read_csv(SHARED / name / "customers.csv", dtype=str)
    survey = read_wave(name, source, tmp_path, customers, ZoneInfo("Asia/Shanghai"))
    expected = json.loads((SHARED / name / "expected.json").read_text(encoding="utf-8"))
    assert len(survey.responses) == expected["responses_read"]
    assert survey.responses["customer_id"].notna().sum() == expected["customers"]["rows_matched"]
    for place, (kind, truth) in enumerate(
        zip(survey.questions["type"], expected["questions"].values(), strict=False)
    ):
        if kind == truth["type"] and "counts" in truth and kind not in ("single", "multi", "text", "ranking"):
            assert survey.states.iloc[:, place].eq("answered").sum() == truth["n_answering"]


def test_kano_pairs_and_conditions_are_guessed(tmp_path):
    (tmp_path / "e.csv").write_text(
        "Complaint?,About,If there is no stock view,If there is a stock view\n"
        "Yes,Delay,I dislike it,I like it\nNo,,I am neutral,I like it\nYes,Damage,I dislike it,I am neutral\n"
        "No,,I dislike it,I like it\nYes,Delay,I dislike it,I like it\nYes,Damage,I dislike it,I like it\n",
        encoding="utf-8",
    )
    rows = _rows(draft_survey(tmp_path / "e.csv")[1])
    assert [row["type"] for row in rows] == ["single", "single", "kano_d", "kano_f"]
    assert rows[1]["shown_if"] == "Q1=Yes"
    assert [row["pair_id"] for row in rows] == ["", "", "K1", "K1"]


def test_an_export_without_customers_says_so_and_no_export_is_an_error(tmp_path):
    (tmp_path / "e.csv").write_text("q,r\n1,2\n", encoding="utf-8")
    assert "customer number or name" in str(draft_survey(tmp_path / "e.csv")[0].doubts[0])
    with pytest.raises(WorkbookError, match=r"The export .*n\.csv does not exist"):
        draft_survey(tmp_path / "n.csv")


def test_an_export_without_a_question_names_its_columns(tmp_path):
    (tmp_path / "e.csv").write_text("序号,来源\n1,链接\n", encoding="utf-8")
    with pytest.raises(WorkbookError, match=r"no column has answers.*序号 and 来源.*--sheet"):
        draft_survey(tmp_path / "e.csv")
