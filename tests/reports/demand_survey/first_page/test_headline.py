"""The headline: who answered, and what they need."""

import pytest

from tests.reports.demand_survey.first_page.cases import changes_of, events_of, month_of
from wcm_helpers.reports.demand_survey.first_page import headline
from wcm_helpers.reports.demand_survey.first_page.response import count_response
from wcm_helpers.reports.demand_survey.proposals.analysis import EVERYONE, Wanted


def test_it_says_who_answered_by_class():
    response = count_response(month_of())
    expected = "4 of 5 customers answered (A 2 of 3, B 1 of 1 and C 1 of 1)."
    assert headline.who_answered(response) == expected


def test_an_anonymous_wave_counts_responses_only():
    assert headline.who_answered(count_response(month_of(anonymous=True))) == "4 responses came in."


def test_common_needs_come_before_those_of_groups_and_customers_have_no_place():
    wanted = [
        Wanted("slots", EVERYONE, 0.9, 4), Wanted("certificates", "industry:pharma", 0.9, 2, 0.05),
        Wanted("photos", "customer:gamma", 1.0, 1, 0.1),
    ]  # fmt: skip
    assert headline.needs(events_of(wanted=wanted), month_of(), undecided=3) == [
        "Most customers of every class want “slots”.",
        "Mainly industry pharma wants “certificates”.",
    ]


def test_where_nothing_is_decided_it_cannot_tell_and_without_needs_it_is_silent():
    assert headline.needs(events_of(), month_of(), undecided=2)[0].startswith("The answers cannot tell")
    assert headline.needs(events_of(), month_of(), undecided=0) == []


def test_a_first_wave_has_nothing_to_compare_with():
    assert headline.without_comparison(month_of(before=None)).startswith("It is the first wave")
    assert "since March 2026" in headline.without_comparison(month_of())


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (
            ("SAT", "csat", "paired", 80, 0.59, 0.42, "down"),
            "Overall satisfaction fell from 59% to 42% since March 2026 (80 customers that answered both "
            "times).",
        ),
        (
            ("REC", "nps", "paired", 77, -0.04, 0.08, "up"),
            "The NPS rose from −4 to 8 since March 2026 (77 customers that answered both times).",
        ),
        (("SAT", "csat", "paired", 80, 0.59, 0.52, "unclear"), ""),
        (("SAT", "csat", "all", 80, 0.59, 0.42, "down"), ""),
    ],
)
def test_a_clear_change_of_the_same_customers_is_news(row, text):
    assert headline.change(changes_of(row).iloc[0], "2026-03") == text
