"""Costs of customers in months without any activity: they are part of no margin."""

from wcm_helpers.core.formats import amount
from wcm_helpers.core.words import ngettext
from wcm_helpers.data.facts.history import History


def costs_without_activity(history: History, month: str, value: str) -> str:
    """Return the sentence on costs up to a month that belong to no activity; empty where there are none."""
    costs = history.costs_left_out(month, value)
    if costs.empty:
        return ""
    return ngettext(
        "The costs of {n} customer in one month, {amount} {currency}, are left out: nothing happened then.",
        "Costs of {n} customers’ months, {amount} {currency}, are left out: nothing happened then.",
        len(costs),
        amount=amount(costs["cost"].sum(), 2),
        currency=history.settings.site.currency,
    )
