"""How many of the customers that could have answered did, in all and by class."""

from typing import NamedTuple

import pandas as pd

from wcm_helpers.reports.demand_survey.result import SurveyMonth

LETTERS = ("A", "B", "C")
#: Below this share of the customers of class A their answers may not stand for the others.
FEW = 0.5


class Answered(NamedTuple):
    """Customers that answered, of those that could have."""

    answered: int
    asked: int

    @property
    def rate(self) -> float:
        """The response rate; NaN without a customer."""
        return self.answered / self.asked if self.asked else float("nan")


class Response(NamedTuple):
    """The response of a wave.

    Attributes
    ----------
    responses : int
        Answered questionnaires and interviews, empty ones left out.
    customers : Answered or None
        None where nobody knows who could have answered: an anonymous survey, or no customer list.
    by_class : mapping of letter to Answered
        The classes that have customers; empty where classes are unknown.
    unmatched : int
        Responses of a named survey that belong to no customer of the list.
    silent : list of str
        The customers of class A that did not answer, the largest first.
    """

    responses: int
    customers: Answered | None
    by_class: dict[str, Answered]
    unmatched: int
    silent: list[str]


def count_response(month: SurveyMonth) -> Response:
    """Return who answered."""
    survey, frame = month.survey, month.frame
    whole = survey.responses[~survey.responses["empty"].astype(bool)]
    if survey.anonymous or frame.empty:
        return Response(len(whole), None, {}, 0, [])
    answered = frame.index.isin(month.customers_answered)
    by_class = {
        letter: Answered(int((answered & (frame["class"] == letter)).sum()), n)
        for letter in LETTERS
        if (n := int((frame["class"] == letter).sum()))
    }
    silent = frame[~answered & (frame["class"] == "A").to_numpy()]
    worth = -silent["value"].fillna(0).astype("int64")
    names = (
        silent.assign(worth=worth).reset_index(drop=True).sort_values(["worth", "customer_id"], kind="stable")
    )
    unmatched = int((~whole["customer_id"].isin(frame.index)).sum())
    labels = [
        str(row.customer_id if pd.isna(row.customer_name) else row.customer_name)
        for row in names.itertuples()
    ]
    return Response(len(whole), Answered(int(answered.sum()), len(frame)), by_class, unmatched, labels)
