from tests.reports.service_plan.plans import month_of
from wcm_helpers.reports.service_plan.feedback import lines
from wcm_helpers.reports.service_plan.feedback.analysis import feedback_of, open_of

ROW = {
    "customer_id": "a", "name": "Anton", "n": 2, "age": 145, "sources": ("survey", "talk"), "owner": "M1",
    "revenue": 8_100_000_000,
}  # fmt: skip


def test_a_line_says_how_much_for_how_long_and_who_answers():
    assert lines.line("feedback", ROW, "CNY").sentence == (
        "Anton (810k CNY a year): 2 pieces of feedback have been without an action, the oldest for 145 days "
        "(Unhappy answers to the survey and Promises made in talks). Have M1 answer this week and ask again "
        "within a month."
    )
    one = lines.line("feedback", {**ROW, "n": 1, "owner": None, "sources": ("ticket",)}, "CNY")
    assert one.happened == "1 piece of feedback has been without an action for 145 days (Tickets)."
    assert one.step == "Name an owner, who answers this week." and one.section == "feedback"


def test_cases_are_the_customers_that_wait(plan_review):
    ((kind, cases),) = lines.cases_of(plan_review).items()
    assert kind == "feedback" and cases is plan_review.computed(open_of)
    assert cases["revenue"].is_monotonic_decreasing and cases["age"].gt(30).all()
    assert len(plan_review.computed(feedback_of).loops) > len(cases)


def test_the_others_are_counted():
    assert lines.others("feedback", 1, "3M", "CNY").startswith("1 more customer waits")
    assert lines.others("feedback", 4, "3M", "CNY").startswith("4 more customers wait")
    assert month_of({"a": "A"}).name_of("a") == "a"
