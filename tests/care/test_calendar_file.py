from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from tests.care.cases import contact, contacts, plan
from wcm_helpers.care.calendar_file import event_uid, to_ics
from wcm_helpers.care.wording import Names

PEOPLE = contacts(contact(birthday_md="05-04"), contact("K2", "C2", birthday_md="12-30", birthday_lunar=True))
PLAN = plan(PEOPLE)


def read(content):
    return Calendar.from_ical(content).walk("VEVENT")


def test_a_calendar_is_read_back_whole():
    entries = read(to_ics(PLAN, "qidong", "2026-05"))
    assert len(entries) == len(PLAN) == 2 * 5 + 2
    assert [entry["DTSTART"].dt for entry in entries] == PLAN["due_day"].dt.date.tolist()
    assert {entry["DTSTART"].params["VALUE"] for entry in entries} == {"DATE"}
    assert {entry["DTSTAMP"].dt for entry in entries} == {datetime(2026, 5, 1, tzinfo=UTC)}
    birthday = next(entry for entry in entries if entry["SUMMARY"] == "Birthday of K1 (C1)")
    assert birthday["DTSTART"].dt == date(2026, 4, 30)
    assert birthday["DESCRIPTION"] == "The day itself is 2026-05-04."


def test_nobody_is_invited_and_nothing_rings():
    content = to_ics(PLAN, "qidong", "2026-05")
    for word in (b"ATTENDEE", b"ORGANIZER", b"VALARM", b"METHOD", b"mailto"):
        assert word not in content


def test_a_shared_calendar_has_no_name_and_one_of_ones_own_has():
    names = Names({"C1": "启东东沐物流有限公司"}, {"K1": "李梅"})
    assert "李梅" in to_ics(PLAN, "qidong", "2026-05", names).decode()
    assert "李梅" not in to_ics(PLAN, "qidong", "2026-05").decode()


def test_neither_order_nor_run_changes_a_byte_or_an_identity():
    content = to_ics(PLAN, "qidong", "2026-05")
    assert to_ics(PLAN[::-1], "qidong", "2026-05") == content
    uids = [entry["UID"] for entry in read(content)]
    assert len({*uids}) == len(uids)
    later = plan(PEOPLE, "2026-05-01", "2026-12-31")
    assert {entry["UID"] for entry in read(to_ics(later, "qidong", "2026-06"))} < {*uids}
    assert not {entry["UID"] for entry in read(to_ics(PLAN, "nantong", "2026-05"))} & {*uids}


def test_an_identity_stays_when_the_due_day_moves_and_parts_do_not_run_together():
    row = PLAN[:1].assign(customer_id="C1", contact_id="K1")
    moved = row.assign(due_day=row["due_day"] - pd.Timedelta(days=3))

    def uid(frame, site="q"):
        return event_uid(site, next(frame.itertuples()))

    assert uid(moved) == uid(row)
    assert uid(row.assign(date=row["date"] + pd.Timedelta(days=1))) != uid(row)
    assert uid(row.assign(customer_id="C", contact_id="1K1")) != uid(row)


HOSTILE = [
    "Li\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:x@example.com",
    'a;b,c\\n:d"e',
    "\u2028\u2029\x85\x00\x07\u202egpj",
    "\ud800half",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(name):
    content = to_ics(PLAN, "qidong\r\nX:1", "2026-05", Names({"C1": name}, {"K1": name}))
    assert len(read(content)) == len(PLAN)
    lines = content.split(b"\r\n")
    assert sum(line.startswith(b"BEGIN:VEVENT") for line in lines) == len(PLAN)
    assert not any(line.startswith((b"ATTENDEE", b"X:")) for line in lines)


def test_special_signs_are_read_back_as_they_were():
    name = 'a;b,c\\n:d"e'
    content = to_ics(PLAN, "qidong", "2026-05", Names({}, {"K1": name}))
    assert f"Birthday of {name} (C1)" in [str(entry["SUMMARY"]) for entry in read(content)]


LETTERS = st.text(st.sampled_from('启东沐物流有限公司，；\\,;:"😀👩‍👧é aZ0'), max_size=120)


@settings(max_examples=60, deadline=None)
@given(LETTERS, LETTERS)
def test_lines_are_folded_at_75_octets_between_characters_and_read_back(contact_name, customer_name):
    events = PLAN[PLAN["kind"] == "birthday"]
    content = to_ics(events, "qidong", "2026-05", Names({"C1": customer_name}, {"K1": contact_name}))
    assert content.endswith(b"\r\n")
    assert content.count(b"\r\n") == content.count(b"\n") == content.count(b"\r")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is cut in two
    titles = [str(entry["SUMMARY"]) for entry in read(content)]
    assert f"Birthday of {contact_name} ({customer_name})" in titles


def test_no_event_is_a_calendar_too():
    assert read(to_ics(PLAN[:0], "qidong", "2026-05")) == []
