"""Reviews of a month of the survey, for tests of sections."""

from tests.reports.demand_survey import reviews
from tests.reports.demand_survey.reviews import kinds_of as kinds
from tests.reports.demand_survey.reviews import text_of as texts

__all__ = ["kinds", "review_of", "texts"]


def review_of(month, **more):
    """Return what a section reads of a review of ``month``."""
    return reviews.review_of(month.survey, month.previous, month.frame, **more)
