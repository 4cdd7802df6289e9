"""The review records its rules and explains its terms."""


def test_rules_in_force_are_those_of_the_settings(performance_review):
    rules = performance_review.rules_in_force
    assert rules["event"] == "signed"
    assert rules["targets"]["otif_order"] == 0.95
    assert "sections" not in rules


def test_terms_are_explained(performance_review):
    assert all(meaning.endswith(".") for meaning in performance_review.terms.values())
    assert {"Cannot tell", "OTIF", "Control chart"} <= set(performance_review.terms)
