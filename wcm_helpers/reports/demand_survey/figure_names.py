"""The names of the figures of ``run.json``, as the pages call them, for two months side by side."""

from wcm_helpers.core.formats import month_name
from wcm_helpers.core.words import _
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Blocks
from wcm_helpers.reporting.indicators import Indicator
from wcm_helpers.reports.demand_survey.reliability.section import alphas_of
from wcm_helpers.reports.demand_survey.review import SurveyReview


def figure_names(review: SurveyReview) -> list[Indicator]:
    """Return name and unit of every figure of ``figures_of`` that is a number, in the order of a page."""
    survey = review.result.survey
    return [
        Indicator("responses", _("Responses")),
        Indicator("customers", _("Customers that answered")),
        Indicator("response_rate", _("Response rate"), unit="share"),
        Indicator("satisfaction", _("Satisfied overall"), unit="share"),
        Indicator("nps", _("NPS"), unit="points"),
        Indicator("nps_low", _("NPS, lower end of the interval"), unit="points"),
        Indicator("nps_high", _("NPS, upper end of the interval"), unit="points"),
        *(
            Indicator(
                f"alpha.{dimension}",
                _("Reliability, α: {dimension}", dimension=survey.dimension_label(dimension)),
                unit="index",
            )
            for dimension in review.computed(alphas_of)
        ),
        Indicator("detectable_difference", _("Smallest difference that can be detected"), unit="share"),
    ]


def same_wave(earlier: SurveyReview, later: SurveyReview) -> Blocks:
    """Return the sentence that two months have one wave, so that nothing differs; else nothing."""
    wave = later.result.survey.month
    if earlier.result.survey.month != wave:
        return Blocks(())
    text = _(
        "The newest wave of both months is that of {month}: their figures are the same.",
        month=month_name(wave),
    )
    return blocks.join(blocks.paragraph(text))
