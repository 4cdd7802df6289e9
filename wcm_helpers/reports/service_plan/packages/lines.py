"""The lines of the first page on packages: who gets less than its class, and who takes more."""

from collections.abc import Mapping

import pandas as pd

from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting.actions import Action, Kind
from wcm_helpers.reports.service_plan.packages.analysis import (
    kept_by_item,
    overserved_of,
    packages_of,
    underserved_of,
    weakest_item,
)
from wcm_helpers.reports.service_plan.packages.received import MONTHS, NONE, SHORT
from wcm_helpers.reports.service_plan.packages.wording import item_name, item_names
from wcm_helpers.reports.service_plan.result import ServicePlanMonth
from wcm_helpers.reports.service_plan.review import ServicePlanReview
from wcm_helpers.reports.service_plan.table_words import a_year


def cases_of(review: ServicePlanReview) -> Mapping[Kind, pd.DataFrame]:
    """Return the cases that ask for an action, the gravest of each kind first."""
    return {
        "promise": weakest_case(review.computed(packages_of).rows, review.result),
        "underserved": review.computed(underserved_of),
        "overserved": review.computed(overserved_of),
    }


def weakest_case(rows: pd.DataFrame, result: ServicePlanMonth) -> pd.DataFrame:
    """Return the item that class A received clearly least of, with the revenue of those who went without.

    Returns
    -------
    pd.DataFrame
        One row or none: ``item``, ``class``, ``kept``, ``measured`` and ``revenue`` (12 months).
    """
    item = weakest_item(kept_by_item(rows), "A")
    if item is None:
        return pd.DataFrame(columns=["item", "class", "kept", "measured", "revenue"])
    of_item = rows[(rows["class"] == "A") & (rows["item"] == item["item"])]
    without = of_item.loc[of_item["verdict"].isin([SHORT, NONE]), "customer_id"]
    return pd.DataFrame([{**item, "revenue": sum(map(result.revenue_of, without))}])


def line(kind: Kind, row: Mapping[str, object], unit: str) -> Action:
    """Return the line on one case."""
    if kind == "promise":
        return _weakest(row, unit)
    if kind == "underserved":
        happened = _(
            "In class {letter}, it did not receive in full: {items}.",
            letter=row["class"],
            items=item_names(row["broken"]),
        )
        step = _("Call it this week, and set the dates of the next talk and review.")
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


def _weakest(row: Mapping[str, object], unit: str) -> Action:
    """Return the line on the item that class A received least of."""
    happened = _(
        "{item} was kept for {kept} of {n} customers of class A.",
        item=item_name(row["item"]),
        kept=number(row["kept"]),
        n=number(row["measured"]),
    )
    step = _("Decide: give it what it takes, or promise what can be kept.")
    return Action("promise", _("Class A"), a_year(row["revenue"], unit), happened, step, "packages")


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
