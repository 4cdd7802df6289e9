"""The Pareto curve: legible at every size, and the same numbers in words."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.text import Text

from tests.reports.classification.facts import (
    CUSTOMERS,
    STEADY,
    classify_facts,
    classify_values,
    monthly,
    values_of,
)
from wcm_helpers.reports.classification.first_page import chart as pareto
from wcm_helpers.reports.classification.sentences import finding


def texts(figure, gid=None):
    return [text for text in figure.axes[0].texts if gid is None or text.get_gid() == gid]


@pytest.mark.parametrize("shape", ["equal", "skewed", "one"])
@pytest.mark.parametrize("n", [1, 2, 3, 5, 8, 30, 300, 3000])
def test_pareto_is_legible_at_every_size(n, shape):
    two = ("Long Name of a Customer", "华东零售供应链管理有限公司")
    names = {f"k{place}": two[place % 2] for place in range(n)}
    figure = pareto.draw(classify_values(values_of(shape, n), names=names)).figure
    figure.draw_without_rendering()
    boxes = [Text.get_window_extent(text) for text in texts(figure)]  # without the line to the point
    page = figure.bbox
    for box in boxes:
        assert box.x0 >= page.x0 and box.x1 <= page.x1 and box.y0 >= page.y0 and box.y1 <= page.y1
    for one, other in combinations(boxes, 2):
        assert not one.overlaps(other)
    axes = figure.axes[0]
    curve = axes.lines[0]
    for name in texts(figure, "name"):
        box = Text.get_window_extent(name).transformed(axes.transData.inverted())
        assert box.y0 > -0.024  # the top of the strip of classes
        at = np.interp([box.x0, box.x1], curve.get_xdata(), curve.get_ydata())
        assert box.y1 < at[0] or (n <= 3 and box.y1 > at[1])  # below the curve; of few, above it
    assert texts(figure, "name")


def test_pareto_draws_the_shares_and_names_the_largest():
    result = classify_values({"a": 60, "b": 25, "c": 10, "d": 5, "n": -3}, names={"a": "华东零售"})
    chart = pareto.draw(result)
    axes = chart.figure.axes[0]
    assert list(axes.lines[0].get_ydata()) == pytest.approx([0, 0.60, 0.85, 0.95, 1.0])
    drawn = [text.get_text() for text in axes.texts]
    assert "华东零售 60%" in drawn
    assert {"80% (limit of A)", "95% (limit of B)", "A: 2 customers, 85.0%"} <= set(drawn)
    assert "N: 1 customer, not in the total" in drawn
    assert axes.get_ylabel() == "Cumulative share, %"
    assert finding(result) in " ".join(text.get_text() for text in chart.figure.texts)
    assert chart.alt == (
        "Pareto curve of billed revenue, from the largest customer to the smallest. By class: A: 2 "
        "customers, 85.0%, B: 1 customer, 10.0%, C: 1 customer, 5.0% and N: 1 customer, not in the total. "
        "The largest: 华东零售 60%, b 25%, c 10% and d 5%."
    )


def test_the_official_classes_are_along_the_foot_where_asked():
    # b falls in May alone: B by the rule, A officially; by size a, b (.12), c (.12), d: see test_sentences
    result = classify_facts(monthly(STEADY, changes={("b", "2026-05"): -175}), CUSTOMERS)
    letters = {
        name: {text.get_text() for text in pareto.draw(result, name).figure.axes[0].texts}
        for name in ("class", "official")
    }
    n_rule, n_official = ((result.classes[name] == "A").sum() for name in ("class", "official"))
    assert n_rule == 2 and n_official == 3
    assert any(text.startswith("A: 2 customers") for text in letters["class"])
    assert any(text.startswith("A: 3 customers") for text in letters["official"])


def test_nothing_positive_is_a_sentence_not_a_crash():
    result = classify_values({"a": -1})
    assert pareto.draw(result).alt == finding(result)


def test_a_curve_of_many_customers_is_drawn_with_few_points():
    result = classify_values(values_of("skewed", 5000))
    line = next(line for line in pareto.draw(result).figure.axes[0].lines if len(line.get_xdata()) > 2)
    assert 500 < len(line.get_xdata()) <= 1000 and line.get_ydata()[-1] == pytest.approx(1.0)
