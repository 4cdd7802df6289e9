"""Classes set by hand: their words, their days, and overlaps."""

import pandas as pd
import pytest

from tests.data.exports import OVERRIDES, faults
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.intake import take_in

HEAD = "customer_id,class,valid_from,expires\n"


@pytest.mark.parametrize("written", ["A", "a", "A类", "a级", "Ａ类", "Class A"])
def test_a_class_given_by_hand_is_read_as_chinese_systems_write_it(billed, written):
    billed.write(
        w__csv="货主编码,调整等级,批准人,原因,生效日期,到期日\n"
        f"007,{written},销售总监,战略客户,2026-05-01,2026年12月31日\n"
    )
    named = billed.settings(OVERRIDES, site="publish_names = true")
    overrides = read_history(named).overrides("2026-05")
    day = pd.Timestamp
    assert overrides.to_dict("records") == [
        {"customer_id": "007", "class": "A", "approved_by": "销售总监", "reason": "战略客户",
         "valid_from": day("2026-05-01"), "expires": day("2026-12-31")},
    ]  # fmt: skip


def test_one_without_an_end_or_with_an_end_before_its_beginning_is_rejected(billed):
    billed.write(
        w__csv=HEAD + "a,A,2026-05-01,\na,B,2026-05-02,2026-05-01\na,A,2026-05-03,2026-05-03\n"
        "b,D,2026-05-01,2026-06-01\nb,A,x,2026-06-01\nb,A,2026-05-05,bald\nb,,2026-05-06,2026-06-01\n"
    )
    intake = take_in(billed.settings(OVERRIDES | {"class_overrides": 'path = "w.csv"'}))
    assert faults(intake) == [
        (2, "", "no_end"), (3, "2026-05-01", "ends_early"), (5, "D", "not_choice"), (6, "x", "not_date"),
        (7, "bald", "not_date"), (8, "", "blank"),
    ]  # fmt: skip
    assert intake.rejects["column"].tolist() == [
        "expires", "expires", "class", "valid_from", "expires", "class",
    ]  # fmt: skip
    assert intake.faults_of()[0].startswith(
        "w.csv:6: valid_from is 'x'. The cell is not a date that can be read for certain. "
        "6 of 7 rows of class_overrides cannot be used. Correct the cell in the export."
    )


def test_no_class_given_by_hand_is_no_fault_and_no_column_for_its_end_is_one(billed):
    for rows in ("", "a,A,2026-05-01,\n"):
        billed.write(w__csv=HEAD + rows)
        assert read_history(billed.settings(OVERRIDES)).overrides("2026-05").empty
    billed.write(w__csv="customer_id,class,valid_from\na,A,2026-05-01\n")
    with pytest.raises(WorkbookError, match=r"w\.csv: no column is recognised as expires"):
        read_history(billed.settings(OVERRIDES), ["class_overrides"])
    assert read_history(billed.settings(OVERRIDES), ["billing"]).overrides("2026-05").empty


def test_two_at_once_and_one_of_nobody_are_pointed_out(billed):
    billed.write(
        c__csv="customer_id\na\nb\n",
        w__csv=HEAD + "a,A,2026-05-01,2026-06-30\na,B,2026-06-30,2026-07-31\n"
        "b,A,2026-05-01,2026-06-30\nb,B,2026-07-01,2026-07-31\nz,A,2026-05-01,2026-06-30\n",
    )
    warnings = take_in(billed.settings(OVERRIDES | {"customers": 'path = "c.csv"'})).warnings
    assert warnings[["reason", "rows", "line", "value"]].to_numpy().tolist() == [
        ["no_such_customer", 1, 6, "z"], ["overlaps", 1, 3, "2026-06-30"],
    ]  # fmt: skip
