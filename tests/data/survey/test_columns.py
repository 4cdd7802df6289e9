"""Where the answers are: by name, by letter, by the order of a matrix, and never by a guess."""

import pandas as pd
import pytest

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.survey.cells import Cells
from wcm_helpers.data.survey.columns import Places, column_index, find_questions
from wcm_helpers.data.survey.grid import make_grid


def grid(*rows):
    rows = [list(row) for row in rows]
    return make_grid(Cells("a.csv", [*rows, ["x"] * len(rows[0])], list(range(1, len(rows) + 2))), len(rows))


def questions(*rows):
    empty = {"type": "text", "text": "", "item": "", "levels": (), "other": "", "columns": ()}
    return pd.DataFrame([empty | row for row in rows]).set_index("question_id", drop=False)


def test_columns_are_named_by_header_number_or_letter():
    found = grid(["id", "view", "view", "A B"])
    names = ["view", "view (#1)", "view (#2)", "col:A", "col: d", "a\nb"]
    assert [column_index(found, name, "Q") for name in names] == [1, 1, 2, 0, 3, 3]
    with pytest.raises(
        WorkbookError, match=r'there is no column "veiw", which is named for Q. Did you mean view?'
    ):
        column_index(found, "veiw", "Q")
    with pytest.raises(WorkbookError, match='no column "col:Z"'):
        column_index(found, "col:Z", "Q")
    with pytest.raises(
        WorkbookError, match=r"several columns could belong to question Q: 1、view and 2、view"
    ):
        column_index(grid(["1、view", "2、view"]), "view", "Q")


def test_a_statement_of_another_question_is_no_column_of_this_one():
    importance = grid(["3、Speed", "3、Care"])
    with pytest.raises(WorkbookError, match=r"no column .2、Care.*Did you mean 3、Care\?"):
        column_index(importance, "2、Care", "P2")
    assert column_index(importance, "3. care", "I2") == column_index(importance, "Care", "I2") == 1


def test_many_long_headers_are_not_all_in_a_message():
    long = grid([f"{place}、{'word ' * 20}" for place in range(30)])
    with pytest.raises(WorkbookError) as error:
        column_index(long, "客户编号", "customer_id")
    assert len(str(error.value)) < 300


def test_questions_by_text_and_statement():
    found = grid(["1、Rate [Speed]", "1、Rate [Care]", "2、More?"])
    rows = questions(
        {"question_id": "A", "text": "Rate", "item": "Speed"},
        {"question_id": "B", "text": "Rate", "item": "Care"},
        {"question_id": "C", "text": "More"},
    )
    assert {name: place.columns for name, place in find_questions(found, rows).items()} == {
        "A": [0], "B": [1], "C": [2]
    }  # fmt: skip


def test_two_matrices_with_the_same_statements_go_by_their_order():
    rows = questions(
        {"question_id": "P1", "text": "Rate", "item": "Speed"},
        {"question_id": "P2", "text": "Rate", "item": "Care"},
        {"question_id": "I1", "text": "Weigh", "item": "Speed"},
    )
    for headers in (
        ["2、Speed", "2、Care", "3、Speed"],
        ["Speed", "Care", "Speed2"],
        ["Speed", "Care", "Speed"],
    ):
        found = find_questions(grid(headers), rows)
        assert [place.columns for place in found.values()] == [[0], [1], [2]]
    with pytest.raises(WorkbookError, match="several columns could belong to question P1"):
        find_questions(grid(["2、Speed", "2、Care", "3、Speed", "4、Speed"]), rows)


def test_statements_that_end_in_a_number_are_their_own():
    rows = questions(*({"question_id": f"Q{n}", "text": "Rate", "item": f"Level {n}"} for n in (1, 12, 13)))
    found = find_questions(grid(["Level 1", "Level 12", "Level 13"]), rows)
    assert [place.columns for place in found.values()] == [[0], [1], [2]]


def test_a_column_for_each_option_and_one_for_words():
    rows = questions(
        {
            "question_id": "M",
            "type": "multi",
            "text": "Which?",
            "levels": ("a", "b", "Other"),
            "other": "Other",
        },
        {"question_id": "S", "type": "single", "text": "Channel", "levels": ("p", "Other"), "other": "Other"},
    )
    found = find_questions(
        grid(["Which?", "", "", "Channel", ""], ["a", "b", "Other", "Response", "Other"]), rows
    )
    assert found == {"M": Places([0, 1, 2]), "S": Places([3], 4)}
    with pytest.raises(WorkbookError, match="a column for each option, but none for b"):
        find_questions(grid(["Which?", "", "Channel", ""], ["a", "Other", "Response", "Other"]), rows)


def test_declared_columns_of_a_choice():
    row = {"question_id": "M", "type": "multi", "text": "W", "levels": ("a", "b", "Other"), "other": "Other"}
    found = grid(["m", "m_other", "m/a", "m/b", "m/other"])
    for columns, places in (
        (("m",), Places([0])),
        (("m", "m_other"), Places([0], 1)),
        (("m/a", "m/b", "m/other"), Places([2, 3, 4])),
        (("m/a", "m/b", "m/other", "m_other"), Places([2, 3, 4], 1)),
    ):
        assert find_questions(found, questions(row | {"columns": columns}))["M"] == places
    with pytest.raises(WorkbookError, match="question M has 5 columns and 3 options"):
        find_questions(found, questions(row | {"columns": ("m", "m", "m", "m", "m")}))


def test_questions_without_a_column_are_named_together():
    rows = questions(
        {"question_id": "A", "text": "Viev"}, {"question_id": "B", "text": "Missing", "item": "Care"}
    )
    with pytest.raises(WorkbookError) as error:
        find_questions(grid(["View", "x"]), rows)
    assert "A (Viev) and B (Care)" in str(error.value) and "Did you mean View?" in str(error.value)


def test_two_questions_cannot_share_a_column():
    rows = questions(
        {"question_id": "A", "text": "one", "columns": ("View",)},
        {"question_id": "B", "text": "two", "columns": ("col:A",)},
    )
    with pytest.raises(WorkbookError, match='the column "View" is read for several questions: A and B'):
        find_questions(grid(["View", "x"]), rows)


def test_two_columns_of_one_name_need_a_word():
    with pytest.raises(WorkbookError, match=r"View and View \(#2\)"):
        find_questions(grid(["View", "View"]), questions({"question_id": "A", "text": "View"}))


def test_the_codes_and_texts_of_a_tool_with_both():
    rows = [
        ["Q1", "Q2_1", "Q2_2", "Q2_2_TEXT", "Q3", "Q4"],
        ["Rate us - Speed", "Which? - Selected Choice - a", "Which? - Selected Choice - Other",
         "Which? - Other - Text", "Channel - Selected Choice", "No text that is known"],
        ['{"ImportId":"QID1"}'] * 6,
        ["1", "2", "3", "4", "5", "6"],
    ]  # fmt: skip
    found = make_grid(Cells("a.csv", rows, [1, 2, 3, 4]))
    asked = questions(
        {"question_id": "S", "text": "Rate us", "item": "Speed"},
        {"question_id": "M", "type": "multi", "text": "Which?", "levels": ("a", "Other"), "other": "Other"},
        {"question_id": "C", "type": "single", "text": "Channel", "levels": ("p", "q")},
        {"question_id": "Q4", "text": "Known by its code"},
    )
    assert find_questions(found, asked) == {
        "S": Places([0]), "M": Places([1, 2], 3), "C": Places([4]), "Q4": Places([5])
    }  # fmt: skip
