"""CSV files: nothing a spreadsheet runs, and UTF-8 it recognises."""

import csv
import io
import shutil
from itertools import count

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.data.exports import BILLING, Warehouse
from tests.reporting.small_report import read
from wcm_helpers.data.intake import take_in
from wcm_helpers.reporting import csv_files


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝SUM(1)", "＋1", "－1", "＠SUM(1)", "﹦1"]
)
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


def test_hidden_characters_are_marked_in_a_cell_and_in_a_header():
    frame = pd.DataFrame({"n\u202e": ["a\x00b", "\x1b[2Jc", "two\nlines", "家\u200d人"]})
    lines = csv_files.to_csv(frame).decode("utf-8-sig").split("\r\n")
    assert lines == ["n⟨U+202E⟩", "a⟨U+0000⟩b", "⟨U+001B⟩[2Jc", '"two\nlines"', "家\u200d人", ""]


@pytest.fixture(scope="module")
def customer_ids(tmp_path_factory):
    """Give a function from the ids of an export to those read from it, and those read from classes.csv."""
    root, number = tmp_path_factory.mktemp("ids"), count()

    def customer_ids(ids):
        folder = root / str(next(number))
        folder.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("WCM_CACHE", str(folder / "cache"))
            text = io.StringIO()
            csv.writer(text).writerows([["customer_id", "customer_name"], *([name, "x"] for name in ids)])
            warehouse = Warehouse(folder)
            warehouse.write(c__csv=text.getvalue(), b__csv=BILLING + "1,1,a,2026-04-30,80\n")
            tables = {"billing": 'path = "b.csv"', "customers": 'path = "c.csv"'}
            there = sorted(take_in(warehouse.settings(tables)).used_rows("customers")["customer_id"])
            published = pd.DataFrame({"customer_id": there, "month": "2026-04", "class": "A"})
            warehouse.write(classes__csv=csv_files.to_csv(published))
            back = take_in(warehouse.settings(tables | {"class_history": 'path = "classes.csv"'}))
            assert back.faults_of(["class_history"]) == []
            rows = back.used_rows("class_history")
            shutil.rmtree(folder)
            return there, sorted([] if rows is None else rows["customer_id"])

    return customer_ids


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(
    ids=[
        "=1",
        "'=1",
        "''=1",
        "=a'b",
        "'=a'b",
        '="001"',
        "＝1",
        "'＝1",
        "'a",
        "'a'b",
        "007",
        "a\x00b",
        "\u202ea",
    ]
)
@given(
    ids=st.lists(
        st.text("=+-@＝＋－＠﹦'\"017aZ,; \n\t\x00\x1b\x7f\u202e\u2066客⟩", max_size=6),
        min_size=20,
        max_size=90,
    )
)
def test_every_id_of_classes_csv_is_read_back_as_it_was(customer_ids, ids):
    there, back = customer_ids(["plain", *ids])
    assert back == there
    assert "plain" in there


def test_ids_that_begin_with_a_sign_are_read_as_they_are_written_in_an_export(customer_ids):
    there, back = customer_ids(["=1", "＝2", "-A", "@x", "'007", "0012"])
    assert there == back == sorted(["=1", "＝2", "-A", "@x", "007", "0012"])
