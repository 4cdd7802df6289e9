"""The sentences on account managers: the load today, the proposal, and the ways out of a shortage."""

from wcm_helpers.core.formats import listed, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reports.service_plan.managers.analysis import (
    FIRST,
    FITS,
    MOVES,
    NOBODY,
    ROOM,
    STAYS,
    Staffing,
)
from wcm_helpers.reports.service_plan.managers.wording import hours


def load_sentence(staffing: Staffing) -> str:
    """Return who has more work than hours today; without assignments, whether the hours suffice in all."""
    over = staffing.overloaded
    if not staffing.with_today or not staffing.team["today_customers"].sum():
        return _(
            "The customers need {needed} hours a month, the managers have {capacity}.",
            needed=hours(staffing.customers["minutes"].sum()),
            capacity=hours(staffing.team["capacity"].sum()),
        )
    if over.empty:
        return _("No manager has more work than hours today.")
    row = over.iloc[0]
    first = _(
        "{name} has {capacity} hours a month for customers that need {needed}.",
        name=row["name"], capacity=hours(row["capacity"]), needed=hours(row["today_minutes"]),
    )  # fmt: skip
    more = len(over) - 1
    if not more:
        return first
    return joined(
        [first, ngettext("{n} more manager is overloaded.", "{n} more managers are overloaded.", more)]
    )


def total_sentence(staffing: Staffing) -> str:
    """Return hours needed and there in all, and what the hours are made of."""
    customers = staffing.customers
    needed, there = customers["minutes"].sum(), staffing.team["capacity"].sum()
    values = {
        "needed": hours(needed),
        "package": hours(customers["package"].sum() + customers["talks"].sum()),
        "requests": hours(customers["requests"].sum()),
        "capacity": hours(there),
        "share": percent(needed / there if there else float("nan"), 0),
    }
    return ngettext(
        "{n} customer needs {needed} hours of a manager a month ({package} by its package, {requests} for "
        "requests): {share} of the {capacity} hours that the managers have.",
        "{n} customers need {needed} hours of managers a month ({package} by their packages, {requests} for "
        "requests): {share} of the {capacity} hours that the managers have.",
        len(customers),
        **values,
    )


def proposal_sentence(staffing: Staffing) -> str:
    """Return how many customers would move, why, and how sure it is that nothing better exists."""
    if staffing.key == "no_solution":
        return _("No proposal was reached in the time that the settings allow (solver_seconds).")
    return joined([_moves(staffing), _first(staffing), _proved(staffing)])


def _moves(staffing: Staffing) -> str:
    reasons = staffing.customers["reason"]
    there = int(reasons.isin([STAYS, *MOVES]).sum())
    if not there:
        return ""
    stay, n = int((reasons == STAYS).sum()), len(staffing.moved)
    kept = _(
        "In the proposal {stay} of {there} customers keep their manager ({share}).",
        stay=number(stay), there=number(there), share=percent(stay / there, 0),
    )  # fmt: skip
    if not n:
        return joined([kept, _("Nobody has to move.")])
    urgent = n - int(reasons.isin([FITS, ROOM]).sum())
    return joined(
        [
            kept,
            ngettext(
                "{n} customer would move, {urgent} of them because its manager has too few hours, has left, "
                "or may not be its named manager.",
                "{n} customers would move, {urgent} of them because their manager has too few hours, has "
                "left, or may not be their named manager.",
                n,
                urgent=number(urgent),
            ),
        ]
    )


def _first(staffing: Staffing) -> str:
    n = int((staffing.customers["reason"] == FIRST).sum())
    if not n or not staffing.with_today:
        return ""
    return ngettext(
        "{n} customer without a manager would get one.",
        "{n} customers without a manager would get one.",
        n,
    )


def _proved(staffing: Staffing) -> str:
    if staffing.key == "short":
        return ""
    if staffing.key == "optimal":
        return _("The solver proved that no other assignment is better by these rules.")
    return ngettext(
        "The time did not suffice to prove that it is the best: it is {n} point from it at most.",
        "The time did not suffice to prove that it is the best: it is {n} points from it at most.",
        staffing.gap,
    )


def short_sentence(staffing: Staffing) -> str:
    """Return what is missing and the cheapest ways out; empty where the hours suffice."""
    if not staffing.short_minutes:
        return ""
    ways = staffing.ways_out
    missing = ngettext(
        "{hours} hours a month are missing, the time of {n} more manager.",
        "{hours} hours a month are missing, the time of {n} more managers.",
        staffing.people,
        hours=hours(staffing.short_minutes),
    )
    nobody = staffing.customers["reason"].eq(NOBODY).sum()
    parts = [missing]
    if ways is not None and not ways.proved:
        parts.append(_("It is not proved that fewer hours would not do."))
    if nobody:
        parts.append(
            ngettext(
                "{n} customer of class A has no manager who may be its named manager.",
                "{n} customers of class A have no manager who may be their named manager.",
                int(nobody),
            )
        )
    return joined([*parts, *_ways(staffing)])


def _ways(staffing: Staffing) -> list[str]:
    ways = staffing.ways_out
    if ways is None:
        return []
    names = staffing.team["name"].to_dict()
    parts = []
    if len(ways.extend):
        more = [
            _("{name} {hours} hours", name=names[manager], hours=hours(minutes))
            for manager, minutes in ways.extend.items()
        ]
        parts.append(
            _("Without another manager these would need more hours: {managers}.", managers=listed(more))
        )
    if ways.open:
        who = listed(sorted({names[manager] for _customer, manager in ways.open}))
        parts.append(
            ngettext(
                "Within the hours there are it works if {managers} may be the named manager of {n} customer "
                "of class A.",
                "Within the hours there are it works if {managers} may be the named managers of {n} "
                "customers of class A.",
                len(ways.open),
                managers=who,
            )
        )
    return parts
