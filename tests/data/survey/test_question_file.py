"""Question files: names of columns in two languages, and what is derived."""

import pytest

from tests.data.survey.exports import write_rows
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import ROOT
from wcm_helpers.data.survey.question_file import COLUMNS, read_question_file
from wcm_helpers.data.survey.survey import TYPES


def read(folder, *rows, encoding="utf-8"):
    return read_question_file(write_rows(folder / "questions.csv", rows, encoding), "questions.csv")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_chinese_headers(tmp_path, encoding):
    questions = read(
        tmp_path,
        ["题目编号", "题型", "题干", "题项", "选项", "反向", "维度", "备注"],
        ["P1", "表现", "请打分", "收货及时", "差|中|好", "否", "服务", "x"],
        ["Q2", "多选题", "需要哪些？", "", "贴标, 换标|质检", "", "", ""],
        ["", "", "", "", "", "", "", ""],
        encoding=encoding,
    )
    assert questions["type"].tolist() == ["performance", "multi"]
    assert questions.loc["P1", ["scale_min", "scale_max", "reversed", "dimension"]].tolist() == [
        1,
        3,
        False,
        "服务",
    ]
    assert questions.loc["Q2", "levels"] == ("贴标, 换标", "质检")
    assert "备注" not in questions


def test_texts_in_another_language(tmp_path):
    questions = read(
        tmp_path,
        ["question_id", "type", "text", "levels", "other", "text@zh", "levels@zh"],
        ["Q", "single", "Channel?", "Post|Phone", "Other", "渠道？", "邮寄|电话"],
        ["T", "text", "More?", "", "", "", ""],
    )
    assert questions.loc["Q", "text@zh"] == "渠道？"
    assert questions.loc["Q", "levels@zh"] == ("邮寄", "电话", "Other")
    assert questions.loc["T", "levels@zh"] == ()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "the file is empty"),
        ([["question_id", "type", "text"]], "there is no question in it"),
        (
            [["question_id", "typ", "text"], ["a", "text", "b"]],
            'the column "type" is missing. Did you mean typ?',
        ),
        (
            [["id", "type", "text", "题目"], ["a", "text", "b", "c"]],
            'the column "text" is there more than once',
        ),
        (
            [["id", "type", "text", "revers"], ["a", "text", "b", ""]],
            '"revers" is no column of a question file, so it would not be read. Did you mean reversed?',
        ),
        (
            [["id", "type", "text"], ["a", "text", "b"], ["a", "text", "c"]],
            r'questions.csv:3, column "question_id": "a" cannot be used. This id is used above',
        ),
    ],
)
def test_files_that_cannot_be_used(tmp_path, rows, words):
    with pytest.raises(WorkbookError, match=words):
        read(tmp_path, *rows)


def test_the_documentation_names_every_column_and_type():
    text = (ROOT / "docs" / "question_file.md").read_text(encoding="utf-8")
    for name in (*COLUMNS, *TYPES):
        assert f"`{name}`" in text
    for names in COLUMNS.values():
        assert any(name in text for name in names)
