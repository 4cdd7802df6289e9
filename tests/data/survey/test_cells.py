"""Files as rows of text: encodings, delimiters, quotes, and nothing converted."""

import datetime

import pytest
import xlsxwriter

from tests.data.survey.exports import write_rows
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.survey.cells import read_cells

ROWS = [
    ["编号", "答案"],
    ["007", "很好，谢谢"],
    ["008", "N/A"],
    ["009", "NA"],
    ["010", "None"],
    ["011", "=1+1"],
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_are_recognised(tmp_path, encoding):
    path = write_rows(tmp_path / "a.csv", ROWS, encoding)
    assert read_cells(path, "a.csv").rows == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_recognised(tmp_path, delimiter):
    rows = [["a", "b", "c"], ["1", "x y", "3"], ["2", "", "4"]]
    (tmp_path / "a.csv").write_text("\n".join(delimiter.join(row) for row in rows), encoding="utf-8")
    assert read_cells(tmp_path / "a.csv", "a.csv").rows == rows


def test_a_delimiter_in_the_settings_goes_before_the_recognised_one(tmp_path):
    (tmp_path / "a.csv").write_text("a,b;c\n1,2;3\n", encoding="utf-8")
    assert read_cells(tmp_path / "a.csv", "a.csv", delimiter=";").rows == [["a,b", "c"], ["1,2", "3"]]


def test_line_breaks_in_quotes_are_part_of_a_cell(tmp_path):
    (tmp_path / "a.csv").write_bytes(b'id,"your\nview"\r\n1,"one\ntwo"\r\n\r\n2,three\r\n')
    cells = read_cells(tmp_path / "a.csv", "a.csv")
    assert cells.rows == [["id", "your\nview"], ["1", "one\ntwo"], ["2", "three"]]
    assert cells.records == [1, 2, 3]


def test_short_and_long_records(tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1\n2,3,,\n", encoding="utf-8")
    assert read_cells(tmp_path / "a.csv", "a.csv").rows == [
        ["a", "b", "", ""], ["1", "", "", ""], ["2", "3", "", ""]
    ]  # fmt: skip
    (tmp_path / "a.csv").write_text("a,b\n1,2\n1,2\n3,4,5\n", encoding="utf-8")
    with pytest.raises(WorkbookError, match=r"a.csv, record 4: it has 3 cells, and the header row has 2"):
        read_cells(tmp_path / "a.csv", "a.csv")


@pytest.mark.parametrize(
    ("content", "encoding", "words"),
    [
        (b"", "", "the file is empty"),
        (b"PK\x03\x04rest", "", "Excel workbook with the name of a text file"),
        ("caf\u00e9,na\u00efve\n".encode("cp1252"), "", r"a.csv:1: this line is not in the encoding utf-8"),
        ("a\n\u00e9l\u00e9gant\n".encode("cp1252"), "", r"a.csv:2: this line is not in the encoding utf-8"),
        ("a\n收\n".encode("gb18030"), "utf-8", r"a.csv:2: this line is not in the encoding utf-8"),
        (b"a\n", "klingon", 'no encoding "klingon"'),
        (b'a,b\n1,"open\n2,3\n', "", r"a.csv:2: a quotation mark"),
    ],
)
def test_files_that_cannot_be_read_are_refused(tmp_path, content, encoding, words):
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(WorkbookError, match=words):
        read_cells(tmp_path / "a.csv", "a.csv", encoding=encoding)


def test_a_sheet_keeps_dates_zeros_and_whole_numbers(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx", {"default_date_format": "yyyy-mm-dd hh:mm:ss"})
    sheet = book.add_worksheet("Answers")
    sheet.write_row("A1", ["id", "at", "score", "text"])
    sheet.write_row("A2", ["007", datetime.datetime(2026, 5, 11, 9, 3, 11), 4.0])
    sheet.write_string("D2", "=x")
    sheet.merge_range("B3:C4", "both")
    book.add_worksheet("more").write("A1", "other")
    book.close()
    cells = read_cells(tmp_path / "a.xlsx", "a.xlsx")
    assert cells.label == "a.xlsx[Answers]"
    assert cells.rows[1] == ["007", "2026-05-11 09:03:11", "4", "=x"]
    assert cells.merged == (((2, 1), (3, 2)),)
    assert read_cells(tmp_path / "a.xlsx", "a.xlsx", sheet="more").rows == [["other"]]
    with pytest.raises(WorkbookError, match='no sheet "none"'):
        read_cells(tmp_path / "a.xlsx", "a.xlsx", sheet="none")
