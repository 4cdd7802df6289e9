"""What wcm check finds, as data."""

import json
from datetime import date

import pytest

from tests.data.exports import BILLING, Warehouse
from tests.reporting.small_report import read, refuse, small_report
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.reporting.check_record import check_record
from wcm_helpers.reporting.data_page import remarks
from wcm_helpers.reporting.report import Readiness

TODAY = date(2026, 11, 1)


def test_the_record_has_rows_amounts_reasons_and_months(shop):
    shop.billing(("c1", "2026-05-29", 10), ("c2", "2026-05-29", 2.5), ("", "2026-05-29", 3))
    record = check_record(read(shop).intake, {"one": small_report("one")}, TODAY)
    assert json.loads(json.dumps(record)) == record
    [table] = record["tables"]
    assert (table["rows_read"], table["rows_used"], table["rows_rejected"]) == (3, 2, 1)
    assert (table["amount_read"], table["amount_used"], table["amount_rejected"]) == (15.5, 12.5, 3.0)
    assert table["files"][0]["columns"]["customer_id"] == "customer_id"
    assert [(row["reason"], row["rows"], row["amount"]) for row in record["rejected"]] == [("blank", 1, 3.0)]
    assert record["reports"][0]["months"] == ["2026-05"]
    assert "customers" in [table["table"] for table in record["absent"]]


def test_a_report_that_cannot_run_names_the_setting_that_would_let_it(shop):
    state = Readiness(not_yet="No month is complete.", setting="Wait.")
    reports = {
        "draft": small_report("draft", readiness=lambda history, parameters, today: state),
        "bare": small_report("bare", missing=lambda intake, parameters: "It needs visits.",
                             remedy=lambda intake, parameters: "Set value."),
    }  # fmt: skip
    record = check_record(read(shop).intake, reports, TODAY)
    assert [(r["can_run"], r["reason"], r["setting"]) for r in record["reports"]] == [
        (False, "No month is complete.", "Wait."), (False, "It needs visits.", "Set value."),
    ]  # fmt: skip
    assert record["blocking"] == []  # the first can still be made as a draft
    record = check_record(read(shop).intake, {"bare": reports["bare"]}, TODAY)
    assert [fault["message"] for fault in record["blocking"]] == ["It needs visits."]


@pytest.mark.parametrize(
    ("where", "not_used"),
    [
        ("", ["Stage", "Bin"]),
        ('where = { column = "Stage", keep = ["done"] }', ["Bin"]),
        ('where = { column = "stage", drop = ["open"] }', ["Bin"]),
        ('where = { column = "col:G", keep = ["7"] }', ["Stage"]),
        ('where = { column = "customer_id", keep = ["a"] }', ["Stage", "Bin"]),
    ],
)
def test_a_header_that_only_chooses_rows_is_used(tmp_path, where, not_used):
    intake = Warehouse(tmp_path).billing(f"{BILLING.strip()},Stage,Bin\nI1,1,a,2026-05-01,10,done,7\n", where)
    [table] = check_record(intake, {}, TODAY)["tables"]
    assert (table["rows_used"], table["not_used"]) == (1, not_used)


def test_a_header_that_chooses_rows_in_one_file_only_is_not_used_in_the_other(tmp_path):
    head = f"{BILLING.strip()},Stage\n"
    (tmp_path / "b.csv").write_text(f"{head}I1,1,a,2026-05-01,10,done\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text(f"{head}I2,1,a,2026-06-01,10,open\n", encoding="utf-8")
    (tmp_path / "s.toml").write_text(
        '[site]\nid = "t"\nname = "T"\n[[tables.billing]]\npath = "b.csv"\n'
        'where = { column = "Stage", keep = ["done"] }\n[[tables.billing]]\npath = "c.csv"\n',
        encoding="utf-8",
    )
    [table] = check_record(take_in(load_settings(tmp_path / "s.toml")), {}, TODAY)["tables"]
    assert (table["rows_used"], table["not_used"]) == (2, ["Stage"])


def test_columns_that_some_files_lack_are_a_remark_on_the_first_file_without(tmp_path):
    for month, more in ((5, ",service_code,qty"), (6, ",qty"), (7, "")):
        rows = f"{BILLING.strip()}{more}\nI{month},1,a,2026-0{month}-01,10{',' * more.count(',')}\n"
        (tmp_path / f"b{month}.csv").write_text(rows, encoding="utf-8")
    intake = take_in(Warehouse(tmp_path).settings({"billing": 'path = "b*.csv"'}))
    [table] = check_record(intake, {}, TODAY)["tables"]
    remark = (
        "Columns that some files have and others do not: service_code, qty. The first file without one is "
        "b6.csv. Check that its export is complete."
    )
    assert [(file["file"], file["remarks"]) for file in table["files"]] == [
        ("b5.csv", []), ("b6.csv", [remark]), ("b7.csv", []),
    ]  # fmt: skip
    assert remarks(intake, "2026-07").to_numpy().tolist() == [["billing", "b6.csv", remark]]
    assert intake.warnings.empty


def test_a_report_that_forgets_its_reason_gives_that_of_its_latest_month(shop):
    def silent(history, parameters, today):
        return Readiness()

    reports = {
        "refused": small_report("refused", readiness=silent, latest_month=refuse("No wave has closed.")),
        "silent": small_report("silent", readiness=silent),
    }
    refused, without = check_record(read(shop).intake, reports, TODAY)["reports"]
    assert refused["reason"] == "No wave has closed." and not refused["can_run"]
    assert without["reason"] == "None of its months is complete."
    assert "data_through under [site]" in without["setting"]
