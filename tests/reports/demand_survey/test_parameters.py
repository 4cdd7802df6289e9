"""The section [demand_survey] of the settings."""

import pytest
from pydantic import ValidationError

from wcm_helpers.reports.demand_survey.parameters import SurveyParameters, SurveySettings


def test_a_limit_outside_its_range_is_refused():
    for name, value in [("need_share", 50), ("need_margin", 0), ("smallest_group", 1), ("weight_cap", 1.0)]:
        with pytest.raises(ValidationError, match=name):
            SurveySettings.model_validate({name: value})


def test_answers_are_weighted_by_known_groups_only():
    assert SurveySettings(weight_margins=["industry"]).weight_margins == ("industry",)
    with pytest.raises(ValidationError, match="weight_margins"):
        SurveySettings.model_validate({"weight_margins": ["region"]})


def test_the_notebook_takes_only_the_parameters_of_every_report():
    assert {*SurveyParameters.model_fields} == {"month", "settings", "allow_incomplete", "language"}
