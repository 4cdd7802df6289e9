"""The picture of the first page: what class A received of each item of its package."""

from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block
from wcm_helpers.reports.service_plan.packages.analysis import counts_of, packages_of, weakest_item
from wcm_helpers.reports.service_plan.packages.chart import kept_chart
from wcm_helpers.reports.service_plan.packages.sentences import kept_sentence, weakest_sentence
from wcm_helpers.reports.service_plan.review import ServicePlanReview


def picture(review: ServicePlanReview) -> list[Block]:
    """Return the picture; nothing where nothing of class A can be measured."""
    rows = review.computed(packages_of).rows
    counts = review.computed(counts_of)
    of_a = counts[counts["class"] == "A"]
    title = weakest_sentence(weakest_item(counts, "A")) or kept_sentence(rows[rows["class"] == "A"])
    chart = kept_chart(of_a, title)
    return [] if chart.figure is None else [blocks.chart(chart, "first_page")]
