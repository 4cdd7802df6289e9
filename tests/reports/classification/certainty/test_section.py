from types import SimpleNamespace

import pandas as pd
import pytest

from tests.reports.classification.facts import classify_last_months
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.certainty.section import certainty
from wcm_helpers.reports.classification.review import ClassificationReview

# Worked out in tests/methods/test_certainty.py: of three draws z is A in one, y N in one; w is near.
FOUR = {"x": [40, 40, 40], "y": [30, 0, 0], "z": [6, 6, 12], "w": [1, 1, 4]}


def opened(rows, rule=None):
    answer = classify_last_months(rows, rule=rule)
    return ClassificationReview(None, SimpleNamespace(settings=None), None, answer, draft=False)


def section(rows, rule=None):
    return certainty(opened(rows, rule)).pieces


def test_it_shows_picture_remark_limits_customers_and_rules():
    pieces = section(FOUR)
    assert [piece.kind for piece in pieces] == ["chart", "paragraph", "table", "table", "details"]
    assert pieces[1].text.startswith(
        "2 of 4 customers keep their class by the rule without any one of the 3 months"
    )


def test_the_boundary_table_says_what_else_and_how_often():
    table = section(FOUR)[3].text
    rows = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in table.splitlines()[2:5]]
    assert [row[:2] + row[3:6] for row in rows] == [
        ["z", "B (or A)", "2 of 3", "3.33", "24"],
        ["y", "A (or N)", "2 of 3", "−13.33", "30"],
        ["w", "C (or B)", "3 of 3", "1.67", "6"],
    ]


def test_the_rule_in_force_stands_out_among_other_limits():
    html = section(FOUR)[2].html
    assert html.count('<tr class="wcm-strong">') == 1
    strong = html.split('<tr class="wcm-strong">')[1].split("</tr>")[0]
    assert "80%" in strong and "95%" in strong


def test_one_month_is_a_box_and_no_column_of_draws():
    pieces = section({"x": [79], "y": [11], "z": [10]})
    assert pieces[0].text.startswith("The window has one month. With two or more months of billed revenue")
    assert "Same class without a month" not in pieces[3].text
    assert "B (or A)" not in pieces[3].text and "A (or B)" in pieces[3].text


def test_a_long_boundary_is_cut_and_counted():
    many = {f"k{place:02d}": [1, 100 - place] if place % 2 else [100 - place, 1] for place in range(60)}
    pieces = section(many)
    shown = pieces[3].html.count("<tr")
    assert shown == 1 + 30
    assert "more are in classes.csv." in pieces[3].text


def test_a_name_from_outside_is_no_markup():
    pieces = section({**FOUR, "<b>z</b>": [6, 6, 12]})
    assert "<b>z" not in pieces[3].html


@pytest.mark.parametrize(
    "rows",
    [
        {"x": [5, 6, 7]},
        {"x": [50, 6, 7], "y": [9, 60, None]},
        {f"k{place}": [5, 5, 5] for place in range(9)},
        {"g": [9900, 9900], **{f"k{place}": [place, 9 - place] for place in range(9)}},
        {"x": [-5, -1], "y": [-3, -3]},
        {"x": [0, 0]},
        {"x": [5, None], "y": [None, 5]},
    ],
    ids=["one", "two", "equal", "giant", "negative", "zero", "apart"],
)
def test_strange_books_give_a_page(rows):
    for piece in section(rows):
        assert piece.text
        assert not any(word in piece.text for word in ("nan", "None", "NaN"))


def test_the_same_book_gives_the_same_bytes_in_any_order():
    one = [piece.html for piece in section(FOUR)]
    assert one == [piece.html for piece in section(dict(reversed(FOUR.items())))]


def test_it_can_be_made_of_every_value_and_rule():
    pieces = section(FOUR, Rule(value="units", limit_a=0.7, limit_b=0.72, crossing="next", window_months=2))
    assert any("units" in piece.text for piece in pieces)
    assert "Impossible limits of A and B" in pieces[1].text


def test_the_sources_of_a_review_are_left_alone():
    review_ = opened(FOUR)
    before = review_.result.classes.copy()
    certainty(review_)
    pd.testing.assert_frame_equal(review_.result.classes, before)
