"""Measures in words: verdict, next step, and where each is in plan, do, check, act."""

from wcm_helpers.core.formats import missing, month_name, number
from wcm_helpers.core.words import _
from wcm_helpers.methods import register_verdicts as reasons
from wcm_helpers.methods.interrupted_series import (
    CANNOT_TELL,
    LEAST_BEFORE,
    NOT_SHOWN,
    SHOWN,
    TOO_EARLY,
    WORSE,
)
from wcm_helpers.methods.register_verdicts import (
    CLOSED_WITHOUT_EVIDENCE,
    DECIDED,
    NOT_STARTED,
    OVERDUE_NOT_STARTED,
)
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS, Definition
from wcm_helpers.reports.performance.catalogue.words import write_value
from wcm_helpers.reports.performance.measures.judging import Judged

#: A smaller p is printed as less than this.
_LEAST_P = 0.001


def verdict_words(verdict: str) -> str:
    """Return a verdict with its sign."""
    return {
        SHOWN: _("✓ effect shown"),
        NOT_SHOWN: _("✗ effect not shown"),
        WORSE: _("✗ worse"),
        TOO_EARLY: _("… too early"),
        CANNOT_TELL: _("○ cannot tell"),
        CLOSED_WITHOUT_EVIDENCE: _("◆ closed without evidence"),
        OVERDUE_NOT_STARTED: _("◆ overdue, not started"),
        NOT_STARTED: _("○ not started"),
    }[verdict]


def phase_words(phase: str) -> str:
    """Return a phase of plan, do, check, act."""
    return {"plan": _("Plan"), "do": _("Do"), "check": _("Check"), "act": _("Act")}[phase]


def next_words(each: Judged) -> str:
    """Return what is to be done next with a measure."""
    if each.next == DECIDED[0]:
        return _("Closed by decision: {decision}", decision=str(each.row["decision"]).strip())
    if each.verdict == TOO_EARLY:
        return _("Wait; first verdict with {month}.", month=month_name(each.first_verdict))
    if each.verdict == NOT_SHOWN and each.row.get("status") not in ("done", "closed"):
        return _("Look for another cause.")
    return {
        SHOWN: _("Make it the standard."),
        NOT_SHOWN: _("Open again; look for another cause."),
        WORSE: _("Stop; look for another cause."),
        CANNOT_TELL: _("Name what would show the effect."),
        CLOSED_WITHOUT_EVIDENCE: _("Open again; name what would show the effect."),
        OVERDUE_NOT_STARTED: _("Begin, or cancel with a reason."),
        NOT_STARTED: _("Begin as planned."),
    }[each.verdict]


def effect_words(each: Judged, indicator: str) -> str:
    """Return the effect with its interval; empty where there is none."""
    if each.effect is None or missing(each.effect.low):
        return ""
    definition = DEFINITIONS[indicator]
    low, high = (signed_number(definition, end) for end in (each.effect.low, each.effect.high))
    return _(
        "{estimate} ({low} to {high})",
        estimate=signed_value(definition, each.effect.estimate),
        low=low,
        high=high,
    )


def signed_number(definition: Definition, value: float) -> str:
    """Return a difference of an indicator with its sign, without the unit of hours and points.

    Examples
    --------
    >>> signed_number(DEFINITIONS["pack_p90_hours"], -2.54), signed_number(DEFINITIONS["on_time"], 0.031)
    ('−2.5', '+3.1')
    """
    sign, size = "+" if value > 0 else "−" if value < 0 else "", abs(value)
    if definition.unit == "share":
        return sign + number(100 * size, 1)
    return sign + (number(size, 1) if definition.unit == "hours" else write_value(definition, size))


def signed_value(definition: Definition, value: float) -> str:
    """Return a difference of an indicator with its sign and unit; shares in points."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    size = abs(value)
    if definition.unit == "share":
        return _("{sign}{points} points", sign=sign, points=f"{100 * size:.1f}")
    return f"{sign}{write_value(definition, size)}"


def why_words(each: Judged) -> str:
    """Return why nothing can be told of a measure; empty where its verdict rests on an effect or on dates."""
    return {
        reasons.NO_INDICATOR: _("There is no such indicator in the catalogue."),
        reasons.NO_GROUP: _("There is no such customer, class, industry, site or carrier."),
        reasons.NO_START: _("No start date is recorded."),
        reasons.NO_FIGURES: _("There are no figures of this indicator and group."),
        reasons.FEW_BEFORE: _("It has fewer than {n} months before its start.", n=LEAST_BEFORE),
        reasons.NO_DIRECTION: _("The indicator has no better direction."),
    }.get(each.why, "")


def write_p(p_value: float) -> str:
    """Return a p-value, never as nothing.

    Examples
    --------
    >>> write_p(0.0000001), write_p(0.0321)
    ('< 0.001', '0.032')
    """
    if missing(p_value):
        return ""
    return _("< {limit}", limit=number(_LEAST_P, 3)) if p_value < _LEAST_P else number(p_value, 3)
