import pandas as pd
import pytest

from tests.reports.classification.lifecycle.examples import STEADY, classification_of, customers, states
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.lifecycle.analysis import describe_lifecycle
from wcm_helpers.reports.classification.lifecycle.states import activity_days


def test_states_by_hand_where_no_days_are_known():
    # A month counts as its last day. b: silent since 28 February, 92 days; c: since 30 November, 182 days.
    result = classification_of(
        {
            "a": (STEADY, 10),
            "b": (month_range("2024-06", "2026-02"), 10),
            "c": (month_range("2024-06", "2025-11"), 10),
            "d": (month_range("2026-03", "2026-05"), 10),
            "e": (month_range("2026-02", "2026-05"), 10),
            "f": ([*month_range("2024-06", "2025-12"), "2026-05"], 10),
        }
    )
    assert states(result) == {
        "a": "active", "b": "dormant", "c": "lost", "d": "new", "e": "active", "f": "won_back",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"end_date": [None, "2026-05-31"]}, "lost"),
        ({"end_date": [None, "2026-06-01"]}, "slowing"),  # has not passed on 31 May
        ({"end_date": [None, "2026-01-31"]}, "slowing"),  # active until April, long after: not believed
        ({"status": [None, "Ended"]}, "lost"),
        ({"status": [None, "终止"]}, "lost"),
        ({"status": [None, "paused"]}, "slowing"),
    ],
)
def test_ended_business_is_lost(known, expected):
    active = {"a": (STEADY, 10), "b": (month_range("2024-06", "2026-04"), 10)}
    # 31 days silent is as usual (month ends lie up to 31 days apart); two months of three: 67 % of before
    result = describe_lifecycle(classification_of(active, customers(**known))).customers.set_index(
        "customer_id"
    )
    assert result.loc["b", "state"] == expected
    assert result.loc["a", "state"] == "active"


def test_marked_as_ended_but_active_this_month_is_not_lost():
    result = classification_of({"a": (STEADY, 10), "b": (STEADY, 10)}, customers(status=["ended", None]))
    assert states(result) == {"a": "active", "b": "active"}


def test_an_earlier_start_date_makes_nobody_new():
    active = {"a": (STEADY, 10), "b": (["2026-04", "2026-05"], 10)}
    assert states(classification_of(active, customers(start_date=[None, "2020-01-01"])))["b"] == "active"
    assert states(classification_of(active, customers(start_date=[None, "2026-05-20"])))["b"] == "new"


@pytest.mark.parametrize("factor", [3, 10_000])
def test_the_currency_does_not_matter(factor):
    active = {"a": (STEADY, 7), "b": (month_range("2024-06", "2026-03"), 5), "c": (["2026-05"], -3)}
    scaled = {name: (months, value * factor) for name, (months, value) in active.items()}
    assert states(classification_of(active)) == states(classification_of(scaled))


def test_days_outside_their_month_count_as_its_nearest_day():
    facts = pd.DataFrame(
        [("a", "2026-04", SCALE, 1, pd.Timestamp("2026-05-02")), ("a", "2026-05", SCALE, 1, pd.NaT)],
        columns=["customer_id", "month", "value", "orders", "last_on"],
    ).assign(first_on=lambda frame: frame["last_on"])
    result = classify_month(facts, None, "2026-05", Rule(), currency="CNY", source="x")
    _first_on, last_on = activity_days(result.customer_months)
    assert [str(day.date()) for day in last_on.loc["a"]] == ["2026-04-30", "2026-05-31"]
