"""The headline of the plan, from the invented warehouse and from one without anything."""

from tests.data.service.warehouses import csv
from tests.reports.service_plan.warehouses import plan_of
from wcm_helpers.reports.service_plan.first_page.headline import headline_of


def test_it_says_what_class_a_received_against_the_month_before_and_what_is_to_be_decided(plan_review):
    said = headline_of(plan_review)
    assert said.startswith("Class A received ") and "in September 2026." in said
    assert "1 customer is under-served." in said and "1 manager has more work than hours." in said
    assert "cost more to serve than they pay." in said


def test_without_classes_it_cannot_be_told(tmp_path):
    talks = csv(tmp_path, "i.csv", "customer_id,happened_at", "a,2026-10-12 10:00")
    said = headline_of(plan_of(tmp_path, {"interactions": talks}))
    assert said == "What class A received of its package in October 2026 cannot be told."
