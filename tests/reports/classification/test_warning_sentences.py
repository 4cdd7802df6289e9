"""The sentences on what limits the reading of the classes."""

from tests.reports.classification.facts import STEADY, classify_facts, monthly, record, two_years
from wcm_helpers.methods.abc import Rule


def test_few_customers_say_that_the_crossing_rule_decides():
    few = "the classes depend on the rule for the one that crosses a limit"
    assert any(
        few in text
        for text in classify_facts(monthly({name: place for place, name in enumerate("abcdefg", 1)})).warnings
    )
    many = {name: place for place, name in enumerate("abcdefgh", 1)}
    assert not any(few in text for text in classify_facts(monthly(many)).warnings)


def test_corrected_data_are_warned_of():
    values = {"a": 720, "b": 300, "c": 300, "d": 60}
    noted = record("2026-04", {"a": "A", "b": "A", "c": "A", "d": "C"}, values)
    result = classify_facts(two_years(STEADY), recorded=noted)
    assert (
        "Data of months already reported were corrected: 1 class change comes from that." in result.warnings
    )


def test_margins_without_costs_are_warned_of():
    facts = two_years(STEADY).assign(revenue=lambda f: f["value"], cost=lambda f: f["value"] // 2)
    facts.loc[(facts["customer_id"] == "b") & (facts["month"] >= "2026-04"), "cost"] = 0
    facts["value"] = facts["revenue"] - facts["cost"]
    result = classify_facts(facts, rule=Rule(value="margin"))
    told = "2 months of customers have billing and no cost: all of it counts as margin."
    assert told in result.warnings
    assert told not in classify_facts(facts).warnings
