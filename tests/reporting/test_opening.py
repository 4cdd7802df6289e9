"""Opening a month as a notebook does: settings and parameters checked, faults refused."""

import pytest

from tests.reporting.small_report import small_report, total
from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reporting.opening import open_month, open_settings

REPORTS = {"totals": small_report()}


def test_a_month_is_opened_with_its_tables(shop):
    review = open_month(REPORTS, "totals", {"month": "2026-04", "settings": str(shop.settings)})
    assert (review.month, review.settings.site.id) == ("2026-04", "shop")
    assert total(review) == 900  # 500 + 300 + 100; May is not counted


def test_a_key_no_report_knows_is_refused(shop):
    shop.write_settings("[totals]\nlimit = 3\n")
    with pytest.raises(WorkbookError, match="limit"):
        open_settings(shop.settings, REPORTS)


def test_the_section_of_a_report_that_is_not_registered_is_refused(shop):
    shop.write_settings("[total]\n")
    with pytest.raises(WorkbookError, match="totals"):
        open_settings(shop.settings, REPORTS)


def test_an_unknown_parameter_is_refused_before_anything_is_read(shop):
    (shop.folder / "billing.csv").unlink()
    with pytest.raises(
        WorkbookError, match=r"^mnth is not a parameter of this report. Did you mean month\?$"
    ):
        open_month(REPORTS, "totals", {"mnth": "2026-04", "settings": str(shop.settings)})


def test_an_unknown_report_is_refused_with_the_nearest_one(shop):
    with pytest.raises(WorkbookError, match=r"^total is not a report\. Did you mean totals\?$"):
        open_month(REPORTS, "total", {"month": "2026-04", "settings": str(shop.settings)})


def test_a_fault_of_a_table_the_report_reads_stops_it(shop):
    shop.billing(("c1", "2026-05-29", "x"), ("c2", "2026-05-29", "y"), ("c3", "2026-05-29", 1))
    with pytest.raises(WorkbookError, match=r"amount_ex_vat is 'x'\. The cell is not an amount"):
        open_month(REPORTS, "totals", {"month": "2026-05", "settings": str(shop.settings)})


@pytest.mark.parametrize(
    ("shown", "months"),
    [("true", ["2026-04", "2026-05"]), ("false", []), ("[5, 12]", ["2026-05"])],
    ids=["always", "never", "in_may_and_december"],
)
def test_the_settings_show_a_section_always_never_or_in_some_months(shop, shown, months):
    shop.write_settings(f"[totals.sections]\ntotal = {shown}\n")
    opened = [
        open_month(REPORTS, "totals", {"month": month, "settings": str(shop.settings)})
        for month in ("2026-04", "2026-05")
    ]
    assert [review.month for review in opened if review.shows("total")] == months
    for review in opened:
        (block,) = review.total.blocks
        assert block.kind == ("lead" if review.month in months else "off")


def test_a_section_the_report_does_not_have_is_refused(shop):
    shop.write_settings("[totals.sections]\ntotl = false\n")
    with pytest.raises(WorkbookError, match=r"\[totals.sections\] totl .*total"):
        open_settings(shop.settings, REPORTS)


def test_another_language_of_the_month_opened_last_shares_its_results(shop):
    calls = []
    report = small_report(figures=lambda review: {"calls": calls.append(review.month) or len(calls)})
    reports = {"totals": report}
    values = {"month": "2026-04", "settings": str(shop.settings)}
    both = [open_month(reports, "totals", {**values, "language": name}) for name in ("en", "zh")]
    words.use("en")
    assert [review.figures for review in both] == [{"calls": 1}] * 2
    assert both[0].total is not both[1].total
    with (shop.folder / "billing.csv").open("a", encoding="utf-8") as more:
        more.write("c1,2026-04-30,77\n")
    assert total(open_month(reports, "totals", values)) == 977


def test_a_changed_export_of_a_survey_opens_the_month_anew(shop):
    calls = []
    report = small_report(figures=lambda review: {"calls": calls.append(review.month) or len(calls)})
    shop.write_settings('[surveys.may]\nmonth = "2026-04"\nanonymous = true\npath = "answers.csv"\n')
    values = {"month": "2026-04", "settings": str(shop.settings)}
    for text, times in (("a\n1\n", 1), ("a\n1\n", 1), ("a\n2\n", 2)):
        (shop.folder / "answers.csv").write_text(text, encoding="utf-8")
        assert open_month({"totals": report}, "totals", values).figures == {"calls": times}
