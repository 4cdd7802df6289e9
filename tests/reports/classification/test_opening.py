"""A month is opened by what its end lets see: drafts are marked, later rows are invisible."""

import pytest

from wcm_helpers.classes.in_force import classes_in_force
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reports import open_report


def opened(shop, **parameters):
    return open_report("classification", settings=str(shop.settings), **parameters)


def test_a_month_that_is_not_complete_is_a_draft_only_when_asked_for(shop):
    shop.billing(("c1", "2026-04-30", 500), ("c2", "2026-04-30", 300), ("c1", "2026-05-11", 100))
    with pytest.raises(WorkbookError, match="May 2026 is not complete"):
        opened(shop, month="2026-05")
    assert opened(shop, month="2026-05", allow_incomplete=True).draft
    assert not opened(shop, month="2026-04").draft


def test_a_later_month_is_invisible(shop):
    # April alone: 500 + 300 + 100
    assert opened(shop, month="2026-04").figures["value"] == 900.0


def test_a_parameter_takes_the_place_of_the_settings_rule(shop):
    review = opened(shop, month="2026-05", limit_a=0.5)
    assert review.result.rule.limit_a == 0.5
    assert review.other_rules == {"limit_a": 0.5}


def test_other_reports_get_the_official_classes_of_the_classification(sample_review):
    classes = classes_in_force(sample_review.history, "2026-10")
    own = sample_review.result.classes.set_index("customer_id").sort_index()
    assert len(own) > 100
    assert classes.customers["class"].to_dict() == own["official"].to_dict()
    assert classes.customers["value"].to_dict() == own["value"].to_dict()  # the rule counts revenue
