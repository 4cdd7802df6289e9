"""The lines of the first page on account managers: who has too much work, and what is missing in all."""

from collections.abc import Mapping

import pandas as pd

from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting.actions import Action, Kind
from wcm_helpers.reports.service_plan.managers.analysis import Staffing, staffing_of
from wcm_helpers.reports.service_plan.managers.wording import hours
from wcm_helpers.reports.service_plan.result import ServicePlanMonth
from wcm_helpers.reports.service_plan.review import ServicePlanReview
from wcm_helpers.reports.service_plan.table_words import a_year

COLUMNS = ("key", "customer_id", "name", "needed", "capacity", "people", "revenue")
SHORT, OVERLOADED = "short", "overloaded"


def cases_of(review: ServicePlanReview) -> Mapping[Kind, pd.DataFrame]:
    """Return the shortage, and the managers that have more work than hours, the largest revenue first."""
    staffing = review.computed(staffing_of)
    return {} if staffing is None else {"staffing": cases(staffing, review.result)}


def cases(staffing: Staffing, result: ServicePlanMonth) -> pd.DataFrame:
    """Return the cases, with ``needed`` and ``capacity`` in minutes and the ``revenue`` of the customers."""
    customers = staffing.customers
    revenue = pd.Series({one: result.revenue_of(one) for one in customers.index}, dtype="int64")
    of_manager = revenue.groupby(customers["today"]).sum()
    rows = [
        (
            OVERLOADED,
            "",
            row["name"],
            row["today_minutes"],
            row["capacity"],
            0,
            int(of_manager.get(manager, 0)),
        )
        for manager, row in staffing.overloaded.iterrows()
    ]
    rows.sort(key=lambda row: (-row[-1], row[2]))
    if staffing.short_minutes:
        needed, there = int(customers["minutes"].sum()), int(staffing.team["capacity"].sum())
        rows.insert(0, (SHORT, "", "", needed, there, staffing.people, int(revenue.sum())))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def line(kind: Kind, row: Mapping[str, object], unit: str) -> Action:
    """Return the line on one case."""
    if row["key"] == SHORT:
        name = _("All account managers")
        happened = _(
            "Their customers need {needed} hours a month; they have {capacity}.",
            needed=hours(row["needed"]), capacity=hours(row["capacity"]),
        )  # fmt: skip
        step = ngettext(
            "Decide on {n} more manager, or on which services are given less of.",
            "Decide on {n} more managers, or on which services are given less of.",
            row["people"],
        )
    else:
        name = row["name"]
        happened = _(
            "The customers need {needed} hours a month of this manager, who has {capacity}.",
            needed=hours(row["needed"]), capacity=hours(row["capacity"]),
        )  # fmt: skip
        step = _("Decide on the customers that move; the proposal lists them.")
    return Action(kind, name, a_year(row["revenue"], unit), happened, step, "managers")


def others(kind: Kind, n: int, amount: str, unit: str) -> str:
    """Return how many more cases there are, and the revenue of their customers."""
    return ngettext(
        "{n} more manager has more work than hours, with customers of {amount} {currency} a year.",
        "{n} more managers have more work than hours, with customers of {amount} {currency} a year in all.",
        n, amount=amount, currency=unit,
    )  # fmt: skip
