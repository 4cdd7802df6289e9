"""The sentences: who is overloaded, who moves, what is missing and how to get it."""

from dataclasses import replace

from tests.reports.service_plan.managers.staffings import customers, staffed, team
from wcm_helpers.reports.service_plan.managers.sentences import (
    load_sentence,
    proposal_sentence,
    short_sentence,
    total_sentence,
)

BOOK = customers(("a", "B", "food", 300), ("b", "B", "cars", 300))
TEAM = team(("m1", 420, None, ("food",)), ("m2", 420, None, ("cars",)))


def test_the_overloaded_manager_stands_first():
    made = staffed(BOOK, TEAM, {"a": "m1", "b": "m1"})
    assert load_sentence(made) == "m1 has 7.0 hours a month for customers that need 10.0."
    calm = staffed(BOOK, TEAM, {"a": "m1", "b": "m2"})
    assert load_sentence(calm) == "No manager has more work than hours today."


def test_without_managers_of_today_the_sums_are_compared():
    expected = "The customers need 10.0 hours a month, the managers have 14.0."
    assert load_sentence(staffed(BOOK, TEAM)) == expected


def test_the_total_has_its_parts():
    assert total_sentence(staffed(BOOK, TEAM)).endswith(
        "(10.0 by their packages, 0.0 for requests): 71% of the 14.0 hours that the managers have."
    )


def test_the_proposal_counts_who_stays_and_who_must_move():
    made = staffed(BOOK, TEAM, {"a": "m1", "b": "m1"})
    sentence = proposal_sentence(made)
    assert sentence.startswith("In the proposal 1 of 2 customers keep their manager (50%). 1 customer would")
    assert "proved that no other" in sentence
    assert "Nobody has to move." in proposal_sentence(staffed(BOOK, TEAM, {"a": "m1", "b": "m2"}))


def test_a_move_for_a_better_fit_is_not_one_that_must_be():
    made = staffed(BOOK, TEAM, {"a": "m2", "b": "m2"}, moved_cost=1)
    assert "1 customer would move, 1 of them" in proposal_sentence(made)  # m2 has too few hours for both
    calm = staffed(BOOK, TEAM, {"a": "m2", "b": "m1"}, moved_cost=1)
    assert "2 customers would move, 0 of them" in proposal_sentence(calm)


def test_what_is_not_proved_is_not_called_the_best():
    made = replace(staffed(BOOK, TEAM), key="not_proved", gap=2)
    assert "2 points from it at most" in proposal_sentence(made)
    assert "solver_seconds" in proposal_sentence(replace(made, key="no_solution"))


def test_a_shortage_names_hours_people_and_who_would_need_more():
    made = staffed(BOOK, team(("m1", 540, None, ())))
    sentence = short_sentence(made)
    assert sentence.startswith("1.0 hours a month are missing, the time of 1 more manager.")
    assert "m1 1.0 hours" in sentence
    assert short_sentence(staffed(BOOK, TEAM)) == ""


def test_who_could_be_a_named_manager_is_a_way_out():
    made = staffed(customers(("a", "A", None, 300)), team(("m1", 900, False, ()), ("m2", 10, True, ())))
    assert "if m1 may be the named manager of 1 customer of class A" in short_sentence(made)
