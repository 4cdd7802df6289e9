from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.core.months import add_months, month_range
from wcm_helpers.methods.lifecycle import PRECEDENCE, STATES, decide, volume_change
from wcm_helpers.methods.lifecycle_gaps import Limits, came_back, find_gaps, thresholds

MONTHS = month_range("2024-01", "2026-05")
AS_OF = date(2026, 5, 31)
SOME = settings(max_examples=12, deadline=None)


def tables(days, months=MONTHS):
    """Return first and last days, customer × month, from {customer: [day, …]}."""
    held = [(name, day[:7], day) for name, seen in days.items() for day in sorted(seen)]
    grouped = pd.DataFrame(held, columns=["customer", "month", "day"]).groupby(["customer", "month"])["day"]
    return tuple(
        found.unstack().reindex(index=sorted(days), columns=months).astype("datetime64[s]")
        for found in (grouped.min(), grouped.max())
    )


def decided(days, as_of=AS_OF, volume=None, new=(), ended=(), months=MONTHS):
    first, last = tables(days, months)
    ids = first.index
    return decide(
        first,
        last,
        pd.Series(volume or {}, dtype="float64").reindex(ids),
        pd.Series(ids.isin(new), index=ids),
        pd.Series(ids.isin(ended), index=ids),
        as_of,
        Limits(),
    )


def state(days, **given):
    return decided({"x": days}, **given).loc["x", "state"]


def gaps_of(*days, name="x", last_month="2026-05"):
    months = [add_months(last_month, place + 1 - len(days)) for place in range(len(days))]
    return pd.DataFrame({"customer_id": name, "month": months, "days": days})


def test_a_gap_runs_from_the_last_day_to_the_next_first_day():
    # 20 January to 3 March 2025: 11 + 28 + 3; 28 March to 2 April: 5. Days inside a month are no gap.
    first, last = tables({"x": ["2025-01-02", "2025-01-20", "2025-03-03", "2025-03-28", "2025-04-02"]})
    found = find_gaps(first, last)
    assert found.to_dict("list") == {
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
        ((200, 200, 200), 90, 180, None, "default"),  # three gaps are too few
        ((), 90, 180, None, "default"),
    ],
)
def test_thresholds_by_hand(gaps, dormant, lost, slow, came_from):
    found = thresholds(gaps_of(*gaps), pd.Index(["x"]), Limits()).loc["x"]
    assert found["dormant_after"] == pytest.approx(dormant)
    assert found["lost_after"] == pytest.approx(lost)
    assert found["threshold_from"] == came_from
    assert found["gaps"] == len(gaps)
    assert (found["slow_after"] != found["slow_after"]) if slow is None else found["slow_after"] == slow


def test_a_gap_does_not_excuse_itself():
    # Gaps 10 10 10 10, then 75: longer than 60, the threshold of the four before
    # four long gaps before: 75 is as usual
    assert came_back(gaps_of(80, 80, 80, 80, 75), "2026-05", Limits()).empty
    # three gaps before: the default of 90 days
    assert came_back(gaps_of(10, 10, 10, 75), "2026-05", Limits()).empty
    assert came_back(gaps_of(10, 10, 10, 91), "2026-05", Limits()).to_dict() == {"x": "default"}
    # before the sixth gap stand 10 10 10 10 500: place .9 · 4 = 3.6, 10 + .6 · 490 = 304 days; the fifth is
    # longer than 60 and held against 10 10 10 10 alone. The last gap that counts is told.
    assert came_back(gaps_of(10, 10, 10, 10, 500, 303), "2026-05", Limits()).to_dict() == {"x": "least"}
    assert came_back(gaps_of(10, 10, 10, 10, 500, 305), "2026-05", Limits()).to_dict() == {"x": "own"}


@pytest.mark.parametrize(("month", "back"), [("2025-12", True), ("2025-11", False)])
def test_six_months_after_coming_back_it_is_over(month, back):
    gaps = pd.DataFrame({"customer_id": ["x"], "month": [month], "days": [200]})
    assert (len(came_back(gaps, "2026-05", Limits())) == 1) == back  # 2025-12 to 2026-05 are six months


def monthly(first, last, day="15"):
    return [f"{month}-{day}" for month in month_range(first, last)]


def test_each_state_by_hand():
    steady = monthly("2024-01", "2026-05")
    assert state(steady) == "active"
    # last seen 15 March: 16 + 30 + 31 = 77 days > 60
    assert state(monthly("2024-01", "2026-03")) == "dormant"
    # last seen 15 April: 46 days > 31, the most usual of gaps of 28 to 31 days
    assert state(monthly("2024-01", "2026-04")) == "slowing"
    # last seen 15 November: 15 + 31 + 31 + 28 + 31 + 30 + 31 = 197 > 180
    assert state(monthly("2024-01", "2025-11")) == "lost"
    # last seen 15 December: 167 days
    assert state(monthly("2024-01", "2025-12")) == "dormant"
    assert state(monthly("2024-01", "2025-06") + monthly("2026-01", "2026-05")) == "won_back"
    assert state(steady, volume={"x": -0.21}) == "slowing"
    assert state(steady, volume={"x": -0.2}) == "active"  # 80 % is not below 80 %
    assert state(monthly("2026-04", "2026-05"), new=["x"]) == "new"


def test_the_first_state_that_fits_is_taken():
    back = monthly("2024-01", "2025-06") + monthly("2026-01", "2026-05")
    everything = {"volume": {"x": -0.9}, "new": ["x"]}
    assert state(back, ended=["x"], **everything) == "lost"
    assert state(back[:-3], **everything) == "dormant"  # back in January and February, silent since
    assert state(back, **everything) == "new"
    assert state(back, volume={"x": -0.9}) == "won_back"
    assert set(STATES) == set(PRECEDENCE)


def test_whose_usual_gap_is_unknown_is_not_slow_by_silence():
    # 58 days silent: three gaps say nothing of what is usual, and the default of 90 days has not passed
    days = ["2026-01-03", "2026-02-03", "2026-03-03", "2026-04-03"]
    assert state(days) == "active"
    assert state(["2025-12-03", *days]) == "slowing"  # a fourth gap: usual are 31 days, and 58 are more


def test_why_is_told():
    found = decided(
        {"e": ["2026-05-02"], "s": ["2025-01-02"], "q": monthly("2024-01", "2026-04"), "v": ["2026-05-02"]},
        volume={"q": -0.5, "v": -0.5},
        ended=["e"],
    )
    assert found["why"].to_dict() == {"e": "ended", "s": "silence", "q": "both", "v": "volume"}


def amounts(*values, last="2026-05"):
    months = month_range(add_months(last, 1 - len(values)), last)
    return pd.DataFrame([values], index=["x"], columns=months)


def test_volume_is_held_against_the_year_before():
    # the same three months a year before: 10 10 10; now 6 6 6. The three months before (90) do not matter.
    values = [10, 10, 10, 1, 1, 1, 1, 1, 1, 30, 30, 30, 6, 6, 6]
    found = volume_change(amounts(*values), pd.Series({"x": "2020-01"}), "2026-05").loc["x"]
    assert found["volume_change"] == pytest.approx(18 / 30 - 1)
    assert found["volume_against"] == "year"


def test_volume_of_a_younger_customer_is_held_against_the_months_before():
    values = [0] * 9 + [30, 30, 30, 6, 6, 6]
    found = volume_change(amounts(*values), pd.Series({"x": "2025-12"}), "2026-05").loc["x"]
    assert found["volume_change"] == pytest.approx(18 / 90 - 1)
    assert found["volume_against"] == "before"


@pytest.mark.parametrize(
    ("values", "began"),
    [
        ([30, 30, 30, 6, 6, 6], "2026-01"),  # five months of business
        ([30, 30, 6, 6, 6], "2020-01"),  # five months of data
        ([0, 0, 0, 6, 6, 6], "2020-01"),  # nothing to compare with
        ([-9, 0, 0, 6, 6, 6], "2020-01"),
    ],
)
def test_volume_that_cannot_be_compared_is_not_told(values, began):
    found = volume_change(amounts(*values), pd.Series({"x": began}), "2026-05").loc["x"]
    assert found["volume_change"] != found["volume_change"] and found["volume_against"] is None


books = st.dictionaries(
    st.sampled_from([f"c{place}" for place in range(6)]),
    st.lists(st.dates(date(2024, 1, 1), AS_OF).map(str), min_size=1, max_size=12, unique=True),
    min_size=1,
    max_size=4,
)


@SOME
@given(books, st.randoms(use_true_random=False))
def test_everyone_has_one_state_whatever_the_order_of_rows(days, random):
    found = decided(days)
    assert set(found["state"]) <= set(STATES) and found["state"].notna().all()
    first, last = tables(days)
    order = list(first.index)
    random.shuffle(order)
    none = pd.Series(False, index=first.index)
    again = decide(first.loc[order], last.loc[order], none * float("nan"), none, none, AS_OF, Limits())
    pd.testing.assert_frame_equal(again.loc[found.index], found, check_names=False)


@SOME
@given(books)
def test_one_customer_does_not_depend_on_another(days):
    together = decided(days)
    for name, own in list(days.items())[:2]:
        assert decided({name: own}).loc[name, "state"] == together.loc[name, "state"]


@SOME
@given(st.lists(st.dates(date(2024, 1, 1), AS_OF).map(str), min_size=1, max_size=12, unique=True))
def test_silence_only_ever_leads_from_dormant_to_lost(days):
    order = ["dormant", "lost"]
    reached = -1
    for month in ("2026-05", "2026-08", "2026-11", "2027-12"):
        as_of = (pd.Period(month, "M").end_time).date()
        now = state(days, as_of=as_of, months=month_range("2024-01", month))
        assert now not in order or order.index(now) >= reached
        assert reached == -1 or now in order
        reached = max(reached, order.index(now) if now in order else -1)


def test_thresholds_follow_the_limits_given():
    limits = Limits(dormant_default=40, lost_least=50, lost_times=3)
    found = thresholds(gaps_of(), pd.Index(["x"]), limits).loc["x"]
    assert (found["dormant_after"], found["lost_after"]) == (40, 120)
