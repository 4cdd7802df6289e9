"""Every figure that is a number has a name for two months side by side."""

from wcm_helpers.reports.service_plan.figure_names import figure_names


def test_every_number_has_a_name_and_every_name_a_number(plan_review):
    figures = plan_review.figures
    numbers = {name for name, value in figures.items() if isinstance(value, (int, float))}
    numbers |= {f"entitlement_kept.{letter}" for letter in figures["entitlement_kept"]}
    names = [indicator.id for indicator in figure_names(plan_review)]
    assert set(names) == numbers and len(names) == len(set(names))
    assert all(indicator.name for indicator in figure_names(plan_review))
