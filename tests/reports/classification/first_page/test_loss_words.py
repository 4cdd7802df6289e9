"""The lines on customers that cost more than they bring: how much, why, since when, and what to do."""

import pytest

from tests.reports.classification.facts import classify_facts, two_years
from tests.reports.classification.first_page.examples import lines_of
from tests.reports.classification.money.examples import YEAR, classification_of


def losses(customers, **more):
    return [line for line in lines_of(classification_of(customers, **more)) if line.kind == "loss"]


@pytest.mark.parametrize(
    ("ago", "now", "happened", "step"),
    [
        (
            (10, 8), (10, 12), "Costs of 12 CNY, 50% more than a year ago, against billed revenue of 10 CNY.",
            "Find out what costs more, then renegotiate the prices.",
        ),
        (
            (10, 8), (6, 8), "Billed revenue of 6 CNY, 40% less than a year ago, against costs of 8 CNY.",
            "Agree on a minimum charge or cut the service.",
        ),
        (
            (100, 80), (80, 100),
            "Costs of 100 CNY, 25% more than a year ago, against billed revenue of 80 CNY, 20% less.",
            "Renegotiate the prices and the service.",
        ),
        (
            (10, 12), (10, 15),
            "Costs of 15 CNY against billed revenue of 10 CNY; a year ago 12 CNY against 10 CNY.",
            "Raise the prices or end the contract.",
        ),
        (
            None, (10, 15), "Its costs are 150% of its billed revenue (15 CNY against 10 CNY).",
            "Check the prices agreed at the start.",
        ),
        ((10, 8), (-2, 1), "More was credited than billed.", "Check the credit notes."),
        (  # no percentage of nothing
            (10, 0), (10, 12),
            "Costs of 12 CNY against billed revenue of 10 CNY; a year ago 0 CNY against 10 CNY.",
            "Find out what costs more, then renegotiate the prices.",
        ),
        (
            (10, 8), (0, 9), "Costs of 9 CNY without billed revenue.",
            "Agree on a minimum charge or cut the service.",
        ),
        (  # one in a thousand more would be written as 0%
            (10_000, 9_995), (10_000, 10_005),
            "Costs of 10.0k CNY against billed revenue of 10.0k CNY; a year ago 9,995 CNY against 10.0k CNY.",
            "Find out what costs more, then renegotiate the prices.",
        ),
    ],
    ids=[
        "cost up", "revenue down", "both", "always", "new", "credits", "no costs then", "no revenue now",
        "hardly more",
    ],
)  # fmt: skip
def test_a_line_names_the_cause_and_a_step_for_it(ago, now, happened, step):
    pairs = [ago, *[(10, 8) if ago else None] * 11, now]
    good = [(500, 200)] * 13
    (line,) = losses({"x": pairs, "good": good})
    assert line.happened.startswith(happened)
    assert line.step == step and line.section == "money"


def test_the_largest_loss_comes_first_with_the_time_since():
    first, second = losses(YEAR)
    assert (first.name, first.amount) == ("b", "class A, loss of 5 CNY in 1 month")
    assert first.happened.endswith("Its margin of 1 month fell below zero this month.")
    assert second.name == "d" and "since" not in second.happened  # since before the data begin


def test_a_loss_that_goes_on_has_its_first_month():
    (line,) = losses({"x": [(10, 8)] * 11 + [(10, 12), (10, 12)], "good": [(500, 200)] * 13})
    assert "Loss-making since April 2026." in line.happened


def test_the_others_are_counted_on_the_last_line_of_the_kind():
    many = {f"x{n}": [(10, 8)] * 12 + [(10, 20 - n)] for n in range(8)}
    lines = losses({**many, "good": [(500, 200)] * 13})
    assert len(lines) >= 3 and [line.others for line in lines[:-1]] == [""] * (len(lines) - 1)
    left = 8 - len(lines)
    rest = sum(10 - n for n in range(len(lines), 8))
    assert lines[-1].others == f"{left} more customers lose {rest} CNY together."


def test_without_costs_nobody_loses():
    assert not [line for line in lines_of(classify_facts(two_years({"a": 5, "b": 3}))) if line.kind == "loss"]
