"""The main figures as answered and as weighted: satisfaction, recommendation, the most frequent needs."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from wcm_helpers.data.survey.survey import ANSWERED, Survey
from wcm_helpers.methods.customer_means import customer_means
from wcm_helpers.methods.disclosure import share_shown
from wcm_helpers.methods.nps import signs
from wcm_helpers.reports.demand_survey.populations import recommend_scores
from wcm_helpers.reports.demand_survey.respondents.result import Weighting
from wcm_helpers.reports.demand_survey.respondents.weighting import weighting_of
from wcm_helpers.reports.demand_survey.review import SurveyReview

#: So many needs are compared.
MOST_NEEDS = 4


@dataclass(frozen=True, eq=False)
class MainFigures:
    """The main figures of a wave, each of every response and of some of them.

    Attributes
    ----------
    table : pd.DataFrame
        One row a figure: ``kind`` (``satisfaction``: the top two; ``nps``; ``need``: the share that wants
        it), ``key`` (the question or the need), ``n`` (answers, of needs customers), ``plain``, ``other`` and
        ``change`` = other − plain, from −1 to 1; NaN where there is no answer or it must not be shown.
    """

    table: pd.DataFrame

    @property
    def largest(self) -> pd.Series | None:
        """The figure that changes most; None without one."""
        changes = self.table["change"].dropna()
        return self.table.loc[changes.abs().round(9).idxmax()] if len(changes) else None


def weighted_figures(review: SurveyReview) -> MainFigures:
    """Return the main figures unweighted and weighted."""
    return review.computed(_weighted)


def _weighted(review: SurveyReview) -> MainFigures:
    weighting, survey = weighting_of(review), review.result.survey
    return MainFigures(compare_weights(survey, weighting, review.rule.smallest_group))


def compare_weights(survey: Survey, weighting: Weighting, smallest: int = 5) -> pd.DataFrame:
    """Return the table of :class:`MainFigures`: every response alike, and as weighted."""
    plain = figures_of(survey, smallest=smallest)
    return beside(plain, figures_of(survey, weighting.responses, weighting.customers, smallest=smallest))


def beside(plain: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Return two results of :func:`figures_of` as one table."""
    both = plain.rename(columns={"value": "plain"}).assign(other=other["value"].to_numpy())
    return both.assign(change=both["other"] - both["plain"])


def figures_of(
    survey: Survey,
    weights: pd.Series | None = None,
    customers: pd.Series | None = None,
    *,
    smallest: int = 5,
) -> pd.DataFrame:
    """Return the main figures of all responses, or of those with a weight.

    The needs are those named most without weights, so that two results of a survey have the same rows.

    Parameters
    ----------
    survey : Survey
    weights : pd.Series, optional
        By ``response_id``; a response with NaN is left out.
    customers : pd.Series, optional
        Weights by ``customer_id``, for the needs; equal by default.
    smallest : int
        No share of fewer people is shown of an anonymous survey.

    Returns
    -------
    pd.DataFrame
        ``kind``, ``key``, ``n``, ``value``.
    """
    weights = pd.Series(1.0, survey.responses.index) if weights is None else weights
    hits = survey.top_two()
    rows = [("satisfaction", name, *_mean(hits[name], weights)) for name in survey.of_type("csat")]
    rows += [("nps", name, *_mean(signs(survey.scores[name]), weights)) for name in survey.of_type("nps")]
    wants = need_answers(survey)
    for need in main_needs(survey):
        if survey.anonymous:
            rows.append(("need", need, *_mean(wants[need], weights)))
        else:
            chosen = wants[[need]].where(weights.notna())
            means = customer_means(chosen, survey.responses["customer_id"])[need]
            equal = pd.Series(1.0, means.index)
            rows.append(("need", need, *_mean(means, equal if customers is None else customers)))
    frame = pd.DataFrame(rows, columns=["kind", "key", "n", "value"])
    if survey.anonymous:
        shown = [_may_be_shown(survey, row, smallest) for row in frame.to_dict("records")]
        frame["value"] = frame["value"].where(pd.Series(shown, frame.index, dtype=bool))
    return frame


def _may_be_shown(survey: Survey, row: dict[str, Any], smallest: int) -> bool:
    """Return whether a figure of an anonymous survey gives away no small group; NPS has three unknowns."""
    if row["n"] < smallest:
        return False
    if row["kind"] == "nps":
        return recommend_scores(survey, row["key"], smallest) is not None
    return share_shown(round(row["n"] * row["value"]), row["n"], smallest)


def need_answers(survey: Survey) -> pd.DataFrame:
    """Return which response wants which need: 1 or 0, NaN where its question was not answered.

    A need of several questions is wanted if the first of them says so; Kano questions do not count.
    """
    hits, columns = survey.top_two(), {}
    for row in survey.needs().to_dict("records"):
        name, need = row["question_id"], row["need"]
        if need in columns or (not row["option"] and name not in hits):
            continue
        answered = survey.states[name] == ANSWERED
        wanted = survey.choices[name][row["option"]].astype(float) if row["option"] else hits[name]
        columns[need] = wanted.where(answered)
    return pd.DataFrame(columns, index=survey.responses.index, dtype=float)


def main_needs(survey: Survey) -> list[str]:
    """Return the needs that most customers (anonymous: responses) want, the most frequent first."""
    wants = need_answers(survey)
    shares = (wants if survey.anonymous else customer_means(wants, survey.responses["customer_id"])).mean()
    shares = shares[shares > 0].sort_index().sort_values(ascending=False, kind="stable")
    return shares.index[:MOST_NEEDS].tolist()


def _mean(values: pd.Series, weights: pd.Series) -> tuple[int, float]:
    """Return the number of answers with a weight, and their weighted mean."""
    weights = weights.reindex(values.index)
    known = values.notna() & weights.notna()
    total = weights[known].sum()
    return int(known.sum()), float((values * weights)[known].sum() / total) if total else float("nan")
