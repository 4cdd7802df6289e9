"""The figures of the demand survey by which the sites of a group are compared."""

from typing import Literal

from wcm_helpers.core.words import _
from wcm_helpers.methods.estimates import Estimate
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.reporting.comparable import Comparable, figure
from wcm_helpers.reports.demand_survey.figures import figures_of
from wcm_helpers.reports.demand_survey.first_page.response import count_response
from wcm_helpers.reports.demand_survey.review import SurveyReview
from wcm_helpers.reports.demand_survey.satisfaction.section import satisfaction_of


def comparables_of(review: SurveyReview) -> list[Comparable]:
    """Return responses, response rate, satisfaction and NPS of the wave, each with its interval."""
    result = review.computed(satisfaction_of)
    nps = result.nps.estimate if result.nps else None
    return [
        *figure("responses", _("Responses"), review.computed(figures_of)["responses"], "count"),
        *_response_rate(review),
        *_estimate("satisfaction", _("Satisfied overall"), result.satisfaction, "share"),
        *_estimate("nps", _("NPS"), nps, "score"),
    ]


def _response_rate(review: SurveyReview) -> list[Comparable]:
    customers = count_response(review.result).customers
    if customers is None or not customers.asked:
        return []
    low, high = wilson(customers.answered, customers.asked)
    return figure(
        "response_rate", _("Response rate"), customers.rate, "share",
        better="up", low=low, high=high, n=customers.asked,
    )  # fmt: skip


def _estimate(id_: str, label: str, estimate: Estimate | None, kind: Literal["share", "score"]) -> list:
    """Return an estimate of the wave; without an interval where the answers are too few for one."""
    if estimate is None or not estimate.n:
        return []
    factor = 100 if kind == "score" else 1
    ends = (estimate.low, estimate.high) if estimate.reliable else (None, None)
    low, high = (None if end is None else factor * end for end in ends)
    return figure(id_, label, factor * estimate.value, kind, better="up", low=low, high=high, n=estimate.n)
