"""The matrix of needs."""

import numpy as np
import pytest

from tests.reports.demand_survey.needs.examples import planted
from wcm_helpers.reports.demand_survey.needs import chart
from wcm_helpers.reports.demand_survey.needs.analysis import analyse_needs
from wcm_helpers.reports.demand_survey.parameters import SurveySettings


def test_needs_are_listed_common_first(needs):
    assert chart.order(needs) == ["slots", "certificates", "contact"]


def test_columns_are_everyone_classes_and_the_largest_industries(needs):
    expected = [
        ("", ""),
        *(("class", letter) for letter in "ABC"),
        ("industry", "food"),
        ("industry", "pharma"),
    ]
    assert chart.columns(needs) == expected


def test_the_matrix_has_shares_and_marks_the_groups_named(needs):
    values, marks = chart.matrix(needs, ["contact"], chart.columns(needs))
    assert values[0, :2].tolist() == [pytest.approx(21 / 160), pytest.approx(21 / 32)]
    assert marks[0].tolist() == [False, True, False, False, False, False]


def test_cells_not_to_be_shown_are_blank():
    needs = analyse_needs(planted(anonymous=True), SurveySettings())
    drawn = chart.columns(needs)
    values, _marks = chart.matrix(needs, ["contact"], drawn)
    # nobody in B and C wants it: with the total that would give away A; food 16 of 120, pharma 5 of 40
    assert np.isnan(values[0, 1:4]).all()
    assert values[0, 4:].tolist() == [pytest.approx(16 / 120), pytest.approx(5 / 40)]


def test_the_picture_says_the_same_in_words(needs, month):
    drawn = chart.draw(needs, month.survey)
    assert "Contact (Individual): all 13%, class A 66%" in drawn.alt
    texts = [text.get_text() for axes in drawn.figure.axes for text in axes.texts]
    assert "▲66" in texts and "90" in texts


def test_headings_wider_than_their_columns_stand_on_two_lines_in_turn(needs):
    few = [("", ""), ("class", "A")]
    assert [heading.count("\n") for heading in chart._headings(needs, few)] == [1, 1]
    wide = [*few, *[("industry", f"Electronics {place}") for place in range(7)]]
    assert [heading.count("\n") for heading in chart._headings(needs, wide)] == [1, 2] * 4 + [1]
