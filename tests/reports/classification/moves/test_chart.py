"""The charts of the movers: what changed each margin, and the strip of classes."""

from tests.reports.classification.facts import MOVED, classify_values
from wcm_helpers.core.formats import SCALE
from wcm_helpers.reports.classification.moves import chart as moves


def test_moves_shows_what_pushed_each_mover():
    chart = moves.draw(classify_values(**MOVED))
    # c: 80.8 - 100 = -19.2 before, 80 - 70 = 10 now; with only its own 20: 96 - 100 = -4; with only b's 10:
    # 64.8 - 80 = -15.2. own: mean of 15.2 and 25.2; others: mean of 4 and 14.
    assert "c C → A: own change +20 and others' change +9" in chart.alt
    bars = {round(bar.get_width() / SCALE, 2) for bar in chart.figure.axes[0].patches}
    assert {20.2, 9.0} <= bars
    rings = [line.get_xdata()[0] for line in chart.figure.axes[0].lines if len(line.get_xdata()) == 1]
    assert round(rings[0] / SCALE, 2) == 29.2


def test_strip_writes_a_letter_for_each_month():
    chart = moves.strip(classify_values(**MOVED))
    expected = "Classes from 2026-04 to 2026-05: c C A, official C A; b A B, official A A."
    assert chart.alt == expected
    assert [text.get_text() for text in chart.figure.axes[0].texts] == ["C", "A", "A", "B"]


def test_nobody_moved_is_said():
    still = {"a": 70, "b": 10}
    assert moves.draw(classify_values(still, still)).alt == "Nobody is being pushed across a limit."
    assert moves.strip(classify_values(still)).alt == "Nobody is moving between the classes."


def test_many_movers_are_cut_and_counted():
    now = {f"k{place}": 30 - place for place in range(20)}
    chart = moves.strip(classify_values(now, {"x": 1}))
    # twenty entered and x left: 21, twelve drawn
    last = " ".join(chart.figure.texts[-1].get_text().split())
    assert "The first 12 of the table are drawn; 9 more are in it." in last
    assert len(chart.figure.axes[0].get_yticks()) == 12
