"""Surveys with planted needs, for the tests of the section."""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from tests.surveys import question, survey_of
from wcm_helpers.core.formats import SCALE
from wcm_helpers.reports.demand_survey.parameters import SurveySettings
from wcm_helpers.reports.demand_survey.result import SurveyMonth

NEEDS = {"Slots": "slots", "Contact": "contact", "Certificates": "certificates", "Rest": ""}


def planted(*, anonymous=False, answered=160, everybody=200):
    """Return a month: all want slots (91 %), class A a contact, pharma certificates; a fifth is in A.

    Customers k000 … of class A, B, C in the order A B C C C, and of industry pharma every fourth, else food.
    """
    places = np.arange(everybody)
    frame = pd.DataFrame(
        {
            "customer_id": [f"k{place:03d}" for place in places],
            "customer_name": [f"Customer {place}" for place in places],
            "class": [("A", "B", "C", "C", "C")[place % 5] for place in places],
            "industry": ["pharma" if place % 4 == 0 else "food" for place in places],
            "site": None,
            "value": pd.array([(everybody - place) * 1000 * SCALE for place in places], dtype="Int64"),
        }
    ).set_index("customer_id", drop=False)
    chosen = []
    for place in range(answered):
        row = frame.iloc[place]
        ticks = [name for name, wanted in (
            ("Slots", place % 11 != 9),
            ("Contact", row["class"] == "A" and place % 3 > 0),
            ("Certificates", row["industry"] == "pharma" or place % 19 == 0),
        ) if wanted]  # fmt: skip
        chosen.append(ticks or ["Rest"])
    survey = survey_of(
        [question("NEED", "multi", levels=tuple(NEEDS), need=tuple(NEEDS.values()))],
        {"NEED": chosen},
        anonymous=anonymous,
        **{name: frame[name].iloc[:answered].to_numpy() for name in ("class", "industry")},
    )
    return SurveyMonth(survey, None, frame)


def review_of(month, **settings):
    """Return what a section needs of a review."""
    review = SimpleNamespace(result=month, rule=SurveySettings(**settings))
    results = {}
    review.computed = lambda function: results.setdefault(function, function(review))
    return review
