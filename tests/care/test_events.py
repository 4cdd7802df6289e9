from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.care.cases import NO_CONTRACTS, contact, contacts, days_of
from wcm_helpers.care.events import care_events, without_events
from wcm_helpers.care.rules import CONTRACT_KINDS, KINDS, CareRules
from wcm_helpers.core.china_days import ChinaDays

YEAR = date(2026, 1, 1), date(2026, 12, 31)


def events(people, first=YEAR[0], last=YEAR[1], contracts=NO_CONTRACTS, days=None, **rules):
    return care_events(people, contracts, first, last, days or ChinaDays(), CareRules(**rules))


def test_greetings_are_due_on_the_last_working_day_before_the_festival():
    # The break of the Spring Festival begins on 15 February, and Saturday the 14th is worked; the New Year of
    # 2027 is due in this year, that of 2026 was in the last.
    found = events(contacts(contact()))
    assert [(kind, *days_of(found, kind)[0]) for kind in found["kind"]] == [
        ("spring_festival", "2026-02-17", "2026-02-14"),
        ("dragon_boat", "2026-06-19", "2026-06-18"),
        ("mid_autumn", "2026-09-25", "2026-09-24"),
        ("national_day", "2026-10-01", "2026-09-30"),
        ("new_year", "2027-01-01", "2026-12-31"),
    ]


def test_greetings_are_as_the_settings_say():
    found = events(contacts(contact()), greetings=("mid_autumn",), greeting_lead=5)
    assert days_of(found, "mid_autumn") == [("2026-09-25", "2026-09-20")]  # a Sunday that is worked
    assert {*found["kind"]} == {"mid_autumn"}
    found = events(contacts(contact()), greetings=("spring_festival",), to_workday=False)
    assert days_of(found, "spring_festival") == [("2026-02-17", "2026-02-16")]
    assert not found["unverified"].any()


def test_a_birthday_on_a_day_off_is_due_before_it():
    people = contacts(contact(birthday_md="05-04"), contact("K2", birthday_md="05-09"))
    found = days_of(events(people), "birthday")
    assert found == [("2026-05-04", "2026-04-30"), ("2026-05-09", "2026-05-09")]  # a worked Saturday


def test_an_event_in_a_break_is_due_in_the_month_before():
    people = contacts(contact(birthday_md="10-05"), contact("K2", birthday_md="10-05"))
    september, october = date(2026, 9, 1), date(2026, 10, 1)
    assert (
        days_of(events(people, september, date(2026, 9, 30)), "birthday")
        == [("2026-10-05", "2026-09-30")] * 2
    )
    assert days_of(events(people, october, date(2026, 10, 31)), "birthday") == []
    # Closed from 1 September to 10 October: 31 August, a Monday.
    closed = ChinaDays({september + timedelta(days=n): False for n in range(40)})
    found = events(people, date(2026, 8, 1), date(2026, 8, 31), days=closed)
    assert days_of(found, "birthday") == [("2026-10-05", "2026-08-31")] * 2


def test_the_table_of_the_site_moves_a_due_day():
    own = ChinaDays({date(2026, 9, 24): False})
    assert days_of(events(contacts(contact()), days=own), "mid_autumn") == [("2026-09-25", "2026-09-23")]


def test_lunar_birthdays_carry_their_lunar_date_and_rule():
    # 30 of the sixth leap month, 2025: the 29th, 22 August, a Friday.
    people = contacts(contact(birthday_md="闰06-30", birthday_lunar=True))
    row = events(people, date(2025, 8, 1), date(2025, 8, 31)).iloc[0]
    assert (row["date"], row["due_day"]) == (pd.Timestamp("2025-08-22"), pd.Timestamp("2025-08-22"))
    assert (row["lunar_month"], row["lunar_day"], row["lunar_leap"]) == (6, 29, True)
    assert (row["lunar_rule"], row["unverified"]) == ("short_month", False)


def test_a_lunar_birthday_may_come_twice_in_a_year_or_never():
    people = contacts(contact(birthday_md="12-01", birthday_lunar=True))
    counts = [
        len(days_of(events(people, date(year, 1, 1), date(year, 12, 31)), "birthday"))
        for year in (2024, 2025, 2026)
    ]
    assert counts == [2, 0, 1]  # 11 January and 31 December 2024, 19 January 2026


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ({"consent": False}, False),
        ({"consent": None}, False),
        ({"consent_date": "2026-05-08"}, True),  # due on the day of the consent
        ({"consent_date": "2026-05-09"}, False),
        ({"left_date": "2026-05-10"}, True),  # on the last day
        ({"left_date": "2026-05-09"}, False),
    ],
)
def test_contacts_have_events_from_their_consent_until_they_left(values, kept):
    # The birthday, Sunday 10 May 2026, is due on Saturday the 9th, which is worked: 8 May with that day off.
    days = ChinaDays({date(2026, 5, 9): False})
    dates = {name: pd.Timestamp(day) for name, day in values.items() if name.endswith("date")}
    people = contacts(contact(birthday_md="05-10", **{**values, **dates}))
    assert bool(days_of(events(people, days=days), "birthday")) == kept


def test_contracts_have_anniversaries_a_deadline_and_an_end():
    contracts = pd.DataFrame(
        {
            "customer_id": ["C1"],
            "start_date": pd.to_datetime(["2024-03-01"]),
            "end_date": pd.to_datetime(["2026-10-05"]),
            "notice_days": [60],
        }
    )
    found = events(contacts(), date(2024, 1, 1), date(2027, 12, 31), contracts)
    assert days_of(found, "contract_anniversary") == [
        ("2025-03-01", "2025-02-28"),  # a Saturday
        ("2026-03-01", "2026-02-28"),  # a Sunday after a worked Saturday
    ]
    assert found.loc[found["kind"] == "contract_anniversary", "years"].tolist() == [1, 2]
    # 60 days before 5 October are 6 August; the end is in the break of National Day.
    assert days_of(found, "notice_deadline") == [("2026-08-06", "2026-08-06")]
    assert days_of(found, "contract_end") == [("2026-10-05", "2026-09-30")]
    assert {*found["contact_id"]} == {""}


def test_a_contract_without_end_or_notice_has_anniversaries_alone():
    contracts = pd.DataFrame({"customer_id": ["C1"], "start_date": pd.to_datetime(["2024-02-29"])})
    found = events(contacts(), contracts=contracts)
    assert [(row.kind, str(row.date.date())) for row in found.itertuples()] == [
        ("contract_anniversary", "2026-02-28")
    ]


def test_two_contracts_of_a_day_are_one_event():
    contracts = pd.DataFrame({"customer_id": ["C1", "C1"], "end_date": pd.to_datetime(["2026-06-30"] * 2)})
    assert len(events(contacts(), contracts=contracts)) == 1


def test_a_year_without_a_notice_is_planned_and_marked():
    found = events(contacts(contact(birthday_md="03-07")), date(2026, 12, 1), date(2027, 12, 31))
    marked = {kind: group["unverified"].tolist() for kind, group in found.groupby("kind")}
    # New Year of 2027 is due on 31 December 2026, which is known; Spring Festival 2027 is on 6 February.
    assert marked["new_year"][0] is False
    assert marked["spring_festival"] == marked["birthday"] == [True]
    assert days_of(found, "spring_festival") == [("2027-02-06", "2027-02-04")]
    assert days_of(found, "birthday") == [("2027-03-07", "2027-03-05")]  # a Sunday: the Friday


def test_nobody_and_nothing():
    found = events(contacts())
    assert len(found) == 0
    assert found["date"].dtype == "datetime64[s]"


PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "contact_id": st.sampled_from(["K1", "K2", "K3"]),
            "customer_id": st.sampled_from(["C1", "C2"]),
            "birthday_md": st.sampled_from(["01-01", "02-29", "10-03", "12-30", "闰04-30", "x", None]),
            "birthday_lunar": st.sampled_from([True, False, None]),
            "consent": st.sampled_from([True, True, False, None]),
            "consent_date": st.sampled_from([pd.NaT, pd.Timestamp("2026-03-01")]),
            "left_date": st.sampled_from([pd.NaT, pd.Timestamp("2027-03-01")]),
        }
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=25, deadline=None)
@given(PEOPLE, st.integers(0, 500), st.integers(0, 200), st.booleans(), st.integers(0, 20))
def test_a_plan_is_the_sum_of_its_parts_and_no_order_matters(rows, start, length, to_workday, lead):
    people = pd.DataFrame(rows)
    first = date(2025, 11, 1) + timedelta(days=start)
    last, cut = first + timedelta(days=2 * length + 1), first + timedelta(days=length)
    rules = {"to_workday": to_workday, "greeting_lead": lead}
    whole = events(people, first, last, **rules)
    halves = [events(people, first, cut, **rules), events(people, cut + timedelta(days=1), last, **rules)]
    pd.testing.assert_frame_equal(whole, pd.concat(halves, ignore_index=True))
    pd.testing.assert_frame_equal(whole, events(people[::-1], first, last, **rules))
    assert (whole["due_day"] <= whole["date"]).all()
    assert not whole.duplicated(["date", "kind", "customer_id", "contact_id"]).any()
    if to_workday:
        assert all(map(ChinaDays().is_workday, whole["due_day"].dt.date))


def test_the_callers_frames_are_unchanged():
    people = contacts(contact(birthday_md="05-04", birthday_lunar=None))
    before = people.copy(deep=True)
    events(people)
    pd.testing.assert_frame_equal(people, before)


def test_who_is_left_out_is_listed_with_the_reason():
    people = contacts(
        contact("K1", consent=None, birthday_md="05-04"),
        contact("K2", consent_date=pd.Timestamp("2027-01-01")),
        contact("K3", left_date=pd.Timestamp("2025-12-31")),
        contact("K4", birthday_md="31/12/1980"),
        contact("K5", birthday_md="05-04"),
        contact("K6", birthday_md=""),
    )
    listed = without_events(people, *YEAR)
    assert dict(zip(listed["contact_id"], listed["reason"], strict=True)) == {
        "K1": "no_consent",
        "K2": "consent_later",
        "K3": "left",
        "K4": "birthday_unreadable",
    }
    silent = listed[listed["reason"] != "birthday_unreadable"]["contact_id"]
    assert not events(people)["contact_id"].isin(silent).any()


def test_kinds_are_listed_once():
    assert len({*KINDS}) == len(KINDS) == 1 + 7 + len(CONTRACT_KINDS)
    assert {*CareRules().greetings, *CareRules().gift_kinds} < {*KINDS}
