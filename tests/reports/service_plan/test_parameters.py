"""The settings of the service plan, and what they refuse."""

import pytest
from pydantic import ValidationError

from wcm_helpers.reports.service_plan.parameters import ServicePlanSettings


def test_the_care_rules_come_from_the_settings():
    rules = ServicePlanSettings(leap_day="03-01", greeting_lead=3).care_rules
    assert (rules.leap_day, rules.greeting_lead) == ("03-01", 3)


@pytest.mark.parametrize(
    "said", [{"leap_day": "02-29"}, {"solver_seconds": 0}, {"cost_months": 25}, {"moved": 1}], ids=str
)
def test_impossible_settings_are_refused(said):
    with pytest.raises(ValidationError):
        ServicePlanSettings(**said)
