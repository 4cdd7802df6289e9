"""From verdicts to what may be proposed."""

import pandas as pd

from wcm_helpers.methods.needs import NeedRule, judge_needs
from wcm_helpers.reports.demand_survey.proposals.analysis import EVERYONE
from wcm_helpers.reports.demand_survey.proposals.wanted import wanted_needs


def test_common_needs_are_for_everyone_and_individual_ones_for_their_group():
    # all 60 customers answered: slots all alike, a contact only class A, kits half of each class: too few
    groups = pd.DataFrame({"class": ["A"] * 20 + ["B"] * 40})
    wanted = pd.DataFrame(
        {"slots": [1.0] * 60, "contact": [1.0] * 20 + [0.0] * 40, "kits": ([1.0] + [0.0] * 3) * 15}
    )
    found = wanted_needs(judge_needs(wanted, groups, NeedRule(), population=groups), [("x", "kits", 0.1)])
    assert [(one.need, one.scope, one.share, one.n) for one in found] == [
        ("slots", EVERYONE, 1.0, 60), ("contact", "class:A", 1.0, 20), ("kits", "customer:x", 1.0, 1),
    ]  # fmt: skip
    assert found[1].rest_share == 0.0 and found[2].rest_share == 0.1
