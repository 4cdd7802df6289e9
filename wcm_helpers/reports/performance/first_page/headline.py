"""The headline in a sentence or two: the leading indicator against target and usual range, and why."""

from wcm_helpers.core.formats import missing, month_name, number, share
from wcm_helpers.core.months import add_months
from wcm_helpers.core.words import _, joined
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import name_of, stage_name
from wcm_helpers.reports.performance.catalogue.words import write_value
from wcm_helpers.reports.performance.causes.sentences import named
from wcm_helpers.reports.performance.first_page.events import Cause, Events, Standing


def headline(events: Events, month: str) -> str:
    """Return what is new: the leading indicator, whether it is really changing, and the cause."""
    leading = events.leading
    if leading is None:
        return _("No indicator can be computed for {month}.", month=month_name(month))
    cause = "" if events.cause is None else cause_sentence(events.cause)
    others = "" if leading.alarming else _others(events)
    return joined([_value(leading, month), change_sentence(leading), cause, others])


def _value(standing: Standing, month: str) -> str:
    """Return the value against the month before and the target."""
    definition = DEFINITIONS[standing.indicator]
    values = {
        "name": name_of(standing.indicator),
        "value": write_value(definition, standing.value),
        "previous": write_value(definition, standing.previous),
        "before": month_name(add_months(month, -1)),
        "target": write_value(definition, standing.target),
        "n": number(standing.n),
    }
    if missing(standing.value) and definition.quantile is not None:
        return _("{name} is not reached: too many of {n} cases are still open.", **values)
    compared, aimed = not missing(standing.previous), not missing(standing.target)
    if not definition.denominator and definition.quantile is None:
        return _amount(values, compared=compared, aimed=aimed)
    if compared and aimed:
        return _("{name} was {value} of {n} cases, after {previous} in {before} (target {target}).", **values)
    if compared:
        return _("{name} was {value} of {n} cases, after {previous} in {before}.", **values)
    if aimed:
        return _("{name} was {value} of {n} cases (target {target}).", **values)
    return _("{name} was {value} of {n} cases.", **values)


def _amount(values: dict[str, str], *, compared: bool, aimed: bool) -> str:
    if compared and aimed:
        return _("{name} was {value}, after {previous} in {before} (target {target}).", **values)
    if compared:
        return _("{name} was {value}, after {previous} in {before}.", **values)
    if aimed:
        return _("{name} was {value} (target {target}).", **values)
    return _("{name} was {value}.", **values)


def change_sentence(standing: Standing) -> str:
    """Return whether the month lies outside the usual range, and the verdict on the target."""
    if not standing.charted:
        drawn = DEFINITIONS[standing.indicator].charted
        unknown = _("It is not clear what is usual: too few months or cases.") if drawn else ""
        return {
            "missed": joined([_("The target is missed."), unknown]),
            "met": joined([_("The target is met."), unknown]),
        }.get(standing.verdict, unknown)
    if not standing.rules:
        return {
            "missed": _("That is its usual range, and the target is missed."),
            "met": _("That is its usual range, and the target is met."),
        }.get(standing.verdict, _("That is its usual range."))
    if standing.worse:
        if standing.months_flagged > 1:
            return _(
                "It has been worse than its usual range for {months} months in a row.",
                months=number(standing.months_flagged),
            )
        return _("It is worse than its usual range.")
    return _("It is better than its usual range.")


def cause_sentence(cause: Cause) -> str:
    """Return which group explains the change, by how much, and at which stage."""
    values = {
        "group": named(cause.dimension, cause.group),
        "share": share(min(cause.share, 1.0)),
        "stage": stage_name(cause.stage) if cause.stage else "",
    }
    if cause.share >= 1:
        if cause.stage:
            return _(
                "The whole change against the months before comes from {group}: {stage} has become slower "
                "there.",
                **values,
            )
        return _("The whole change against the months before comes from {group}.", **values)
    if cause.stage:
        return _(
            "Of the change against the months before, {share} comes from {group}: {stage} has become "
            "slower there.",
            **values,
        )
    return _("Of the change against the months before, {share} comes from {group}.", **values)


def _others(events: Events) -> str:
    """Return which other indicators ask for an action; empty without any."""
    names = [name_of(standing.indicator) for standing in events.standings[1:] if standing.alarming]
    if not names:
        return ""
    if len(names) == 1:
        return _("Another indicator needs attention: {name}.", name=names[0])
    return _("{n} other indicators need attention, first {name}.", n=number(len(names)), name=names[0])
