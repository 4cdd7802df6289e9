from types import SimpleNamespace
from typing import get_args

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.facts.history import ValueBasis
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reporting.section import section
from wcm_helpers.reports.classification.backtest.section import backtest
from wcm_helpers.reports.classification.classify_month import classify_month

SKEWED = np.round(np.random.default_rng(1).lognormal(5, 1.3, 60)) + 1


def review_of(then, since, month="2026-05", rule=None, first="2024-06"):
    rows = [(f"k{i}", first, value, 1) for i, value in enumerate(then)]
    rows += [(f"k{i}", "2026-04", value, 1) for i, value in enumerate(since)]
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    facts["value"] = (facts["value"] * SCALE).astype("int64")
    classification = classify_month(facts, None, month, rule or Rule(), currency="CNY", source="invoices")
    review = SimpleNamespace(result=classification)
    review.computed = lambda function: function(review)
    return review


def shown(*given, **more):
    pieces = backtest(review_of(*given, **more)).pieces
    kinds = ("paragraph", "chart", "table", "box", "details")
    return {kind: [piece.text for piece in pieces if piece.kind == kind] for kind in kinds}


def test_the_section_opens_with_the_verdict_and_warns_under_the_limits():
    pieces = backtest(review_of(SKEWED, SKEWED)).pieces
    assert [p.kind for p in pieces] == [
        "paragraph",
        "chart",
        "table",
        "paragraph",
        "table",
        "paragraph",
        "box",
        "details",
    ]
    assert pieces[0].text.startswith("Yes: ")
    assert "Do not change limits because of one year" in pieces[6].text


def test_classes_and_silent_customers_stand_with_their_number():
    then, since = [400] * 4 + [25] * 8 + [1] * 20, [400] * 4 + [25] * 8
    table = shown(then, since)["table"][0]
    # 1,820 in all: A starts at 0; the eight of 25 at .879: B; the twenty of 1 at .989: C
    lines = {line[0]: line for line in table.splitlines()[2:5]}
    assert "0 of 4: 0% (0% to 49%)" in lines["A"]  # z² / (4 + z²) = .4899
    assert "20 of 20: 100% (84% to 100%)" in lines["C"]  # 20 / (20 + z²) = .8389
    assert "Gone, without any activity since: 20 of 32 customers." in table


def test_tables_are_named_and_in_units_of_the_page():
    then, since = [400] * 4 + [25] * 8 + [1] * 20, [400] * 4 + [25] * 8
    page = section("backtest", backtest(review_of(then, since)))
    assert list(page.tables) == ["classes", "limits"] and list(page.charts) == ["captured_value"]
    classes = page.tables["classes"].set_index("Class then")
    assert classes.loc["A", ["Value then, CNY", "Value since, CNY"]].tolist() == [1600, 1600]


def test_the_limits_shown_are_those_in_force_the_best_and_their_neighbours():
    table = shown(SKEWED, SKEWED)["table"][1]
    assert {"75% / 95%", "80% / 90%", "80% / 95%", "80% / 98%", "85% / 95%"} <= set(
        line[:9] for line in table.splitlines()
    )
    assert "in force" in next(line for line in table.splitlines() if line.startswith("80% / 95%"))
    assert sum("best in hindsight" in line for line in table.splitlines()) == 1


def test_a_history_too_short_is_a_box_that_names_the_table():
    texts = shown([5, 3], [5, 3], first="2025-06")
    assert texts["table"] == texts["paragraph"] == []
    assert "from May 2027 on" in texts["box"][0]
    assert "table billing (column doc_date)" in texts["box"][0]


OLDER_ROWS = {
    "revenue": "With older rows of the table billing (column doc_date) this section",
    "margin": "With older rows of the tables billing (column doc_date) and costs (column month) this section",
    "order_value": "With older rows of the table orders (column created_at) this section",
    "orders": "With older rows of the table orders (column created_at) this section",
    "units": "With older rows of the table orders (column created_at) this section",
}


@pytest.mark.parametrize("value", get_args(ValueBasis))
def test_a_short_history_names_the_tables_of_every_value(value):
    assert OLDER_ROWS[value] in shown([5, 3], [5, 3], first="2025-06", rule=Rule(value=value))["box"][0]


@pytest.mark.parametrize(
    "values",
    [[5], [5, 6], [5] * 30, [9900] + [1] * 29, [-5] * 30, [9900]],
    ids=["one", "two", "equal", "99 %", "negative", "alone"],
)
def test_books_that_tell_nothing_give_a_page(values):
    texts = shown(values, values)
    assert texts["paragraph"][0].startswith("Cannot tell: ")
    assert texts["table"] and texts["details"]
    assert "nan" not in str(texts).lower().replace("finance", "")


def test_nobody_in_the_window_of_a_year_ago_gives_a_page():
    # active in June 2023 and in April 2026 only: the window to May 2025 is covered, and empty
    texts = shown([5] * 25, [5] * 25, first="2023-06")
    assert "0 customers had a class in May 2025" in str(texts)


def test_limits_are_printed_as_they_are():
    texts = shown(SKEWED, SKEWED, rule=Rule(limit_a=0.78, limit_b=0.96))
    assert any(line.startswith("78% / 96%") and "in force" in line for line in texts["table"][1].splitlines())
