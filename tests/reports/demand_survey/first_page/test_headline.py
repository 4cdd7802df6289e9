"""The headline: who answered, and what is new or needed."""

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


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        (
            [Wanted("slots", EVERYONE, 0.9, 4), Wanted("certificates", "industry:pharma", 0.9, 2, 0.05)],
            "Most customers of every class want “slots”; groups with needs of their own: industry pharma.",
        ),
        ([Wanted("slots", EVERYONE, 0.9, 4)], "Most customers of every class want “slots”."),
        (
            [Wanted("certificates", "industry:pharma", 0.9, 2, 0.05)],
            "No need is shown to be common; groups with needs of their own: industry pharma.",
        ),
        ([Wanted("photos", "customer:gamma", 1.0, 1, 0.1)], ""),
        ([], ""),
    ],
)
def test_needs_are_one_sentence_and_those_of_customers_have_no_place_in_it(wanted, text):
    assert headline.needs(events_of(wanted=wanted), month_of()) == text


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
