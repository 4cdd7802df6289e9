"""The lines on official class changes and on changes that wait for confirmation: how certain they are."""

from wcm_helpers.core.formats import month_name, short_amount
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting.actions import Action
from wcm_helpers.reports.classification.first_page.selection import Candidate
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import (
    class_name,
    measure,
    money,
    points,
    unit_of,
    window_words,
)


def moved_line(candidate: Candidate, result: Classification) -> Action:
    """Return the line on an official change; ``section`` and ``others`` are set by the caller."""
    row = candidate.row
    return Action(
        kind="change",
        name=str(row["customer_name"]),
        amount=_amount(row, result),
        happened=joined([moved(row, result), _cause(row, result)]),
        step=_step(row),
        section="",
    )


def waiting_line(candidate: Candidate, result: Classification) -> Action:
    """Return the line on a change that waits; ``section`` and ``others`` are set by the caller."""
    row = candidate.row
    better = row["computed"] < row["official"]
    return Action(
        kind="change",
        name=str(row["customer_name"]),
        amount=_amount(row, result),
        happened=joined([waiting(row, result), _cause(row, result)]),
        step=_("Prepare the service of class {letter}.", letter=row["computed"])
        if better
        else _("Call before it is confirmed."),
        section="",
    )


def others(changed: int, pending: int) -> str:
    """Return the sentence on further changes, official and waiting; empty without any."""
    if changed and pending:
        return _(
            "{changed} more changed class, {pending} more wait for confirmation.",
            changed=changed,
            pending=pending,
        )
    if changed:
        return ngettext("{n} more customer changed class.", "{n} more customers changed class.", changed)
    if pending:
        return ngettext(
            "{n} more customer waits for confirmation.", "{n} more customers wait for confirmation.", pending
        )
    return ""


def moved(row: dict, result: Classification) -> str:
    """Return the official change of a customer and what makes it certain."""
    words = {
        "old": class_name(row["official_before"]),
        "new": class_name(row["official"]),
        "points": points(result.rule),
    }
    months = _months(row, result)
    return {
        "band": ngettext(
            "From {old} to {new}, certain: beyond the limit by {points} points for {n} month.",
            "From {old} to {new}, certain: beyond the limit by {points} points for {n} months.",
            months,
            **words,
        ),
        "months": ngettext(
            "From {old} to {new}, certain: beyond the limit for {n} month.",
            "From {old} to {new}, certain: beyond the limit for {n} months.",
            months,
            **words,
        ),
        "override": _("From {old} to {new}, set by hand.", **words),
        "expired": _("From {old} to {new}: the class set by hand has ended.", **words),
        "recorded": _("From {old} to {new}, as published before.", **words),
    }.get(row["official_reason"], _("From {old} to {new}, certain.", **words))


def waiting(row: dict, result: Classification) -> str:
    """Return where a customer would be, for how long, and when that is confirmed."""
    words = {"letter": row["computed"], "month": month_name(row["confirmed_by"])}
    months = int(row["waiting"])
    if row["computed"] < row["official"]:
        return ngettext(
            "Would qualify for class {letter}, not certain yet: {n} month so far, official by {month} if it "
            "lasts.",
            "Would qualify for class {letter}, not certain yet: {n} months so far, official by {month} if it "
            "lasts.",
            months,
            **words,
        )
    return ngettext(
        "Would fall to class {letter}, not certain yet: {n} month so far, official by {month} if it lasts.",
        "Would fall to class {letter}, not certain yet: {n} months so far, official by {month} if it lasts.",
        months,
        **words,
    )


def _months(row: dict, result: Classification) -> int:
    rule = result.rule
    if row["official_reason"] != "band":
        return rule.confirm_months
    return rule.upgrade_months if row["official"] < row["official_before"] else rule.band_months


def _amount(row: dict, result: Classification) -> str:
    return _(
        "{amount} {unit} in {months}",
        amount=short_amount(row["value"]),
        unit=unit_of(row["value"], result),
        months=window_words(result),
    )


def _cause(row: dict, result: Classification) -> str:
    """Return whether the customer itself changed, or others did; with its value then where it did."""
    if row["cause"] == "others":
        return _("Others changed: its own {noun} alone would not move it.", noun=measure(result.rule).noun)
    if row["cause"] == "rule":
        return _("It comes from the changed rule.")
    if row["cause"] == "correction":
        return _("It comes from corrected data.")
    if row["cause"] == "unknown":
        return ""
    return _(
        "It was {then} in the window to {month}.",
        month=month_name(row["compared_with"]),
        then=money(row["value_before"], result),
    )


def _step(row: dict) -> str:
    up = row["official"] < row["official_before"]
    if row["official_reason"] in ("override", "expired"):
        return _("Check that the service follows.")
    if up and row["official"] == "A":
        return _("Name an account manager.")
    if up:
        return _("Offer the service of class {letter}.", letter=row["official"])
    if row["cause"] in ("own", "either", "together") and row["value"] < row["value_before"]:
        return _("Call and ask why.")
    return _("Decide whether its service stays.")
