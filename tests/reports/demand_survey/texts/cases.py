"""Surveys with texts, made in memory."""

import pandas as pd

from tests.reports.demand_survey.reviews import frame_of
from tests.surveys import question, survey_of
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.reports.demand_survey.result import SurveyMonth
from wcm_helpers.reports.demand_survey.texts.lexicon import Lexicon

LEXICON = Lexicon(
    words={"damage": ("破损", "damag*"), "late": ("延误", "late"), "price": ("太贵",)},
    labels={
        "damage": {"zh": "货损", "en": "Damage"},
        "late": {"zh": "延误", "en": "Delay"},
        "price": {"": "Price"},
    },
)


def texts_survey(texts: list[str], **more: object) -> Survey:
    """Return a survey with one text question besides overall satisfaction."""
    answers = {"SAT": [4] * len(texts), "TXT": texts}
    return survey_of([question("SAT", "csat"), question("TXT", "text")], answers, **more)


def month_of(survey: Survey, names: list[str] | None = None) -> SurveyMonth:
    """Return the survey of a month whose frame has its customers."""
    ids = sorted(survey.responses["customer_id"].dropna().unique())
    columns = {"customer_name": names} if names else {}
    return SurveyMonth(survey, None, frame_of(ids, **columns))


def six_of_damage(**more: object) -> Survey:
    """Six write of damage, all of them furniture; two of delay; one of both; three nothing; one 无."""
    texts = [f"第{n}托货破损" for n in range(6)] + ["延误", "货车延误", "破损又延误", "", "", "", "无"]
    industry = ["家居"] * 7 + ["食品"] * 6
    classes = ["C"] * 6 + ["A"] * 3 + ["B"] * 4
    return texts_survey(texts, **{"industry": industry, "class": classes, **more})


def empty_month() -> SurveyMonth:
    """Return a wave without any response."""
    survey = texts_survey([""])
    none = survey.responses.head(0)
    cut = Survey(
        survey.name, survey.month, False, survey.questions, none, survey.states.head(0),
        survey.scores.head(0), {}, {}, survey.texts.head(0),
    )  # fmt: skip
    return SurveyMonth(cut, None, pd.DataFrame({"customer_id": [], "customer_name": []}))
