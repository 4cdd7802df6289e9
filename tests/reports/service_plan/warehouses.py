"""Service plans of warehouses that a test writes out."""

from pathlib import Path

from tests.data.service.warehouses import history_of
from wcm_helpers.reports.service_plan.opening import open_review
from wcm_helpers.reports.service_plan.parameters import ServicePlanParameters
from wcm_helpers.reports.service_plan.report import SERVICE_PLAN


def plan_of(folder: Path, tables: dict[str, str], month="2026-10", *, allow_incomplete=False, **more):
    """Return the plan of a folder's files; each table has its lines of settings."""
    parameters = ServicePlanParameters(month=month, settings="w.toml", allow_incomplete=allow_incomplete)
    return open_review(SERVICE_PLAN, history_of(folder, tables, **more), parameters)
