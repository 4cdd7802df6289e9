from types import SimpleNamespace

import pytest

from tests.reports.classification.money.examples import YEAR, classification_of
from wcm_helpers.core import words
from wcm_helpers.reporting.section import section
from wcm_helpers.reports.classification.money.section import LISTED, money


def opened(customers, **more):
    result = classification_of(customers, **more)
    review = SimpleNamespace(result=result)
    review.computed = lambda function: function(review)
    return review


def page(customers, **more):
    return section("money", money(opened(customers, **more)))


def test_chart_tables_and_remark_follow_each_other():
    made = page(YEAR)
    assert [block.kind for block in made.blocks] == ["chart", "table", "table", "paragraph"]
    assert list(made.tables) == ["losses", "margin_by_class"]
    losses = made.tables["losses"].set_index("Customer")
    columns = ["Class", "Revenue, CNY", "Cost, CNY", "Margin, CNY", "Margin a year ago, CNY"]
    assert losses[columns].values.tolist() == [["A", 25, 30, -5, 10], ["C", 5, 6, -1, -1]]
    assert losses["Change on a year ago"].tolist() == ["cost up", "a loss a year ago too"]
    margins = made.tables["margin_by_class"].set_index("Class")
    assert margins.loc["All", ["Customers", "Loss-making", "Margin, CNY"]].tolist() == [4, 2, 19]
    assert margins.loc["All", "Margin, % of revenue"] == pytest.approx(0.19)


def test_without_a_loss_the_margin_by_class_remains():
    made = page({"a": [(60, 40)], "b": [(40, 30)]})
    assert list(made.tables) == ["margin_by_class"] and not made.charts
    assert made.sentences == [
        "No customer costs more than it brings.",
        "Billed revenue less cost leaves a margin of 30 CNY in the 1-month window, 30.0% of revenue.",
    ]


@pytest.mark.parametrize(
    ("lacking", "named"),
    [
        ({"cost": False}, "The table costs (column cost) is not in the data."),
        ({"revenue": False}, "The table billing (column amount_ex_vat) is not in the data."),
        (
            {"cost": False, "revenue": False},
            "The tables billing (column amount_ex_vat) and costs (column cost) are not in the data.",
        ),
    ],
)
def test_a_missing_table_is_named_with_what_it_would_show(lacking, named):
    made = page({"a": [(60, 40)]}, **lacking)
    assert [block.kind for block in made.blocks] == ["box"]
    assert named in made.sentences[0] and "more than they bring" in made.sentences[0]


def test_costs_before_the_window_alone_show_nothing():
    assert "no cost in the 1-month window" in page({"a": [(60, 40), (60, 0)]}).sentences[0]


def test_of_a_long_list_the_rest_is_counted_with_its_loss():
    losing = {f"c{place:02d}": [(10, 11 + place)] for place in range(LISTED + 2)}
    made = page({"good": [(900, 1)], **losing})
    assert len(made.tables["losses"]) == LISTED
    note = next(block.text for block in made.blocks if block.name == "losses" and block.kind == "table")
    assert "2 more lose 3 CNY together; they are not listed." in note  # 1 + 2


def test_costs_that_are_missing_are_warned_of_first():
    made = page({"a": [(60, 40)], "b": [(25, 0)]})
    assert made.blocks[0].kind == "box" and "no costs" in made.sentences[0]


def test_one_result_is_shown_in_two_languages():
    review = opened(YEAR)
    english = section("money", money(review))
    words.use("zh")
    try:
        chinese = section("money", money(review))
    finally:
        words.use("en")
    assert "成本上升" in chinese.blocks[1].text and "cost up" in english.blocks[1].text
    assert "亏损" in chinese.charts["losses"].alt
