"""Classes given by hand and classes on record: what counts, what is set aside, what a report may know."""

import pandas as pd
import pytest

from tests.data.exports import BILLING, faults
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.intake import inputs_up_to, rejects_up_to, take_in
from wcm_helpers.reporting import data_page
from wcm_helpers.reporting.csv_files import to_csv
from wcm_helpers.reports import open_report
from wcm_helpers.reports.classification.customers.export import class_records

BILLS = {"billing": 'path = "b.csv"'}
OVERRIDES = BILLS | {"class_overrides": 'path = "w.csv"'}
RECORD = BILLS | {"class_history": 'path = "reports/*/classes.csv"'}
HEAD = "customer_id,class,valid_from,expires\n"


@pytest.fixture
def shop(warehouse):
    """Give a warehouse where a and b are billed in April and May 2026."""
    warehouse.write(b__csv=BILLING + "1,1,a,2026-04-30,80\n2,1,b,2026-04-30,20\n3,1,a,2026-05-29,80\n")
    return warehouse


def publish(shop, month, *rows):
    folder = shop.folder / "reports" / month
    folder.mkdir(parents=True, exist_ok=True)
    head = "customer_id,customer_name,month,class,official_class,value_basis,value,note\n"
    (folder / "classes.csv").write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8-sig")


# Given by hand


@pytest.mark.parametrize("written", ["A", "a", "A类", "a级", "Ａ类", "Class A"])
def test_a_class_given_by_hand_is_read_as_chinese_systems_write_it(shop, written):
    shop.write(
        w__csv="货主编码,调整等级,批准人,原因,生效日期,到期日\n"
        f"007,{written},销售总监,战略客户,2026-05-01,2026年12月31日\n"
    )
    found = read_history(shop.settings(OVERRIDES)).overrides("2026-05")
    day = pd.Timestamp
    assert found.to_dict("records") == [
        {"customer_id": "007", "class": "A", "approved_by": "销售总监", "reason": "战略客户",
         "valid_from": day("2026-05-01"), "expires": day("2026-12-31")},
    ]  # fmt: skip


def test_one_without_an_end_or_with_an_end_before_its_beginning_is_set_aside(shop):
    shop.write(
        w__csv=HEAD + "a,A,2026-05-01,\na,B,2026-05-02,2026-05-01\na,A,2026-05-03,2026-05-03\n"
        "b,D,2026-05-01,2026-06-01\nb,A,x,2026-06-01\nb,A,2026-05-05,bald\nb,,2026-05-06,2026-06-01\n"
    )
    intake = take_in(shop.settings(OVERRIDES | {"class_overrides": 'path = "w.csv"'}))
    assert faults(intake) == [
        (2, "", "no_end"), (3, "2026-05-01", "ends_early"), (5, "D", "not_choice"), (6, "x", "not_date"),
        (7, "bald", "not_date"), (8, "", "blank"),
    ]  # fmt: skip
    assert intake.rejects["column"].tolist() == [
        "expires", "expires", "class", "valid_from", "expires", "class",
    ]  # fmt: skip
    assert intake.faults_of()[0].startswith(
        "w.csv: line 6: valid_from 'x': not a date that is sure; 6 of 7 rows"
    )


def test_no_class_given_by_hand_is_no_fault_and_no_column_for_its_end_is_one(shop):
    for rows in ("", "a,A,2026-05-01,\n"):
        shop.write(w__csv=HEAD + rows)
        assert read_history(shop.settings(OVERRIDES)).overrides("2026-05").empty
    shop.write(w__csv="customer_id,class,valid_from\na,A,2026-05-01\n")
    with pytest.raises(WorkbookError, match=r"w\.csv: has no column for expires"):
        read_history(shop.settings(OVERRIDES), ["class_overrides"])
    assert read_history(shop.settings(OVERRIDES), ["billing"]).overrides("2026-05").empty


def test_one_shows_from_the_month_it_begins_in_and_stays_after_its_end(shop):
    shop.write(
        w__csv=HEAD + "b,A,2026-06-01,2026-07-31\na,B,2026-05-31,2026-05-31\nb,A,2025-01-01,2025-02-01\n"
    )
    history = read_history(shop.settings(OVERRIDES))
    begun = {month: history.overrides(month)["valid_from"].tolist() for month in ("2026-04", "2026-05")}
    old, may = pd.Timestamp("2025-01-01"), pd.Timestamp("2026-05-31")
    assert begun == {"2026-04": [old], "2026-05": [may, old]}
    assert history.overrides("2026-06")["customer_id"].tolist() == ["a", "b", "b"]


def test_two_at_once_and_one_of_nobody_are_pointed_out(shop):
    shop.write(
        c__csv="customer_id\na\nb\n",
        w__csv=HEAD + "a,A,2026-05-01,2026-06-30\na,B,2026-06-30,2026-07-31\n"
        "b,A,2026-05-01,2026-06-30\nb,B,2026-07-01,2026-07-31\nz,A,2026-05-01,2026-06-30\n",
    )
    odd = take_in(shop.settings(OVERRIDES | {"customers": 'path = "c.csv"'})).warnings
    assert odd[["reason", "rows", "line", "value"]].to_numpy().tolist() == [
        ["no_such_customer", 1, 6, "z"], ["overlaps", 1, 3, "2026-06-30"],
    ]  # fmt: skip


def test_without_the_tables_there_are_the_columns_and_no_rows(shop):
    history = read_history(shop.settings(BILLS))
    assert history.overrides("2026-05").columns.tolist() == [
        "customer_id", "class", "approved_by", "reason", "valid_from", "expires",
    ]  # fmt: skip
    recorded = history.recorded("2026-05")
    assert recorded.columns.tolist() == [
        "customer_id", "month", "class", "official_class", "value", "value_basis",
    ]  # fmt: skip
    assert recorded.empty
    assert recorded["value"].dtype == "int64"


# On record


def test_a_glob_of_records_may_match_nothing_and_a_name_must_be_there(shop):
    history = read_history(shop.settings(RECORD))
    assert "class_history" not in history.intake.staged
    assert history.recorded("2026-05").empty
    with pytest.raises(WorkbookError, match=r"\[tables\.class_history\] path = 'h\.csv': no such file"):
        read_history(shop.settings(BILLS | {"class_history": 'path = "h.csv"'}), ["class_history"])
    with pytest.raises(WorkbookError, match=r"\[tables\.billing\] path = 'none\*\.csv': no such file"):
        read_history(shop.settings({"billing": 'path = "none*.csv"'}), ["billing"])


def test_classes_on_record_are_those_of_months_before_and_no_gap_is_a_number(shop):
    publish(
        shop, "2026-03", "b,B,2026-03,A,A,revenue,12.34,x", "a,A,2026-03,N,,revenue,-5,", "c,C,2026-03,,,,,no"
    )
    publish(shop, "2026-04", "a,A,2026-04,B,C,revenue,80,")
    publish(shop, "2026-05", "a,A,2026-05,A,A,revenue,160,")
    history = read_history(shop.settings(RECORD))
    assert history.recorded("2026-04").to_numpy().tolist() == [
        ["a", "2026-03", "N", None, -50_000, "revenue"],
        ["b", "2026-03", "A", "A", 123_400, "revenue"],
        ["c", "2026-03", None, None, 0, None],
    ]
    assert history.recorded("2026-05")["month"].unique().tolist() == ["2026-03", "2026-04"]
    assert history.recorded("2026-03").empty


def test_a_record_that_cannot_be_read_is_set_aside_with_its_folder_line_and_column(shop):
    publish(
        shop, "2026-03", "a,A,2026-03,D,,,,", "b,B,März,A,,,,", "a,A,2026-04,A,大,,,", "b,B,2026-04,A,,,viel,"
    )
    publish(shop, "2026-02", *(f"{name},,2026-02,A,A,,1," for name in "abcdefgh"))
    intake = take_in(shop.settings(RECORD))
    assert intake.faults_of() == []
    assert intake.rejects[["file", "line", "column", "value"]].to_numpy().tolist() == [
        ["2026-03/classes.csv", 2, "class", "D"],
        ["2026-03/classes.csv", 3, "month", "März"],
        ["2026-03/classes.csv", 4, "official_class", "大"],
        ["2026-03/classes.csv", 5, "value", "viel"],
    ]


def seen(history, month):
    """Return all that the pages of a report of the month tell of what came in."""
    intake = history.intake
    frames = [
        data_page.rows_by_table(intake, month), data_page.set_aside_by_reason(intake, month),
        data_page.first_set_aside(intake, month), data_page.pointed_out(intake), rejects_up_to(intake, month),
        history.recorded(month),
    ]  # fmt: skip
    inputs = {name: [item.label for item in items] for name, items in inputs_up_to(intake, month).items()}
    return [frame.to_csv() for frame in frames], inputs, data_page.adds_up(intake, month)


@pytest.mark.parametrize("earlier", [True, False], ids=["with_an_earlier_one", "the_first_of_all"])
def test_its_own_record_and_later_ones_change_nothing_in_a_report(shop, earlier):
    shop.write(c__csv="customer_id\na\nb\n")
    settings = shop.settings(RECORD | {"customers": 'path = "c.csv"'})
    if earlier:
        publish(shop, "2026-04", "a,A,2026-04,A,A,revenue,80,")
    first = seen(read_history(settings), "2026-05")
    publish(shop, "2026-05", "a,A,2026-05,A,A,revenue,160,", "z,Z,2026-05,D,A,revenue,1,")
    publish(shop, "2026-06", "a,A,2026-06,A,A,revenue,160,", "z,Z,2026-06,A,A,revenue,1,")
    history = read_history(settings)
    assert seen(history, "2026-05") == first
    assert ("class_history" in first[1]) == earlier
    assert inputs_up_to(history.intake, "2026-06")["class_history"][-1].label == "2026-05/classes.csv"
    odd = data_page.pointed_out(history.intake, pd.Timestamp("2026-11-01").date())
    assert "no_such_customer" in set(odd["reason"])  # wcm check tells


def test_what_a_report_publishes_is_read_back_as_it_stood(shop):
    file = str(shop.settings(RECORD).file)
    parameters = {"month": "2026-05", "settings": file, "allow_incomplete": True}
    published = class_records(open_report("classification", **parameters))
    (shop.folder / "reports" / "2026-05").mkdir(parents=True)
    (shop.folder / "reports" / "2026-05" / "classes.csv").write_bytes(to_csv(published))
    history = read_history(shop.settings(RECORD))
    found = history.recorded("2026-06").set_index("customer_id")
    # a: 80 + 80 of 180 crosses 80 %; b starts beyond it and completes class B
    assert found["class"].to_dict() == {"a": "A", "b": "B"}
    assert found["value"].to_dict() == {"a": 1_600_000, "b": 200_000}
    assert set(found["value_basis"]) == {"revenue"}
