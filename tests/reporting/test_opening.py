"""Opening a month as a notebook does: settings and parameters checked, faults refused."""

import pytest

from tests.reporting.small_report import small_report, total
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


def test_a_fault_of_a_table_the_report_reads_stops_it(shop):
    shop.billing(("c1", "2026-05-29", "x"), ("c2", "2026-05-29", "y"), ("c3", "2026-05-29", 1))
    with pytest.raises(WorkbookError, match=r"amount_ex_vat is 'x'\. The cell is not an amount"):
        open_month(REPORTS, "totals", {"month": "2026-05", "settings": str(shop.settings)})
