"""The chart of one customer: the finding as its title, every month in words."""

import pytest

from tests.reports.classification.facts import classify_facts, monthly
from wcm_helpers.reports.classification.one_customer import analysis, chart


def drawn(facts, **more):
    result = classify_facts(facts, **more)
    return chart.draw(result, analysis.months_of(result, "x"), "x")


def texts(made):
    return {text.get_gid(): text.get_text() for text in made.figure.texts}


def test_the_title_is_the_change_on_a_year_ago_and_the_unit_is_on_the_axis():
    # March to May: 3 × 63 now, 3 × 100 a year ago
    changes = {("x", month): 63 for month in ("2026-03", "2026-04", "2026-05")}
    made = drawn(monthly({"x": 100, "y": 1}, changes=changes))
    assert texts(made)["title"] == (
        "x: billed revenue of the last three months −37% on a year ago, 189 CNY after\n300 CNY"
    ) or texts(made)["title"].replace("\n", " ") == (
        "x: billed revenue of the last three months −37% on a year ago, 189 CNY after 300 CNY"
    )
    [axes] = made.figure.axes
    assert axes.get_ylabel() == "Billed revenue, CNY"
    assert len(axes.patches) == 24
    assert "May 2026: 63 CNY, a year before 100." in made.alt
    assert "Grey: the same month a year ago." in texts(made)["source"]


def test_without_a_year_ago_it_says_what_the_months_brought():
    made = drawn(monthly({"x": 100}, first="2026-04"))
    assert texts(made)["title"] == "x: 200 CNY of billed revenue in the three months to May 2026"
    assert "Grey" not in texts(made).get("source", "")
    assert "April 2026: 100 CNY." in made.alt


@pytest.mark.parametrize("amount", [-20, 0])
def test_credits_and_nothing_are_drawn_too(amount):
    made = drawn(monthly({"x": amount, "y": 50}))
    assert f"May 2026: {'−20' if amount else '0'} CNY" in made.alt


def test_an_incomplete_month_is_named():
    made = drawn(monthly({"x": 100}), whole_month=False)
    assert "May 2026 is not complete." in texts(made)["source"]
