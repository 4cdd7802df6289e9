from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Annotation, Text

from wcm_helpers.charts import style
from wcm_helpers.core.formats import SCALE
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.backtest import chart
from wcm_helpers.reports.classification.backtest.analysis import run_backtest
from wcm_helpers.reports.classification.backtest.sentences import headline
from wcm_helpers.reports.classification.classify_month import classify_month


def classification_of(then, since):
    """Values of one month a year before, and of the last month."""
    rows = [(f"k{i}", "2024-06", value, 1) for i, value in enumerate(then)]
    rows += [(f"k{i}", "2026-05", value, 1) for i, value in enumerate(since)]
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    facts["value"] = (facts["value"] * SCALE).astype("int64")
    return classify_month(facts, None, "2026-05", Rule(), currency="CNY", source="invoices")


def drawn(then, since):
    classification = classification_of(then, since)
    return chart.draw(run_backtest(classification), classification)


SKEWED = np.round(np.random.default_rng(1).lognormal(5, 1.3, 60)) + 1


def test_the_numbers_are_in_the_alternative_text_and_in_the_marks():
    # 4 × 200, 6 × 25, 10 × 5 then; 600 of 880 from class A since; 150, 30 and 10 a customer
    made = drawn([200] * 4 + [25] * 6 + [5] * 10, [300, 150, 100, 50] + [30] * 6 + [20] + [10] * 8 + [0])
    assert "class A (4 customers): 68% (" in made.alt and "as many at random: 20%. Value" in made.alt
    assert "by class of May 2025, CNY: A 150, B 30 and C 10." in made.alt
    left, right = made.figure.axes
    places = {float(line.get_xdata()[0]) for line in left.lines if line.get_marker() == "o"}
    assert 600 / 880 in {round(place, 12) for place in places} | places
    assert [line.get_ydata()[0] / SCALE for line in right.lines if line.get_marker() == "o"] == [150, 30, 10]
    title = next(text.get_text() for text in made.figure.texts if text.get_gid() == "title")
    assert " ".join(title.split()) == (
        "Class A of May 2025 brought 68% of billed revenue in the 12 months since; as many customers chosen "
        "at random would have brought 20%."
    )
    assert left.get_xlabel() == "Share of billed revenue since, %"
    assert right.get_ylabel() == "Value per customer, CNY"


@pytest.mark.parametrize(
    ("then", "since"),
    [
        (SKEWED, SKEWED),
        (SKEWED, SKEWED[::-1]),
        (SKEWED, [7] * 60),
        ([9000] + [1] * 29, [9000] + [1] * 29),
        ([5] * 30, range(30)),
        ([*SKEWED[:30], *[-5] * 30], [*SKEWED[:30], *[-5] * 30]),
    ],
    ids=["persisting", "turned", "flat", "one", "equal", "with n"],
)
def test_labels_stay_on_the_page_and_apart(then, since):
    figure = drawn(then, since).figure
    figure.draw_without_rendering()
    for axes in figure.axes:
        boxes = [Text.get_window_extent(text) for text in axes.texts if isinstance(text, Annotation)]
        assert boxes
        for box in boxes:
            assert box.x0 >= 0 and box.x1 <= figure.bbox.x1 and box.y1 <= figure.bbox.y1 and box.y0 >= 0
        assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert all(text.get_fontsize() >= 7.5 for text in figure.findobj(Text) if text.get_text())


@pytest.mark.parametrize("values", [[5], [-5] * 30, [5, 6]], ids=["one", "negative", "two"])
def test_where_nothing_can_be_compared_the_verdict_stands_alone(values):
    classification = classification_of(values, values)
    result = run_backtest(classification)
    assert chart.draw(result, classification).alt == headline(result, classification)


def test_the_same_book_gives_the_same_bytes():
    assert style.svg(drawn(SKEWED, SKEWED).figure) == style.svg(drawn(SKEWED, SKEWED).figure)


def test_numbers_of_tens_of_thousands_do_not_run_into_each_other():
    classification = classification_of([200] * 4 + [25] * 6 + [5] * 10, [300] * 4 + [30] * 6 + [10] * 10)
    result = run_backtest(classification)
    many = replace(result, classes=result.classes.assign(customers=[10_176, 13_553, 23_225]))
    figure = chart.draw(many, classification).figure
    figure.draw_without_rendering()
    labels = figure.axes[1].get_xticklabels()
    assert [label.get_text() for label in labels] == ["A\n10,176", "B\n13,553", "C\n23,225"]
    for one, other in combinations(labels, 2):
        assert not one.get_window_extent().overlaps(other.get_window_extent())
