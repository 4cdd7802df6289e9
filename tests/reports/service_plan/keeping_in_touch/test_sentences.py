"""Whole sentences with their bases, for none, one and several."""

import pandas as pd
import pytest

from tests.care.cases import contact, contacts, plan
from tests.reports.service_plan.keeping_in_touch.test_care_month import care_with
from wcm_helpers.reports.service_plan.keeping_in_touch import sentences


def due(*verdicts):
    return pd.DataFrame({"verdict": [*verdicts]})


def customers(*cells):
    return pd.DataFrame(cells, columns=["customer_id", "name", "class", "days", "state"])


def test_the_share_kept_has_base_and_interval():
    # Wilson interval of 3 of 4: 30.1 % to 95.4 %
    assert sentences.kept_sentence(due("kept", "kept", "kept", "none", "cannot_tell"), "2026-05") == (
        "Talks and reviews due in the periods that end with May 2026: 3 of 4 took place, 75% (30% to 95%)."
    )
    assert "cannot be told" in sentences.kept_sentence(due("cannot_tell"), "2026-05")


def test_silent_customers_are_named_by_the_longest_silence():
    rows = customers(
        ("a", "Anton", "A", 70.0, "silent"), ("b", "Berta", "B", 354.0, "silent"),
        ("c", "Cäsar", None, float("nan"), "silent"), ("d", "Dora", "A", 40.0, "late"),
        ("e", "Emil", "A", 3.0, "in_time"),
    )  # fmt: skip
    assert sentences.silent_sentence(rows) == (
        "3 of 5 customers entitled to talks are silent, the longest: Cäsar (no talk on record), Berta (class "
        "B, 354 days) and Anton (class A, 70 days). With 1 further customer a talk or review did not take "
        "place in its period."
    )
    assert sentences.silent_sentence(rows[4:]) == "The 1 customer entitled to talks is not silent."
    assert sentences.silent_sentence(rows[:1]) == (
        "1 of 1 customers entitled to talks is silent: Anton (class A, 70 days)."
    )


def test_the_plan_counts_customers_talks_hours_and_what_is_overdue():
    names = ["customer_id", "item", "times", "hours", "overdue"]
    rows = pd.DataFrame([("a", "talk", 2, 1.0, False), ("a", "review", 1, 2.6, True)], columns=names)
    assert sentences.plan_sentence(rows, "2026-06") == (
        "In June 2026, 1 customer is due for a talk or review (talks: 2, reviews: 1). They take about 4 "
        "hours at the usual length of such contacts. 1 of them is overdue already."
    )
    # a customer with a talk and a review overdue is one customer
    both = sentences.plan_sentence(rows.assign(overdue=True), "2026-06")
    assert both.endswith("1 of them is overdue already.")
    assert sentences.plan_sentence(rows[:0], "2026-06") == "No talk and no review is due in June 2026."
    assert "hours" not in sentences.plan_sentence(rows.assign(hours=float("nan")), "2026-06")


@pytest.mark.parametrize(
    ("birthdays", "people", "said"), [(6, 20, "6 contacts have"), (3, 20, "not counted")]
)
def test_birthdays_are_a_number_or_none(birthdays, people, said):
    sentence = sentences.birthdays_sentence(care_with(birthdays, people))
    assert said in sentence and "November 2026" in sentence
    assert str(birthdays) + " " not in sentence or birthdays >= 5
    assert "known" in sentences.birthdays_sentence(care_with(0, 0))


def test_contacts_without_consent_are_counted_with_what_to_do():
    care = care_with(0, 20)
    care.reasons.update({"no_consent": 3, "consent_later": 1, "left": 1})
    assert sentences.consent_sentence(care) == (
        "4 of 20 contacts have not agreed to be contacted, or it is not recorded, and are not in the plan: "
        "ask for consent at the next talk. 1 contact has left: ask who has taken over."
    )
    assert "no contacts" in sentences.consent_sentence(care_with(0, 0))


def test_years_without_a_notice_are_said_and_others_are_not():
    people = contacts(contact(birthday_md="01-15"))
    assert "2027" in sentences.unverified_sentence(plan(people, "2027-01-01", "2027-01-31"))
    assert sentences.unverified_sentence(plan(people, "2026-01-01", "2026-01-31")) == ""


def test_without_rules_sectors_or_a_folder_it_is_said_what_to_fill_in():
    care = care_with(0, 20)
    assert "gift_rules" in sentences.gifts_sentence(care)
    assert "care_folder" in sentences.files_sentence("")
    shown = sentences.files_sentence("/home/someone/care")
    assert "care.ics" in shown and "someone" not in shown
