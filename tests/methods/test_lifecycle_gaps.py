import pandas as pd
import pytest

from tests.methods.calendars import tables
from wcm_helpers.core.months import add_months
from wcm_helpers.methods.lifecycle_gaps import Limits, came_back, find_gaps, thresholds


def gaps_of(*days, name="x", last_month="2026-05"):
    months = [add_months(last_month, place + 1 - len(days)) for place in range(len(days))]
    return pd.DataFrame({"customer_id": name, "month": months, "days": days})


def test_a_gap_runs_from_the_last_day_to_the_next_first_day():
    # 20 January to 3 March 2025: 11 + 28 + 3; 28 March to 2 April: 5. Days inside a month are no gap.
    first, last = tables({"x": ["2025-01-02", "2025-01-20", "2025-03-03", "2025-03-28", "2025-04-02"]})
    result = find_gaps(first, last)
    assert result.to_dict("list") == {
        "customer_id": ["x", "x"], "month": ["2025-03", "2025-04"], "days": [42, 5]
    }  # fmt: skip


def test_gaps_never_run_from_one_customer_to_the_next():
    first, last = tables({"x": ["2025-01-02"], "y": ["2025-04-02"]})
    assert find_gaps(first, last).empty


@pytest.mark.parametrize(
    ("gaps", "dormant", "lost", "slow", "came_from"),
    [
        # linear between sorted gaps: place 0.9 · 3 = 2.7 and 0.75 · 3 = 2.25 of 0..3
        ((100, 10, 20, 30), 79, 180, 47.5, "own"),  # 30 + 0.7 · 70; 2 · 79 < 180; 30 + .25 · 70
        ((100, 100, 100, 100), 100, 200, 100, "own"),
        ((10, 20, 30, 40), 60, 180, 32.5, "least"),  # 37 < 60
        ((5, 5, 5, 5), 60, 180, 30, "least"),
        ((10, 20, 30, 500), 359, 718, 147.5, "own"),  # 30 + 0.7 · 470; 30 + .25 · 470
        ((10, 20, 30, 510), 365, 730, 150, "most"),  # 30 + 0.7 · 480 = 366: more than a year
        ((900, 900, 900, 900), 365, 730, 365, "most"),
        ((200, 200, 200), 90, 180, None, "default"),  # three gaps are too few
        ((), 90, 180, None, "default"),
    ],
)
def test_thresholds_by_hand(gaps, dormant, lost, slow, came_from):
    result = thresholds(gaps_of(*gaps), pd.Index(["x"]), Limits()).loc["x"]
    assert result["dormant_after"] == pytest.approx(dormant)
    assert result["lost_after"] == pytest.approx(lost)
    assert result["threshold_from"] == came_from
    assert result["gaps"] == len(gaps)
    assert (result["slow_after"] != result["slow_after"]) if slow is None else result["slow_after"] == slow


def test_a_gap_does_not_excuse_itself():
    # Gaps 10 10 10 10, then 75: longer than 60, the threshold of the four before
    # four long gaps before: 75 is as usual
    assert came_back(gaps_of(80, 80, 80, 80, 75), "2026-05", Limits()).empty
    # three gaps before: the default of 90 days
    assert came_back(gaps_of(10, 10, 10, 75), "2026-05", Limits()).empty
    assert came_back(gaps_of(10, 10, 10, 91), "2026-05", Limits()).to_dict() == {"x": "default"}
    # before the sixth gap are 10 10 10 10 500: place .9 · 4 = 3.6, 10 + .6 · 490 = 304 days; the fifth is
    # longer than 60 and compared with 10 10 10 10 alone. The last gap that counts is returned.
    assert came_back(gaps_of(10, 10, 10, 10, 500, 303), "2026-05", Limits()).to_dict() == {"x": "least"}
    assert came_back(gaps_of(10, 10, 10, 10, 500, 305), "2026-05", Limits()).to_dict() == {"x": "own"}


@pytest.mark.parametrize(("month", "back"), [("2025-12", True), ("2025-11", False)])
def test_six_months_after_coming_back_it_is_over(month, back):
    gaps = pd.DataFrame({"customer_id": ["x"], "month": [month], "days": [200]})
    assert (len(came_back(gaps, "2026-05", Limits())) == 1) == back  # 2025-12 to 2026-05 are six months


def test_thresholds_follow_the_limits():
    limits = Limits(dormant_default=40, lost_least=50, lost_times=3)
    result = thresholds(gaps_of(), pd.Index(["x"]), limits).loc["x"]
    assert (result["dormant_after"], result["lost_after"]) == (40, 120)
