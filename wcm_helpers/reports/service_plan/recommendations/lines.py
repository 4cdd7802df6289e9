"""The lines of the first page on services to offer."""

from collections.abc import Mapping

import pandas as pd

from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting.actions import Action, Kind
from wcm_helpers.reports.service_plan.recommendations.analysis import recommendations_of
from wcm_helpers.reports.service_plan.review import ServicePlanReview
from wcm_helpers.reports.service_plan.table_words import a_year


def cases_of(review: ServicePlanReview) -> Mapping[Kind, pd.DataFrame]:
    """Return who lacks a service of its industry, the largest first."""
    return {"offer": review.computed(recommendations_of).offers}


def line(kind: Kind, row: Mapping[str, object], unit: str) -> Action:
    """Return the line on one case."""
    happened = _(
        "{buyers} of {others} other customers of the industry {industry} have {service}, it has not.",
        buyers=number(row["buyers"]), others=number(row["others"]), industry=row["industry"],
        service=row["service"],
    )  # fmt: skip
    step = _("Ask at the next talk who does it today, and make an offer.")
    return Action(kind, row["name"], a_year(row["revenue"], unit), happened, step, "recommendations")


def others(kind: Kind, n: int, amount: str, unit: str) -> str:
    """Return how many more cases there are, and their revenue."""
    return ngettext(
        "{n} more customer lacks a service of its industry, with {amount} {currency} a year.",
        "{n} more customers lack a service of their industry, with {amount} {currency} a year in all.",
        n, amount=amount, currency=unit,
    )  # fmt: skip
