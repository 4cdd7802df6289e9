"""The line on an unhappy customer in words."""

import pandas as pd

from wcm_helpers.core.formats import missing, month_name, number, short_amount
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting.actions import Action
from wcm_helpers.reporting.selection import Candidate


def line(candidate: Candidate, currency: str, previous_month: str) -> Action:
    """Return the line: who, the revenue of a year, what it answered and before, and to call."""
    row = candidate.row
    name = row["customer_id"] if missing(row["customer_name"]) else str(row["customer_name"])
    return Action(
        kind="unhappy",
        name=name,
        amount=a_year(row["value"], currency),
        happened=happened(row, previous_month),
        step=_("Call this week, and agree what to change by when."),
        section="customer_pages",
        weight=candidate.weight,
    )


def a_year(value: object, currency: str) -> str:
    """Return the revenue of a year; empty where it is unknown."""
    if missing(value):
        return ""
    return _("{amount} {currency} a year", amount=short_amount(value), currency=currency)


def happened(row: dict, previous_month: str) -> str:
    """Return what a customer answered: overall satisfaction now and in the last wave, and recommending."""
    if missing(row["score"]):
        return _("It would not recommend us: {score} of 10.", score=_level(row["recommend"]))
    values = {
        "class": row["class"],
        "score": _level(row["score"]),
        "best": number(row["best"]),
        "before": _level(row["before"]),
        "month": month_name(previous_month) if previous_month else "",
    }
    if missing(row["before"]):
        return _("Overall satisfaction is {score} of {best}.", **values)
    if row["before"] == row["score"]:
        return _("Overall satisfaction is {score} of {best}, as in {month}.", **values)
    return _("Overall satisfaction is {score} of {best}, after {before} in {month}.", **values)


def _level(score: float) -> str:
    return "–" if missing(score) else number(score, 0 if score == round(score) else 1)


def others(rest: list[Candidate], currency: str) -> str:
    """Return how many more customers are unhappy, and their revenue; empty without any."""
    if not rest:
        return ""
    large = sum(one.row["class"] == "A" for one in rest)
    amount = sum(one.weight for one in rest)
    values = {"amount": short_amount(amount), "currency": currency, "large": number(large)}
    if not amount or pd.isna(amount):
        return ngettext("{n} more customer is unhappy.", "{n} more customers are unhappy.", len(rest))
    if not large:
        return ngettext(
            "{n} more customer is unhappy, with {amount} {currency} a year.",
            "{n} more customers are unhappy, with {amount} {currency} a year in all.",
            len(rest),
            **values,
        )
    return ngettext(
        "{n} more customer is unhappy, of class A, with {amount} {currency} a year.",
        "{n} more customers are unhappy, {large} of them of class A, with {amount} {currency} a year in all.",
        len(rest),
        **values,
    )
