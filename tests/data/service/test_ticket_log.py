"""The log of one ticket: pauses, answers, severity."""

from datetime import datetime

import pytest

from wcm_helpers.data.service.ticket_log import elapsed_hours, read_log, state_of

DAY = datetime(2026, 9, 1)


def at(hour):
    return DAY.replace(hour=hour)


def event(hour, actor, kind, field="", value="", before="", public=None):
    return {"happened_at": at(hour), "actor": actor, "kind": kind, "field": field, "from_value": before,
            "value": value, "public": public}  # fmt: skip


def test_a_change_of_severity_ends_no_pause():
    log = read_log(
        [
            event(8, "customer", "create", "priority", "normal"),
            event(9, "agent", "change", "status", "pending"),
            event(10, "agent", "change", "priority", "urgent", "normal"),
            event(12, "customer", "change", "status", "open"),
        ],
        at(8), at(20),
    )  # fmt: skip
    assert log.pauses == [(at(9), at(12))]
    assert log.severity == "normal"


def test_a_resolution_that_did_not_hold_is_a_pause_and_counts_as_reopened():
    log = read_log(
        [
            event(9, "agent", "change", "status", "solved"),
            event(12, "customer", "change", "status", "open"),
            event(15, "agent", "change", "status", "solved"),
        ],
        at(8), at(20),
    )  # fmt: skip
    assert (log.pauses, log.resolved_at, log.reopened) == ([(at(9), at(12))], at(15), 1)


@pytest.mark.parametrize(
    ("first", "responded"),
    [
        (event(9, "bot", "comment", "comment", "received", public=True), 11),
        (event(9, "agent", "comment", "comment", "look at this", public=False), 11),
        (event(9, "agent", "internal note"), 11),
        (event(9, "agent", "comment", "comment", "hello", public=True), 9),
        (event(9, "customer", "comment", "comment", "hurry", public=True), 11),
    ],
)
def test_only_a_public_act_of_a_person_is_an_answer(first, responded):
    answer = event(11, "agent", "reply", "comment", "hello", public=True)
    assert read_log([first, answer], at(8), at(20)).responded_at == at(responded)


def test_waiting_now_is_an_open_pause_and_later_events_are_not_known():
    log = read_log(
        [
            event(9, "agent", "change", "status", "等待客户"),
            event(12, "customer", "change", "status", "处理中"),
        ],
        at(8), at(10),
    )  # fmt: skip
    assert log.waiting
    assert log.pauses == [(at(9), None)]


def test_states_are_words_of_either_language():
    assert state_of(event(9, "", "", "状态", "已解决")) == "resolved"
    assert state_of(event(9, "", "", "priority", "open")) == ""


def test_pauses_are_cut_to_the_span():
    assert elapsed_hours(at(8), at(16), [(at(7), at(9)), (at(15), None)]) == 6
