"""Header rows, responses, totals and lines of sub-forms."""

import pytest

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.survey.cells import Cells
from wcm_helpers.data.survey.grid import make_grid


def grid(rows, merged=(), header_rows=0):
    width = max(map(len, rows))
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    return make_grid(Cells("a.csv", padded, list(range(1, len(rows) + 1)), merged), header_rows)


def column(found, place):
    return found.columns[place].tolist()


def test_one_header_row_and_two_columns_of_one_name():
    found = grid([["id", "view", "view"], ["1", "a", "b"]])
    assert found.headers == ["id", "view", "view (#2)"]
    assert (column(found, 2), found.records) == (["b"], [2])


def test_two_header_rows_with_blanks():
    rows = [
        ["id", "Rate us", "", "Channel", "", "View"],
        ["", "Speed", "Care", "Response", "Other", "Open-Ended Response"],
        ["1", "4", "5", "Post", "", "fine"],
    ]
    found = grid(rows)
    assert found.headers == ["id", "Rate us / Speed", "Rate us / Care", "Channel", "Channel / Other", "View"]
    assert found.tops == ["id", "Rate us", "Rate us", "Channel", "Channel", "View"]
    assert found.records == [3]


def test_a_blank_answer_below_a_header_is_no_second_header_row():
    found = grid([["id", "view"], ["", "fine"], ["2", ""]])
    assert found.headers == ["id", "view"] and found.records == [2, 3]


def test_an_answer_that_says_response_is_no_header():
    assert grid([["id", "view"], ["1", "Response"], ["2", "x"]]).records == [2, 3]


def test_every_column_may_say_response():
    found = grid([["Rate", "View"], ["Response", "Open-Ended Response"], ["4", "fine"]])
    assert (found.headers, found.records) == (["Rate", "View"], [3])


def test_three_header_rows_with_import_ids():
    rows = [
        ["StartDate", "Q1"],
        ["Startdatum", "Wie zufrieden sind Sie?"],
        ['{"ImportId":"startDate"}', '{"ImportId":"QID1"}'],
        ["2026-05-01", "4"],
    ]
    found = grid(rows)
    assert found.headers == ["StartDate", "Q1"]
    assert found.texts == ["Startdatum", "Wie zufrieden sind Sie?"]
    assert found.records == [4]


def test_merged_headers_and_lines_of_a_sub_form():
    rows = [
        ["name", "rating", "by site", ""],
        ["", "", "site", "rating"],
        ["a", "4", "SH1", "5"],
        ["", "", "SZ2", "3"],
        ["b", "2", "SH1", "1"],
    ]
    merged = [((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((2, 0), (3, 0)), ((2, 1), (3, 1))]
    found = grid(rows, merged)
    assert found.headers == ["name", "rating", "by site / site", "by site / rating"]
    assert found.records == [3, 5]
    assert [str(note) for note in found.notes] == [
        "a.csv: 1 row continues the response above it (a sub-form) and is not a response."
    ]


def test_a_title_above_the_headers_is_passed_over():
    found = grid([["Customer survey 2026"], [], ["id", "a", "b"], ["1", "x", "y"]])
    assert (found.headers, found.records) == (["id", "a", "b"], [4])


def test_header_rows_of_the_settings_go_first():
    assert grid([["id", "a"], ["", "x"], ["1", "y"]], header_rows=1).records == [2, 3]
    assert grid([["id", "a"], ["", "x"], ["1", "y"]], header_rows=2).headers == ["id", "a / x"]


@pytest.mark.parametrize("word", ["合计", "平均分", "Total", " average "])
def test_totals_are_no_responses_and_said(word):
    found = grid([["id", "name", "q"], ["1", "x", "5"], [word, "", "5"]])
    assert found.records == [2]
    assert "record 3" in str(found.notes[0]) and word.strip() in str(found.notes[0])


def test_a_customer_called_total_is_a_response():
    assert grid([["id", "name", "q"], ["1", "Total", "5"]]).records == [2]


def test_delimiters_at_the_ends_of_lines_are_no_columns_and_blank_rows_no_responses():
    found = grid([["id", "q", "", ""], ["1", "5", "", ""], ["", "", "", ""]])
    assert (found.headers, found.records) == (["id", "q"], [2])


def test_a_column_without_a_header_keeps_its_place():
    assert grid([["id", "", "q"], ["1", "", "5"]]).headers == ["id", "#2", "q"]


def test_no_response_and_no_header():
    assert grid([["id", "q"]]).records == []
    with pytest.raises(WorkbookError, match="the file is empty"):
        grid([["", ""]])
