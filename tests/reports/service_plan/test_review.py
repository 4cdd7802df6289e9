"""What a plan says of its rules: all but where private files go."""


def test_the_rules_in_force_are_recorded_without_the_private_folder(plan_review):
    assert plan_review.rules_in_force["ageing_minutes"] == 120
    assert "care_folder" not in plan_review.rules_in_force


def test_its_terms_are_explained(plan_review):
    assert "Practical capacity" in plan_review.terms
    assert all(meaning.endswith(".") for meaning in plan_review.terms.values())
