"""Answer: which rules are in force."""

from wcm_helpers.core.formats import listed, month_name, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block
from wcm_helpers.reports.performance.parameters import PerformanceSettings
from wcm_helpers.reports.performance.review import PerformanceReview


def rules(review: PerformanceReview) -> Block:
    """Return the rules in force: which orders count, when a promise is met, and how charts are read."""
    rule = review.rule
    return blocks.rules(
        [
            (_("Class of a customer"), class_basis(*review.result.class_basis)),
            *_of_orders(rule),
            *_of_tickets(rule),
            *_of_charts(rule),
            (_("Targets"), _targets(rule)),
            (_("Measures"), _measures(rule)),
        ]
    )


def class_basis(basis: str, month: str) -> str:
    """Return where the classes of customers come from; all months are compared by the same classes."""
    named = month_name(month) if month else ""
    return {
        "computed": _("The official class of {month}, in all months.", month=named),
        "recorded": _("The official class published for {month}, in all months.", month=named),
        "customer_list": _("The level in the customer list today, in all months."),
    }.get(basis, _("Unknown: there are no amounts, no published classes and no levels in the customer list."))


def _of_orders(rule: PerformanceSettings) -> list[tuple[str, str]]:
    basis = {
        "promised_last": _("the last promise"),
        "promised_first": _("the first promise"),
        "requested": _("the day the customer asked for"),
    }[rule.basis]
    event = {"shipped": _("it left the warehouse"), "signed": _("it was signed for")}[rule.event]
    items = [
        (
            _("Orders due"),
            _(
                "Orders out, in the month in which they were due by {basis}. A date without a time is the "
                "whole day. One that is open after its due time has failed.",
                basis=basis,
            ),
        ),
        (_("Promise met"), _promise_met(rule, event)),
        (_("Promise missing"), _derived(rule)),
        (_("In full"), _in_full(rule)),
        (
            _("Cancelled orders"),
            _(
                "One cancelled by its due time and not sent is not due; cancelled later it has failed. Our "
                "own cancellations are listed and counted in a second rate."
            ),
        ),
        (
            _("Whose fault"),
            _("A failure without a known cause counts as ours. Both rates are shown, with and without."),
        ),
    ]
    return items


def _promise_met(rule: PerformanceSettings, event: str) -> str:
    late = ngettext("{n} minute of delay is allowed.", "{n} minutes of delay are allowed.", rule.late_minutes)
    early = (
        _("Early is no failure.")
        if rule.early_hours is None
        else _("More than {hours} hours early is a failure.", hours=number(rule.early_hours))
    )
    return _(
        "The time when {event}, for the part that completed the order. {late} {early}",
        event=event,
        late=late if rule.late_minutes else _("No delay is allowed."),
        early=early,
    )


def _derived(rule: PerformanceSettings) -> str:
    if not rule.derive_promise:
        return _("An order without the date is in no rate; it is listed.")
    return _(
        "It is derived from the term of service in force when the order came in: before the cut-off of a "
        "working day that day counts, else the next; due at {end} of it plus the hours of the term. An order "
        "without a term is in no rate; it is listed.",
        end=rule.day_end,
    )


def _in_full(rule: PerformanceSettings) -> str:
    if not rule.in_full_tolerance:
        return _("Every line has its quantity; more on one line fills no other.")
    return _(
        "Every line has its quantity, less {tolerance} at most; more on one line fills no other.",
        tolerance=percent(rule.in_full_tolerance, 1),
    )


def _of_tickets(rule: PerformanceSettings) -> list[tuple[str, str]]:
    return [
        (
            _("Tickets"),
            _(
                "The severity at the beginning decides the term. The first public act of a person is the "
                "answer. Waiting for the customer stops the clock of the resolution and moves its due time. "
                "Working days are from {start} to {end}.",
                start=rule.day_start,
                end=rule.day_end,
            ),
        ),
        (
            _("Percentiles of hours"),
            _(
                "Open cases count with the time so far (Kaplan–Meier); the smallest time that so many cases "
                "had passed; interval on the logarithm of the curve."
            ),
        ),
    ]


def _of_charts(rule: PerformanceSettings) -> list[tuple[str, str]]:
    screened = _("Moving ranges beyond their limit are left out once.") if rule.screen_moving_ranges else ""
    base = ngettext(
        "Limits come from the first {n} observed month and are new only where the log of interventions says "
        "so.",
        "Limits come from the first {n} observed months and are new only where the log of interventions says "
        "so.",
        rule.baseline_months,
    )
    flags = _(
        "A point is flagged outside the limits, at the seventh in a row on one side or in one direction, or "
        "as the second of three in the outer third."
    )
    return [(_("Control charts"), joined([base, flags, screened]))]


def _targets(rule: PerformanceSettings) -> str:
    if not rule.targets:
        return _("The settings set none; those of the terms of service count.")
    return _(
        "Of the settings, else of the terms of service. Met or missed only where the whole interval is on "
        "one side, else it is not clear. Indicators with a target: {names}.",
        names=listed(sorted(rule.targets)),
    )


def _measures(rule: PerformanceSettings) -> str:
    return ngettext(
        "Judged from {n} whole month after the start on, before against after, by the indicator’s own "
        "series.",
        "Judged from {n} whole months after the start on, before against after, by the indicator’s own "
        "series.",
        rule.measure_months,
    )
