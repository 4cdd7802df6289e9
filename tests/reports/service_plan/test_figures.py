"""The figures of the plan: what was planted, in the types that run.json keeps."""

import json

from tests.data.service.warehouses import csv
from tests.reports.service_plan.warehouses import plan_of


def test_the_planted_customers_are_in_the_figures(plan_review, truth):
    figures = plan_review.figures
    assert figures["underserved"] == [truth["class A without its manager's time"]]
    assert truth["loss maker"] in figures["loss_makers"]
    assert set(figures["entitlement_kept"]) == {"A", "B", "C"}
    assert all(0 < share < 1 for share in figures["entitlement_kept"].values())
    assert figures["short_hours"] == 0.0 and figures["unused_capacity_cost"] > 0
    assert 0 < figures["cadence_kept"] < 1 and figures["loops_open"] > 0
    assert json.loads(json.dumps(figures)) == figures


def test_what_cannot_be_computed_is_none(tmp_path):
    talks = csv(tmp_path, "i.csv", "customer_id,happened_at", "a,2026-10-12 10:00")
    figures = plan_of(tmp_path, {"interactions": talks}).figures
    assert figures["entitlement_kept"] == {} and figures["underserved"] == figures["loss_makers"] == []
    unknown = ("assigned", "moved", "short_hours", "unused_capacity_cost", "cadence_kept")
    assert [figures[name] for name in unknown] == [None] * 5
