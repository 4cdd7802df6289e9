"""The sentences on what limits the reading of the classes, and only what matters."""

import pandas as pd
import pytest

from tests.reports.classification.facts import (
    CUSTOMERS,
    STEADY,
    classify_facts,
    monthly,
    record,
    two_years,
)
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.warning_sentences import warnings

NAMED = pd.DataFrame({"customer_id": list("abcdefghij"), "customer_name": list("ABCDEFGHIJ")})
EVEN = {name: 100 - place for place, name in enumerate("abcdefghij")}


def test_a_full_book_with_names_has_no_note():
    assert warnings(classify_facts(two_years(EVEN), NAMED)) == []


@pytest.mark.parametrize(
    ("amounts", "sentence"),
    [
        ({"a": 5}, "Only one customer has billed revenue above zero: there is nobody to compare it with."),
        (
            {"a": 5, "b": 5},
            "Customers with billed revenue above zero all bring the same: the classes do not rank them.",
        ),
        ({"a": 99, "b": 1}, "Class A covers 99% of billed revenue: it hardly tells customers apart."),
        ({"a": -5, "b": -1}, "No customer has billed revenue above zero: there is nothing to classify."),
        (STEADY, "With only 4 customers the classes depend on the rule for the one that crosses a limit."),
    ],
    ids=["one", "all equal", "one with 99 %", "all negative", "few"],
)
def test_books_whose_classes_say_little(amounts, sentence):
    assert sentence in warnings(classify_facts(two_years(amounts)))


def test_group_n_is_named_only_where_it_is_large():
    # ten customers of 955 a month; -1 is 0.1 % of it, -96 is 10 %; one of eleven customers is 9 %
    few = classify_facts(two_years({**EVEN, "n": -1}), NAMED)
    assert not any("group N" in text for text in warnings(few))
    much = classify_facts(two_years({**EVEN, "n": -96}), NAMED)
    assert (
        "1 customer is in group N, without billed revenue above zero: −1,152 CNY, 10.1% of the total."
        in warnings(much)
    )


def test_a_short_history_is_named_with_its_first_month():
    first = warnings(classify_facts(monthly(EVEN, first="2026-05"), NAMED))
    assert first == [
        "The history begins in May 2026: the 12-month window is not full yet.",
        "There is no month before to compare with.",
    ]
    assert warnings(classify_facts(monthly(EVEN, first="2025-06"), NAMED)) == [
        "The history begins in June 2025: a month ago the 12-month window was not full yet, so that its "
        "values are lower."
    ]


def test_a_month_without_activity_is_asked_about():
    facts = two_years(EVEN)
    found = warnings(classify_facts(facts[facts["month"] < "2026-05"], NAMED))
    assert found == ["No activity is recorded in May 2026. Check whether the export is complete."]


def test_missing_names_are_counted_or_said_of_all():
    part = warnings(classify_facts(two_years(STEADY), CUSTOMERS))
    assert "1 customer has no name in the customer list and appears by its id." in part
    none = warnings(classify_facts(two_years(STEADY)))
    assert "No customer has a name in the customer list: customers appear by their ids." in none


def test_a_changed_rule_and_corrected_data_are_named_as_causes():
    # until March class A reached to 88 %, and c fell by 1 in April
    facts = two_years(STEADY, changes={("c", "2026-04"): 9})
    found = warnings(classify_facts(facts, earlier=[("2026-03", Rule(limit_a=0.88))]))
    assert any("1 class change, official or waiting, comes from the new rule" in text for text in found)
    values = {"a": 720, "b": 300, "c": 300, "d": 60}
    noted = record("2026-04", {"a": "A", "b": "A", "c": "A", "d": "C"}, values)
    found = warnings(classify_facts(two_years(STEADY), recorded=noted))
    assert any("corrected: 1 class change, official or waiting, comes from that." in text for text in found)


def test_margins_without_costs_are_named_where_margin_counts():
    facts = two_years(STEADY).assign(revenue=lambda f: f["value"], cost=lambda f: f["value"] // 2)
    facts.loc[(facts["customer_id"] == "b") & (facts["month"] >= "2026-04"), "cost"] = 0
    facts["value"] = facts["revenue"] - facts["cost"]
    sentence = "2 months of customers have billing and no cost: all of it counts as margin."
    assert sentence in warnings(classify_facts(facts, rule=Rule(value="margin")))
    assert sentence not in warnings(classify_facts(facts))
