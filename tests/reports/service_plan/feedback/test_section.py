"""What the section shows of feedback, and which tables it names where they are absent."""

from tests.reports.service_plan.keeping_in_touch.cases import shown, text_of, warehouse
from wcm_helpers.reports.service_plan.feedback.section import feedback, feedback_detail

STEPS = (
    "customer_id,happened_at,kind,next_step", "C1,2026-05-04 10:00,call,ask Ms Li for the plan",
    "C1,2026-10-30 10:00,call,",
)  # fmt: skip


def test_the_reading_part_has_a_chart_and_two_tables(plan_review):
    made = shown(plan_review, feedback)
    assert {*made.tables} == {"sources", "waiting"} and {*made.charts} == {"steps"}
    assert made.tables["sources"]["Source"].tolist() == [
        "Tickets", "Unhappy answers to the survey", "Promises made in talks",
    ]  # fmt: skip
    detail = shown(plan_review, feedback_detail).tables["loops"]
    assert len(detail) == 25 and set(detail["State"]) >= {"no action"}


def test_no_next_step_is_shown(tmp_path):
    review = warehouse(tmp_path, interactions=STEPS)
    for make in (feedback, feedback_detail):
        assert "Ms Li" not in text_of(shown(review, make))
    assert shown(review, feedback).tables["waiting"]["Days ago"].tolist() == [180]  # 4 May to 31 October
    text = text_of(shown(review, feedback))
    assert "Table tickets" in text and "A survey" in text and "Table interactions." not in text


def test_without_any_source_all_are_named(tmp_path):
    managers = ("manager_id,hours", "M1,100")
    orders = ("order_id,customer_id,order_date", "O1,C1,2026-10-30")
    review = warehouse(tmp_path, interactions=None, managers=managers, orders=orders)
    assert "Table tickets, a survey" in text_of(shown(review, feedback))
    assert "There are no loops" in text_of(shown(review, feedback_detail))


def test_no_feedback_in_the_year_is_a_sentence(tmp_path):
    text = text_of(shown(warehouse(tmp_path), feedback))
    assert "There was no feedback in the last 12 months." in text
