"""The invented warehouse, opened once for every test of the classification report."""

import pytest

from wcm_helpers.core.paths import ROOT
from wcm_helpers.reports import open_report


@pytest.fixture(scope="session")
def sample_review(shared_cache):
    """Return the invented warehouse's review of October 2026; tests share it and must not change it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WCM_CACHE", str(shared_cache))
        return open_report("classification", month="2026-10", settings=str(ROOT / "workbook.toml"))
