"""What fits whom on the invented warehouse."""

from wcm_helpers.reports.service_plan.recommendations.analysis import profiles_of, recommendations_of


def test_gaps_are_of_active_customers_the_largest_first(plan_review):
    made = plan_review.computed(recommendations_of)
    assert set(made.gaps["customer_id"]) <= set(plan_review.result.active.index)
    assert made.gaps["revenue"].is_monotonic_decreasing
    assert (made.wave, made.answered) == ("2026-09", 96)


def test_nobody_asks_for_what_it_has(plan_review):
    made = plan_review.computed(recommendations_of)
    asked = made.gaps[made.gaps["kind"] == "service"]
    assert not any(made.grid.loc[row["customer_id"], row["what"]] for row in asked.to_dict("records"))
    named = made.gaps.loc[made.gaps["kind"] == "named_manager", "class"]
    assert "A" not in set(named)  # every customer of class A is entitled to one


def test_every_industry_of_five_has_a_profile(plan_review):
    frame = plan_review.computed(profiles_of)
    assert len(frame) == 8 and frame["on_time"].between(0.8, 1).all()
