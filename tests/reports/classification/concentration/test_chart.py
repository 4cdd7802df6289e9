"""The Lorenz curve: its numbers in words, and few points that stay the curve."""

import numpy as np
import pytest
from matplotlib.text import Text

from tests.reports.classification.facts import classify_values, values_of
from wcm_helpers.reports.classification.concentration import chart as lorenz
from wcm_helpers.reports.classification.sentences import finding


def test_lorenz_says_what_the_smaller_half_brings():
    # 5 10 25 60: the smaller half brings 15 of 100; Gini (-3*5 - 10 + 25 + 180) / 400
    chart = lorenz.draw(classify_values({"a": 60, "b": 25, "c": 10, "d": 5}))
    assert "The smaller half of the customers brings 15%" in chart.alt
    assert "Gini 0.45" in chart.alt
    assert "the five largest 100%, the largest alone 60%" in chart.alt


def test_nothing_positive_is_a_sentence_not_a_crash():
    result = classify_values({"a": -1})
    assert lorenz.draw(result).alt == finding(result)


def test_a_curve_of_many_customers_is_drawn_with_few_points_and_stays_the_curve():
    result = classify_values(values_of("skewed", 5000))
    line = next(line for line in lorenz.draw(result).figure.axes[0].lines if len(line.get_xdata()) > 2)
    assert 500 < len(line.get_xdata()) <= 1000 and line.get_ydata()[-1] == pytest.approx(1.0)
    shares = np.sort(result.classes["share"].to_numpy())
    whole = np.concatenate([[0], shares.cumsum()])
    drawn = np.interp(np.linspace(0, 1, 5001), line.get_xdata(), line.get_ydata())
    assert np.abs(drawn - whole).max() < 0.001  # a quarter of a point on the page


def test_the_words_of_a_low_lorenz_curve_stand_above_it():
    figure = lorenz.draw(classify_values(values_of("one", 20))).figure
    figure.draw_without_rendering()
    words = next(text for text in figure.axes[0].texts if text.get_text().startswith("smaller half of"))
    axes = figure.axes[0]
    below = Text.get_window_extent(words).transformed(axes.transData.inverted())
    curve = max(axes.lines, key=lambda line: len(line.get_xdata()))
    assert below.y0 > np.interp(below.x1, curve.get_xdata(), curve.get_ydata())
