"""Which solution fits whom: services of look-alikes, services of an industry, and gaps of packages."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.core.months import window
from wcm_helpers.data.tables.service_words import URGENT_PRIORITIES
from wcm_helpers.methods.look_alikes import bought_in
from wcm_helpers.reports.service_plan import sources
from wcm_helpers.reports.service_plan.packages.analysis import packages_of
from wcm_helpers.reports.service_plan.recommendations import gaps
from wcm_helpers.reports.service_plan.recommendations.bought import Bought, bought_of
from wcm_helpers.reports.service_plan.recommendations.look import LookAlikes, features, look_alikes
from wcm_helpers.reports.service_plan.recommendations.offers import missing_services
from wcm_helpers.reports.service_plan.recommendations.profiles import profiles
from wcm_helpers.reports.service_plan.recommendations.stated import need_words, stated_needs, wave_of
from wcm_helpers.reports.service_plan.review import ServicePlanReview


@dataclass(frozen=True, eq=False)
class Recommendations:
    """What fits whom.

    Attributes
    ----------
    bought : Bought
    grid : pd.DataFrame of bool, active customers × services
        What was bought in 12 months.
    look : LookAlikes or None
        None where there are no value-added services, or fewer than two customers.
    offers : pd.DataFrame
        Services of an industry that a customer lacks: see
        :func:`wcm_helpers.reports.service_plan.recommendations.offers.missing_services`; with ``name`` and
        ``revenue``, the largest first.
    gaps : pd.DataFrame
        See :mod:`wcm_helpers.reports.service_plan.recommendations.gaps`; with ``name``, ``revenue`` and
        ``class``, the largest customer first.
    wave : str
        The month of the survey; empty without a named one.
    answered : int
        The customers that answered it.
    """

    bought: Bought
    grid: pd.DataFrame
    look: LookAlikes | None
    offers: pd.DataFrame
    gaps: pd.DataFrame
    wave: str
    answered: int


def recommendations_of(review: ServicePlanReview) -> Recommendations:
    """Return what fits whom, for ``review.computed``."""
    bought, result = review.computed(bought_of), review.result
    active = result.active.index
    grid = bought_in(bought.purchases, window(review.month, 12)).reindex(active, fill_value=False)
    industries = result.customers["industry"]
    offers = missing_services(grid, industries)
    found, wave, answered = _gaps(review, grid)
    found["class"] = found["customer_id"].map(result.classes.to_dict())
    return Recommendations(
        bought,
        grid,
        _look(review, bought),
        _largest_first(result.with_names(offers), ["service"]),
        _largest_first(result.with_names(found), ["place"]),
        wave,
        answered,
    )


def _largest_first(frame: pd.DataFrame, then: list[str]) -> pd.DataFrame:
    order = ["revenue", "customer_id", *then]
    return frame.sort_values(order, ascending=[False, *[True] * (len(order) - 1)], ignore_index=True)


def _look(review: ServicePlanReview, bought: Bought) -> LookAlikes | None:
    held_out = review.rule.held_out_months
    months = window(review.month, 12 + held_out)
    facts, industries = review.history.facts, review.result.customers["industry"]
    before, today = (
        features(facts.billing, facts.orders, industries, storage, part)
        for part, storage in ((months[:12], bought.storage_before), (months[-12:], bought.storage_share))
    )
    return look_alikes(bought.purchases, before, today, review.month, held_out)


def _gaps(review: ServicePlanReview, grid: pd.DataFrame) -> tuple[pd.DataFrame, str, int]:
    """Return the gaps of active customers, the month of the survey and how many answered it."""
    rows = review.computed(packages_of).rows
    entitled = {
        item: frozenset(rows.loc[rows["item"] == item, "customer_id"])
        for item in ("named_manager", "priority_release", "value_added")
    }
    months = window(review.month, 12)
    orders = review.history.facts.orders
    recent = orders[orders["month"].isin(months)]
    sums = recent.groupby("customer_id")[["orders", "returns"]].sum()
    parts = [
        gaps.share_gaps(sums["returns"], sums.sum(axis=1), gaps.RETURNS, entitled["value_added"]),
        gaps.season_gaps(orders, months, entitled["priority_release"]),
        _urgent(review, entitled["priority_release"]),
    ]
    wave, answered = review.computed(wave_of), 0
    if wave is not None:
        wanted, answers = stated_needs(wave)
        answered = len(wanted)
        words = {need: need_words(wave, need) for need in wanted.columns}
        parts.append(gaps.stated_gaps(wanted, words, entitled["named_manager"], grid, answers))
    frame = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    frame = frame[frame["customer_id"].isin(grid.index)]
    frame["place"] = frame["kind"].map({kind: place for place, kind in enumerate(gaps.KINDS)})
    return frame, "" if wave is None else wave.month, answered


def _urgent(review: ServicePlanReview, without: frozenset[str]) -> pd.DataFrame:
    """Return who sends clearly more urgent orders than the others; nobody where no order has a priority."""
    service = review.computed(sources.service_of)
    none = pd.Series(dtype="int64")
    if service is None:
        return gaps.share_gaps(none, none, gaps.URGENT, without)
    counts = service.order_counts(review.month, 12)
    urgent = counts["priority"].fillna("").str.strip().str.casefold().isin(URGENT_PRIORITIES)
    due = counts.groupby("customer_id")["due"].sum()
    return gaps.share_gaps(
        counts["due"].where(urgent, 0).groupby(counts["customer_id"]).sum(), due, gaps.URGENT, without
    )


def profiles_of(review: ServicePlanReview) -> pd.DataFrame:
    """Return the profile of each industry, for ``review.computed``."""
    service = review.computed(sources.service_of)
    industries = review.result.customers["industry"].reindex(review.result.active.index)
    orders = review.history.facts.orders
    return profiles(
        industries,
        orders[orders["month"].isin(window(review.month, 12))],
        review.computed(bought_of).storage_share,
        None if service is None else service.order_counts(review.month, 12),
        None if service is None else service.lead_counts(review.month, industries),
    )
