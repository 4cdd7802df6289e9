"""The chart of the managers in words, and how many it draws."""

import pandas as pd

from wcm_helpers.reports.service_plan.managers.chart import MOST, load_chart


def team(*rows):
    return pd.DataFrame(rows, columns=["name", "capacity", "today_minutes", "minutes"])


def test_the_alternative_text_has_every_number():
    chart = load_chart(team(("m1", 420, 600, 300), ("m2", 420, 0, 300)), "m1 is overloaded.", proposal=True)
    assert chart.alt.startswith("m1 is overloaded. m1: 10.0 hours today, 5.0 in the proposal, of 7.0.")
    assert load_chart(team(("m", 60, 30, 0)), "T.", proposal=False).alt == "T. m: 0.5 hours today of 1.0."


def test_the_highest_loads_are_drawn():
    many = team(*((f"m{n:02d}", 100, n, n) for n in range(MOST + 5)))
    chart = load_chart(many, "T.", proposal=False)
    assert len(chart.figure.axes[0].get_yticks()) == MOST
    assert "m04" not in chart.alt and "m24" in chart.alt


def test_a_manager_without_hours_is_drawn_first():
    chart = load_chart(team(("m1", 100, 90, 0), ("m2", 0, 10, 0)), "T.", proposal=False)
    assert chart.alt.index("m2") < chart.alt.index("m1:")
