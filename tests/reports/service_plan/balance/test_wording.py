"""The names of levels, rules and waits."""

import pytest

from wcm_helpers.methods.waiting import AGEING, BY_CLASS, FIRST_COME
from wcm_helpers.reports.service_plan.balance.lost import LEVELS
from wcm_helpers.reports.service_plan.balance.wording import class_label, level_name, rule_name, wait_words


def test_every_level_and_rule_has_a_name_of_its_own():
    assert len({level_name(level) for level in LEVELS}) == len(LEVELS)
    assert len({rule_name(rule) for rule in (FIRST_COME, BY_CLASS, AGEING)}) == 3
    assert (class_label("B"), class_label("N")) == ("B", "no class")


@pytest.mark.parametrize(
    ("minutes", "words"), [(0.4, "0 min"), (119, "119 min"), (120, "2.0 h"), (345, "5.8 h")]
)
def test_long_waits_are_in_hours(minutes, words):
    assert wait_words(minutes) == words
