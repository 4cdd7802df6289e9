"""The picture of the first page: what each class received of its package."""

from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block
from wcm_helpers.reports.service_plan.packages.analysis import kept_by_item, packages_of
from wcm_helpers.reports.service_plan.packages.chart import kept_chart
from wcm_helpers.reports.service_plan.packages.sentences import kept_sentence
from wcm_helpers.reports.service_plan.review import ServicePlanReview


def picture(review: ServicePlanReview) -> list[Block]:
    """Return the picture; nothing where nothing can be measured."""
    rows = review.computed(packages_of).rows
    chart = kept_chart(kept_by_item(rows), kept_sentence(rows))
    return [] if chart.figure is None else [blocks.chart(chart, "first_page")]
