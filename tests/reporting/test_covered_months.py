"""The months a report can be made of, or why it can be made of none."""

from datetime import date

from tests.data.service.warehouses import csv, history_of
from wcm_helpers.data.facts.coverage import Coverage
from wcm_helpers.reporting.covered_months import readiness_of


def test_the_covered_months_or_what_is_missing_for_the_first(tmp_path):
    talks = csv(tmp_path, "i.csv", "customer_id,happened_at", "a,2026-10-05 10:00", "a,2026-11-05 10:00")
    covered = Coverage(
        history_of(tmp_path, {"interactions": talks}, through=""), {"interactions": "happened_at"}
    )
    assert readiness_of(covered, date(2026, 12, 1)).months == ("2026-10",)
    state = readiness_of(covered, date(2026, 10, 15))
    assert state.months == () and "2026-11-05" in state.not_yet and "--allow-incomplete" in state.setting
