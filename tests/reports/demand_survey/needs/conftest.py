"""A month with planted needs and its verdicts, computed once a module."""

import pytest

from tests.reports.demand_survey.needs.examples import planted
from wcm_helpers.reports.demand_survey.needs.analysis import analyse_needs
from wcm_helpers.reports.demand_survey.parameters import SurveySettings


@pytest.fixture(scope="module")
def month():
    return planted()


@pytest.fixture(scope="module")
def needs(month):
    return analyse_needs(month, SurveySettings())
