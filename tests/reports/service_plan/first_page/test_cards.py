"""The cards of the plan: four key figures, with their base and what they were before."""

from tests.data.service.warehouses import csv
from tests.reports.service_plan.warehouses import plan_of
from wcm_helpers.reports.service_plan.first_page.cards import _direction, cards


def test_four_cards_with_the_values_of_a_month_and_a_year_ago(plan_review):
    made = {card.indicator.id: card for card in cards(plan_review)}
    assert list(made) == ["entitlement_kept.A", "staffing", "losses", "cadence_kept"]
    kept = made["entitlement_kept.A"]
    assert kept.value == f"{round(100 * plan_review.figures['entitlement_kept']['A'])}%"
    assert kept.previous and kept.year_ago and kept.direction in ("up", "down", "flat")
    assert made["staffing"].note == "1 manager has too few"
    assert made["losses"].note.endswith("customers")


def test_what_cannot_be_computed_has_no_card(tmp_path):
    talks = csv(tmp_path, "i.csv", "customer_id,happened_at", "a,2026-10-12 10:00")
    made = cards(plan_of(tmp_path, {"interactions": talks}))
    assert [card.indicator.id for card in made] in ([], ["loops_open"])


def test_a_change_that_the_page_does_not_show_is_none():
    assert (_direction(0.814, 0.812), _direction(0.82, 0.80), _direction(0.7, 0.8)) == ("flat", "up", "down")
    assert _direction(0.7, None) == ""
