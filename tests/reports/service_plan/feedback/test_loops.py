"""How far each loop has come: one case a state, by the dates written beside it."""

import pandas as pd
import pytest

from tests.reports.service_plan.feedback.cases import MONTHS, UNTIL, contacts, judged, tickets, wave
from tests.reports.service_plan.feedback.test_followed import register
from wcm_helpers.reports.service_plan.feedback.followed import Followed, measures_of_customers
from wcm_helpers.reports.service_plan.feedback.loops import loops
from wcm_helpers.reports.service_plan.feedback.raised import of_tickets

COMPLAINT = ("T1", "c", "2026-06-01 10:00", "delay", "2026-06-03 10:00")
TALK = ("c", "2026-06-10 10:00", "call")


def state_of(*args, **more):
    (state,) = judged(*args, **more)["state"]
    return state


def test_an_open_ticket_has_no_action_or_no_owner():
    open_one = tickets((*COMPLAINT[:4], None))
    assert state_of(open_one) == "no_action"
    assert state_of(open_one, managers={}) == "no_owner"
    rows = judged(open_one)
    assert rows[["owner", "age", "late"]].values.tolist() == [["M1", 152, True]]  # 1 June to 31 October


def test_where_nobody_knows_the_managers_nothing_is_without_an_owner():
    raised = of_tickets(tickets((*COMPLAINT[:4], None)), MONTHS)
    (state,) = loops(raised, Followed(), None, {}, UNTIL, 30)["state"]
    assert state == "no_action"


def test_a_resolved_ticket_is_acted_on_and_asked_again_by_a_later_talk():
    assert state_of(tickets(COMPLAINT)) == "acted"
    assert state_of(tickets(COMPLAINT), contacts((*TALK[:2], "message"))) == "acted"
    assert state_of(tickets(COMPLAINT), contacts(("c", "2026-06-02 10:00", "call"))) == "acted"
    rows = judged(tickets(COMPLAINT), contacts(TALK))
    assert rows["state"].tolist() == ["better"]
    assert rows["asked_on"].dt.strftime("%m-%d").tolist() == ["06-10"]


@pytest.mark.parametrize(
    ("again", "category", "state"),
    [
        ("2026-07-03 09:00", "delay", "not_better"), ("2026-07-03 11:00", "delay", "better"),
        ("2026-06-20 10:00", "damage", "better"), ("2026-06-02 10:00", "delay", "better"),
    ],
)  # fmt: skip
def test_it_came_back_if_the_category_does_within_30_days_of_the_resolution(again, category, state):
    both = tickets(COMPLAINT, ("T2", "c", again, category, again))
    rows = judged(both, contacts(TALK))
    assert rows.loc[rows["key"] == "T1", "state"].tolist() == [state]


def test_it_is_not_known_to_be_better_before_the_days_have_passed():
    late = ("T1", "c", "2026-10-01 10:00", "delay", "2026-10-05 10:00")
    assert state_of(tickets(late), contacts(("c", "2026-10-08 10:00", "call"))) == "asked_again"


def test_an_unhappy_answer_is_acted_on_by_a_contact_within_30_days():
    for day, state in (("2026-04-14", "acted"), ("2026-04-15 10:01", "no_action")):
        assert state_of(None, contacts(("c", day, "message")), [wave("2026-03", c=2)]) == state


@pytest.mark.parametrize(("later", "state"), [(3, "better"), (2, "not_better"), (1, "not_better")])
def test_a_later_answer_says_whether_it_is_better(later, state):
    waves = [wave("2026-03", c=2), wave("2026-09", c=later)]
    rows = judged(None, contacts(("c", "2026-03-20 10:00", "call")), waves)
    assert rows["state"].tolist()[0] == state
    assert rows["asked_on"].dt.strftime("%m-%d").tolist()[0] == "09-15"


def test_a_measure_that_names_the_customer_is_an_action_of_the_same_day_or_later():
    for day, state in (("2026-03-14", "no_action"), ("2026-03-15", "acted"), ("2026-09-01", "acted")):
        rows = register(("c", day, "in_progress", None, None))
        measures = measures_of_customers(rows, {"c": "Anton"}, UNTIL)
        assert state_of(None, None, [wave("2026-03", c=2)], measures) == state


def test_without_contacts_and_measures_an_unhappy_answer_cannot_be_told():
    assert state_of(None, None, [wave("2026-03", c=2)]) == "cannot_tell"


def test_a_resolution_without_its_time_cannot_be_told():
    rows = tickets((*COMPLAINT[:4], None)).assign(resolution_hours=float("nan"))
    assert state_of(rows) == "cannot_tell"


def test_a_promise_is_its_makers_and_kept_by_the_next_contact():
    promise = ("c", "2026-06-01 10:00", "visit", "send the offer")
    rows = judged(None, contacts(promise, ("c", "2026-06-05 10:00", "message"), TALK))
    assert rows[["owner", "state"]].values.tolist() == [["M7", "asked_again"]]
    assert state_of(None, contacts(promise, ("d", "2026-06-05 10:00", "call"))) == "no_action"


def test_what_comes_after_the_month_is_not_known():
    later = ("T1", "c", "2026-10-01 10:00", "delay", "2026-11-05 10:00")
    assert state_of(tickets(later)) == "no_action"
    assert judged(tickets(later))["late"].tolist() == [False]  # 30 days old: still in time
    assert judged(tickets(later), days=29)["late"].tolist() == [True]


def test_the_order_of_rows_does_not_matter():
    both = tickets(
        COMPLAINT, ("T2", "c", "2026-06-20 10:00", "delay", None), ("T0", "b", "2026-06-01 10:00", "x", None)
    )
    talks = contacts(TALK, ("b", "2026-06-04 10:00", "call", "x"))
    pd.testing.assert_frame_equal(
        judged(both, talks), judged(both[::-1].reset_index(drop=True), talks[::-1].reset_index(drop=True))
    )
