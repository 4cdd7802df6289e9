"""Service by class: differences over customers, and customers unlike their class."""

import pandas as pd

from wcm_helpers.reports.performance.by_class.analysis import (
    class_rates_of,
    compare_classes,
    lead_times_of,
    outlying_of,
    over_served_of,
    priority_of,
    service_gaps_of,
)


def counts(**hits):
    """Return 100 cases of each of so many customers of a class; hits is a list a class."""
    rows = [(letter, each, 100) for letter, numbers in hits.items() for each in numbers]
    frame = pd.DataFrame(rows, columns=["class", "numerator", "denominator"])
    return frame.set_index(pd.Index([f"c{n}" for n in range(len(frame))]))


def verdict(**hits):
    return compare_classes({"on_time": counts(**hits)})[0].verdict


def test_verdicts_of_a_against_c():
    high, low = [97, 98, 99] * 6, [89, 90, 91] * 6
    assert verdict(A=high, C=low) == "better"
    assert verdict(A=low, C=high) == "worse"
    assert verdict(A=high, C=high) == "alike"
    assert verdict(A=[60, 99, 80], C=[99, 70, 85]) == "unclear"


def test_without_c_the_comparison_is_with_b_and_without_a_there_is_none():
    assert compare_classes({"on_time": counts(A=[97, 98, 99], B=[90, 91, 92])})[0].against == "B"
    assert compare_classes({"on_time": counts(B=[90, 91], C=[90, 91])}) == []


def test_only_the_planted_customer_is_under_served(performance_review, truth):
    gaps = performance_review.computed(service_gaps_of)
    assert gaps["customer_id"].tolist() == [truth.loc["under-served customer", "where"]]
    assert gaps.loc[0, "value"] < gaps.loc[0, "peers"] - 0.1
    tested = performance_review.computed(outlying_of)
    assert set(tested["group"]) <= {"A", "B", "C", "N"}
    assert (tested["n"] >= 20).all()


def test_rates_are_sums_over_the_customers_of_a_class(performance_review):
    rates = {each.indicator: each.rates for each in performance_review.computed(class_rates_of)}
    assert {"on_time", "otif_order", "response_kept"} <= set(rates)
    assert rates["response_kept"]["A"].value < rates["response_kept"]["C"].value  # harder terms, no weekend


def test_nobody_is_released_first_in_the_sample(performance_review):
    pairs = performance_review.computed(priority_of)
    assert 0.35 < pairs["first"].sum() / pairs["pairs"].sum() < 0.65


def test_hours_of_classes_and_over_served_customers_are_there(performance_review):
    assert set(performance_review.computed(lead_times_of)["class"]) >= {"A", "B", "C"}
    assert list(performance_review.computed(over_served_of)) == ["customer_id", "name", "value", "low", "n"]
