"""Published classes: files that may be absent, and rows that cannot be read."""

import pytest

from tests.data.exports import BILLS, RECORD, faults, publish
from wcm_helpers.classes.settings import ClassificationSettings
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in


def test_a_glob_of_records_may_match_nothing_and_a_name_must_be_there(billed):
    history = read_history(billed.settings(RECORD))
    assert "class_history" not in history.intake.staged
    assert history.recorded("2026-05").empty
    with pytest.raises(WorkbookError, match=r'class_history\] path = "h\.csv": there is no such file'):
        read_history(billed.settings(BILLS | {"class_history": 'path = "h.csv"'}), ["class_history"])
    with pytest.raises(WorkbookError, match=r'billing\] path = "none\*\.csv": there is no such file'):
        read_history(billed.settings({"billing": 'path = "none*.csv"'}), ["billing"])


def test_a_record_that_cannot_be_read_is_rejected_with_its_folder_line_and_column(billed):
    publish(
        billed,
        "2026-03",
        "a,A,2026-03,D,,,,",
        "b,B,März,A,,,,",
        "a,A,2026-04,A,大,,,",
        "b,B,2026-04,A,,,viel,",
    )
    publish(billed, "2026-02", *(f"{name},,2026-02,A,A,,1," for name in "abcdefgh"))
    intake = take_in(billed.settings(RECORD))
    assert intake.faults_of() == []
    assert intake.rejects[["file", "line", "column", "value"]].to_numpy().tolist() == [
        ["2026-03/classes.csv", 2, "class", "D"],
        ["2026-03/classes.csv", 3, "month", "März"],
        ["2026-03/classes.csv", 4, "official_class", "大"],
        ["2026-03/classes.csv", 5, "value", "viel"],
    ]


def test_a_row_with_a_blank_class_is_used_and_one_without_a_month_is_rejected(billed):
    publish(billed, "2026-03", "a,A,2026-03,Ａ类,,revenue,12.5,", "b,B,2026-03,,,,,", "c,C,,A,,,,")
    intake = take_in(billed.settings(RECORD))
    rows = intake.used_rows("class_history")
    assert rows["customer_id"].tolist() == ["a", "b"]
    assert rows["class"].iloc[0] == "A"
    assert rows["value"].iloc[0] == 125_000  # 12.5 in ten-thousandths
    assert rows[["class", "official_class", "value"]].iloc[1].isna().all()
    assert faults(intake) == [(4, "", "blank")]


@pytest.mark.parametrize("month", ["２０２６-03", "２０２６－０３", "2026年０３月"])
def test_a_month_in_full_width_digits_is_that_month(billed, month):
    publish(billed, "2026-03", f"a,A,{month},A,,,,")
    history = read_history(billed.settings(RECORD))
    assert history.intake.used_rows("class_history")["month"].tolist() == ["2026-03"]
    billed.write(b__csv=f"invoice_no,customer_id,period,amount_ex_vat\n1,a,{month},80\n")
    intake = take_in(billed.settings(BILLS, site='billing_month = "period"'))
    assert build(intake).billing["month"].tolist() == ["2026-03"]


@pytest.mark.parametrize("month", ["２０２６-03", "２０２６－０３", "2026-0３"])
def test_a_month_of_the_settings_in_full_width_digits_is_that_month(billed, month):
    settings = billed.settings(
        BILLS, site=f'data_through = "{month}"', classification=f'rfm_baseline = "{month}"'
    )
    assert settings.site.data_through == "2026-03"
    assert settings.section("classification", ClassificationSettings).rfm_baseline == "2026-03"
