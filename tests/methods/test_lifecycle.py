from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.calendars import MONTHS, tables
from wcm_helpers.core.months import add_months, month_range
from wcm_helpers.methods.lifecycle import PRECEDENCE, STATES, decide, volume_change
from wcm_helpers.methods.lifecycle_gaps import Limits

AS_OF = date(2026, 5, 31)
SOME = settings(max_examples=12, deadline=None)


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


def state(days, **options):
    return decided({"x": days}, **options).loc["x", "state"]


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


def test_no_rhythm_makes_years_of_silence_a_slowing():
    # four gaps of more than 800 days, then silent for 863 days: 19 January 2024 to 31 May 2026
    rare = ["2015-01-10", "2017-04-01", "2019-07-01", "2021-10-01", "2024-01-19"]
    months = month_range("2015-01", "2026-05")
    assert decided({"x": rare}, months=months).loc["x", ["silent_days", "state"]].tolist() == [863, "lost"]
    # without a rhythm of its own, too
    assert state(["2024-01-19"]) == "lost"
    # 1 June 2025: 364 days, within the rhythm; a day earlier and two more: a year is over
    assert decided({"x": [*rare, "2025-06-01"]}, months=months).loc["x", "state"] != "dormant"
    assert decided({"x": [*rare, "2025-05-30"]}, months=months).loc["x", "state"] == "dormant"


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
    states = decided(
        {"e": ["2026-05-02"], "s": ["2025-01-02"], "q": monthly("2024-01", "2026-04"), "v": ["2026-05-02"]},
        volume={"q": -0.5, "v": -0.5},
        ended=["e"],
    )
    assert states["why"].to_dict() == {"e": "ended", "s": "silence", "q": "both", "v": "volume"}


def amounts(*values, last="2026-05"):
    months = month_range(add_months(last, 1 - len(values)), last)
    return pd.DataFrame([values], index=["x"], columns=months)


def test_volume_is_held_against_the_year_before():
    # the same three months a year before: 10 10 10; now 6 6 6. The three months before (90) do not matter.
    values = [10, 10, 10, 1, 1, 1, 1, 1, 1, 30, 30, 30, 6, 6, 6]
    change = volume_change(amounts(*values), pd.Series({"x": "2020-01"}), "2026-05").loc["x"]
    assert change["volume_change"] == pytest.approx(18 / 30 - 1)
    assert change["volume_against"] == "year"


def test_volume_of_a_younger_customer_is_held_against_the_months_before():
    values = [0] * 9 + [30, 30, 30, 6, 6, 6]
    change = volume_change(amounts(*values), pd.Series({"x": "2025-12"}), "2026-05").loc["x"]
    assert change["volume_change"] == pytest.approx(18 / 90 - 1)
    assert change["volume_against"] == "before"


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
    change = volume_change(amounts(*values), pd.Series({"x": began}), "2026-05").loc["x"]
    assert change["volume_change"] != change["volume_change"] and change["volume_against"] is None


books = st.dictionaries(
    st.sampled_from([f"c{place}" for place in range(6)]),
    st.lists(st.dates(date(2024, 1, 1), AS_OF).map(str), min_size=1, max_size=12, unique=True),
    min_size=1,
    max_size=4,
)


@SOME
@given(books, st.randoms(use_true_random=False))
def test_everyone_has_one_state_whatever_the_order_of_rows(days, random):
    states = decided(days)
    assert set(states["state"]) <= set(STATES) and states["state"].notna().all()
    first, last = tables(days)
    order = list(first.index)
    random.shuffle(order)
    none = pd.Series(False, index=first.index)
    again = decide(first.loc[order], last.loc[order], none * float("nan"), none, none, AS_OF, Limits())
    pd.testing.assert_frame_equal(again.loc[states.index], states, check_names=False)


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
