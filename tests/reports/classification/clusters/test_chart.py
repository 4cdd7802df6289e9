import pandas as pd
import pytest

from wcm_helpers.charts import style
from wcm_helpers.core.formats import SCALE
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.clusters import chart as clusters
from wcm_helpers.reports.classification.clusters.analysis import group_customers
from wcm_helpers.reports.classification.clusters.sentences import headline


def drawn(rows):
    """Draw May on (value, orders) a customer."""
    rows = list(rows)
    facts = pd.DataFrame(
        {
            "customer_id": [f"c{n:05d}" for n in range(len(rows))],
            "month": "2026-05",
            "value": [int(value * SCALE) for value, _often in rows],
            "orders": [often for _value, often in rows],
        }
    )
    classification = classify_month(
        facts, None, "2026-05", Rule(window_months=1), currency="CNY", source="invoices"
    )
    result = group_customers(classification)
    return clusters.draw(classification, result), result


def three_kinds(times=1):
    large = [(10_000 + 10 * (n % 12), 40 + n % 9) for n in range(12 * times)]
    middle = [(1_500 + 10 * (n % 14), 9 + n % 4) for n in range(14 * times)]
    small = [(155 + 6 * (n % 30), 2 + n % 3) for n in range(30 * times)]
    return [*large, *middle, *small]


def test_every_customer_is_drawn_where_it_stands_and_the_unlike_are_ringed():
    # of 150,280 the middle end at 94.9 %: the one with 450 is the last in B, and buys as the small do
    chart, result = drawn([*three_kinds(), (450, 3)])
    *groups, ring = chart.figure.axes[0].lines[: len(result.groups) + 1]
    points = sorted((int(x), int(y)) for line in groups for x, y in zip(*line.get_data(), strict=True))
    assert points == sorted((often, value * SCALE) for value, often in [*three_kinds(), (450, 3)])
    assert [list(part) for part in ring.get_data()] == [[3], [450 * SCALE]]
    assert len({line.get_marker() for line in groups}) == len(groups)
    assert headline(result.customers) in chart.alt and "c00056 (B, group" in chart.alt


@pytest.mark.parametrize("times", [1, 60])
def test_the_picture_stays_small_and_says_what_is_left_out(times):
    chart, result = drawn(three_kinds(times))
    assert len(style.svg(chart.figure)) < 150_000
    texts = "are drawn" in chart.figure.texts[-1].get_text()
    assert texts == (len(result.customers) > clusters.DRAWN)


def test_what_cannot_be_told_is_the_alternative_text():
    chart, _told = drawn([(5, 1)])
    assert chart.alt == "Cannot tell: 1 customer has a value above zero, 20 are needed."
