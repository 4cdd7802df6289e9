"""The causes of each class change, as shares."""

import pytest

from tests.reports.classification.facts import MOVED, classify_values
from wcm_helpers.reports.classification.moves import split_chart


def test_bars_are_the_shares_of_what_moved_each_customer():
    chart = split_chart.draw(classify_values(**MOVED))
    # c: 80.8 - 100 = -19.2 before, 80 - 70 = 10 now; with only its own 20: 96 - 100 = -4; with only b's 10:
    # 64.8 - 80 = -15.2. own: mean of 15.2 and 25.2, 20.2; others: mean of 4 and 14, 9. Of 29.2: 69 and 31 %.
    assert "c C → A: Own value +69% and Others' values +31%." in chart.alt
    widths = [bar.get_width() for bar in chart.figure.axes[0].patches]
    assert pytest.approx(20.2 / 29.2) in widths and pytest.approx(9.0 / 29.2) in widths
    rings = [line.get_xdata()[0] for line in chart.figure.axes[0].lines if len(line.get_xdata()) == 1]
    assert rings[0] == pytest.approx(1.0)


def test_nothing_to_split_is_said():
    still = {"a": 70, "b": 10}
    alt = split_chart.draw(classify_values(still, still)).alt
    assert alt == "No class change of this month can be split by cause."
