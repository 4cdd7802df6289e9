"""The lines on customers in words: under-served, waiting for an answer, with a contract that ends."""

from wcm_helpers.core.formats import missing, number, short_amount
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting.actions import Action, Kind
from wcm_helpers.reporting.selection import Candidate
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.catalogue.words import write_value


def a_year(value: object, unit: str) -> str:
    """Return the revenue of a year; empty where it is unknown."""
    if missing(value) or not value:
        return ""
    return _("{amount} {currency} a year", amount=short_amount(value), currency=unit)


def underserved_line(candidate: Candidate, unit: str) -> Action:
    """Return the line on a customer that gets less than its class."""
    row = candidate.row
    definition = DEFINITIONS[row["indicator"]]
    return Action(
        kind="underserved",
        name=row["name"],
        amount=a_year(row["revenue"], unit),
        happened=_(
            "{indicator} was {value} ({low} to {high}) in 12 months, against {peers} of the other customers "
            "of class {letter}.",
            indicator=name_of(row["indicator"]),
            value=write_value(definition, row["value"]),
            low=write_value(definition, row["low"]),
            high=write_value(definition, row["high"]),
            peers=write_value(definition, row["peers"]),
            letter=row["class"],
        ),
        step=_("Call, and go through its late orders with the shift leader."),
        section="by_class",
        weight=candidate.weight,
    )


def waiting_line(candidate: Candidate, unit: str) -> Action:
    """Return the line on a customer with overdue tickets."""
    row = candidate.row
    days = row["oldest_hours"] / 24
    return Action(
        kind="waiting",
        name=row["name"],
        amount=a_year(row["revenue"], unit),
        happened=ngettext(
            "{n} ticket is open and overdue, the oldest for {days} days.",
            "{n} tickets are open and overdue, the oldest for {days} days.",
            int(row["overdue"]),
            days=number(days, 0 if days >= 10 else 1),
        ),
        step=_("Answer today, and say until when it will be solved."),
        section="tickets",
        weight=candidate.weight,
    )


def renewal_line(candidate: Candidate, unit: str) -> Action:
    """Return the line on a contract that ends soon."""
    row = candidate.row
    return Action(
        kind="renewal",
        name=row["name"],
        amount=a_year(row["revenue"], unit),
        happened=ngettext(
            "The contract ends on {day}, in {n} day, and is not renewed yet.",
            "The contract ends on {day}, in {n} days, and is not renewed yet.",
            int(row["days"]),
            day=str(row["end_date"])[:10],
        ),
        step=_("Offer the renewal, with the service figures of the year."),
        section="loyalty",
        weight=candidate.weight,
    )


def others(kind: Kind, rest: list[Candidate], unit: str) -> str:
    """Return how many more customers there are of a kind, and their revenue."""
    amount = sum(one.weight for one in rest)
    values = {"amount": short_amount(amount), "currency": unit}
    if kind == "underserved":
        return ngettext(
            "{n} more customer is under-served, with {amount} {currency} a year.",
            "{n} more customers are under-served, with {amount} {currency} a year in all.",
            len(rest),
            **values,
        )
    if kind == "waiting":
        return ngettext(
            "{n} more customer is waiting, with {amount} {currency} a year.",
            "{n} more customers are waiting, with {amount} {currency} a year in all.",
            len(rest),
            **values,
        )
    return ngettext(
        "{n} more contract ends soon, of {amount} {currency} a year.",
        "{n} more contracts end soon, of {amount} {currency} a year in all.",
        len(rest),
        **values,
    )
