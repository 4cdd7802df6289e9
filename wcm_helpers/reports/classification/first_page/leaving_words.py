"""The line on a customer that is leaving: slowing down, silent or lost, and what to do."""

from wcm_helpers.core.formats import missing, month_name, percent, short_amount
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting.actions import Action
from wcm_helpers.reports.classification.first_page.selection import Candidate
from wcm_helpers.reports.classification.lifecycle import sentences as lifecycle_sentences
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import class_name, measure, unit_of, window_words


def line(candidate: Candidate, result: Classification) -> Action:
    """Return the line; ``section`` and ``others`` are set by the caller."""
    row = candidate.row
    return Action(
        kind="leaving",
        name=str(row["customer_name"]),
        amount=_amount(row, result),
        happened=joined([_happened(row, result), _noticed(row)]),
        step=lifecycle_sentences.step(row),
        section="",
    )


def others(candidates: list[Candidate], result: Classification) -> str:
    """Return the sentence on further customers that are leaving; empty without any."""
    if not candidates:
        return ""
    return ngettext(
        "{n} more customer is slowing down, silent or lost ({amount} {unit}).",
        "{n} more customers are slowing down, silent or lost ({amount} {unit} together).",
        len(candidates),
        amount=short_amount(sum(candidate.weight for candidate in candidates)),
        unit=measure(result.rule, result.currency).unit,
    )


def _amount(row: dict, result: Classification) -> str:
    words = {
        "letter": class_name(row["official"] or row["last_official"]),
        "amount": short_amount(row["amount"]),
        "unit": unit_of(row["amount"], result),
        "months": window_words(result),
    }
    if row["state"] == "lost":
        return _("{letter}, {amount} {unit} in its last {months}", **words)
    return _("{letter}, {amount} {unit} in {months}", **words)


def _happened(row: dict, result: Classification) -> str:
    """Return the fall of the last three months on a year ago, or the silence."""
    if row["state"] == "lost" and row["why"] == "ended":
        return _("Ended according to the customer list; last active in {month}.",
                 month=month_name(row["last_month"]))  # fmt: skip
    if row["state"] in ("lost", "dormant"):
        return ngettext(
            "No activity for {n} day; last active in {month}.",
            "No activity for {n} days; last active in {month}.",
            int(row["silent_days"]),
            month=month_name(row["last_month"]),
        )
    if row["why"] == "silence":
        return ngettext(
            "No activity for {n} day, longer than is usual for it.",
            "No activity for {n} days, longer than is usual for it.",
            int(row["silent_days"]),
        )
    return _fall(row, result)


def _fall(row: dict, result: Classification) -> str:
    noun = measure(result.rule).noun
    if row["recent"] < 0:
        return _("Last three months: {noun} below zero.", noun=noun)
    if not missing(row["recent_change"]) and row["recent_change"] < 0:
        return _(
            "Last three months: {noun} {fall} below the same months a year ago.",
            noun=noun,
            fall=percent(-row["recent_change"], 0),
        )
    return _(
        "Last three months: {noun} {fall} below the three months before.",
        noun=noun,
        fall=percent(-row["volume_change"], 0),
    )


def _noticed(row: dict) -> str:
    return _("New this month.") if row["arrived"] else ""
