from dataclasses import replace

import pytest

from tests.reports.demand_survey.drivers.test_analysis import driven
from wcm_helpers.methods.driver_ranks import DriverRanks
from wcm_helpers.reports.demand_survey.drivers import sentences
from wcm_helpers.reports.demand_survey.drivers.analysis import Drivers, analyse_drivers
from wcm_helpers.reports.demand_survey.parameters import SurveySettings


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("few", "12 customers answered all the questions"),
        ("none", "fewer than two services"),
        ("many", "at most 12 questions"),
        ("constant", "everyone gave the same overall rating"),
        ("unrelated", "explain 7% of it, no more than chance can"),
    ],
)
def test_why_nothing_is_named(reason, words):
    drivers = Drivers("SAT", 12, DriverRanks(r2=0.07, customers=12, reason=reason), ())
    text = sentences.reason(drivers)
    assert text.startswith("Cannot tell what drives satisfaction: ") and words in text


def test_what_cannot_be_separated():
    survey = driven(130, effects=(0.6, 0.6, 0.0))
    assert sentences.title(analyse_drivers(survey, SurveySettings()), survey) in (
        "P1 and P2 go with overall satisfaction most closely. These answers cannot tell which comes first.",
        "P2 and P1 go with overall satisfaction most closely. These answers cannot tell which comes first.",
    )
    drivers = analyse_drivers(survey, SurveySettings())
    any_of_them = replace(
        drivers, ranks=replace(drivers.ranks, table=drivers.ranks.table.assign(leading=True))
    )
    assert sentences.title(any_of_them, survey) == (
        "Cannot tell which service goes with overall satisfaction most closely."
    )


def test_complete_answers_and_what_was_left_out():
    survey = driven(130, blank=60)
    drivers = analyse_drivers(survey, SurveySettings())
    assert sentences.base(drivers, survey) == (
        "130 complete answers of 130 with an overall rating, from 130 customers."
    )
    anonymous = replace(survey, anonymous=True)
    assert sentences.base(drivers, anonymous) == "130 complete answers of 130 with an overall rating."
    assert sentences.left_out(drivers, survey) == (
        "Left out, as fewer than 60% of those with an overall rating answered: P3."
    )
    alike = replace(drivers, seldom=(), ranks=replace(drivers.ranks, constant=("P1",)))
    assert sentences.left_out(alike, survey) == "Left out, as everyone rated alike: P1."


def test_a_service_rated_against_satisfaction_is_named():
    survey = driven(130, effects=(-1.0, 0.0, 0.0))
    drivers = analyse_drivers(survey, SurveySettings())
    assert "P1" in sentences.negative(drivers, survey)
    assert sentences.negative(analyse_drivers(driven(130), SurveySettings()), driven(130)) == ""
