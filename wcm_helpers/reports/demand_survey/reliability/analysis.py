"""Reliability of each dimension: questions of one type and one scale, declared reversed ones turned."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.reliability import Reliability, reliability
from wcm_helpers.reports.demand_survey.populations import customers_of, may_show
from wcm_helpers.reports.demand_survey.result import SurveyMonth

#: Questions that can add up to a dimension.
TYPES = ("performance", "likert", "importance", "csat")
#: Those that form one without a declared dimension, if they are statements of one matrix.
_MATRIX_TYPES = ("performance", "likert")


@dataclass(frozen=True, eq=False)
class Dimension:
    """Questions of one dimension, type and scale, with their reliability.

    Attributes
    ----------
    name : str
        As the question file has it; empty for a matrix without a declared dimension.
    first : str
        Its first question, whose stem names a matrix.
    kind : str
    scale : tuple of int
    result : Reliability
    """

    name: str
    first: str
    kind: str
    scale: tuple[int, int]
    result: Reliability

    @property
    def coefficient(self) -> float:
        """α, or Spearman–Brown's of two questions."""
        return self.result.spearman_brown if len(self.result.items) == 2 else self.result.alpha


def analyse_reliability(month: SurveyMonth, smallest: int) -> list[Dimension]:
    """Return every dimension of at least two questions, in the order of the questionnaire.

    Parameters
    ----------
    month : SurveyMonth
    smallest : int
        The smallest group shown of an anonymous survey: a dimension with fewer respondents is left out.
    """
    survey = month.survey
    scored = survey.scored()
    dimensions = []
    for (name, _stem, kind, *scale), ids in _groups(survey).items():
        if len(ids) < 2:
            continue
        result = reliability(scored[ids], customers_of(survey))
        if may_show(survey, result.n, smallest):
            dimensions.append(Dimension(name, ids[0], kind, (scale[0], scale[1]), result))
    return dimensions


def _groups(survey: Survey) -> dict[tuple[str, str, str, int, int], list[str]]:
    """Return the ids of the questions that may add up, by dimension, stem, type and scale."""
    groups: dict[tuple[str, str, str, int, int], list[str]] = {}
    for row in survey.questions[survey.questions["type"].isin(TYPES)].to_dict("records"):
        stem = "" if row["dimension"] else row["text"]
        if not row["dimension"] and not (row["item"] and row["type"] in _MATRIX_TYPES):
            continue
        key = (row["dimension"], stem, row["type"], int(row["scale_min"]), int(row["scale_max"]))
        groups.setdefault(key, []).append(row["question_id"])
    return groups


def mixed(survey: Survey) -> list[str]:
    """Return the declared dimensions whose questions have several types or scales, in order."""
    kinds: dict[str, set[tuple[str, int, int]]] = {}
    for name, _stem, *kind in _groups(survey):
        if name:
            kinds.setdefault(name, set()).add(tuple(kind))
    return [name for name, several in kinds.items() if len(several) > 1]


def item_table(dimensions: list[Dimension]) -> pd.DataFrame:
    """Return one row a question used: ``place`` (of its dimension), ``question_id``, ``item_rest``, ``flag``.

    The flag is ``reversed``, ``doubtful`` or empty.
    """
    rows = [
        (place, name, correlation, _flag(dimension.result, str(name)))
        for place, dimension in enumerate(dimensions)
        for name, correlation in dimension.result.item_rest.items()
    ]
    return pd.DataFrame(rows, columns=["place", "question_id", "item_rest", "flag"])


def _flag(result: Reliability, name: str) -> str:
    if name in result.reversed_items:
        return "reversed"
    return "doubtful" if name in result.doubtful_items else ""
