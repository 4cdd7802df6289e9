"""The figures of the assignment."""

from dataclasses import replace

from tests.reports.service_plan.managers.staffings import customers, staffed, team
from wcm_helpers.reports.service_plan.managers.figures import figures, figures_of

BOOK = customers(("a", "B", None, 300), ("b", "B", None, 300))


def test_hours_missing_and_moves_by_hand():
    made = staffed(BOOK, team(("m1", 300, None, ()), ("m2", 300, None, ())), {"a": "m1", "b": "m1"})
    assert figures(made) == {"assigned": 2, "moved": 1, "short_hours": 0.0}
    short = staffed(BOOK, team(("m1", 555, None, ())), {"a": "m1"})
    assert figures(short) == {"assigned": 2, "moved": 0, "short_hours": 0.75}  # 45 minutes


def test_without_hours_or_a_proposal_nothing_is_known():
    nothing = {"assigned": None, "moved": None, "short_hours": None}
    made = staffed(BOOK, team(("m1", 555, None, ())))
    assert figures(None) == figures(replace(made, short_minutes=None)) == nothing


def test_the_sample_has_enough_hours(plan_review):
    made = figures_of(plan_review)
    assert made["assigned"] == 65 and made["short_hours"] == 0.0 and 0 < made["moved"] < 65
