import pandas as pd
import pytest

from wcm_helpers.care.rules import KINDS
from wcm_helpers.reports.service_plan.keeping_in_touch.wording import (
    day,
    kind_of_event,
    manager_label,
    state_name,
)


def test_every_state_and_kind_has_a_name_of_its_own():
    assert len({state_name(state) for state in ("in_time", "late", "silent", "cannot_tell")}) == 4
    assert len({kind_of_event(kind) for kind in KINDS}) == len(KINDS)
    with pytest.raises(KeyError):
        kind_of_event("party")


@pytest.mark.parametrize(("value", "text"), [(pd.Timestamp("2026-11-03 23:59"), "2026-11-03"), (None, "–")])
def test_a_day_has_no_time(value, text):
    assert day(value) == text


def test_managers_have_their_number_and_published_name(plan_review):
    label = manager_label(plan_review)
    assert plan_review.settings.site.publish_names
    assert label("M01") == "M01 王芳"  # as managers.csv has it
    assert label("M99") == "M99" and label(None) == label(float("nan")) == "no manager"
