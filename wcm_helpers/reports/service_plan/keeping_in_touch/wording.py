"""The names of states, kinds of events, and managers, as tables and sentences call them."""

from collections.abc import Callable

import pandas as pd

from wcm_helpers.care.wording import festival_name
from wcm_helpers.core.contacts import MARK
from wcm_helpers.core.festivals import FESTIVALS
from wcm_helpers.core.formats import missing
from wcm_helpers.core.words import _
from wcm_helpers.reports.service_plan import sources
from wcm_helpers.reports.service_plan.review import ServicePlanReview


def state_name(state: str) -> str:
    """Return the name of a state.

    Examples
    --------
    >>> state_name("silent")
    'silent'
    """
    return {
        "in_time": _("in time"),
        "late": _("late"),
        "silent": _("silent"),
        "cannot_tell": _("cannot tell"),
    }[state]


def kind_of_event(kind: str) -> str:
    """Return what an event is.

    Examples
    --------
    >>> kind_of_event("notice_deadline"), kind_of_event("mid_autumn")
    ('Last day of notice', 'Mid-Autumn Festival')
    """
    if kind in FESTIVALS:
        return festival_name(kind)
    return {
        "birthday": _("Birthday"),
        "contract_anniversary": _("Anniversary of the contract"),
        "notice_deadline": _("Last day of notice"),
        "contract_end": _("The contract ends"),
    }[kind]


def manager_label(review: ServicePlanReview) -> Callable[[object], str]:
    """Return how a manager is called: by number, and by name where names are published."""
    staff = review.computed(sources.staff_of)
    names = {} if staff is None or "manager_name" not in staff else staff["manager_name"].to_dict()

    def label(manager: object) -> str:
        if missing(manager) or not manager:
            return _("no manager")
        name = names.get(manager)
        return str(manager) if missing(name) or not name or MARK in name else f"{manager} {name}"

    return label


def day(value: object) -> str:
    """Return a day as it stands in a table; a dash where there is none.

    Examples
    --------
    >>> day(pd.Timestamp("2026-11-03 10:00")), day(pd.NaT)
    ('2026-11-03', '–')
    """
    return "–" if missing(value) else pd.Timestamp(value).date().isoformat()
