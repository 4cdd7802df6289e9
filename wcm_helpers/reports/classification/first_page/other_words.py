"""The lines on the dependence on the largest customer, and on faults of the data."""

from wcm_helpers.core.formats import (
    currency,
    listed,
    missing,
    month_name,
    number,
    share,
    short_amount,
)
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting.actions import Action
from wcm_helpers.reports.classification.first_page.data_faults import DataFault
from wcm_helpers.reports.classification.first_page.selection import Candidate
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import measure, money, window_words


def dependence_line(candidate: Candidate, result: Classification) -> Action:
    """Return the line on the largest customer; ``section`` is set by the caller."""
    largest = candidate.row
    words = {
        "share": share(largest.share),
        "noun": measure(result.rule).noun,
        "before": share(largest.share_before),
        "lost": money(largest.value, result),
        "months": window_words(result),
    }
    return Action(
        kind="dependence",
        name=largest.customer_name,
        amount=_("{share} of {noun}", **words),
        happened=_("Without it {lost} in {months} would be missing.", **words)
        if missing(largest.share_before)
        else _(
            "A month ago the largest customer had {before}; without it {lost} in {months} would be missing.",
            **words,
        ),
        step=_("Check when the contract ends and who could fill the space."),
        section="",
    )


def data_line(candidate: Candidate, result: Classification) -> Action:
    """Return the line on a fault of the data; ``section`` is set by the caller."""
    fault: DataFault = candidate.row
    write = {
        "draft": _draft,
        "no_activity": _no_activity,
        "rejected": _rejected,
        "no_costs": _no_costs,
        "short": _short,
    }[fault.kind]
    return write(fault, result)


def _line(name: str, happened: str, step: str, amount: str = "") -> Action:
    return Action("data", name, amount, happened, step, "")


def _draft(_fault: DataFault, result: Classification) -> Action:
    month = month_name(result.month)
    return _line(
        _("Draft"),
        _("The data do not cover {month} to its end; its figures will change.", month=month),
        _("Export the whole month and run the report again."),
    )


def _no_activity(_fault: DataFault, result: Classification) -> Action:
    return _line(
        _("No activity"),
        _("The data have no activity in {month}.", month=month_name(result.month)),
        _("Check that the export is complete."),
    )


def _rejected(fault: DataFault, result: Classification) -> Action:
    amount = short_amount(abs(fault.amount))
    return _line(
        _("Rejected rows"),
        ngettext(
            "{n} row of the table {table} could not be used and is missing from the window.",
            "{n} rows of the table {table} could not be used and are missing from the window.",
            fault.rows,
            table=fault.table,
        ),
        _("Correct the export and run the report again."),
        _("{amount} {currency}", amount=amount, currency=currency(result.currency)) if fault.amount else "",
    )


def _no_costs(fault: DataFault, result: Classification) -> Action:
    return _line(
        _("Missing costs"),
        _(
            "The data have no costs for {months}: margins of these months are too high.",
            months=listed([month_name(month) for month in fault.months]),
        ),
        _("Export the costs of these months."),
    )


def _short(fault: DataFault, result: Classification) -> Action:
    return _line(
        _("Short history"),
        _(
            "The window has {n} of {months}; the data begin in {first}.",
            n=number(len(fault.months)),
            months=ngettext("{n} month", "{n} months", result.rule.window_months),
            first=month_name(result.first_month),
        ),
        _("Export earlier months if there are any."),
    )
