"""The lines on packages: who, what happened, what to do, and where the evidence is."""

from tests.reports.service_plan.plans import month_of, rows_of
from wcm_helpers.reports.service_plan.packages.lines import (
    cases_of,
    line,
    others,
    weakest_case,
)


def test_the_planted_cases_have_lines(plan_review, truth):
    cases = cases_of(plan_review)
    assert cases["underserved"]["customer_id"].tolist() == [truth["class A without its manager's time"]]
    assert cases["overserved"]["customer_id"].tolist() == [truth["class C with the time of class A"]]


def test_a_line_says_what_was_missed_and_who_calls():
    row = {"name": "Anna", "class": "A", "broken": ("review", "talk"), "revenue": 12_000_000_000}
    made = line("underserved", row, "CNY")
    assert made.sentence.startswith("Anna (1.20M CNY a year): In class A, it did not receive in full: Review")
    assert made.section == "packages" and made.step.startswith("Call it this week")


def test_an_over_served_customer_stands_against_class_a():
    row = {"name": "Cora", "class": "C", "hours": 38.6, "due_of_a": 18.0, "revenue": 0}
    made = line("overserved", row, "CNY")
    assert made.amount == "" and "39 hours" in made.happened and "entitled to 18" in made.happened


def test_the_others_are_counted_with_their_money():
    assert others("underserved", 1, "2M", "CNY") == "1 more customer is under-served, with 2M CNY a year."
    assert others("overserved", 3, "2M", "CNY").startswith("3 more customers take more time")


def test_the_item_that_class_a_lacks_most_has_a_line_with_the_money_of_those_without_it():
    result = month_of({f"a{n}": "A" for n in range(9)}, {f"a{n}": 10_000 * (n + 1) for n in range(9)})
    cells = [(f"a{n}", "A", "talk", "kept", None) for n in range(9)]
    cells += [(f"a{n}", "A", "response", "none" if n else "kept", None) for n in range(9)]
    (row,) = weakest_case(rows_of(*cells), result).to_dict("records")
    assert (row["item"], row["kept"], row["measured"]) == ("response", 1, 9)
    assert row["revenue"] == 440_000  # 2 + 3 + … + 9 = 44
    made = line("promise", row, "CNY")
    assert made.happened == "Response in time was kept for 1 of 9 customers of class A."
    assert weakest_case(rows_of(*cells[:9]), result).empty
