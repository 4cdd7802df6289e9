"""CSV files: nothing a spreadsheet runs, and UTF-8 it recognises."""

import pandas as pd
import pytest

from tests.reporting.small_report import read
from wcm_helpers.reporting import csv_files


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_could_be_a_formula_gets_an_apostrophe(text):
    assert csv_files.safe_cell(text) == f"'{text}"


def test_numbers_and_plain_text_stay_and_missing_values_are_empty():
    assert [csv_files.safe_cell(value) for value in (-3, -3.5, "a=1", None, float("nan"))] == [
        -3, -3.5, "a=1", "", "",
    ]  # fmt: skip


def test_a_frame_is_written_as_spreadsheets_read_it():
    frame = pd.DataFrame({"名": ['a,"b"', "=x"], "n": [1.5, None]})
    assert csv_files.to_csv(frame) == b'\xef\xbb\xbf\xe5\x90\x8d,n\r\n"a,""b""",1.5\r\n\'=x,\r\n'


def test_rejects_name_file_line_column_and_reason(shop):
    shop.billing(("c1", "2026-05-29", 10), ("c2", "2026-05-29", "x"), ("c3", "2026-05-29", "=y"))
    lines = csv_files.rejects_csv(read(shop).intake, "2026-05").decode("utf-8-sig").splitlines()
    assert lines == [
        "table,file,line,column,value,reason,scope",
        "billing,billing.csv,3,amount_ex_vat,x,not_amount,row",
        "billing,billing.csv,4,amount_ex_vat,'=y,not_amount,row",
    ]
