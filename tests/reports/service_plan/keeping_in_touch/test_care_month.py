"""Care events of the next month: what is known, what may be counted, and what is not verified."""

from datetime import date

import pandas as pd
import pytest

from tests.care.cases import GIFT_RULES, contact, contacts, plan
from tests.reports.service_plan.keeping_in_touch.cases import warehouse
from wcm_helpers.reports.service_plan.keeping_in_touch.care_month import (
    CareMonth,
    birthdays_shown,
    care_of,
    contract_events,
    gift_counts,
    greetings_of,
    known_contacts,
    known_contracts,
    unverified_years,
    without_renewed,
)

END = date(2026, 10, 31)
ACTIVE = pd.Index(["C1", "C2"])


def contract(number, customer="C1", start="2025-01-10", end="2026-11-20", **values):
    row = {"contract_no": number, "customer_id": customer, "sign_date": None, "notice_days": None}
    return {**row, "start_date": pd.Timestamp(start), "end_date": pd.Timestamp(end), "renews": None, **values}


def care_with(birthdays, people):
    """Return a month with so many birthdays among so many with one."""
    events = plan(contacts(contact("K1", birthday_md="11-03")), "2026-11-01", "2026-11-30")
    events = pd.concat([events] * birthdays) if birthdays else events[:0]
    return CareMonth("2026-11", events, events, people, people, {}, False, False, False)


def test_consent_after_the_month_is_not_known_and_other_customers_are_left_out():
    people = contacts(
        contact("K1", consent_date=pd.Timestamp("2026-10-31")),
        contact("K2", consent_date=pd.Timestamp("2026-11-01")),
        contact("K3", "C9"), contact("K4", consent=None),
    )  # fmt: skip
    rows = known_contacts(people, ACTIVE, END)
    assert dict(zip(rows["contact_id"], rows["consent"], strict=True)) == {
        "K1": True, "K2": False, "K4": False,
    }  # fmt: skip
    assert known_contacts(None, ACTIVE, END).empty


def test_a_birthday_in_a_leap_month_is_kept_in_the_ordinary_one_of_other_years():
    row = contact("K1", birthday_md="06-30", birthday_lunar=True, birthday_leap=True)
    events = plan(known_contacts(contacts(row), ACTIVE, END))
    (birthday,) = events[events["kind"] == "birthday"].itertuples()
    # 2026 has no leap month 6; the last day of its sixth month is 12 August
    assert str(birthday.date.date()) == "2026-08-12"
    assert birthday.lunar_rule == "no_leap_month"


def test_contracts_signed_later_are_not_known_and_renewed_ones_do_not_end():
    table = pd.DataFrame(
        [
            contract("1", notice_days=10), contract("2", start="2026-11-21", end="2027-11-20", renews="1",
            sign_date=pd.Timestamp("2026-10-05")),
            contract("3", "C2", end="2026-11-25"),
            contract("4", "C2", start="2026-11-26", renews="3", sign_date=pd.Timestamp("2026-11-02")),
        ]
    )  # fmt: skip
    known = known_contracts(table, ACTIVE, END)
    assert known["contract_no"].tolist() == ["1", "2", "3"]
    events = plan(contacts(contact(consent=False)), "2026-11-01", "2026-11-30", known)
    rows = contract_events(without_renewed(events, known))
    # the end and the notice of 1 are gone; 3 ends, since its renewal was signed after October
    assert rows[["customer_id", "kind"]].values.tolist() == [["C2", "contract_end"]]
    assert len(contract_events(events)) == 3


def test_a_month_without_events_keeps_its_columns():
    none = plan(contacts(contact(consent=False)), "2026-11-01", "2026-11-30")[:0]
    rows = without_renewed(none, known_contracts(None, ACTIVE, END))
    assert rows.empty and rows.columns.tolist() == none.columns.tolist()


@pytest.mark.parametrize(
    ("birthdays", "people", "shown"),
    [(5, 10, 5), (4, 100, None), (0, 100, None), (9, 13, None), (9, 9, None), (9, 14, 9)],
)
def test_birthdays_are_counted_only_where_neither_they_nor_the_others_are_few(birthdays, people, shown):
    assert birthdays_shown(care_with(birthdays, people)) == shown


def test_greetings_and_gifts_are_counted_by_occasion():
    people = contacts(contact("K1"), contact("K2"), contact("K3", "C2"), contact("K4", "C3"))
    year = plan(people, gift_rules=GIFT_RULES)
    autumn = greetings_of(year).set_index("kind").loc["mid_autumn"]
    assert (str(autumn["due_day"].date()), autumn["n"], bool(autumn["unverified"])) == (
        "2026-09-24",
        4,
        False,
    )
    gifts = gift_counts(year).set_index("kind")
    # C1 is of class A, C2 of the public sector, and C3 is not among the customers
    assert gifts.loc["spring_festival", ["allowed", "public_sector", "sector_unknown"]].tolist() == [2, 1, 1]
    assert gift_counts(year[:0]).empty and greetings_of(year[:0]).empty


def test_a_year_without_a_notice_is_named_and_no_error():
    people = contacts(contact("K1", birthday_md="01-15"))
    assert unverified_years(plan(people, "2026-06-01", "2026-06-30")) == []
    assert unverified_years(plan(people, "2027-01-01", "2027-01-31")) == [2027]


def test_the_month_of_the_invented_warehouse_is_counted(plan_review):
    care = plan_review.computed(care_of)
    assert care.month == "2026-11" and care.contracts and care.gift_rules and care.sectors
    people, customers = plan_review.history.protected_table("contacts"), plan_review.history.customers
    ended = customers.loc[customers["end_date"] <= pd.Timestamp("2026-10-31"), "customer_id"]
    people = people[people["customer_id"].isin(set(plan_review.result.active.index) - set(ended))]
    assert care.contacts == len(people) > 200
    assert care.reasons["no_consent"] == (~people["consent"].fillna(False)).sum() > 50
    assert not set(care.events) & {"contact_name", "phone", "email", "birthday_md"}
    assert care.events["due_day"].between("2026-11-01", "2026-11-30").all()


def test_a_contract_that_is_renewed_does_not_end_on_the_page(tmp_path):
    head = "contract_no,customer_id,sign_date,start_date,end_date,renews"
    old, new = "1,C1,2024-12-01,2025-11-21,2026-11-20,", "2,C1,2026-10-05,2026-11-21,2027-11-20,1"
    for rows, kinds in (((old,), ["contract_end"]), ((old, new), [])):
        care = care_of(warehouse(tmp_path, contracts=(head, *rows)))
        assert contract_events(care.events)["kind"].tolist() == kinds
        assert care.contacts is None and birthdays_shown(care) is None
