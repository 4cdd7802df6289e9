"""Choose the outcome and its possible drivers, and rank them."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.data.survey.survey import ANSWERED, Survey
from wcm_helpers.methods.driver_ranks import DriverRanks, rank_drivers
from wcm_helpers.reports.demand_survey.parameters import SurveySettings

#: A question answered by a smaller share of those who rated the outcome would cost too many answers.
LEAST_ANSWERED = 0.60


@dataclass(frozen=True, eq=False)
class Drivers:
    """What goes with an outcome.

    Attributes
    ----------
    outcome : str
        The question explained.
    rated : int
        The responses that answered it.
    ranks : DriverRanks
        Of the questions answered often enough.
    seldom : tuple of str
        Questions left out because too few of those who rated the outcome answered them.
    """

    outcome: str
    rated: int
    ranks: DriverRanks
    seldom: tuple[str, ...]


def analyse_drivers(survey: Survey, rule: SurveySettings) -> Drivers | None:
    """Return what goes with overall satisfaction; None where a question for either side is missing.

    Parameters
    ----------
    survey : Survey
    rule : SurveySettings
        With the outcome and the drivers, if they are not the usual ones.
    """
    outcome = _outcome(survey, rule)
    names = _questions(survey, rule, outcome)
    if not outcome or not names:
        return None
    scores = survey.scored()
    overall = scores[outcome] if outcome in scores else _second_option(survey, outcome)
    rated = overall.notna()
    answered = scores.loc[rated, names].notna().mean() if rated.any() else pd.Series(1.0, index=names)
    seldom = tuple(answered.index[answered < LEAST_ANSWERED])
    often = [name for name in names if name not in seldom]
    ranks = rank_drivers(scores[often], overall, survey.responses["customer_id"])
    return Drivers(outcome, int(rated.sum()), ranks, seldom)


def _outcome(survey: Survey, rule: SurveySettings) -> str:
    if rule.driver_outcome:
        name = rule.driver_outcome
        two = name in survey.of_type("single") and survey.choices[name].shape[1] == 2
        return name if two or name in survey.scores else ""
    return next(iter(survey.of_type("csat")), "")


def _second_option(survey: Survey, name: str) -> pd.Series:
    """Return 1 for the second of two options, 0 for the first, NaN where not answered."""
    return survey.choices[name].iloc[:, 1].astype(float).where(survey.states[name] == ANSWERED)


def _questions(survey: Survey, rule: SurveySettings, outcome: str) -> list[str]:
    chosen = [name for name in rule.drivers if name in survey.scores] or survey.of_type("performance")
    return [name for name in chosen if name != outcome]
