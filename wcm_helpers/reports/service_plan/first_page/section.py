"""The head and the first page of the service plan."""

from dataclasses import replace

from wcm_helpers.core.words import _
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks
from wcm_helpers.reporting.data_in_doubt import data_facts
from wcm_helpers.reports.service_plan.first_page.cards import cards
from wcm_helpers.reports.service_plan.first_page.gathering import actions_of, more_cases
from wcm_helpers.reports.service_plan.first_page.headline import headline_of
from wcm_helpers.reports.service_plan.first_page.picture import picture
from wcm_helpers.reports.service_plan.review import ServicePlanReview


def head(review: ServicePlanReview) -> Block:
    """Return the head: warehouse, month, and until when the data reach."""
    return blocks.head(
        title=review.report.title(),
        site=review.settings.site.name,
        month=review.month,
        data_up_to=review.known_until.isoformat(),
        draft=review.draft,
        facts=data_facts(review),
    )


def first_page(review: ServicePlanReview) -> Blocks:
    """Return the first page: headline, lines, cards, and one picture."""
    return blocks.join(
        blocks.lead(headline_of(review)), this_month(review), blocks.cards(cards(review)), *picture(review)
    )


def this_month(review: ServicePlanReview) -> Block:
    """Return the lines of the month; one sentence if nothing asks for an action."""
    titles = {name: entry.title() for name, entry in review.report.sections.items() if entry.title}
    shown = [
        line if line.section in titles and review.shows(line.section) else replace(line, section="")
        for line in actions_of(review)
    ]
    more = more_cases(review, titles)
    return blocks.actions(shown, titles, more=more, empty=_("Nothing this month asks for an action."))
