"""The lines of the first page on customers that nobody talked to."""

from collections.abc import Mapping

import pandas as pd

from wcm_helpers.core.formats import missing, number
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting.actions import Action, Kind
from wcm_helpers.reports.service_plan.keeping_in_touch.analysis import SILENT, overdue_of
from wcm_helpers.reports.service_plan.review import ServicePlanReview
from wcm_helpers.reports.service_plan.table_words import a_year


def cases_of(review: ServicePlanReview) -> Mapping[Kind, pd.DataFrame]:
    """Return the silent customers, the largest first."""
    rows = review.computed(overdue_of)
    return {"silent": rows[rows["state"] == SILENT].reset_index(drop=True)}


def line(kind: Kind, row: Mapping[str, object], unit: str) -> Action:
    """Return the line on one silent customer."""
    letter = "–" if missing(row["class"]) else row["class"]
    if missing(row["days"]):
        happened = ngettext(
            "No talk with it is on record; in class {letter} a talk is due every month.",
            "No talk with it is on record; in class {letter} a talk is due every {n} months.",
            int(row["months"]),
            letter=letter,
        )
    else:
        happened = ngettext(
            "Nobody has talked to it for {days} days; in class {letter} a talk is due every month.",
            "Nobody has talked to it for {days} days; in class {letter} a talk is due every {n} months.",
            int(row["months"]),
            days=number(row["days"]),
            letter=letter,
        )
    step = (
        _("Name a manager for it, who calls this week.")
        if missing(row["manager_id"])
        else _("Have its manager {manager} call this week.", manager=row["manager_id"])
    )
    return Action(kind, row["name"], a_year(row["revenue"], unit), happened, step, "care")


def others(kind: Kind, n: int, amount: str, unit: str) -> str:
    """Return how many more customers are silent, and their revenue."""
    return ngettext(
        "{n} more customer is silent, with {amount} {currency} a year.",
        "{n} more customers are silent, with {amount} {currency} a year in all.",
        n,
        amount=amount,
        currency=unit,
    )
