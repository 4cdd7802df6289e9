"""The lines of the first page on feedback that nobody has acted on."""

from collections.abc import Mapping

import pandas as pd

from wcm_helpers.core.formats import missing, number
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting.actions import Action, Kind
from wcm_helpers.reports.service_plan.feedback.analysis import open_of
from wcm_helpers.reports.service_plan.feedback.wording import source_names
from wcm_helpers.reports.service_plan.review import ServicePlanReview
from wcm_helpers.reports.service_plan.table_words import a_year


def cases_of(review: ServicePlanReview) -> Mapping[Kind, pd.DataFrame]:
    """Return the customers with feedback that is open for too long, the largest first."""
    return {"feedback": review.computed(open_of)}


def line(kind: Kind, row: Mapping[str, object], unit: str) -> Action:
    """Return the line on the open feedback of one customer."""
    happened = ngettext(
        "{n} piece of feedback has been without an action for {days} days ({sources}).",
        "{n} pieces of feedback have been without an action, the oldest for {days} days ({sources}).",
        int(row["n"]),
        days=number(row["age"]),
        sources=source_names(row["sources"]),
    )
    step = (
        _("Name an owner, who answers this week.")
        if missing(row["owner"])
        else _("Have {manager} answer this week and ask again within a month.", manager=row["owner"])
    )
    return Action(kind, row["name"], a_year(row["revenue"], unit), happened, step, "feedback")


def others(kind: Kind, n: int, amount: str, unit: str) -> str:
    """Return how many more customers wait, and their revenue."""
    return ngettext(
        "{n} more customer waits for an answer, with {amount} {currency} a year.",
        "{n} more customers wait for an answer, with {amount} {currency} a year in all.",
        n,
        amount=amount,
        currency=unit,
    )
