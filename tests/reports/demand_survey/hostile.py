"""Waves at the edge: few answers, one answer for all, nothing that applies; each opened as a review."""

from types import SimpleNamespace

import pandas as pd

from tests.surveys import question, survey_of
from wcm_helpers.core.paths import ROOT
from wcm_helpers.data.survey.survey import NOT_APPLICABLE
from wcm_helpers.reporting.opening import open_settings
from wcm_helpers.reports import REPORTS
from wcm_helpers.reports.demand_survey.parameters import SurveyParameters
from wcm_helpers.reports.demand_survey.report import DEMAND_SURVEY
from wcm_helpers.reports.demand_survey.result import SurveyMonth
from wcm_helpers.reports.demand_survey.review import SurveyReview

NEEDS = ("slots", "certificates", "photos")
SERVICES = ("P1", "P2", "P3")
QUESTIONS = [
    *(question(name, "performance", dimension="Service", pair_id=name) for name in SERVICES),
    *(question(f"I{name[1]}", "importance", pair_id=name) for name in SERVICES),
    question("R1", "likert", dimension="Relations"),
    question("R2", "likert", dimension="Relations", reversed=True),
    question("SAT", "csat"),
    question("REC", "nps"),
    question("CH", "single", levels=("mail", "phone")),
    question("NEED", "multi", levels=NEEDS, need=NEEDS),
    question("KF", "kano_f", pair_id="K", need="photos"),
    question("KD", "kano_d", pair_id="K"),
    question("TXT", "text"),
]


def wave(n, *, score=None, month="2026-09", **more):
    """Return a wave of n responses: each gives ``score`` everywhere, or its number from 1 to 5."""
    answers = {}
    for row in QUESTIONS:
        name, kind = row["question_id"], row["type"]
        if kind == "text":
            answers[name] = ["Dispatch was late." if place % 2 else "" for place in range(n)]
        elif kind == "single":
            answers[name] = [["mail"]] * n
        elif kind == "multi":
            answers[name] = [[NEEDS[place % 3]] for place in range(n)]
        else:
            answers[name] = [score or 1 + place % 5 for place in range(n)]
    return survey_of(QUESTIONS, answers, month=month, **more)


def blank(survey, *names):
    """Return a wave in which nobody answered some questions."""
    for name in names:
        survey.states[name] = "blank"
        survey.scores[name] = float("nan")
    return survey


def nothing_applies(survey):
    """Return a wave in which every scale was answered with "not applicable"."""
    for name in survey.scores:
        survey.states[name] = NOT_APPLICABLE
        survey.scores[name] = float("nan")
    return survey


def frame_of(n):
    """Return n customers in turn of class A, B, C and of two industries."""
    frame = pd.DataFrame(
        {
            "customer_id": [f"k{place:03d}" for place in range(n)],
            "customer_name": [f"Customer {place}" for place in range(n)],
            "class": [("A", "B", "C")[place % 3] for place in range(n)],
            "industry": [("pharma", "food")[place % 2] for place in range(n)],
            "site": None,
            "value": pd.array([1_000_000 * place for place in range(n)], dtype="Int64"),
        }
    ).astype({"site": object})
    return frame.set_index("customer_id", drop=False)


def opened(survey, previous=None, frame=None, language="en"):
    """Return the review of a wave as the report opens it, with no tables but the customers of the frame."""
    path = str(ROOT / "workbook.toml")
    settings = open_settings(path, {**REPORTS, DEMAND_SURVEY.name: DEMAND_SURVEY})
    history = SimpleNamespace(settings=settings, table=lambda name: None, customers=None)
    parameters = SurveyParameters(month=survey.month, settings=path, language=language)
    result = SurveyMonth(survey, previous, frame_of(12) if frame is None else frame, ("computed", "2026-09"))
    return SurveyReview(DEMAND_SURVEY, history, parameters, result)


WAVES = {
    "no answer": lambda: wave(0),
    "one answer": lambda: wave(1),
    "three answers": lambda: wave(3),
    "everybody gives 5": lambda: wave(10, score=5),
    "everybody gives 1": lambda: wave(10, score=1),
    "a question nobody answered": lambda: blank(wave(10), "P1", "SAT", "REC"),
    "nothing applies": lambda: nothing_applies(wave(10)),
    "anonymous": lambda: wave(30, anonymous=True, **{"class": ["A", "B", "C"] * 10}),
    "anonymous, few": lambda: wave(3, anonymous=True, **{"class": ["A", "B", "C"]}),
    "nobody matched": lambda: wave(4, customer_id=["u", "v", "w", "x"]),
}
