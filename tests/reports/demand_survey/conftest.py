"""The survey of the invented warehouse, opened once for every test of its report."""

import pytest

from wcm_helpers.core.paths import ROOT
from wcm_helpers.reporting.opening import open_month
from wcm_helpers.reports import REPORTS
from wcm_helpers.reports.demand_survey.report import DEMAND_SURVEY


def opened(month="2026-10", settings=ROOT / "workbook.toml", **parameters):
    """Return a month of the survey."""
    reports = {**REPORTS, DEMAND_SURVEY.name: DEMAND_SURVEY}
    return open_month(reports, DEMAND_SURVEY.name, {"month": month, "settings": str(settings), **parameters})


@pytest.fixture(scope="session")
def sample_review(shared_cache):
    """Return the survey of the invented warehouse; tests share it and must not change it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WCM_CACHE", str(shared_cache))
        return opened()
