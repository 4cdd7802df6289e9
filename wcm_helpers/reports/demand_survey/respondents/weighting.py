"""Weights of the answers: raked to the margins of the frame, customer by customer."""

from collections.abc import Sequence

import pandas as pd

from wcm_helpers.core.formats import missing
from wcm_helpers.methods.raking import RakingError, design_effect, rake
from wcm_helpers.reports.demand_survey.respondents.analysis import asked_of
from wcm_helpers.reports.demand_survey.respondents.result import Weighting
from wcm_helpers.reports.demand_survey.result import SurveyMonth
from wcm_helpers.reports.demand_survey.review import SurveyReview

#: Groups with fewer customers are weighted together.
LEAST_CUSTOMERS = 5
#: The level of small groups together.
OTHER = "other"


def weighting_of(review: SurveyReview) -> Weighting:
    """Return the weights of the wave under review, or why there are none."""
    return review.computed(_weighting)


def _weighting(review: SurveyReview) -> Weighting:
    rule = review.rule
    return weigh(review.result, asked_of(review), rule.weight_margins, rule.weight_cap)


def weigh(month: SurveyMonth, asked: pd.DataFrame, margins: Sequence[str], cap: float) -> Weighting:
    """Return weights that make the customers that answered have the margins of those that were asked.

    Parameters
    ----------
    month : SurveyMonth
    asked : pd.DataFrame
        The rows of ``month.frame`` that were asked.
    margins : sequence of str
        Columns of the frame; one with a single level is not used.
    cap : float
        Largest weight, in mean weights.
    """
    responses = month.survey.responses
    counted = responses[~responses["empty"].astype(bool)]
    nothing = Weighting(pd.Series(dtype=float), pd.Series(float("nan"), responses.index))
    if month.survey.anonymous:
        return _refused(nothing, "anonymous")
    if asked.empty:
        return _refused(nothing, "frame")
    units = _units(asked, counted)
    if units.empty:
        return _refused(nothing, "nobody")
    used = [name for name in margins if len({_level(value) for value in asked[name]}) > 1]
    if not used:
        return _refused(nothing, "groups")
    frame, groups, pooled = _pool(asked[used].map(_level), units[used].map(_level))
    targets = {name: frame[name].value_counts(sort=False).astype(float).sort_index() for name in used}
    try:
        raked = rake(groups, targets, design=units["weight"], cap=cap)
    except RakingError as refusal:
        return _refused(nothing, refusal.reason, refusal.margin, str(refusal.level), tuple(used), pooled)
    weights = raked.weights / raked.weights.mean()
    effect = design_effect(weights)
    return Weighting(
        customers=weights,
        responses=_of_responses(responses.index, counted["customer_id"], weights),
        used=tuple(used),
        pooled=pooled,
        left_out=len(asked) - len(frame),
        n=len(weights),
        deff=effect.deff,
        n_eff=effect.n_eff,
        margins=raked.margins,
    )


def _refused(
    nothing: Weighting, reason: str, margin: str = "", level: str = "",
    used: tuple[str, ...] = (), pooled: dict[str, list[str]] | None = None,
) -> Weighting:  # fmt: skip
    return Weighting(nothing.customers, nothing.responses, reason, margin, level, used, pooled or {})


def _units(asked: pd.DataFrame, counted: pd.DataFrame) -> pd.DataFrame:
    """Return the customers asked that answered, with their groups and design weight."""
    design = counted["weight"].astype(float).groupby(counted["customer_id"]).mean()
    answered = asked.loc[asked.index.isin(design.index)]
    return answered.assign(weight=design.reindex(answered.index))


def _level(value: object) -> str:
    """Return a group on one line, empty where none is recorded."""
    return "" if missing(value) else " ".join(str(value).split())


def _pool(
    frame: pd.DataFrame, groups: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, list[str]]]:
    """Return frame and units with small levels pooled; a small pool without an answer is left out."""
    frame, groups, pooled = frame.copy(), groups.copy(), {}
    for name in frame:
        sizes = frame[name].value_counts()
        small = sorted(sizes.index[sizes < LEAST_CUSTOMERS])
        if not small or len(small) == len(sizes):
            continue
        if not groups[name].isin(small).any() and sizes[small].sum() < LEAST_CUSTOMERS:
            frame = frame[~frame[name].isin(small)]
            continue
        if len(small) > 1:
            pooled[name] = small
            frame[name] = frame[name].where(~frame[name].isin(small), OTHER)
            groups[name] = groups[name].where(~groups[name].isin(small), OTHER)
    return frame, groups, pooled


def _of_responses(index: pd.Index, customer: pd.Series, weights: pd.Series) -> pd.Series:
    """Return the weight of each response: its part of the customer's; mean 1, NaN without one."""
    share = weights.reindex(customer.to_numpy()).to_numpy() / customer.map(customer.value_counts()).to_numpy()
    own = pd.Series(share, customer.index, dtype=float).reindex(index)
    return own / own.mean()
