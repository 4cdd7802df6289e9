"""The data page: the rows and amounts up to the month add up, and nothing after it shows."""

from datetime import date

import pytest

from wcm_helpers.data.intake import rejects_up_to, take_in
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.reporting import data_page

SETTINGS = '[site]\nid = "t"\nname = "T"\n[tables.billing]\npath = "b.csv"\n'
MONTHS = ("2026-04", "2026-05", "2026-06")
BILLS = """invoice_no,line_no,customer_id,doc_date,credit_note,amount
1,1,a,2026-04-03,,10.00
2,1,a,2026-05-03,,20.50
2,1,a,2026-05-03,,20.50
3,1,b,2026-05-04,,x
4,1,b,,,4
5,1,b,2026-06-04,,100
6,1,b,2026-05-05,是,1
合计,,,,,156
7,1,b,2026-05-29,,0.25
"""


@pytest.fixture
def intake(tmp_path, monkeypatch):
    monkeypatch.setenv("WCM_CACHE", str(tmp_path / "cache"))
    (tmp_path / "b.csv").write_text(BILLS, encoding="utf-8")
    (tmp_path / "s.toml").write_text(SETTINGS, encoding="utf-8")
    return take_in(load_settings(tmp_path / "s.toml"))


def test_rows_and_amounts_up_to_the_month_add_up(intake):
    # eight rows without June's; used: 10 + 20.50 - 1 + 0.25
    # aside: 20.50 again, x, the undated 4, and the total, whose 156 are the amounts of other rows
    assert data_page.rows_by_table(intake, "2026-05").to_dict("records") == [
        {
            "table": "billing", "files": 1, "read": 8, "used": 4, "rejected": 4,
            "amount_read": 542_500, "amount_used": 297_500, "amount_rejected": 245_000,
        }
    ]  # fmt: skip
    assert data_page.adds_up(intake, "2026-05") == "8 rows read = 4 used + 4 rejected."


def test_a_later_month_does_not_show_in_an_earlier_report(intake):
    may, all_months = (data_page.rows_by_table(intake, month) for month in ("2026-05", "2026-06"))
    assert (all_months["read"] - may["read"]).tolist() == [1]
    assert (all_months["amount_used"] - may["amount_used"]).tolist() == [1_000_000]


def test_every_reason_says_what_it_means_and_what_to_do(intake):
    found = data_page.rejects_by_reason(intake, "2026-05").set_index("reason")
    assert found["rows"].to_dict() == {"no_month": 1, "total": 1, "duplicate": 1, "unreadable": 1}
    assert found.loc["no_month", "advice"] == "Give one of them."
    assert (found["meaning"] != found.index).all()


def test_the_first_rejects_have_their_place(intake):
    found = data_page.first_rejects(intake)
    assert sorted(found["line"]) == [4, 5, 6, 9]
    assert found.loc[found["line"] == 5, ["file", "column", "value", "meaning"]].to_numpy().tolist() == [
        ["b.csv", "amount", "x", "The cell is not an amount."]
    ]


def test_dates_ahead_are_pointed_out_only_to_who_says_what_day_it_is(intake):
    assert data_page.row_warnings(intake, "2026-05")["reason"].tolist() == ["credit_positive"]
    found = data_page.row_warnings(intake, "9999-12", date(2026, 5, 31))
    assert found[["reason", "line", "value"]].to_numpy().tolist() == [
        ["future", 7, "2026-06-04"], ["credit_positive", 8, "1.0000"],  # the second asks for nothing
    ]  # fmt: skip


def test_rows_of_later_months_are_in_no_list_of_a_closed_month(intake, tmp_path):
    before = [data_page.row_warnings(intake, "2026-05"), rejects_up_to(intake, "2026-05")]
    later = "8,1,c,2026-06-01,,y\n9,1,c,2026-06-02,是,5\n10,1,c,2026-04-30,是,3\n11,1,c,,,6\n"
    (tmp_path / "b.csv").write_text(BILLS + later, encoding="utf-8")
    grown = take_in(load_settings(tmp_path / "s.toml"))
    # of the new rows: line 11 unreadable in June, 12 credited in June, 13 in April, 14 without a month
    assert sorted(rejects_up_to(grown, "2026-05")["line"]) == sorted([*before[1]["line"], 14])
    assert sorted(rejects_up_to(grown, "2026-06")["line"]) == sorted([*before[1]["line"], 11, 14])
    by_month = [data_page.row_warnings(grown, month) for month in MONTHS]
    assert [frame[["rows", "line"]].to_numpy().tolist() for frame in by_month] == [
        [[1, 13]], [[2, 8]], [[3, 8]],
    ]  # fmt: skip
    assert before[0]["rows"].tolist() == [1]
