"""The cards of the first page."""

import pandas as pd

from wcm_helpers.core.formats import currency, missing, number, percent, short_amount
from wcm_helpers.core.months import add_months
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting.indicators import Card, Indicator
from wcm_helpers.reports.service_plan.cost.analysis import cost_of
from wcm_helpers.reports.service_plan.figures import figures_of
from wcm_helpers.reports.service_plan.first_page.gathering import cases_of
from wcm_helpers.reports.service_plan.keeping_in_touch.analysis import counts_of, due_of
from wcm_helpers.reports.service_plan.managers.analysis import staffing_of
from wcm_helpers.reports.service_plan.packages.analysis import kept_before_of, of_class_a
from wcm_helpers.reports.service_plan.review import ServicePlanReview

MOST_CARDS = 4


def cards(review: ServicePlanReview) -> list[Card]:
    """Return the key figures that can be computed, four at most."""
    made = [one for make in (_kept, _staffing, _losses, _cadence, _loops) for one in make(review)]
    return made[:MOST_CARDS]


def _kept(review: ServicePlanReview) -> list[Card]:
    """Return the share of its package that class A received."""
    kept, n = of_class_a(review)
    if not n:
        return []
    now = kept / n
    shares = review.computed(kept_before_of)
    before, year = (shares[add_months(review.month, -ago)].get("A") for ago in (1, 12))
    indicator = Indicator(
        "entitlement_kept.A", _("Entitlements of class A kept"),
        _("Items received in full, of those that can be measured."), unit="share", better="up",
    )  # fmt: skip
    return [
        Card(
            indicator,
            percent(now, 0),
            note=_("{kept} of {n}", kept=number(kept), n=number(n)),
            previous="" if before is None else percent(before, 0),
            year_ago="" if year is None else percent(year, 0),
            direction=_direction(now, before),
        )
    ]


def _direction(now: float, before: float | None) -> str:
    if before is None:
        return ""
    if percent(now, 0) == percent(before, 0):
        return "flat"
    return "up" if now > before else "down"


def _staffing(review: ServicePlanReview) -> list[Card]:
    """Return how much of the managers' hours their customers need."""
    staffing = review.computed(staffing_of)
    if staffing is None or not staffing.team["capacity"].sum():
        return []
    needed, capacity = staffing.customers["minutes"].sum(), staffing.team["capacity"].sum()
    over = len(staffing.overloaded)
    indicator = Indicator(
        "staffing", _("Hours of managers needed"), _("What packages and requests need, of all hours."),
        unit="share", better="down",
    )  # fmt: skip
    note = ngettext("{n} manager has too few", "{n} managers have too few", over) if over else ""
    return [Card(indicator, percent(needed / capacity, 0), note=note)]


def _losses(review: ServicePlanReview) -> list[Card]:
    """Return what the customers lose that certainly cost more than they pay."""
    cost = review.computed(cost_of)
    if cost is None:
        return []
    cases = review.computed(cases_of)
    losses = cases["loss"][1]["loss"] if "loss" in cases else pd.Series(dtype="int64")
    indicator = Indicator(
        "losses", _("Loss on customers that cost more than they pay"),
        _("Sum of the margins below zero that no rate within a fifth turns."), better="down",
    )  # fmt: skip
    unit = currency(review.settings.site.currency)
    note = ngettext("{n} customer", "{n} customers", len(losses))
    return [Card(indicator, short_amount(losses.sum()), unit=unit, note=note)]


def _cadence(review: ServicePlanReview) -> list[Card]:
    """Return the share of talks and reviews that took place."""
    kept, n = counts_of(review.computed(due_of))
    if not n:
        return []
    indicator = Indicator(
        "cadence_kept", _("Talks and reviews kept"), _("Took place in their period, of those due."),
        unit="share", better="up",
    )  # fmt: skip
    return [Card(indicator, percent(kept / n, 0), note=_("{kept} of {n}", kept=number(kept), n=number(n)))]


def _loops(review: ServicePlanReview) -> list[Card]:
    """Return the feedback that nobody has acted on."""
    loops = review.computed(figures_of)["loops_open"]
    if missing(loops):
        return []
    indicator = Indicator(
        "loops_open", _("Open loops of feedback"),
        _("Feedback of the last 12 months that nobody has acted on."), better="down",
    )  # fmt: skip
    return [Card(indicator, number(loops))]
