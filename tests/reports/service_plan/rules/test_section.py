"""The rules in force: those of the settings, in whole sentences."""

import pytest

from tests.data.service.warehouses import csv
from tests.reports.service_plan.warehouses import plan_of
from wcm_helpers.reports.service_plan.rules.section import class_basis


def test_every_question_has_its_rule(plan_review):
    rules = plan_review.section("rules").rules
    assert len(rules) >= 12 and all(meaning.endswith(".") for meaning in rules.values())
    assert rules["Class of a customer"] == "The official class of October 2026."
    assert "1,000 draws" in rules["Loss makers"]


def test_the_settings_are_in_the_rules(tmp_path):
    talks = csv(tmp_path, "i.csv", "customer_id,happened_at", "a,2026-10-12 10:00")
    settings = "[service_plan]\nageing_minutes = 77\nfeedback_days = 9\ncost_months = 1\n"
    rules = plan_of(tmp_path, {"interactions": talks}, more=settings).section("rules").rules
    assert "77 minutes" in rules["Waiting by class"]
    assert "within 9 days" in rules["Was feedback answered?"]
    assert "Of 1 month at most" in rules["Cost to serve"]


@pytest.mark.parametrize("basis", ["computed", "recorded", "customer_list", ""])
def test_the_basis_of_classes_is_named(basis):
    assert class_basis(basis, "2026-10" if basis in ("computed", "recorded") else "").endswith(".")
