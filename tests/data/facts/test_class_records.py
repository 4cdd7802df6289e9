"""Classes set by hand and published classes: which of them a report may know."""

import pandas as pd
import pytest

from tests.data.exports import BILLS, OVERRIDES, RECORD, publish
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.intake import inputs_up_to, rejects_up_to
from wcm_helpers.reporting import data_page
from wcm_helpers.reporting.csv_files import to_csv
from wcm_helpers.reports import open_report
from wcm_helpers.reports.classification.customers.export import class_records

HEAD = "customer_id,class,valid_from,expires\n"


# Given by hand


def test_one_shows_from_the_month_it_begins_in_and_stays_after_its_end(billed):
    billed.write(
        w__csv=HEAD + "b,A,2026-06-01,2026-07-31\na,B,2026-05-31,2026-05-31\nb,A,2025-01-01,2025-02-01\n"
    )
    history = read_history(billed.settings(OVERRIDES))
    begun = {month: history.overrides(month)["valid_from"].tolist() for month in ("2026-04", "2026-05")}
    old, may = pd.Timestamp("2025-01-01"), pd.Timestamp("2026-05-31")
    assert begun == {"2026-04": [old], "2026-05": [may, old]}
    assert history.overrides("2026-06")["customer_id"].tolist() == ["a", "b", "b"]


def test_without_the_tables_there_are_the_columns_and_no_rows(billed):
    history = read_history(billed.settings(BILLS))
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


def test_classes_on_record_are_those_of_months_before_and_no_gap_is_a_number(billed):
    publish(
        billed,
        "2026-03",
        "b,B,2026-03,A,A,revenue,12.34,x",
        "a,A,2026-03,N,,revenue,-5,",
        "c,C,2026-03,,,,,no",
    )
    publish(billed, "2026-04", "a,A,2026-04,B,C,revenue,80,")
    publish(billed, "2026-05", "a,A,2026-05,A,A,revenue,160,")
    history = read_history(billed.settings(RECORD))
    assert history.recorded("2026-04").to_numpy().tolist() == [
        ["a", "2026-03", "N", None, -50_000, "revenue"],
        ["b", "2026-03", "A", "A", 123_400, "revenue"],
        ["c", "2026-03", None, None, 0, None],
    ]
    assert history.recorded("2026-05")["month"].unique().tolist() == ["2026-03", "2026-04"]
    assert history.recorded("2026-03").empty


def seen(history, month):
    """Return all that the pages of a report of the month tell of what came in."""
    intake = history.intake
    frames = [
        data_page.rows_by_table(intake, month), data_page.rejects_by_reason(intake, month),
        data_page.first_rejects(intake, month), data_page.row_warnings(intake, month),
        rejects_up_to(intake, month), history.recorded(month),
    ]  # fmt: skip
    inputs = {name: [item.label for item in items] for name, items in inputs_up_to(intake, month).items()}
    return [frame.to_csv() for frame in frames], inputs, data_page.adds_up(intake, month)


@pytest.mark.parametrize("earlier", [True, False], ids=["with_an_earlier_one", "the_first_of_all"])
def test_its_own_record_and_later_ones_change_nothing_in_a_report(billed, earlier):
    billed.write(c__csv="customer_id\na\nb\n")
    settings = billed.settings(RECORD | {"customers": 'path = "c.csv"'})
    if earlier:
        publish(billed, "2026-04", "a,A,2026-04,A,A,revenue,80,")
    first = seen(read_history(settings), "2026-05")
    publish(billed, "2026-05", "a,A,2026-05,A,A,revenue,160,", "z,Z,2026-05,D,A,revenue,1,")
    publish(billed, "2026-06", "a,A,2026-06,A,A,revenue,160,", "z,Z,2026-06,A,A,revenue,1,")
    history = read_history(settings)
    assert seen(history, "2026-05") == first
    assert ("class_history" in first[1]) == earlier
    assert inputs_up_to(history.intake, "2026-06")["class_history"][-1].label == "2026-05/classes.csv"
    odd = data_page.row_warnings(history.intake, "9999-12", pd.Timestamp("2026-11-01").date())
    assert "no_such_customer" in set(odd["reason"])  # wcm check tells


def test_what_a_report_publishes_is_read_back_as_it_stood(billed):
    file = str(billed.settings(RECORD).file)
    parameters = {"month": "2026-05", "settings": file, "allow_incomplete": True}
    published = class_records(open_report("classification", **parameters))
    (billed.folder / "reports" / "2026-05").mkdir(parents=True)
    (billed.folder / "reports" / "2026-05" / "classes.csv").write_bytes(to_csv(published))
    history = read_history(billed.settings(RECORD))
    found = history.recorded("2026-06").set_index("customer_id")
    # a: 80 + 80 of 180 crosses 80 %; b starts beyond it and completes class B
    assert found["class"].to_dict() == {"a": "A", "b": "B"}
    assert found["value"].to_dict() == {"a": 1_600_000, "b": 200_000}
    assert set(found["value_basis"]) == {"revenue"}
