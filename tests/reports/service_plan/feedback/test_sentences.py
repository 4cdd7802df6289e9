"""Whole sentences on feedback, for none, one and several."""

import pandas as pd

from tests.reports.service_plan.feedback.cases import judged, tickets
from tests.reports.service_plan.feedback.test_analysis import example
from wcm_helpers.reports.service_plan.feedback import sentences
from wcm_helpers.reports.service_plan.feedback.analysis import Feedback, by_source, steps


def feedback_with(rows, response=0, evidence=0):
    return Feedback(rows, frozenset({"ticket"}), response, evidence, owners_known=True)


def test_the_finding_has_its_base():
    assert sentences.finding(steps(example())) == (
        "Of 4 pieces of feedback in 12 months 2 were acted on, and on 1 the customer was asked again."
    )
    assert sentences.finding(steps(example()[:0])) == "There was no feedback in the last 12 months."


def test_shares_have_interval_and_cases():
    assert sentences.shares_sentence(by_source(example())) == (
        "Acted on, of what had to be by now: Tickets 67% (21% to 94%; 2 of 3)."
    )
    young = judged(tickets(("T", "a", "2026-10-30", "x", None)))
    assert sentences.shares_sentence(by_source(young)) == ""


def test_open_feedback_is_counted_with_the_largest_customers():
    waiting = pd.DataFrame({"name": ["Anton", "Berta", "Cäsar", "Dora"]})
    assert sentences.open_sentence(feedback_with(example()), waiting, 30) == (
        "2 pieces of feedback are without an action, 1 of them for more than 30 days. The largest customers "
        "that wait: Anton, Berta and Cäsar."
    )
    assert "without an action." in sentences.open_sentence(feedback_with(example()[:0]), waiting, 30)


def test_what_is_not_better_has_its_base():
    assert sentences.not_better_sentence(by_source(example())).startswith(
        "Of 2 loops of which it is known whether it is better now, 1 is not better"
    )
    rows = example()
    assert sentences.not_better_sentence(by_source(rows[rows["state"] != "not_better"])) == ""


def test_what_was_closed_without_an_answer_is_counted_or_unknown():
    assert sentences.closed_sentence(feedback_with(example(), 1, 2)) == (
        "1 ticket was resolved without an answer. 2 measures for customers were closed without evidence and "
        "without a talk since."
    )
    text = sentences.closed_sentence(feedback_with(example(), None, None))
    assert "cannot be told" in text and "no register" in text
