"""The head and the first page of the demand survey."""

from wcm_helpers.core.formats import month_name, number
from wcm_helpers.core.months import last_day
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks
from wcm_helpers.reports.demand_survey.review import SurveyReview


def head(review: SurveyReview) -> Block:
    """Return the head: warehouse, month, and the wave."""
    survey = review.result.survey
    return blocks.head(
        title=review.report.title(),
        site=review.settings.site.name,
        month=review.month,
        data_up_to=last_day(survey.month).isoformat(),
        draft=review.draft,
        facts=[(_("Wave"), month_name(survey.month)), (_("Responses"), number(len(survey.responses)))],
    )


def first_page(review: SurveyReview) -> Blocks:
    """Return the headline."""
    answered, asked = len(review.result.customers_answered), len(review.result.frame)
    text = ngettext(
        "{answered} of {n} customer answered.",
        "{answered} of {n} customers answered.",
        asked,
        answered=answered,
    )
    return blocks.join(blocks.lead(text))
