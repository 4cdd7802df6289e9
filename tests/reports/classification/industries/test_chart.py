from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from wcm_helpers.core.formats import SCALE
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.industries import chart as industries
from wcm_helpers.reports.classification.industries.analysis import analyse_industries


def drawn(rows):
    """Draw May on (value, industry) a customer."""
    rows = list(rows)
    ids = [f"c{n:04d}" for n in range(len(rows))]
    facts = pd.DataFrame(
        {"customer_id": ids, "month": "2026-05", "value": [int(v * SCALE) for v, _i in rows], "orders": 1}
    )
    customers = pd.DataFrame({"customer_id": ids, "industry": [industry for _v, industry in rows]})
    classification = classify_month(
        facts, customers, "2026-05", Rule(window_months=1), currency="CNY", source="invoices"
    )
    return industries.draw(classification, analyse_industries(classification))


def test_bands_are_as_high_as_customers_and_as_wide_as_shares():
    # 10 pharma in A, 30 textile in C: pharma a quarter of the height, A all of its width
    chart = drawn([(900, "pharma")] * 10 + [(1, "textile")] * 30)
    bars = [(round(b.get_height(), 6), round(b.get_width(), 6)) for b in chart.figure.axes[0].patches]
    assert bars == [(0.75, 0.0), (0.75, 0.0), (0.75, 1.0), (0.25, 1.0), (0.25, 0.0), (0.25, 0.0)]
    assert "textile: 30 customers; A 0▼, B 0, C 30▲. pharma: 10 customers; A 10▲, B 0, C 0▼." in chart.alt
    assert "Class A is more frequent in pharma" in chart.figure.texts[0].get_text().replace("\n", " ")


@pytest.mark.parametrize("n", [60, 400, 4_000])
def test_labels_keep_clear_of_each_other(n):
    rng = np.random.default_rng(n)
    weights = 1 / np.arange(1, 31) ** 1.3
    names = [f"{'行业' if place % 2 else 'A long name of an industry'} {place}" for place in range(30)]
    chosen = rng.choice(np.array(names), n, p=weights / weights.sum())
    figure = drawn(zip(rng.lognormal(5, 1.5, n), chosen, strict=True)).figure
    figure.draw_without_rendering()
    axes = figure.axes[0]
    labels = [label.get_window_extent() for label in axes.get_yticklabels()]
    inside = [Text.get_window_extent(text) for text in axes.texts if text.get_text()]
    for boxes in (labels, inside):
        for one, other in combinations(boxes, 2):
            assert not one.overlaps(other)
    for box in (*labels, *inside):
        assert box.x0 >= figure.bbox.x0 and box.x1 <= figure.bbox.x1


def test_what_cannot_be_told_is_the_alternative_text():
    assert drawn([(5, "food")]).alt.startswith("Cannot tell: there are fewer than 2 industries")
