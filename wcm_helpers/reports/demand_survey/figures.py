"""The figures of the demand survey for ``run.json``."""

from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.reports.demand_survey.first_page.response import count_response
from wcm_helpers.reports.demand_survey.needs import analysis as needs
from wcm_helpers.reports.demand_survey.reliability.section import alphas_of
from wcm_helpers.reports.demand_survey.review import SurveyReview
from wcm_helpers.reports.demand_survey.satisfaction import section as satisfaction

#: Every figure, so that a figure that cannot be computed is there as None.
NAMES = (
    "responses", "customers", "response_rate", "nps", "nps_low", "nps_high", "satisfaction", "alpha",
    "common_needs", "individual_needs", "undecided_needs", "detectable_difference",
)  # fmt: skip


def figures_of(review: SurveyReview) -> dict[str, object]:
    """Return the headline figures of the wave by id.

    Returns
    -------
    dict
        ``responses`` (all rows of the export that are responses; of an anonymous survey those with an
        answer, as on the page: the others may be few), ``customers`` that answered and
        ``response_rate`` (0 to 1; both None where nobody knows who could have answered), the NPS with its
        interval (−100 to 100), ``satisfaction`` (top two of overall satisfaction, 0 to 1), ``alpha`` by
        dimension, the needs by verdict, and the smallest detectable difference (0 to 1). None where a figure
        cannot be computed.
    """
    month = review.result
    customers = count_response(month).customers
    figures = {
        "responses": _responses(month.survey),
        "customers": None if customers is None else customers.answered,
        "response_rate": round(customers.rate, 4) if customers and customers.asked else None,
        **satisfaction.figures_of(review),
        "alpha": review.computed(alphas_of),
        **needs.figures_of(review),
    }
    return {name: figures.get(name) for name in NAMES}


def _responses(survey: Survey) -> int:
    empty = survey.responses["empty"].astype(bool)
    return int((~empty).sum()) if survey.anonymous else len(empty)
