"""What other sections read of the needs."""

import pandas as pd

from tests.reports.demand_survey.needs.examples import planted
from wcm_helpers.reports.demand_survey.needs.analysis import analyse_needs
from wcm_helpers.reports.demand_survey.needs.result import Needs
from wcm_helpers.reports.demand_survey.parameters import SurveySettings


def test_each_finding_has_its_scope():
    result = analyse_needs(planted(), SurveySettings())
    scopes = result.findings.set_index("need")[["scope", "n"]].to_dict("index")
    # 160 answered: 32 in A, 40 of pharma
    assert scopes == {
        "slots": {"scope": "everyone", "n": 160},
        "contact": {"scope": "class:A", "n": 32},
        "certificates": {"scope": "industry:pharma", "n": 40},
    }


def test_what_others_want_is_missing_where_a_hidden_cell_could_be_computed():
    result = analyse_needs(planted(anonymous=True), SurveySettings())
    named = result.named.set_index("need")
    # nobody of B and C wants a contact: with the share of the others they could be computed
    assert named["rest_share"].isna().to_dict() == {"certificates": True, "contact": True}
    assert analyse_needs(planted(), SurveySettings()).named["rest_share"].notna().all()


def test_without_verdicts_there_is_nothing():
    empty = pd.DataFrame(columns=["grouping", "difference"])
    own = pd.DataFrame(columns=["customer_id", "need"])
    nothing = Needs(None, pd.DataFrame(), pd.DataFrame(), own, empty, reason="no_questions")
    assert nothing.common == nothing.undecided == nothing.minority == []
    assert nothing.individual == {} and nothing.findings.empty and nothing.detectable_difference is None
