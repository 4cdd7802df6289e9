"""The line on a measure: verdict and decision."""

import pytest

from wcm_helpers.reports.performance.first_page.measure_words import line, others


@pytest.mark.parametrize(
    ("verdict", "overdue", "happened", "step"),
    [
        ("effect not shown", True, "No effect is shown since it began. It is past its due date.",
         "Open it again, and look for another cause."),
        ("overdue, not started", True, "It is overdue and has not begun.",
         "Begin it this week, or cancel it with a reason."),
        ("closed without evidence", False, "It was closed without evidence of an effect.",
         "Open it again, and name what would show the effect."),
        ("cannot tell", False, "It is not clear whether it works.",
         "Set a new date, or close it with a reason."),
    ],
)  # fmt: skip
def test_a_verdict_has_its_sentence_and_its_step(verdict, overdue, happened, step):
    row = {"id": "M2", "metric": "on_time", "owner": "钱丽", "verdict": verdict, "overdue": overdue}
    made = line(row)
    assert (made.name, made.happened, made.step) == ("M2 (On time), 钱丽", happened, step)


@pytest.mark.parametrize(
    ("metric", "owner", "name"),
    [("按时率", "", "2 (按时率)"), ("OTIF", "李", "2 (On time in full (OTIF)), 李")],
)
def test_a_measure_is_named_by_its_indicator(metric, owner, name):
    row = {"id": "2", "metric": metric, "owner": owner, "verdict": "cannot tell", "overdue": False}
    assert line(row).name == name


def test_others_are_counted():
    assert others(2) == "2 more measures ask for a decision."
