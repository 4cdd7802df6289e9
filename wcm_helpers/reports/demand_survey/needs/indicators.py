"""Which needs each response expresses, from the choices, scales and Kano pairs that stand for them."""

import numpy as np
import pandas as pd

from wcm_helpers.data.survey.survey import ANSWERED, Survey
from wcm_helpers.methods.customer_means import customer_means

#: The answer "dislike" of a Kano question, on its scale from "like" (1).
_DISLIKE = 5


def expressed_needs(survey: Survey) -> pd.DataFrame:
    """Return whether each response expresses each need, in any of the questions that stand for it.

    A choice expresses it where the option is chosen, a scale on one of its two best levels (a recommend
    question with 9 or 10), a Kano pair where the service is a must-be or one-dimensional: it is disliked when
    missing, and not disliked when there.

    Returns
    -------
    pd.DataFrame of float
        Responses × needs in the order of the questionnaire: 1, 0, or NaN where none of its questions was
        answered.
    """
    sources = survey.needs()
    top_two = survey.top_two()
    columns: dict[str, pd.Series] = {}
    for need, question, option in sources.itertuples(index=False):
        column = _expressed(survey, top_two, question, option)
        before = columns.get(need)
        columns[need] = column if before is None else _either(before, column)
    return pd.DataFrame(columns, index=survey.responses.index, dtype=float)


def expressed_otherwise(survey: Survey) -> dict[str, list[int]]:
    """Return by need, for each question that stands for it, how many express it, but not in that question."""
    needs, top_two = expressed_needs(survey), survey.top_two()
    found: dict[str, list[int]] = {}
    for need, question, option in survey.needs().itertuples(index=False):
        here = _expressed(survey, top_two, question, option) == 1
        found.setdefault(need, []).append(int(((needs[need] == 1) & ~here).sum()))
    return found


def _either(one: pd.Series, other: pd.Series) -> pd.Series:
    return pd.Series(np.fmax(one.to_numpy(), other.to_numpy()), index=one.index)


def _expressed(survey: Survey, top_two: pd.DataFrame, question: str, option: str) -> pd.Series:
    kind = survey.questions.loc[question, "type"]
    if option:
        answered = survey.states[question] == ANSWERED
        return survey.choices[question][option].astype(float).where(answered)
    if kind.startswith("kano"):
        return _of_kano_pair(survey, question)
    return top_two[question]


def _of_kano_pair(survey: Survey, question: str) -> pd.Series:
    questions = survey.questions
    pair = questions[questions["pair_id"] == questions.loc[question, "pair_id"]]
    there, missing = (pair.index[pair["type"] == kind] for kind in ("kano_f", "kano_d"))
    if not len(there) or not len(missing):
        return pd.Series(np.nan, index=survey.responses.index)
    with_it, without_it = survey.scores[there[0]], survey.scores[missing[0]]
    wanted = (without_it == _DISLIKE) & (with_it < _DISLIKE)
    return wanted.astype(float).where(with_it.notna() & without_it.notna())


def wanted_by_customer(survey: Survey, frame: pd.DataFrame) -> pd.DataFrame:
    """Return how far each customer wants each need: the mean of its responses, from 0 to 1.

    Of an anonymous survey, or without a customer list, every response counts as a customer.

    Returns
    -------
    pd.DataFrame of float
        By customer (or response); who answered none of the questions has no row.
    """
    needs = expressed_needs(survey)
    if survey.anonymous or frame.empty:
        by_customer = needs if survey.anonymous else _own_rows(needs, survey.responses["customer_id"])
    else:
        customer = survey.responses["customer_id"].astype(object)
        by_customer = customer_means(needs, customer.where(customer.isin(frame.index), None))
    return by_customer.dropna(how="all")


def _own_rows(needs: pd.DataFrame, customer: pd.Series) -> pd.DataFrame:
    """Return the means by customer, a response without a customer as one of its own."""
    own = customer.astype(object)
    return customer_means(needs, own.where(own.notna(), pd.Series(needs.index, index=needs.index)))
