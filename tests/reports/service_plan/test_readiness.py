"""Which months the plan can be made of, and what it misses."""

from datetime import date

import pytest

from tests.data.service.warehouses import csv, history_of
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reports.service_plan.parameters import ServicePlanParameters
from wcm_helpers.reports.service_plan.readiness import coverage_of, latest_month, missing, readiness

PARAMETERS = ServicePlanParameters(month="2026-10", settings="w.toml")


def talks(folder, *days, through="2026-10"):
    rows = [f"a,{day} 10:00,visit" for day in days]
    table = csv(folder, "i.csv", "customer_id,happened_at,kind", *rows)
    return history_of(folder, {"interactions": table}, through=through)


def test_months_of_talks_count(tmp_path):
    history = talks(tmp_path, "2026-08-03", "2026-10-04")
    assert coverage_of(history).months == ["2026-08", "2026-10"]
    assert latest_month(history, PARAMETERS, date(2026, 12, 1)) == "2026-10"
    assert readiness(history, PARAMETERS, date(2026, 12, 1)).months == ("2026-08", "2026-10")


def test_what_cannot_be_made_says_why(tmp_path):
    history = talks(tmp_path, "2026-10-04", through="2026-09")
    state = readiness(history, PARAMETERS, date(2026, 12, 1))
    assert state.months == () and "2026-10-04" in state.not_yet and "--allow-incomplete" in state.setting
    with pytest.raises(WorkbookError, match="No month is complete"):
        latest_month(history, PARAMETERS, date(2026, 12, 1))


def test_a_warehouse_without_managers_or_talks_has_no_plan(tmp_path):
    orders = csv(tmp_path, "o.csv", "order_id,customer_id,created_at", "1,a,2026-10-01")
    intake = history_of(tmp_path, {"orders": orders}).intake
    assert "[tables.service_entitlements]" in str(missing(intake, PARAMETERS))
    managers = csv(tmp_path, "m.csv", "manager_id,hours", "M1,1")
    intake = history_of(tmp_path, {"managers": managers}).intake
    assert "[tables.orders]" in str(missing(intake, PARAMETERS))
    assert missing(talks(tmp_path, "2026-10-04").intake, PARAMETERS) == ""
