"""The settings of the demand survey have defaults, and refuse what is impossible."""

import pytest
from pydantic import ValidationError

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reporting.parameters import check_parameters
from wcm_helpers.reports.demand_survey.parameters import SurveyParameters, SurveySettings


@pytest.mark.parametrize(
    "fault", [{"need_margin": 1.2}, {"need_difference": 0}, {"weight_cap": 1}, {"smallest_group": 1}]
)
def test_an_impossible_value_is_refused(fault):
    with pytest.raises(ValidationError):
        SurveySettings.model_validate(fault)


def test_an_unknown_parameter_is_refused_with_the_nearest():
    with pytest.raises(WorkbookError, match="settings"):
        check_parameters(SurveyParameters, {"month": "2026-05", "setings": "workbook.toml"})
