"""Cells of an export to states, scores, choices, ranks and texts."""

import numpy as np
import pytest

from tests.data.survey.exports import wave
from wcm_helpers.core.errors import WorkbookError

MULTI = {"question_id": "M", "type": "multi", "text": "Which?", "levels": "a|b", "other": "Other"}
SINGLE = {"question_id": "C", "type": "single", "text": "Complaint?", "levels": "Yes|No"}
SCALE = {"question_id": "S", "type": "csat", "text": "Rate", "levels": "bad|fair|good"}


def test_ticks_are_answered_with_at_least_one(tmp_path):
    rows = [
        ["Which? [a]", "Which? [b]", "Which? [Other]"],
        ["1", "0", ""],
        ["0", "0", "0"],
        ["", "", "EDI"],
        ["(跳过)", "(跳过)", "(跳过)"],
        ["N/A", "", ""],
    ]
    survey = wave(tmp_path, [MULTI | {"na": "N/A"}], rows)
    assert survey.states["M"].tolist() == ["answered", "blank", "answered", "not_shown", "not_applicable"]
    assert survey.choices["M"].sum().to_dict() == {"a": 1, "b": 0, "Other": 1}
    assert survey.others.to_numpy().tolist() == [["4", "M", "EDI"]]


def test_words_in_a_column_of_their_own(tmp_path):
    single = SINGLE | {"other": "Other", "columns": "c|words"}
    rows = [
        ["c", "words", "id"],
        ["Yes", ""],
        ["", "EDI"],
        ["Other", "fax"],
        ["No", "as ever"],
        ["", "", "9"],
    ]
    survey = wave(tmp_path, [single], rows)
    assert survey.states["C"].tolist() == ["answered"] * 4 + ["blank"]
    assert survey.choices["C"].sum().to_dict() == {"Yes": 1, "No": 1, "Other": 2}
    assert survey.others["text"].tolist() == ["EDI", "fax", "as ever"]
    multi = MULTI | {"columns": "m|words"}
    survey = wave(tmp_path, [multi], [["m", "words"], ["a;b", "EDI"], ["", "fax"]])
    assert survey.choices["M"].to_numpy().tolist() == [[True, True, True], [False, False, True]]


def test_a_question_is_known_as_not_shown_by_its_condition(tmp_path):
    follow = {"question_id": "F", "type": "text", "text": "Why?", "shown_if": "C=Yes"}
    after = {"question_id": "G", "type": "single", "text": "And?", "levels": "x|y", "shown_if": "C=Yes"}
    last = {"question_id": "H", "type": "text", "text": "Then?", "shown_if": "G=x"}
    rows = [
        ["Complaint?", "Why?", "And?", "Then?", "id"],
        ["Yes", "late", "x", ""],
        ["No", "", "", ""],
        ["", "", "", "", "3"],
        ["No", "by mistake", "", ""],
        ["Yes", "", "y", ""],
    ]
    survey = wave(tmp_path, [SINGLE, follow, after, last], rows)
    assert survey.states["F"].tolist() == ["answered", "not_shown", "blank", "answered", "blank"]
    assert survey.states["H"].tolist() == ["blank", "not_shown", "blank", "not_shown", "not_shown"]


def test_rankings_in_one_cell_and_in_columns(tmp_path):
    rank = {"question_id": "R", "type": "ranking", "text": "Order", "levels": "a|b|c"}
    survey = wave(tmp_path, [rank], [["Order", "id"], ["c→a", "1"], ["", "2"]])
    assert survey.ranks["R"].loc["1"].fillna(0).tolist() == [2, 0, 1]
    assert survey.states["R"].tolist() == ["answered", "blank"]
    columns = rank | {"na": "-2=blank"}
    rows = [["Order [a]", "Order [b]", "Order [c]", "id"], ["2", "1", "-2", "1"], ["", "", "", "2"]]
    survey = wave(tmp_path, [columns], rows)
    np.testing.assert_array_equal(survey.ranks["R"].to_numpy(), [[2, 1, np.nan], [np.nan] * 3])
    with pytest.raises(WorkbookError, match=r"record 2.*the same place"):
        wave(tmp_path, [rank], [["Order [a]", "Order [b]", "Order [c]"], ["1", "1", "2"]])
    with pytest.raises(WorkbookError, match=r"record 2.*more than once"):
        wave(tmp_path, [rank], [["Order", "id"], ["a→b→a", "1"]])


def test_the_fault_of_a_cell_names_its_place(tmp_path):
    rows = [["id", "Rate"], ["7", "good"], ["8", "good\nbut late"]]
    with pytest.raises(WorkbookError) as error:
        wave(tmp_path, [SCALE], rows)
    assert str(error.value).startswith(
        'export.csv, record 3, column "Rate": "good but late" is not an answer to question S. '
        "Its levels are: bad, fair and good."
    )


def test_a_shifted_column_of_words_is_refused_though_other_is_allowed(tmp_path):
    rows = [["Which?", "id"], *([f"Company {n} Ltd", str(n)] for n in range(5))]
    with pytest.raises(WorkbookError, match="record 2"):
        wave(tmp_path, [MULTI], rows)


def test_texts_that_look_like_something_else_are_texts(tmp_path):
    texts = ["=1+1", "N/A", "None", "无", "007", "@you", "'+91"]
    question = {"question_id": "T", "type": "text", "text": "More?"}
    survey = wave(tmp_path, [question], [["id", "More?"], *([str(n), text] for n, text in enumerate(texts))])
    assert survey.texts["T"].tolist() == texts
    assert set(survey.states["T"]) == {"answered"}


def test_no_response_at_all(tmp_path):
    rank = {"question_id": "R", "type": "ranking", "text": "Order", "levels": "a|b|c"}
    questions = [SCALE, SINGLE, MULTI, rank, {"question_id": "T", "type": "text", "text": "More?"}]
    survey = wave(tmp_path, questions, [["Rate", "Complaint?", "Which?", "Order", "More?"]])
    assert len(survey.responses) == 0
    assert survey.choices["M"].shape == (0, 3) and survey.ranks["R"].shape == (0, 3)
    assert survey.scores["S"].dtype == float and survey.top_two().shape == (0, 1)
