"""Words and signs of control charts."""

import pytest

from wcm_helpers.methods.chart_flags import RULES
from wcm_helpers.reports.performance.control.words import (
    assurance_words,
    chart_name,
    group_name,
    rule_name,
    variation_words,
)


def test_every_rule_has_a_name_without_its_side():
    for rule in RULES:
        assert rule_name(f"{rule}_high") == rule_name(f"{rule}_low")


def test_signs_differ_so_that_no_colour_is_needed():
    variations = [variation_words(each)[0] for each in ("concern", "improvement", "flagged", "usual")]
    assurances = [
        assurance_words(each)[0] for each in ("hits consistently", "fails consistently", "hit or miss")
    ]
    assert len(set(variations)) == 4 and len(set(assurances)) == 3
    assert assurance_words("") == ""


@pytest.mark.parametrize(
    ("dimension", "group", "name"),
    [
        ("class", "A", "class A"),
        ("site", "North", "North"),
        ("carrier", "2", "carrier 2"),
        ("priority", "urgent", "urgent priority"),
    ],
)
def test_groups(dimension, group, name):
    assert group_name(dimension, group) == name
    assert chart_name("otif_order", dimension, group).endswith(f" ({name})")
    assert chart_name("otif_order", "all", "") == chart_name("otif_order", dimension, group)[: -len(name) - 3]
