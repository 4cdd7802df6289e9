"""Satisfaction: the top-two share of every question on a scale, overall satisfaction and the NPS."""

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from wcm_helpers.data.survey.survey import NOT_APPLICABLE, Survey
from wcm_helpers.methods.estimates import LEAST_ANSWERS, Estimate
from wcm_helpers.methods.nps import Nps, net_promoter_score
from wcm_helpers.methods.proportions import share_of
from wcm_helpers.methods.scale_means import mean_of
from wcm_helpers.reports.demand_survey.populations import (
    customers_of,
    may_show_parts,
    population_of,
    recommend_scores,
)
from wcm_helpers.reports.demand_survey.result import SurveyMonth

#: Questions about how good the service is; importance is another matter and has a section of its own.
TYPES = ("csat", "performance", "likert")

Scale = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Satisfaction:
    """What the answers of a wave say about the service.

    Attributes
    ----------
    items : pd.DataFrame
        One row a question that may be shown, by ``question_id``, the overall question first,
        then by need for action: ``type``, ``dimension``, ``scale`` (its ends), ``n``, ``customers``,
        ``not_applicable``, ``counts`` (answers by level, worst first, reversed items turned; of an
        anonymous survey by side, or empty), ``top_two``,
        ``low``, ``high``, ``census``, ``mean``, ``mean_low``, ``mean_high``, ``median`` and ``reliable``
        (enough answers for the interval).
    scale : tuple of int, or None
        The scale most questions have: only these are drawn in one picture.
    overall : str
        The question on overall satisfaction; empty without one.
    recommend : str
        The declared recommend question; empty without one.
    nps : Nps or None
        None where there is no recommend question, or a group too small to show.
    hidden : int
        Questions of an anonymous survey with too few answers to show.
    """

    items: pd.DataFrame
    scale: Scale | None
    overall: str
    recommend: str
    nps: Nps | None
    hidden: int

    @property
    def drawn(self) -> pd.DataFrame:
        """The questions of the usual scale that may be drawn."""
        usual = [
            scale == self.scale and bool(counts)
            for scale, counts in zip(self.items["scale"], self.items["counts"], strict=True)
        ]
        return self.items[usual]

    @property
    def satisfaction(self) -> Estimate | None:
        """The top-two share of overall satisfaction; None where it is not asked or not shown."""
        if not self.overall or self.overall not in self.items.index:
            return None
        row = self.items.loc[self.overall]
        return Estimate(
            row["top_two"], row["low"], row["high"], int(row["n"]), int(row["customers"]), bool(row["census"])
        )


def analyse_satisfaction(month: SurveyMonth, smallest: int) -> Satisfaction:
    """Return what the answers say about the service.

    Parameters
    ----------
    month : SurveyMonth
    smallest : int
        The smallest group shown of an anonymous survey.
    """
    survey = month.survey
    ids = survey.of_type(*TYPES)
    scored, top_two = survey.scored(), survey.top_two()
    rows = [item(month, survey, name, scored[name], top_two[name]) for name in ids]
    shown = [
        row
        | {
            "counts": drawn_counts(survey, row["counts"], smallest),
            "not_applicable": row["not_applicable"]
            if may_show_parts(survey, (row["not_applicable"], row["n"]), smallest)
            else float("nan"),
        }
        for row in rows
        if may_show_parts(survey, _two_parts(row["counts"]), smallest)
    ]
    items = pd.DataFrame(shown, columns=list(_COLUMNS)).set_index("question_id", drop=False)
    scales = Counter(items["scale"])
    recommend = next(iter(survey.of_type("nps")), "")
    nps = _nps(month, recommend, smallest) if recommend else None
    return Satisfaction(
        items=_by_need_for_action(items),
        scale=max(scales, key=lambda scale: (scales[scale], scale)) if scales else None,
        overall=next(iter(survey.of_type("csat")), ""),
        recommend=recommend,
        nps=nps,
        hidden=len(rows) - len(shown),
    )


_COLUMNS = (
    "question_id", "type", "dimension", "scale", "n", "customers", "not_applicable", "counts", "top_two",
    "low", "high", "census", "mean", "mean_low", "mean_high", "median", "reliable",
)  # fmt: skip


def item(
    month: SurveyMonth, survey: Survey, question_id: str, scores: pd.Series, top_two: pd.Series
) -> dict[str, object]:
    """Return the figures of one question on a scale, as a row of ``Satisfaction.items``."""
    question = survey.questions.loc[question_id]
    low, high = int(question["scale_min"]), int(question["scale_max"])
    sample = (customers_of(survey), population_of(month, survey, question_id))
    share = share_of(top_two, *sample)
    mean = mean_of(scores, low, high, *sample)
    return {
        "question_id": question_id,
        "type": question["type"],
        "dimension": question["dimension"],
        "scale": (low, high),
        "n": share.n,
        "customers": share.customers,
        "not_applicable": int((survey.states[question_id] == NOT_APPLICABLE).sum()),
        "counts": tuple(int((scores == level).sum()) for level in range(low, high + 1)),
        "top_two": share.value,
        "low": share.low,
        "high": share.high,
        "census": share.census,
        "mean": mean.value,
        "mean_low": mean.low,
        "mean_high": mean.high,
        "median": float(scores.median()) if share.n else float("nan"),
        "reliable": share.reliable,
    }


def _two_parts(counts: tuple[int, ...]) -> tuple[int, int]:
    """Return the answers on the two best levels, and all others."""
    return sum(counts[-2:]), sum(counts[:-2])


#: A scale with more levels has no sides: the parts of a recommend question are told besides.
MOST_LEVELS_BY_SIDE = 10


def drawn_counts(survey: Survey, counts: tuple[int, ...], smallest: int) -> tuple[int, ...]:
    """Return the counts that may be drawn: all levels, or of an anonymous survey worse, middle and better.

    The two best levels are shown elsewhere, so the better side is taken for two parts where it has more.

    Returns
    -------
    tuple of int
        Empty where an anonymous survey forbids even that.
    """
    if not survey.anonymous:
        return counts
    side = len(counts) // 2
    worse, better = counts[:side], counts[-side:]
    middle = counts[side:-side] if len(counts) % 2 else ()
    known = (sum(worse), *middle, sum(better[:-2]), sum(better[-2:]))
    if len(counts) > MOST_LEVELS_BY_SIDE or not may_show_parts(survey, known, smallest):
        return ()
    return (sum(worse), *middle, sum(better))


def _nps(month: SurveyMonth, recommend: str, smallest: int) -> Nps | None:
    """Return the recommend score with an interval that may be shown; None where the score must not be."""
    survey = month.survey
    scores = recommend_scores(survey, recommend, smallest)
    if scores is None:
        return None
    others = customers_of(survey), population_of(month, survey, recommend)
    shown = net_promoter_score(scores, *others)
    return net_promoter_score(survey.scores[recommend], *others)._replace(
        estimate=shown.estimate, sample=shown.sample
    )


def _by_need_for_action(items: pd.DataFrame) -> pd.DataFrame:
    """Return overall satisfaction, then the smallest top-two share first, those with too few answers last."""
    order = items.assign(
        _single=items["type"] != "csat",
        _few=items["n"] < LEAST_ANSWERS,
        _mean=items["mean"] / [max(high - low, 1) for low, high in items["scale"]],
    )
    order = order.reset_index(drop=True).sort_values(["_single", "_few", "top_two", "_mean"], kind="stable")
    return items.loc[order["question_id"]]
