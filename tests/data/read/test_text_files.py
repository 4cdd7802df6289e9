"""Text files: encodings, line ends, delimiters, gzip."""

import gzip

import pytest

from tests.data.exports import BILLING, faults, revenue
from tests.data.read.one_export import TWO
from wcm_helpers.data.read.file_profile import FileProfile


@pytest.mark.parametrize(
    ("content", "options"),
    [
        (TWO.encode(), ""),
        (TWO.encode("utf-8-sig"), ""),
        (TWO.encode("utf-16"), ""),
        (TWO.encode("utf-16-le"), 'encoding = "utf-16-le"'),
        (TWO.encode("gb18030"), 'encoding = "gb18030"'),
        (TWO.replace("\n", "\r\n").encode(), ""),
        (TWO.replace("\n", "\r").encode(), ""),
        (TWO.replace("\n", "\r\n", 2).encode(), ""),
        (TWO.replace(",", ";").encode(), ""),
        (TWO.replace(",", "\t").encode(), ""),
        (TWO.replace("\n", ",\n").encode(), ""),
        (TWO.replace("\n", ",\n").replace(",\n", "\n", 1).encode(), ""),
    ],
    ids=["utf8", "bom", "utf16", "utf16le", "gb18030", "crlf", "cr", "mixed", "semicolon", "tab",
         "comma_behind_all", "comma_behind_rows"],
)  # fmt: skip
def test_the_same_rows_come_in_however_the_file_is_written(warehouse, content, options):
    intake = warehouse.billing(content, options)
    assert revenue(warehouse.facts(intake)) == {"甲": 1_005_000, "b": 20_000}
    assert faults(intake) == [(3, "x", "not_amount")]


def test_a_gzip_file_is_unpacked(warehouse):
    intake = warehouse.billing(gzip.compress(TWO.encode()), name="b.csv.gz")
    assert revenue(warehouse.facts(intake)) == {"甲": 1_005_000, "b": 20_000}
    assert faults(intake) == [(3, "x", "not_amount")]


def test_a_gzip_file_cut_short_blocks(warehouse):
    assert (
        "the gzip file is incomplete or damaged"
        in warehouse.billing(gzip.compress(TWO.encode())[:-12], name="b.csv.gz").faults_of()[0]
    )


ROWS = "I1,1,甲,2026-05-03,100.50\nI2,1,b,2026-05-04,x\nI3,1,b,2026-05-04,2\n"
BROKEN = "I1,1,甲,2026-05-03,100.50\nI2,1,b,2026-05-04,2,9\nI3,1,b,2026-05-04,x\nI4,1,b,2026-05-04,2\n"


#: What stands over the rows, and the line of its last.
TOPS = {
    "header": ('发票号,行号,"客户\n编号",开票日期,金额\n', 2),
    "two_headers": ('发票号,行号,"客户\n编号",开票日期,"金额\n\n(元)"\n', 4),
    "title": ('"账单\n五月, ""草稿"""\n发票号,行号,客户编号,开票日期,金额\n', 3),
    "open_title": ('"五月账单,,,,\n发票号,行号,客户编号,开票日期,金额\n', 2),
    "quoted_word": ('"Pallets" 24,,,,\n发票号,行号,客户编号,开票日期,金额\n', 2),
    "inches": ('24" pallets,,,,\n\n发票号,行号,客户编号,开票日期,金额\n', 3),
    "quoted": ('"五月",,,,\n\n\n"发票号","行号","客户编号","开票日期","金额"\n', 4),
    "blank": (" \n\n发票号,行号,客户编号,开票日期,金额\n\n", 4),
}


@pytest.mark.parametrize(
    ("top", "form"),
    [
        *((top, "plain") for top in TOPS),
        *((top, form) for form in ("crlf", "gzip", "quotes_below") for top in ("header", "title", "quoted")),
    ],
)
def test_no_row_is_lost_below_a_title_or_header_with_quotation_marks(warehouse, top, form):
    head, line = TOPS[top]
    text, name = head + ROWS, "b.csv"
    if form == "quotes_below":
        text = text.replace("甲", '"甲"').replace("b,", '"b",')
    text = text.replace("\n", "\r\n") if form == "crlf" else text
    content = text.encode()
    if form == "gzip":
        content, name = gzip.compress(content), "b.csv.gz"
    intake = warehouse.billing(content, name=name)
    assert revenue(warehouse.facts(intake)) == {"甲": 1_005_000, "b": 20_000}
    assert faults(intake) == [(line + 2, "x", "not_amount")]
    assert intake.staged["billing"][0].rows_read == 3


def test_rows_below_a_header_of_two_lines_have_the_lines_of_the_file(warehouse):
    intake = warehouse.billing('发票号,行号,"客户\n编号",开票日期,金额\n' + BROKEN)
    assert faults(intake) == [(4, "I2,1,b,2026-05-04,2,9", "ragged"), (5, "x", "not_amount")]


def test_the_header_row_of_the_settings_may_be_either_of_its_lines(warehouse):
    for line in (2, 3):
        content = '金额,,,,\n发票号,行号,"客户\n编号",开票日期,金额\n' + ROWS
        intake = warehouse.billing(content, f"header_row = {line}")
        assert revenue(warehouse.facts(intake)) == {"甲": 1_005_000, "b": 20_000}


def test_quotation_marks_in_the_text_of_cells_lose_no_row(warehouse):
    rows = 'I1,1,5" a,2026-05-03,1\nI2,1,b,2026-05-04,2\nI3,1,7" c,2026-05-04,3\nI4,1,b,2026-05-04,4\n'
    intake = warehouse.billing(BILLING + rows)
    assert revenue(warehouse.facts(intake)) == {'5" a': 10_000, "b": 60_000, '7" c': 30_000}


def test_a_file_of_which_a_row_was_lost_is_not_used(warehouse, monkeypatch):
    monkeypatch.setattr(FileProfile, "records_from", lambda *_: 4)
    assert warehouse.billing(TWO).faults_of() == [
        "b.csv: 3 rows were read, but the file has 4 records below its header row, so none of its rows is "
        "used. Open the file in Excel and save it as .xlsx."
    ]


def test_a_header_row_of_unknown_names_is_read_by_line_and_letters(warehouse):
    options = (
        'header_row = 1\ncolumns = { customer_id = "col:C", doc_date = "col:D", amount_ex_vat = "col:E" }'
    )
    for mark in ",;":
        content = TWO.replace(BILLING, "a,b,c,d,e\n").replace(",", mark)
        intake = warehouse.billing(content, options)
        assert revenue(warehouse.facts(intake)) == {"甲": 1_005_000, "b": 20_000}
