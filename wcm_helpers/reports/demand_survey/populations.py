"""Who could have answered a question: the customers an interval may take for all there are."""

from collections.abc import Sequence

import pandas as pd

from wcm_helpers.data.survey.survey import ANSWERED, NOT_APPLICABLE, Survey
from wcm_helpers.methods.nps import signs
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


def recommend_scores(survey: Survey, question_id: str, smallest: int) -> pd.Series | None:
    """Return answers to a recommend question that have its score, and an interval that may be shown.

    The score and its interval together tell how many promoters, passives and detractors there are. Where
    one of these is a group of a few people of an anonymous survey, the answers returned have the same score
    and hardly any passives: the interval is as wide as any parts would make it.

    Returns
    -------
    pd.Series or None
        None where the answers are too few, or nearly all promoters or all detractors: the score alone would
        tell how many are not.
    """
    scores = survey.scores[question_id]
    sign = signs(scores)
    if may_show_parts(survey, [int((sign == value).sum()) for value in (1, 0, -1)], smallest):
        return scores
    n, balance = int(sign.count()), int(sign.sum())
    fewer = (n - abs(balance)) // 2
    if n < smallest or fewer < smallest:
        return None
    more = fewer + abs(balance)
    ends = (10.0, 0.0) if balance >= 0 else (0.0, 10.0)
    widest = scores.copy()
    widest[scores.notna()] = [ends[0]] * more + [ends[1]] * fewer + [8.0] * (n - more - fewer)
    return widest
