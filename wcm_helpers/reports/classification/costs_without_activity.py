"""Costs of customers in months without any activity: they are part of no margin."""

from wcm_helpers.core.formats import amount, currency
from wcm_helpers.core.words import ngettext
from wcm_helpers.data.facts.history import History


def costs_without_activity(history: History, month: str, value: str) -> str:
    """Return the sentence on costs up to a month that belong to no activity; empty where there are none."""
    costs = history.costs_left_out(month, value)
    if costs.empty:
        return ""
    return ngettext(
        "In {n} case a customer had costs in a month without activity: {amount} {currency} are left out of "
        "margins.",
        "In {n} cases a customer had costs in a month without activity: {amount} {currency} are left out of "
        "margins.",
        len(costs),
        amount=amount(costs["cost"].sum(), 2),
        currency=currency(history.settings.site.currency),
    )
