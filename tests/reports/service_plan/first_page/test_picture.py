"""The picture of the first page: class A, item by item."""

from tests.data.service.warehouses import csv
from tests.reports.service_plan.warehouses import plan_of
from wcm_helpers.reports.service_plan.first_page.picture import picture


def test_the_picture_shows_class_a_alone_and_names_its_weakest_item(plan_review):
    (block,) = picture(plan_review)
    assert block.text.startswith("Class A received least of this item: Response in time")
    assert ": A " in block.text and ": B " not in block.text


def test_without_packages_there_is_none(tmp_path):
    talks = csv(tmp_path, "i.csv", "customer_id,happened_at", "a,2026-10-12 10:00")
    assert picture(plan_of(tmp_path, {"interactions": talks})) == []
