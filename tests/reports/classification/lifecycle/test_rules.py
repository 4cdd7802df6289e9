from tests.reports.classification.lifecycle.examples import STEADY, classification_of
from wcm_helpers.methods.lifecycle import STATES
from wcm_helpers.methods.lifecycle_gaps import Limits
from wcm_helpers.reports.classification.lifecycle.analysis import describe_lifecycle
from wcm_helpers.reports.classification.lifecycle.rules import rules


def test_the_rules_are_those_that_decided():
    result = classification_of({"a": (STEADY, 10), "b": (["2024-06", "2026-03"], 10)})
    life = describe_lifecycle(result, Limits(dormant_default=45))
    assert life.customers.set_index("customer_id").loc["b", "state"] == "dormant"  # 61 days
    assert "more than 45 days" in dict(rules(life, result))["dormant"]
    assert "more than 90 days" in dict(rules(describe_lifecycle(result), result))["dormant"]


def test_every_state_has_a_rule():
    result = classification_of({"a": (STEADY, 10)})
    terms = [term for term, _meaning in rules(describe_lifecycle(result), result)]
    assert len(terms) == len(set(terms)) == 2 + len(STATES)
