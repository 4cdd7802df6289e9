"""The lines of the first page on packages: who gets less than its class, and who takes more."""

from collections.abc import Mapping

import pandas as pd

from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting.actions import Action, Kind
from wcm_helpers.reports.service_plan.money_words import a_year
from wcm_helpers.reports.service_plan.packages.analysis import overserved_of, underserved_of
from wcm_helpers.reports.service_plan.packages.received import MONTHS
from wcm_helpers.reports.service_plan.packages.wording import item_names
from wcm_helpers.reports.service_plan.review import ServicePlanReview


def cases_of(review: ServicePlanReview) -> Mapping[Kind, pd.DataFrame]:
    """Return the cases that ask for an action, the gravest of each kind first."""
    return {"underserved": review.computed(underserved_of), "overserved": review.computed(overserved_of)}


def line(kind: Kind, row: Mapping[str, object], unit: str) -> Action:
    """Return the line on one case."""
    if kind == "underserved":
        happened = _(
            "In class {letter}, it did not receive in full: {items}.",
            letter=row["class"],
            items=item_names(row["broken"]),
        )
        step = _("Have its manager call this week and set the dates of the next talk and review.")
    else:
        happened = _(
            "It took {hours} hours of managers in {months} months in class {letter}; a customer of class A "
            "is entitled to {due}.",
            hours=number(row["hours"], 0),
            months=number(MONTHS),
            letter=row["class"],
            due=number(row["due_of_a"], 0),
        )
        step = _("Agree on what is charged, or move its requests to self-service.")
    return Action(kind, row["name"], a_year(row["revenue"], unit), happened, step, "packages")


def others(kind: Kind, n: int, amount: str, unit: str) -> str:
    """Return how many more cases of a kind there are, and their revenue."""
    values = {"amount": amount, "currency": unit}
    if kind == "underserved":
        return ngettext(
            "{n} more customer is under-served, with {amount} {currency} a year.",
            "{n} more customers are under-served, with {amount} {currency} a year in all.",
            n,
            **values,
        )
    return ngettext(
        "{n} more customer takes more time than its class, with {amount} {currency} a year.",
        "{n} more customers take more time than their class, with {amount} {currency} a year in all.",
        n,
        **values,
    )
