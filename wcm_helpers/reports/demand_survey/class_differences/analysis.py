"""Whether one class is more satisfied than another, question by question."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcm_helpers.methods.customer_means import customer_means
from wcm_helpers.methods.disclosure import groups_shown
from wcm_helpers.methods.multiple_tests import benjamini_hochberg
from wcm_helpers.methods.rank_tests import cliffs_delta, kruskal_wallis, mann_whitney
from wcm_helpers.reports.demand_survey.result import SurveyMonth

#: Questions on how good the service is.
TYPES = ("csat", "nps", "performance", "likert")
#: A class with fewer answers is not compared, and no more classes than fit a table.
LEAST_GROUP, MOST_CLASSES = 5, 3
#: The false discovery rate over all questions, and the least |δ| that matters.
LEVEL, DELTA = 0.05, 0.33


@dataclass(frozen=True, eq=False)
class ClassDifferences:
    """Satisfaction by class.

    Attributes
    ----------
    classes : tuple of str
        The classes compared, in order; fewer than two: nothing can be compared.
    table : pd.DataFrame
        One row a question: ``question_id``; ``n_A`` …, ``mean_A`` … of each class (customers, each counted
        once; answers of an anonymous survey, without means); ``p``, ``p_adjusted`` (Kruskal–Wallis, of two
        classes Mann–Whitney); ``delta`` of the first class against the last; ``verdict``: ``higher``,
        ``lower`` (the first class against the last), ``differs`` (otherwise), ``unclear``.
    """

    classes: tuple[str, ...]
    table: pd.DataFrame


def analyse_class_differences(month: SurveyMonth, smallest: int) -> ClassDifferences:
    """Compare the classes on every question about how good the service is.

    Parameters
    ----------
    month : SurveyMonth
    smallest : int
        The smallest group shown of an anonymous survey.
    """
    survey = month.survey
    values = survey.scored()[survey.of_type(*TYPES)]
    if survey.anonymous:
        classes = survey.responses["class"]
    else:
        values = customer_means(values, survey.responses["customer_id"])
        classes = month.frame["class"].reindex(values.index)
    names = _comparable(values, classes, smallest if survey.anonymous else 0)
    rows = [_row(values[question], classes, names) for question in values]
    columns = ["question_id", *(f"{part}_{name}" for part in ("n", "mean") for name in names), "p", "delta"]
    table = pd.DataFrame(rows if len(names) > 1 else [], columns=columns)
    if survey.anonymous:
        table[[f"mean_{name}" for name in names]] = np.nan
    adjusted = benjamini_hochberg(table["p"].to_numpy(dtype="float64"))
    verdicts = [_verdict(p, delta) for p, delta in zip(adjusted, table["delta"], strict=True)]
    return ClassDifferences(names, table.assign(p_adjusted=adjusted, verdict=verdicts))


def _comparable(values: pd.DataFrame, classes: pd.Series, smallest: int) -> tuple[str, ...]:
    """Return the classes with enough answers to at least one question, A first; N is not one."""
    answered = values.notna().any(axis=1)
    sizes = classes[answered].dropna().value_counts().sort_index()
    shown = groups_shown(sizes, smallest) if smallest else list(sizes.index)
    names = [str(name) for name in shown if name != "N" and sizes[name] >= LEAST_GROUP]
    return tuple(names[:MOST_CLASSES])


def _row(answers: pd.Series, classes: pd.Series, names: tuple[str, ...]) -> dict[str, object]:
    groups = [answers[classes == name].dropna().to_numpy() for name in names]
    sizes = {f"n_{name}": len(group) for name, group in zip(names, groups, strict=True)}
    means = {
        f"mean_{name}": float(group.mean()) if len(group) else np.nan
        for name, group in zip(names, groups, strict=True)
    }
    p = delta = np.nan
    if len(names) > 1 and min(sizes.values()) >= LEAST_GROUP:
        p = mann_whitney(*groups) if len(groups) == 2 else kruskal_wallis(groups)[1]
        delta = cliffs_delta(groups[0], groups[-1])
    return {"question_id": answers.name, **sizes, **means, "p": p, "delta": delta}


def _verdict(p: float, delta: float) -> str:
    if not p <= LEVEL:
        return "unclear"
    if abs(delta) < DELTA:
        return "differs"
    return "higher" if delta > 0 else "lower"
