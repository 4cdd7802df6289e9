"""The part of the section on contacts and contracts, in months near and beyond the last notice."""

from dataclasses import replace

import pandas as pd

from tests.care.cases import contact, contacts, plan
from tests.reports.service_plan.keeping_in_touch.test_care_month import care_with, contract
from tests.reports.service_plan.plans import month_of
from wcm_helpers.reports.service_plan.keeping_in_touch.care_section import care_blocks, contract_table


class Review:
    """A review of which names and the folder of care files alone are asked."""

    result = month_of({"C1": "A"}, names={"C1": "Anton"})

    class rule:
        care_folder = ""


def care_of(first, last, *agreements, people=()):
    events = plan(contacts(*(people or [contact(consent=False)])), first, last, pd.DataFrame([*agreements]))
    month = replace(care_with(0, 20), month=first[:7], events=events, year=events, contracts=True)
    return replace(month, gift_rules=True, sectors=True)


def text_of(care):
    return "\n".join(block.text for block in care_blocks(Review(), care))


def test_without_any_table_both_are_named():
    (block,) = care_blocks(Review(), None)
    assert "contacts and contracts" in block.text


def test_the_day_of_a_contract_is_marked_where_the_year_has_no_notice():
    # 23 January 2027 is a Saturday; no notice says whether the days before are worked
    care = care_of("2027-01-01", "2027-01-31", contract("1", start="2025-06-10", end="2027-01-23"))
    row = contract_table(Review(), care, 10).content.iloc[0]
    assert row["Due on working day"] == "2027-01-22 (not verified)"
    assert "days off of 2027" in text_of(care)
    care = care_of("2026-11-01", "2026-11-30", contract("1", end="2026-11-21"))
    assert contract_table(Review(), care, 10).content["Due on working day"].tolist() == ["2026-11-20"]


def test_a_month_without_events_and_gifts_says_so():
    text = text_of(care_of("2026-11-01", "2026-11-30"))
    assert "No contract ends" in text and "No festival greeting is due in November 2026." in text
    assert "No occasion of the next 12 months" in text


def test_greetings_are_one_sentence_with_their_count_and_day():
    people = [contact("K1"), contact("K2")]
    text = text_of(care_of("2026-12-01", "2026-12-31", people=people))
    assert "Greetings for New Year go to 2 contacts by 2026-12-31." in text


def test_without_contacts_or_contracts_each_table_is_named():
    care = replace(care_of("2026-11-01", "2026-11-30"), contacts=None, contracts=False)
    text = text_of(care)
    assert "Table contacts." in text and "Table contracts." in text and "gift" not in text
