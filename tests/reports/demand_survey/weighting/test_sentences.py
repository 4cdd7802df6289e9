"""The sentences of the appendix on weighting."""

from wcm_helpers.reports.demand_survey.parameters import SurveySettings
from wcm_helpers.reports.demand_survey.weighting import sentences


def test_the_rules_are_those_in_force():
    rules = dict(sentences.rules(SurveySettings(weight_margins=("class", "site"), weight_cap=3.5)))
    assert "by class and site are those of all customers asked, to 1e-8 of the total" in rules["Weights"]
    assert "up to 3.5 times their mean" in rules["When there are no weights"]
