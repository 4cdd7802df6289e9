from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from wcm_helpers.charts.style import ACCENT, LIGHT, luminance
from wcm_helpers.core.formats import SCALE
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.rfm.analysis import segment_customers
from wcm_helpers.reports.classification.rfm.chart import LARGEST, SMALLEST, draw


def drawn(values, orders, days):
    """Draw May with these values, orders and days since the last activity, one customer each."""
    rows = [
        (f"k{place:04d}", "2026-05", int(value * SCALE), int(n), pd.Timestamp(2026, 5, 31 - int(since)))
        for place, (value, n, since) in enumerate(zip(values, orders, days, strict=True))
    ]
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders", "last_on"])
    found = classify_month(facts, None, "2026-05", Rule(window_months=1), currency="CNY", source="invoices")
    segments = segment_customers(found)
    return draw(found, segments), segments


def book(shape, n):
    rng = np.random.default_rng(n)
    if shape == "equal":
        return np.full(n, 5.0), np.full(n, 2), np.full(n, 3)
    if shape == "one":
        return np.concatenate([[99.0 * n], np.ones(n - 1)]), np.arange(n), rng.integers(0, 30, n)
    if shape == "negative":
        return -np.arange(1.0, n + 1), np.arange(n), rng.integers(0, 30, n)
    return np.round(rng.lognormal(5, 1.2, n)) + 1, rng.integers(1, 40, n), rng.integers(0, 30, n)


@pytest.mark.parametrize("shape", ["equal", "skewed", "negative"])
@pytest.mark.parametrize("n", [1, 30, 3000])
def test_the_map_is_legible_at_every_size(n, shape):
    chart, _segments = drawn(*book(shape, n))
    figure = chart.figure
    figure.draw_without_rendering()
    axes = figure.axes[0]
    boxes = [Text.get_window_extent(text) for text in axes.texts]
    fields = [patch.get_window_extent() for patch in axes.patches]
    assert len(fields) == 8
    for box in boxes:  # each text stands inside one field, clear of the others
        assert (
            sum(f.x0 <= box.x0 and box.x1 <= f.x1 and f.y0 <= box.y0 and box.y1 <= f.y1 for f in fields) == 1
        )
    for one, other in combinations(boxes, 2):
        assert not one.overlaps(other)
    for circle in axes.collections:  # and so does each circle
        middle = axes.transData.transform(circle.get_offsets()[0])
        radius = circle.get_sizes()[0] ** 0.5 / 2 * figure.dpi / 72
        left, right, foot, top = (
            middle[0] - radius,
            middle[0] + radius,
            middle[1] - radius,
            middle[1] + radius,
        )
        assert sum(f.x0 <= left and right <= f.x1 and f.y0 <= foot and top <= f.y1 for f in fields) == 1
        assert not any(b.x0 < right and left < b.x1 and b.y0 < top and foot < b.y1 for b in boxes)
    assert min(text.get_fontsize() for text in figure.findobj(Text) if text.get_text()) >= 7.5


def test_the_map_draws_the_counts_by_area_and_says_them():
    # the two larger come often and lately, the two smaller seldom and long ago
    chart, segments = drawn([100, 90, 20, 10], [9, 8, 2, 1], [0, 1, 20, 25])
    # edges of four: the 1st, 2nd and 3rd, values 10 20 90: scores 1 2 4 5. Days 0 1 20: 5 4 2 1.
    assert segments.figures["champions"] == 2 and segments.figures["smaller_quiet"] == 2
    # 100 + 90 of 220 is 86.4 %: both in A
    written = [text.get_text() for text in chart.figure.axes[0].texts]
    assert written.count("nobody") == 6
    assert {"Champions", "2", "2 in A", "86.4%", "0 in A", "13.6%"} <= set(written)
    sizes = [circle.get_sizes()[0] for circle in chart.figure.axes[0].collections]
    assert sizes == [LARGEST**2] * 3  # customers, those in A, customers: as many each time
    assert chart.alt.startswith(
        "Map of the segments. 2 of 4 customers are champions and bring 86% of billed revenue. "
        "No customer of class A is slipping. Champions: 2 customers, 2 in class A, 86.4% of billed revenue. "
    )
    assert "Smaller and quiet: 2 customers, 0 in class A, 13.6% of billed revenue." in chart.alt
    assert "slipping." in chart.figure.texts[0].get_text()


def test_a_circle_has_the_area_of_its_count():
    # 1 of the ten is silent: the quiet one against nine
    chart, segments = drawn([50] * 36 + [1], [5] * 36 + [1], [0] * 36 + [25])
    counts = [count for count in segments.counts["customers"] if count]
    areas = [
        circle.get_sizes()[0]
        for circle in chart.figure.axes[0].collections
        if tuple(circle.get_facecolor()[0][:3]) != tuple(int(ACCENT[i : i + 2], 16) / 255 for i in (1, 3, 5))
    ]
    assert sorted(counts) == [1, 36]
    assert areas[counts.index(1)] == pytest.approx(max(SMALLEST, LARGEST / 6) ** 2)


def test_the_dark_part_reads_in_grey():
    assert luminance(LIGHT) - luminance(ACCENT) > 0.5
