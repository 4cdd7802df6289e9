"""What wcm survey-draft prints."""

import pytest

from wcm_helpers.core import words
from wcm_helpers.data.survey.draft import draft_survey
from wcm_helpers.data.survey.draft_page import draft_lines

EXPORT = (
    "序号,提交时间,贵公司名称,2、收货,2、发货,来源\n"
    "1,2026-05-03 10:00,甲,满意,一般,微信\n2,2026-05-04 10:00,乙,满意,,微信\n"
)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["q.csv: a first guess at 2 questions. Correct it before use.", "2 responses were read.",
                "  Q1  performance  收货", "  1 column answers no question: 来源.",
                "  Q1 and Q2: The export has only the statement. Write the question above it under text."]),
        ("zh", ["q.csv：初步识别出2道题目，请更正后使用。", "读入2份答卷。", "  1列不属于任何题目：来源。",
                "  Q1和Q2：导出文件中只有题项。请在text列写上它上面的题干。"]),
    ],
)  # fmt: skip
def test_it_says_what_is_guessed_and_what_to_check(tmp_path, language, expected):
    (tmp_path / "e.csv").write_text(EXPORT, encoding="utf-8")
    draft, _text = draft_survey(tmp_path / "e.csv")
    words.use(language)
    try:
        lines = draft_lines(draft, "q.csv", "[surveys.x]")
    finally:
        words.use("en")
    assert set(expected) <= set(lines)
    assert lines[-1] == "[surveys.x]"


def test_questions_in_a_row_are_named_by_the_first_and_the_last(tmp_path):
    header = ",".join(f"2、S{n}" for n in range(4))
    (tmp_path / "e.csv").write_text(f"客户编号,{header},3、Why\na,1,2,3,4,x\nb,5,4,3,2,y\n", encoding="utf-8")
    lines = draft_lines(draft_survey(tmp_path / "e.csv")[0], "q.csv", "")
    assert any(line.startswith("  Q1 to Q4: The answers are numbers.") for line in lines)
