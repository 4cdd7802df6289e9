"""Who could have answered a question: the customers an interval may take for all there are."""

from collections.abc import Sequence

import pandas as pd

from wcm_helpers.data.survey.survey import ANSWERED, NOT_APPLICABLE, Survey
from wcm_helpers.reports.demand_survey.result import SurveyMonth


def customers_of(survey: Survey) -> pd.Series | None:
    """Return the customer of each response, None for an anonymous survey."""
    return None if survey.anonymous else survey.responses["customer_id"]


def population_of(month: SurveyMonth, survey: Survey, question_id: str) -> int | None:
    """Return how many customers could have answered a question.

    Parameters
    ----------
    month : SurveyMonth
        For its frame.
    survey : Survey
        The wave of the month or the one before.
    question_id : str

    Returns
    -------
    int or None
        The customers of the frame and those that answered, less those to which the question does not apply;
        None for an anonymous survey or without a frame: nobody knows who is missing.
    """
    if survey.anonymous or month.frame.empty:
        return None
    customers, states = survey.responses["customer_id"], survey.states[question_id]
    answered = set(customers[states == ANSWERED].dropna())
    without = set(customers[states == NOT_APPLICABLE].dropna()) - answered
    return len((set(month.frame.index) - without) | answered)


def may_show(survey: Survey, n: int, smallest: int) -> bool:
    """Return whether a figure of n answers may be shown: in an anonymous survey not of a small group."""
    return not survey.anonymous or n >= smallest


def may_show_parts(survey: Survey, parts: Sequence[int], smallest: int) -> bool:
    """Return whether the parts of a group may be shown: in an anonymous survey none of a few people."""
    if not may_show(survey, sum(parts), smallest):
        return False
    return not survey.anonymous or all(n == 0 or n >= smallest for n in parts)
