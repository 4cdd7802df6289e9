"""The sentences on customers that slip, and on what A-first costs."""

import pandas as pd
import pytest

from tests.reports.service_plan.balance.test_lost import made as lost_made
from wcm_helpers.reports.service_plan.balance import sentences
from wcm_helpers.reports.service_plan.balance.contention import Contention


def table(well, badly):
    return pd.DataFrame({"level": ["well", "badly"], "customers": 10, "slipping": [well, badly]})


@pytest.mark.parametrize(
    ("well", "badly", "words"),
    [
        (3, 9, "That is 60 points more often (95% interval 17 to 81): bad service and loss go together here"),
        (9, 3, "That is 60 points less often (95% interval −81 to −17): nothing says"),
        (3, 4, "cannot be told whether bad service and loss go together"),
    ],
)
def test_the_association_is_stated_with_its_interval_and_no_cause(well, badly, words):
    sentence = sentences.association_sentence(table(well, badly))
    assert words in sentence and f"{badly} of 10 slip" in sentence


def test_customers_that_are_all_served_alike_cannot_be_compared():
    assert "cannot be told" in sentences.association_sentence(table(3, 4).head(1))


def test_under_served_customers_that_slip_are_named():
    assert sentences.both_sentence(lost_made(a=(1, 90), b=(1, 90))) == "1 under-served customer slips: a."
    assert sentences.both_sentence(lost_made(b=(1, 90))) == "No under-served customer slips."


def test_the_rule_names_its_measure_and_who_cannot_be_compared():
    rule = sentences.slipping_rule(lost_made(a=(1, 90)))
    assert "whose revenue of the last 3 months" in rule
    assert rule.endswith("4 customers had nothing a year ago to compare with.")


def contention(classes="AC", **changes):
    rows = [
        (rule, letter, 5, mean, 0.0, 0.0, 2 * mean, 3 * mean)
        for rule, means in (("first_come", (60, 60)), ("by_class", (30, 150)), ("ageing", (45, 90)))
        for letter, mean in zip("AC", means, strict=True)
        if letter in classes
    ]
    columns = ["rule", "class", "orders", "mean", "p50", "p90", "p95", "largest"]
    values = {"orders": 10, "of": 10, "days": 22, "servers": 1, "people": 2, "minutes": 30.0, "load": 0.8}
    return Contention(pd.DataFrame(rows, columns=columns), **{**values, **changes})


def test_what_a_gains_and_the_others_pay_are_in_one_sentence():
    assert sentences.first_sentence(contention()) == (
        "With A first, an order of class A waits 30 min on average instead of 60 min; the others pay: "
        "C 2.5 h instead of 60 min."
    )
    assert "longest wait of C is 4.5 h instead of 7.5 h" in sentences.ageing_sentence(contention(), 120)


def test_one_class_has_no_priority():
    assert "priority changes nothing" in sentences.first_sentence(contention("A"))
    assert "priority changes nothing" in sentences.first_sentence(contention("C"))
    assert sentences.ageing_sentence(contention("C"), 120) == ""


def test_the_assumptions_are_named():
    words = sentences.assumptions(contention(), "2026-10")
    assert "10 orders of October 2026" in words and "80% of the capacity" in words
    assert "1 order is in work at a time, with 2 people on each" in words
    assert "first 3 working days are simulated" in sentences.assumptions(contention(of=99, days=3), "2026-10")
    assert "waits grow to the end" in sentences.assumptions(contention(load=1.2), "2026-10")
