"""From verdicts to what may be proposed."""

import pandas as pd

from wcm_helpers.methods.needs import NeedRule, judge_needs
from wcm_helpers.reports.demand_survey.needs.result import Needs
from wcm_helpers.reports.demand_survey.proposals.analysis import EVERYONE
from wcm_helpers.reports.demand_survey.proposals.wanted import wanted_needs

# all 60 customers answered: slots all alike, a contact only class A, kits one in four of each class
GROUPS = pd.DataFrame({"class": ["A"] * 20 + ["B"] * 40})
WANTED = pd.DataFrame(
    {"slots": [1.0] * 60, "contact": [1.0] * 20 + [0.0] * 40, "kits": ([1.0] + [0.0] * 3) * 15}
)
OWN = pd.DataFrame({"customer_id": ["x"], "need": ["kits"], "share": [0.1]})


def needs(verdicts="judge", hidden=()):
    if verdicts == "judge":
        verdicts = judge_needs(WANTED, GROUPS, NeedRule(), population=GROUPS)
    return Needs(verdicts, WANTED, GROUPS, OWN, pd.DataFrame(), hidden={*hidden})


def test_common_needs_are_for_everyone_and_individual_ones_for_their_group():
    found = wanted_needs(needs())
    assert [(one.need, one.scope, one.share, one.n) for one in found] == [
        ("slots", EVERYONE, 1.0, 60), ("contact", "class:A", 1.0, 20), ("kits", "customer:x", 1.0, 1),
    ]  # fmt: skip
    assert found[1].rest_share == 0.0 and found[2].rest_share == 0.1


def test_hidden_cells_are_left_out():
    found = wanted_needs(needs(hidden=[("slots", "", ""), ("contact", "class", "A")]))
    assert [one.need for one in found] == ["kits"]


def test_without_verdicts_nothing_is_wanted():
    assert wanted_needs(needs(None)) == []
