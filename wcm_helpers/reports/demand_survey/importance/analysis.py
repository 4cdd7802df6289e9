"""Pair the questions on importance and performance of the same service, and compare the two."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.customer_means import customer_means
from wcm_helpers.methods.importance_performance import QUADRANTS, ImportancePerformance, compare
from wcm_helpers.reports.demand_survey.parameters import SurveySettings
from wcm_helpers.reports.demand_survey.result import SurveyMonth

#: The scale all pairs are put on where their scales differ.
PERCENT = (0.0, 100.0)


@dataclass(frozen=True, eq=False)
class Importance:
    """Services by importance and performance.

    Attributes
    ----------
    result : ImportancePerformance
        Its pairs are named by the question on performance; those to improve first, then by falling gap.
    pairs : dict of str to str
        Question on performance to question on importance, of all pairs.
    lines : str
        What parts the quadrants: ``mean``, ``centre`` or ``target``.
    rescaled : bool
        Whether the scales differed, so that all are put on 0–100.
    population : int or None
        The customers that could have answered; None where that is unknown.
    """

    result: ImportancePerformance
    pairs: dict[str, str]
    lines: str
    rescaled: bool
    population: int | None

    @property
    def centre(self) -> float:
        """The middle of the scale."""
        return sum(self.result.scale) / 2


def pair_questions(survey: Survey) -> dict[str, str]:
    """Return the question on importance of each question on performance, where there is one.

    ``pair_id`` of one names the other question, or both have the same ``pair_id``.
    """
    questions = survey.questions
    important = questions[questions["type"] == "importance"]
    by_name = dict(zip(important["question_id"], important["question_id"], strict=True))
    by_pair = {pair: name for name, pair in important["pair_id"].items() if pair}
    pairs = {}
    for name in survey.of_type("performance"):
        own = questions.loc[name, "pair_id"]
        partner = by_pair.get(name) or (by_pair.get(own) or by_name.get(own) if own else None)
        if partner:
            pairs[name] = partner
    return pairs


def analyse_importance(month: SurveyMonth, rule: SurveySettings) -> Importance | None:
    """Return the services by importance and performance; None without a pair of questions.

    Answers are averaged within a customer; those without one stand for themselves in an anonymous survey
    and are left out of a named one.
    """
    survey = month.survey
    pairs = pair_questions(survey)
    if not pairs:
        return None
    names = list(pairs)
    ends = survey.questions.loc[[*names, *pairs.values()], ["scale_min", "scale_max"]].astype(float)
    rescaled = len(ends.drop_duplicates()) > 1
    answers = survey.scored()[ends.index]
    if rescaled:
        low, high = ends["scale_min"], ends["scale_max"]
        answers = 100 * (answers - low) / (high - low)
    scale = PERCENT if rescaled else tuple(ends.iloc[0])
    means = answers if survey.anonymous else customer_means(answers, survey.responses["customer_id"])
    importance = means[list(pairs.values())].set_axis(names, axis=1)
    population = None if survey.anonymous or month.frame.empty else len(month.frame)
    result = compare(importance, means[names], scale, lines=_lines(rule, scale), population=population)
    return Importance(_sorted(result), pairs, rule.importance_lines, rescaled, population)


def means_would_tell(survey: Survey, pairs: dict[str, str], smallest: int) -> bool:
    """Return whether fewer than ``smallest`` chose a level of these questions in an anonymous survey.

    Such levels are merged with their neighbours elsewhere, and a mean beside them would tell them apart.
    """
    if not survey.anonymous:
        return False
    counts = survey.scores[[*pairs, *pairs.values()]].apply(pd.Series.value_counts)
    return bool(((counts > 0) & (counts < smallest)).any(axis=None))


def _lines(rule: SurveySettings, scale: tuple[float, float]) -> tuple[float, float] | None:
    if rule.importance_lines == "mean":
        return None
    if rule.importance_lines == "centre":
        return (sum(scale) / 2, sum(scale) / 2)
    assert rule.performance_target is not None and rule.importance_target is not None
    return (rule.performance_target, rule.importance_target)


def _sorted(result: ImportancePerformance) -> ImportancePerformance:
    order = {verdict: place for place, verdict in enumerate((QUADRANTS[0], "undecided"))}
    table = result.table
    rank = pd.DataFrame({"rank": table["verdict"].map(order).fillna(2), "gap": -table["gap"].astype(float)})
    rank = rank.sort_values(["rank", "gap"], kind="stable")
    return ImportancePerformance(table.loc[rank.index], result.lines, result.spread, result.scale)
