"""The lines on customers that are leaving: the fall on a year ago, or the silence, and what to do."""

import pandas as pd

from tests.reports.classification.facts import STEADY, classify_facts, monthly, two_years
from tests.reports.classification.first_page.examples import lines_of
from wcm_helpers.reports.classification.first_page.leaving_words import others
from wcm_helpers.reports.classification.first_page.selection import Candidate
from wcm_helpers.reports.classification.lifecycle.analysis import describe_lifecycle
from wcm_helpers.reports.classification.lifecycle.sentences import step

SPRING = ("2026-03", "2026-04", "2026-05")


def leaving(changes, customers=None, amounts=None):
    facts = two_years(amounts or STEADY, changes=changes)
    return [line for line in lines_of(classify_facts(facts, customers)) if line.kind == "leaving"]


def test_a_slowing_customer_has_its_fall_against_the_same_months_a_year_ago():
    # 30 against 75; in twelve months 9 x 25 + 30
    (line,) = leaving({("b", month): 10 for month in SPRING})
    assert line.sentence.startswith(
        "b (class A, 255 CNY in 12 months): Last three months: billed revenue 60% below the same months a "
        "year ago. "
    )
    assert line.sentence.endswith("Call this week.") and line.section == "lifecycle"
    assert line.weight == 255 * 10_000


def test_what_begins_this_month_is_marked():
    (line,) = leaving({("b", "2026-05"): 0})
    assert "New this month." in line.happened


def test_more_credited_than_billed_is_no_fall_beyond_100_percent():
    (line,) = leaving({("b", "2026-05"): -175})
    assert line.happened.startswith("Last three months: billed revenue below zero.")


def test_a_silent_customer_has_its_days_and_its_last_month():
    # active to February, whose last day is 92 days before the end of May
    (line,) = leaving({("b", month): None for month in SPRING})
    assert line.happened.startswith("No activity for 92 days; last active in February 2026.")
    assert line.step == "Visit with an offer."


def test_a_lost_customer_has_the_money_of_its_last_year():
    ended = pd.DataFrame(
        {"customer_id": ["b"], "customer_name": ["Berg"], "end_date": ["2026-05-20"], "status": [None]}
    )
    (line,) = leaving({("b", "2026-05"): None}, ended)
    assert line.sentence.startswith(
        "Berg (class A, 300 CNY in its last 12 months): Ended according to the customer list; last active in "
        "April 2026. New this month."
    )
    assert line.step == "Settle accounts, ask why."


def test_a_customer_lost_by_silence_has_the_days_since_its_last_activity():
    # active to November 2025, whose last day is 182 days before the end of May; in April it was dormant
    silent = ("2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05")
    (line,) = leaving({("b", month): None for month in silent})
    assert line.happened == "No activity for 182 days; last active in November 2025. New this month."
    assert line.step == "Settle accounts, ask why."


def test_the_step_of_a_customer_is_that_of_its_row_in_the_section():
    # d, class C: 6 in the last three months against 15 a year ago
    facts = two_years(STEADY, changes={("d", month): 2 for month in SPRING})
    result = classify_facts(facts)
    rows = describe_lifecycle(result).customers
    (row,) = rows[rows["state"] == "slowing"].to_dict("records")
    (line,) = [line for line in lines_of(result) if line.kind == "leaving"]
    assert (row["customer_id"], row["last_official"]) == ("d", "C")
    assert line.step == step(row) == "Write and ask."


def test_a_short_history_has_the_months_it_has():
    # the history has January to May; b brings 25 in January and in February
    facts = monthly(STEADY, "2026-01", changes={("b", month): None for month in SPRING})
    (line,) = [line for line in lines_of(classify_facts(facts)) if line.kind == "leaving"]
    assert line.amount == "class A, 50 CNY in 5 months"


def test_others_are_counted_with_their_money():
    result = classify_facts(two_years(STEADY))
    assert others([], result) == ""
    cases = [Candidate("leaving", name, 40 * 10_000, {}) for name in "xy"]
    assert others(cases, result) == "2 more customers are slowing down, silent or lost (80 CNY together)."
