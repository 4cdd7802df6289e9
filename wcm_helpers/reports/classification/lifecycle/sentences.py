"""The sentences of a lifecycle: its states, the finding, the changes of the month, and what to do."""

from wcm_helpers.core.formats import month_name, number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods.lifecycle import VOLUME_MONTHS
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.lifecycle.analysis import CALLED
from wcm_helpers.reports.classification.lifecycle.result import Lifecycle
from wcm_helpers.reports.classification.result import Classification

#: From this share of all customers on, customers won back by the default threshold give a warning.
MANY = 0.10


def state_names() -> dict[str, str]:
    """Return the name of each state, in the language in use."""
    return {
        "active": _("active"),
        "new": _("new"),
        "won_back": _("won back"),
        "slowing": _("slowing"),
        "dormant": _("dormant"),
        "lost": _("lost"),
    }


def headline(life: Lifecycle, classification: Classification) -> str:
    """Return how many customers are slowing or dormant, and what they bring."""
    if life.too_short:
        return ngettext(
            "The history covers {n} day: too short to say who is dormant or lost.",
            "The history covers {n} days: too short to say who is dormant or lost.",
            life.days_known,
        )
    leaving = life.customers[life.customers["state"].isin(["slowing", "dormant"])]
    words = {
        "amount": sentences.money(leaving["amount"].sum(), classification),
        "months": classification.window_length,
        "month": month_name(life.month),
    }
    if leaving.empty:
        return _("No customer is slowing or dormant in {month}.", **words)
    return ngettext(
        "{n} customer is slowing or dormant: {amount} in the {months}-month window.",
        "{n} customers are slowing or dormant: {amount} in the {months}-month window.",
        len(leaving),
        **words,
    )


def changed(life: Lifecycle) -> str:
    """Return how many customers came to each state in the month under review."""
    if life.previous is None:
        return _("There is no month before to compare with.")
    customers, month = life.customers, life.month
    moved = customers[customers["changed"]]
    counts = {
        "lost": len(life.turned_lost),
        "dormant": len(life.turned_dormant),
        "slowing": int((moved["state"] == "slowing").sum()),
        "back": len(life.came_back),
        "new": int(((customers["state"] == "new") & customers["before"].isna()).sum()),
    }
    if not any(counts.values()):
        return _(
            "No customer became lost, dormant, slowing or new in {month}, and none came back.",
            month=month_name(month),
        )
    return _(
        "Changes in {month}: {lost} lost, {dormant} dormant, {slowing} slowing, {back} came back, {new} new.",
        month=month_name(month),
        **{state: number(count) for state, count in counts.items()},
    )


def source_line(life: Lifecycle, classification: Classification) -> str:
    """Return the line under a count of all states: how many customers, and since when."""
    return ngettext(
        "{n} customer ever active from {first} to {month}.",
        "All {n} customers ever active from {first} to {month}.",
        len(life.customers),
        first=month_name(classification.customer_months.first_month),
        month=month_name(classification.month),
    )


def warnings(life: Lifecycle, classification: Classification) -> list[str]:
    """Return the limits of the reading, the most serious first."""
    first, limits = month_name(classification.customer_months.first_month), life.limits
    own = int((life.customers["threshold_from"] != "default").sum())
    rare = int(((life.customers["state"] == "won_back") & (life.customers["why"] == "default")).sum())
    candidates = {
        _(
            "The history begins in {first}: only after {days} days can silence show that a customer is lost.",
            first=first,
            days=limits.lost_least,
        ): life.days_known <= limits.lost_least and not life.too_short,
        _("The month is not complete: silence is counted to {day}.", day=life.as_of.isoformat()): (
            not classification.whole_month
        ),
        _(
            "No customer has the {gaps} gaps that show its own rhythm: for all of them {days} days without "
            "activity count as dormant.",
            days=limits.dormant_default,
            gaps=limits.least_gaps,
        ): own == 0 and not life.too_short,
        ngettext(
            "{own} of {count} customer has the {gaps} gaps that show its own rhythm; for the others {days} "
            "days without activity count as dormant.",
            "{own} of {count} customers have the {gaps} gaps that show their own rhythm; for the others "
            "{days} days without activity count as dormant.",
            len(life.customers),
            count=number(len(life.customers)),
            days=limits.dormant_default,
            own=number(own),
            gaps=limits.least_gaps,
        ): 0 < 2 * own < len(life.customers),
        ngettext(
            "{n} of the customers won back had too few gaps to show its own rhythm: it may simply order "
            "rarely.",
            "{n} of the customers won back had too few gaps to show their own rhythm: they may simply order "
            "rarely.",
            rare,
        ): MANY * len(life.customers) < rare,
    }
    return [sentence for sentence, applies in candidates.items() if applies]


def happened(row: dict[str, object]) -> str:
    """Return what happened to a customer, from its row of ``customers``."""
    days = number(row["silent_days"])
    if row["state"] == "lost" and row["why"] == "ended":
        return _("lost: contract ended")
    if row["state"] == "lost":
        return _("lost: silent for {days} days", days=days)
    if row["state"] == "dormant" and row["changed"]:
        return _("newly dormant: silent for {days} days", days=days)
    if row["state"] == "dormant":
        return _("dormant: silent for {days} days", days=days)
    if row["state"] == "slowing":
        return _slowing(row)
    if row["state"] == "won_back" and row["changed"]:
        return _("won back this month")
    if row["state"] == "new":
        return _("new since {month}", month=month_name(row["first_month"]))
    return state_names()[row["state"]]


def _slowing(row: dict[str, object]) -> str:
    """Return why a customer is slowing: its silence, or less than before where that is no year ago."""
    silent = row["why"] in ("silence", "both")
    days, down = number(row["silent_days"]), percent(-row["volume_change"], 0)
    before = row["volume_against"] == "before"
    if row["changed"] and silent:
        return _("newly slowing: silent for {days} days", days=days)
    if silent:
        return _("slowing: silent for {days} days", days=days)
    if row["changed"] and before:
        return _(
            "newly slowing: {down} below the {months} months before",
            down=down,
            months=VOLUME_MONTHS,
        )
    if before:
        return _("slowing: {down} below the {months} months before", down=down, months=VOLUME_MONTHS)
    return _("newly slowing") if row["changed"] else _("slowing")


def step(row: dict[str, object]) -> str:
    """Return what to do about a customer, from its row of ``customers``."""
    if row["state"] == "slowing":
        if row["last_official"] in CALLED:
            return _("Call this week.")
        return _("Write and ask.")
    return {
        "lost": _("Settle accounts, ask why."),
        "dormant": _("Visit with an offer."),
        "won_back": _("Agree on a plan."),
        "new": _("Review the start."),
    }[row["state"]]


def threshold(row: dict[str, object]) -> str:
    """Return the days of silence after which a customer is dormant, and their source."""
    days = number(row["dormant_after"])
    return {
        "own": _("{days} days, by its own rhythm", days=days),
        "least": _("{days} days, the least", days=days),
        "most": _("{days} days, the most", days=days),
        "default": _("{days} days, by default", days=days),
    }[row["threshold_from"]]
