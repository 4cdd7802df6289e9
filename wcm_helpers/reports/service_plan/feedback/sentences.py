"""The sentences on feedback: how much was answered, what is open, and what was closed without an answer."""

import pandas as pd

from wcm_helpers.core.formats import listed, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reports.service_plan.feedback.analysis import MONTHS, Feedback
from wcm_helpers.reports.service_plan.feedback.loops import OPEN
from wcm_helpers.reports.service_plan.feedback.wording import source_name

#: So many customers are named in a sentence.
_NAMED = 3


def finding(counts: pd.Series) -> str:
    """Return how much of the feedback was acted on and asked about again."""
    if not counts["raised"]:
        return _("There was no feedback in the last {months} months.", months=number(MONTHS))
    return ngettext(
        "Of {n} piece of feedback in {months} months {acted} was acted on, and on {asked} the customer was "
        "asked again.",
        "Of {n} pieces of feedback in {months} months {acted} were acted on, and on {asked} the customer was "
        "asked again.",
        int(counts["raised"]),
        months=number(MONTHS),
        acted=number(counts["acted"]),
        asked=number(counts["asked_again"]),
    )


def shares_sentence(shares: pd.DataFrame) -> str:
    """Return by source the share that was acted on in time, of what had to be by now."""
    parts = [
        _(
            "{source} {share} ({low} to {high}; {k} of {n})",
            source=source_name(row["source"]), share=percent(row["share"], 0), low=percent(row["low"], 0),
            high=percent(row["high"], 0), k=number(row["answered"]), n=number(row["decided"]),
        )
        for row in shares.to_dict("records")
        if row["decided"]
    ]  # fmt: skip
    return _("Acted on, of what had to be by now: {sources}.", sources=listed(parts)) if parts else ""


def open_sentence(feedback: Feedback, customers: pd.DataFrame, days: int) -> str:
    """Return how much feedback is open, how much of it is late, and the largest customers that wait."""
    rows = feedback.loops
    if not (n := int(rows["state"].isin(OPEN).sum())):
        return _("No feedback is without an action.")
    sentences = [
        ngettext(
            "{n} piece of feedback is without an action, {late} of it for more than {days} days.",
            "{n} pieces of feedback are without an action, {late} of them for more than {days} days.",
            n,
            late=number(rows["late"].sum()),
            days=number(days),
        )
    ]
    if len(customers):
        names = listed(customers["name"].head(_NAMED).tolist())
        sentences.append(_("The largest customers that wait: {names}.", names=names))
    return joined(sentences)


def not_better_sentence(shares: pd.DataFrame) -> str:
    """Return how often the trouble came back, or the next answer was no better; empty without any."""
    n = int(shares["not_better"].sum())
    if not n:
        return ""
    known = n + int(shares["better"].sum())
    return ngettext(
        "Of {known} loops of which it is known whether it is better now, {n} is not better: the trouble came "
        "back, or the next answer was no higher.",
        "Of {known} loops of which it is known whether it is better now, {n} are not better: the trouble "
        "came back, or the next answer was no higher.",
        n,
        known=number(known),
    )


def closed_sentence(feedback: Feedback) -> str:
    """Return what was closed without an answer to the customer."""
    return joined(
        [
            _tickets(feedback.without_response),
            _measures(feedback.without_evidence),
        ]
    )


def _tickets(n: int | None) -> str:
    if n is None:
        return _("It cannot be told whether tickets were resolved without an answer.")
    return ngettext(
        "{n} ticket was resolved without an answer.", "{n} tickets were resolved without an answer.", n
    )


def _measures(n: int | None) -> str:
    if n is None:
        return _("There is no register of measures (table actions).")
    return ngettext(
        "{n} measure for a customer was closed without evidence and without a talk since.",
        "{n} measures for customers were closed without evidence and without a talk since.",
        n,
    )
