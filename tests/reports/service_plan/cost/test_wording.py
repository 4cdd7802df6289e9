"""The names of activities and pools."""

from wcm_helpers.data.tables.service_words import ACTIVITIES, POOL_KINDS
from wcm_helpers.reports.service_plan.cost.wording import driver_name, kind_of_pool


def test_every_activity_and_kind_of_the_tables_has_a_name():
    assert not [name for name in ACTIVITIES if driver_name(name) == name]
    assert not [kind for kind in POOL_KINDS if kind_of_pool(kind) == kind]
    assert driver_name("贴标") == "贴标" and driver_name("storage") == "Storage"
