"""The service plan of the invented warehouse, opened once for every test of its report."""

import pandas as pd
import pytest

from wcm_helpers.core.paths import ROOT
from wcm_helpers.reports import open_report


def opened(month="2026-10", settings=ROOT / "workbook.toml", **parameters):
    """Return a month of the service plan."""
    return open_report("service_plan", month=month, settings=str(settings), **parameters)


@pytest.fixture(scope="session")
def plan_review(shared_cache):
    """Return the plan of the invented warehouse; tests share it and must not change it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WCM_CACHE", str(shared_cache))
        review = opened()
        for name in review.report.sections:
            review.section(name)
        return review


@pytest.fixture(scope="session")
def truth():
    """Return what was planted in the invented warehouse: the number by what it is."""
    return pd.read_csv(ROOT / "data" / "sample" / "truth" / "service_plan.csv").set_index("what")["where"]
