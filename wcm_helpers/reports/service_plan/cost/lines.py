"""The lines of the first page on costs: who certainly costs more than it brings."""

from collections.abc import Mapping

import pandas as pd

from wcm_helpers.core.formats import percent, short_amount
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting.actions import Action, Kind
from wcm_helpers.reports.service_plan.cost.analysis import certain_losses, cost_of
from wcm_helpers.reports.service_plan.cost.losses import OWN
from wcm_helpers.reports.service_plan.cost.wording import driver_name
from wcm_helpers.reports.service_plan.review import ServicePlanReview
from wcm_helpers.reports.service_plan.table_words import a_year


def cases_of(review: ServicePlanReview) -> Mapping[Kind, pd.DataFrame]:
    """Return the loss makers whose loss stands at other rates, the largest loss first."""
    cost = review.computed(cost_of)
    if cost is None:
        return {}
    return {"loss": certain_losses(cost).assign(months=len(cost.inputs.months))}


def line(kind: Kind, row: Mapping[str, object], unit: str) -> Action:
    """Return the line on one case."""
    happened = joined([_lost(row, unit), _driver(row, unit)])
    return Action(kind, row["name"], a_year(row["revenue"], unit), happened, _step(row), "cost")


def _lost(row: Mapping[str, object], unit: str) -> str:
    values = {"loss": short_amount(row["loss"]), "unit": unit}
    if row["level"] == OWN:
        return ngettext(
            "In {n} month it used {loss} {unit} more than it was billed.",
            "In {n} months it used {loss} {unit} more than it was billed.",
            row["months"],
            **values,
        )
    return ngettext(
        "In {n} month it cost {loss} {unit} more than it was billed, its share of unused capacity included.",
        "In {n} months it cost {loss} {unit} more than it was billed, its share of unused capacity included.",
        row["months"],
        **values,
    )


def _driver(row: Mapping[str, object], unit: str) -> str:
    if row["key"] != "driver":
        return ""
    return _(
        "Most above class {letter}: {driver}, by {excess} {unit}.",
        letter=row["class"], driver=driver_name(row["driver"]), excess=short_amount(row["excess"]), unit=unit,
    )  # fmt: skip


def _step(row: Mapping[str, object]) -> str:
    if row["key"] == "no_revenue":
        return _("Check what was not billed, and stop what nobody pays for.")
    price = percent(row["price_change"], 1)
    if row["driver_change"] != row["driver_change"]:  # NaN: the driver alone cannot do it, or there is none
        return _("Raise its prices by {price}, or end services that it does not pay for.", price=price)
    return _(
        "Raise its prices by {price}, or bring this cost down by {less}: charge for it or agree on less.",
        price=price,
        less=percent(row["driver_change"], 0),
    )


def others(kind: Kind, n: int, amount: str, unit: str) -> str:
    """Return how many more cases there are, and their revenue."""
    return ngettext(
        "{n} more customer costs more than it brings, with {amount} {currency} a year.",
        "{n} more customers cost more than they bring, with {amount} {currency} a year in all.",
        n,
        amount=amount,
        currency=unit,
    )
