"""Reviews of surveys made in memory, for tests of sections."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

from tests.surveys import question, survey_of
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.reports.demand_survey.parameters import SurveySettings
from wcm_helpers.reports.demand_survey.result import SurveyMonth

LEVELS = ("very dissatisfied", "dissatisfied", "neither", "satisfied", "very satisfied")


def frame_of(ids: Sequence[str], **columns: Sequence[object]) -> pd.DataFrame:
    """Return a frame of customers, all of class A unless told otherwise."""
    empty = {"customer_name": list(ids), "class": "A", "industry": None, "site": None, "value": pd.NA}
    frame = pd.DataFrame({"customer_id": list(ids), **empty, **columns})
    return frame.set_index("customer_id", drop=False)


def review_of(
    survey: Survey,
    previous: Survey | None = None,
    frame: pd.DataFrame | None = None,
    invitations: pd.DataFrame | None = None,
    **rule: Any,
) -> Any:
    """Return what a section reads of a review; without a frame half of the customers answered."""
    if frame is None:
        frame = frame_of([f"k{place:03d}" for place in range(2 * len(survey.responses))])
    history = SimpleNamespace(table={"survey_invitations": invitations}.get)
    review = SimpleNamespace(
        result=SurveyMonth(survey, previous, frame), rule=SurveySettings(**rule), history=history
    )
    cache: dict[Any, Any] = {}

    def computed(function: Any) -> Any:
        if function not in cache:
            cache[function] = function(review)
        return cache[function]

    review.computed = computed
    return review


def satisfaction_survey(n: int, *, seed: int = 1, shift: float = 0.0, **more: Any) -> Survey:
    """Return a survey of n responses: overall satisfaction, a recommend question, and four of performance."""
    rng = np.random.default_rng(seed)
    questions = [question("SAT", "csat", levels=LEVELS), question("NPS", "nps")]
    names = ["Receiving on time", "Picking accuracy", "Dispatch on time", "Clear invoices"]
    questions += [
        question(f"P{place}", "performance", levels=LEVELS, item=name, dimension="Service")
        for place, name in enumerate(names, 1)
    ]
    mood = rng.normal(size=n)
    answers: dict[str, list[float | None]] = {}
    for place, row in enumerate(questions):
        answer = 3.4 + shift + 0.2 * place + 0.8 * mood + 0.6 * rng.normal(size=n)
        low, high = (0, 10) if row["type"] == "nps" else (1, 5)
        answers[row["question_id"]] = np.clip(np.round(answer * high / 5), low, high).tolist()
    return survey_of(questions, answers, **more)


def text_of(blocks: Any) -> str:
    """Return everything a reader sees of a section."""
    return "\n".join(piece.text for piece in blocks.pieces)


def kinds_of(blocks: Any) -> list[str]:
    """Return the kinds of a section's blocks."""
    return [piece.kind for piece in blocks.pieces]
