"""The events of a month: losses, departures, class changes, and the dependence on one customer."""

import pytest

from tests.reports.classification.facts import (
    CUSTOMERS,
    STEADY,
    classify_facts,
    classify_values,
    monthly,
    two_years,
)
from tests.reports.classification.first_page.examples import events_of
from tests.reports.classification.money.examples import YEAR, classification_of
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.first_page.events import confirmed_by

EVEN = dict.fromkeys("abcdefghij", 10)


def test_a_steady_book_has_no_events():
    events = events_of(classify_facts(two_years(EVEN)))
    assert events.compared and events.dependence is None
    for frame in (events.losses, events.leaving, events.moved, events.waiting, events.joined):
        assert frame.empty


def test_losses_are_new_in_the_month_they_begin():
    events = events_of(classification_of(YEAR))
    assert events.losses["customer_id"].tolist() == ["b", "d"]
    assert events.new_losses["customer_id"].tolist() == ["b"]


def test_a_customer_that_begins_to_slow_down_arrives_once():
    # 30 against 75 in the same months a year ago
    halved = {("b", month): 10 for month in ("2026-03", "2026-04", "2026-05")}
    events = events_of(classify_facts(two_years(STEADY, changes=halved)))
    assert events.leaving["customer_id"].tolist() == ["b"]
    assert events.arrived.empty  # in April 10 + 10 + 25 were too little already
    once = {("b", "2026-05"): 0}
    assert events_of(classify_facts(two_years(STEADY, changes=once))).arrived["customer_id"].tolist() == ["b"]


def test_moved_and_waiting_are_official_changes_and_those_to_be_confirmed():
    # b 300 -> 100 of 1000 in April: beyond the band for two months, see test_change_words
    moved = events_of(classify_facts(monthly(STEADY, changes={("b", "2026-04"): -175}), CUSTOMERS))
    assert moved.moved.loc[moved.moved["customer_id"] == "b", "official"].tolist() == ["B"]
    waits = events_of(classify_facts(monthly(STEADY, changes={("b", "2026-05"): -175}), CUSTOMERS))
    row = waits.waiting.set_index("customer_id").loc["b"]
    assert (row["computed"], row["official"]) == ("B", "A")
    assert (row["waiting"], row["confirmed_by"]) == (1, "2026-07")


@pytest.mark.parametrize(
    ("waiting", "months", "by"), [(1, 3, "2026-12"), (2, 3, "2026-11"), (3, 3, "2026-11"), (1, 1, "2026-11")]
)
def test_a_change_is_confirmed_after_the_months_of_the_rule(waiting, months, by):
    assert confirmed_by("2026-10", waiting, Rule(confirm_months=months)) == by


def test_the_dependence_is_an_event_when_it_begins_and_when_it_grows():
    begun = events_of(classify_facts(two_years(EVEN, changes={("a", "2026-05"): 200}))).dependence
    # 11 x 10 + 200 = 310 of 310 + 9 x 120 = 1390: 22 %; a month ago 10 %
    assert (begun.customer_id, begun.value // 10_000) == ("a", 310)
    assert (begun.share, begun.share_before) == (pytest.approx(310 / 1390), pytest.approx(0.1))
    assert events_of(classify_facts(two_years(STEADY))).dependence is None  # 60 % a month ago too
    grown = events_of(classify_facts(two_years(STEADY, changes={("a", "2026-05"): 100}))).dependence
    assert grown.share == pytest.approx(760 / 1240) and grown.share_before == pytest.approx(0.6)


def test_of_two_equal_largest_customers_none_is_a_dependence():
    assert events_of(classify_values({"a": 40, "b": 40, "c": 20})).dependence is None


def test_without_a_month_before_nothing_is_new():
    events = events_of(classify_facts(monthly(STEADY, first="2026-05")))
    assert not events.compared
    assert events.moved.empty and events.joined.empty and events.arrived.empty
