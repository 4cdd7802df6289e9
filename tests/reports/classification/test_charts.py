from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from wcm_helpers.core.formats import SCALE
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.concentration import chart as lorenz
from wcm_helpers.reports.classification.first_page import chart as pareto
from wcm_helpers.reports.classification.moves import chart as moves
from wcm_helpers.reports.classification.moves import flow_chart as flows


def found_of(now, before=None, names=None, rule=None):
    """Review May on one month of values (currency units), April's beside it where given."""
    rule = rule or Rule(window_months=1)
    rows = [(name, "2026-05", int(value * SCALE), 1) for name, value in now.items()]
    rows += [(name, "2026-04", int(value * SCALE), 1) for name, value in (before or {}).items()]
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    customers = pd.DataFrame(
        {"customer_id": list(now), "customer_name": [(names or {}).get(i, i) for i in now]}
    )
    return classify_month(facts, customers, "2026-05", rule, currency="CNY", source="invoices")


def book(shape, n):
    rng = np.random.default_rng(n)
    values = {
        "equal": np.full(n, 50.0),
        "skewed": np.round(rng.lognormal(5, 1.2, n)) + 1,
        "one": np.concatenate([[99.0 * n], np.ones(n - 1)]),
    }[shape]
    return {f"k{place}": value for place, value in enumerate(values)}


def texts(figure, gid=None):
    return [text for text in figure.axes[0].texts if gid is None or text.get_gid() == gid]


@pytest.mark.parametrize("shape", ["equal", "skewed", "one"])
@pytest.mark.parametrize("n", [1, 2, 3, 5, 8, 30, 300, 3000])
def test_pareto_is_legible_at_every_size(n, shape):
    two = ("Long Name of a Customer", "华东零售供应链管理有限公司")
    names = {f"k{place}": two[place % 2] for place in range(n)}
    figure = pareto.draw(found_of(book(shape, n), names=names)).figure
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
    found = found_of({"a": 60, "b": 25, "c": 10, "d": 5, "n": -3}, names={"a": "华东零售"})
    chart = pareto.draw(found)
    axes = chart.figure.axes[0]
    assert list(axes.lines[0].get_ydata()) == pytest.approx([0, 0.60, 0.85, 0.95, 1.0])
    drawn = [text.get_text() for text in axes.texts]
    assert "华东零售 60.0%" in drawn
    assert {"80% (limit of A)", "95% (limit of B)", "A: 2 customers, 85.0%"} <= set(drawn)
    assert "N: 1 customer, not in the total" in drawn
    assert axes.get_ylabel() == "Cumulative share of billed revenue, %"
    assert found.headline in " ".join(text.get_text() for text in chart.figure.texts)
    assert chart.alt == (
        "Pareto curve of billed revenue, from the largest customer to the smallest. A: 2 customers, 85.0%; "
        "B: 1 customer, 10.0%; C: 1 customer, 5.0%; N: 1 customer, not in the total. "
        "The largest: 华东零售 60.0%, b 25.0%, c 10.0% and d 5.0%."
    )


def test_lorenz_says_what_the_smaller_half_brings():
    # 5 10 25 60: the smaller half brings 15 of 100; Gini (-3*5 - 10 + 25 + 180) / 400
    chart = lorenz.draw(found_of({"a": 60, "b": 25, "c": 10, "d": 5}))
    assert "The smaller half of the customers brings 15%" in chart.alt
    assert "Gini 0.45" in chart.alt
    assert "the five largest 100%, the largest alone 60%" in chart.alt


@pytest.mark.parametrize("draw", [pareto.draw, lorenz.draw], ids=["pareto", "lorenz"])
def test_nothing_positive_is_a_sentence_not_a_crash(draw):
    found = found_of({"a": -1})
    assert draw(found).alt == found.headline


# Before, of 101: a starts at 0, b at .69, c at .99: A A C. Now, of 100: a 0, c .70, b .90: A, A, B. c moves
# up at once; b lies beyond the limit for one month and waits.
MOVED = {"now": {"a": 70, "b": 10, "c": 20}, "before": {"a": 70, "b": 30, "c": 1}}


def test_moves_shows_what_pushed_each_mover():
    chart = moves.draw(found_of(**MOVED))
    # c: 80.8 - 100 = -19.2 before, 80 - 70 = 10 now; with only its own 20: 96 - 100 = -4; with only b's 10:
    # 64.8 - 80 = -15.2. own: mean of 15.2 and 25.2; others: mean of 4 and 14.
    assert "c C → A: own change +20 and others' change +9" in chart.alt
    bars = {round(bar.get_width() / SCALE, 2) for bar in chart.figure.axes[0].patches}
    assert {20.2, 9.0} <= bars
    rings = [line.get_xdata()[0] for line in chart.figure.axes[0].lines if len(line.get_xdata()) == 1]
    assert round(rings[0] / SCALE, 2) == 29.2


def test_strip_writes_a_letter_for_each_month():
    chart = moves.strip(found_of(**MOVED))
    told = "Classes from 2026-04 to 2026-05: c C A, official C A; b A B, official A A."
    assert chart.alt == told
    assert [text.get_text() for text in chart.figure.axes[0].texts] == ["C", "A", "A", "B"]


def test_nobody_moved_is_said():
    still = {"a": 70, "b": 10}
    assert moves.draw(found_of(still, still)).alt == "Nobody is being pushed across a limit."
    assert moves.strip(found_of(still)).alt == "Nobody is moving between the classes."


def test_many_movers_are_cut_and_counted():
    now = {f"k{place}": 30 - place for place in range(20)}
    chart = moves.strip(found_of(now, {"x": 1}))
    # twenty entered and x left: 21, twelve drawn
    last = " ".join(chart.figure.texts[-1].get_text().split())
    assert "The first 12 of the table are drawn; 9 more are in it." in last
    assert len(chart.figure.axes[0].get_yticks()) == 12


def test_flows_tell_every_class_of_every_month_drawn():
    chart = flows.draw(found_of(**MOVED))
    assert "2026-04: A 2, C 1; 2026-05: A 3." in chart.alt  # official: c is up at once, b waits
    chart.figure.draw_without_rendering()


def test_a_curve_of_many_customers_is_drawn_with_few_points_and_stays_the_curve():
    found = found_of(book("skewed", 5000))
    for draw, highest in ((pareto.draw, 1.0), (lorenz.draw, 1.0)):
        line = next(line for line in draw(found).figure.axes[0].lines if len(line.get_xdata()) > 2)
        assert 500 < len(line.get_xdata()) <= 1000 and line.get_ydata()[-1] == pytest.approx(highest)
    shares = np.sort(found.classes["share"].to_numpy())
    whole = np.concatenate([[0], shares.cumsum()])
    drawn = np.interp(np.linspace(0, 1, 5001), line.get_xdata(), line.get_ydata())
    assert np.abs(drawn - whole).max() < 0.001  # a quarter of a point on the page


def test_the_words_of_a_low_lorenz_curve_stand_above_it():
    figure = lorenz.draw(found_of(book("one", 20))).figure
    figure.draw_without_rendering()
    words = next(text for text in texts(figure) if text.get_text().startswith("half of"))
    axes = figure.axes[0]
    below = Text.get_window_extent(words).transformed(axes.transData.inverted())
    curve = max(axes.lines, key=lambda line: len(line.get_xdata()))
    assert below.y0 > np.interp(below.x1, curve.get_xdata(), curve.get_ydata())
