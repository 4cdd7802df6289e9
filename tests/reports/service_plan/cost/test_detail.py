"""The appendix on costs."""

from wcm_helpers.reporting.block import join
from wcm_helpers.reports.service_plan.cost.analysis import cost_of
from wcm_helpers.reports.service_plan.cost.detail import cost_detail


def test_the_appendix_has_customers_turning_ones_drivers_and_every_pool(plan_review):
    tables = {block.name: block.content for block in join(cost_detail(plan_review)).pieces}
    made = plan_review.computed(cost_of)
    assert len(tables["customers"]) == 30 and len(tables["pools"]) == len(made.pools) + 1
    turning = tables["turning"]
    doubt = turning[["Draws that turn it", "Draws that turn it (with unused capacity)"]].max(axis=1)
    assert len(turning) and (doubt >= 0.05).all()
    assert len(tables["drivers"]) == len(made.loss_makers)
