import pandas as pd

from tests.reports.service_plan.plans import month_of
from wcm_helpers.reports.service_plan.keeping_in_touch import lines
from wcm_helpers.reports.service_plan.keeping_in_touch.analysis import overdue_of

ROW = {
    "customer_id": "a", "name": "Anton", "class": "B", "days": 212.0, "months": 3.0, "manager_id": "M1",
    "revenue": 8_100_000_000, "state": "silent",
}  # fmt: skip


class Review:
    """A review of which the overdue customers alone are asked."""

    def computed(self, function):
        assert function is overdue_of
        return month_of({"a": "A"}).with_names(
            pd.DataFrame({"customer_id": ["a", "a"], "state": ["silent", "late"]})
        )


def test_silent_customers_alone_are_cases():
    cases = lines.cases_of(Review())
    assert [*cases] == ["silent"] and cases["silent"]["state"].tolist() == ["silent"]


def test_a_line_says_since_when_what_is_due_and_who_calls():
    assert lines.line("silent", ROW, "CNY").sentence == (
        "Anton (810k CNY a year): Nobody has talked to it for 212 days; in class B a talk is due every 3 "
        "months. Have its manager M1 call this week."
    )
    without = {**ROW, "days": float("nan"), "months": 1.0, "manager_id": None}
    assert lines.line("silent", without, "CNY").sentence == (
        "Anton (810k CNY a year): No talk with it is on record; in class B a talk is due every month. Name a "
        "manager for it, who calls this week."
    )
    assert lines.line("silent", ROW, "CNY").section == "care"


def test_the_others_are_counted_with_their_revenue():
    assert lines.others("silent", 1, "3M", "CNY") == "1 more customer is silent, with 3M CNY a year."
    assert lines.others("silent", 2, "3M", "CNY").startswith("2 more customers are silent, with 3M CNY")
