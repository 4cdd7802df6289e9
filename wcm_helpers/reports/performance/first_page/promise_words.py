"""The lines on indicators in words: of the whole site, and of a group."""

from wcm_helpers.core.formats import missing
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting.actions import Action, Kind
from wcm_helpers.reporting.selection import Candidate
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import name_of, stage_name
from wcm_helpers.reports.performance.catalogue.words import write_value
from wcm_helpers.reports.performance.causes.sentences import named
from wcm_helpers.reports.performance.first_page.customer_words import a_year
from wcm_helpers.reports.performance.first_page.events import Cause, Standing
from wcm_helpers.reports.performance.first_page.headline import cause_sentence, change_sentence


def line(standing: Standing, cause: Cause | None) -> Action:
    """Return the line on an indicator of the site: value, target, usual range, and where to look."""
    own = cause if cause is not None and cause.indicator == standing.indicator else None
    return Action(
        kind="promise",
        name=name_of(standing.indicator),
        amount="",
        happened=joined([_happened(standing), "" if own is None else cause_sentence(own)]),
        step=_step(own),
        section="causes" if own is not None else "control" if standing.rules else "scoreboard",
    )


def _happened(standing: Standing) -> str:
    definition = DEFINITIONS[standing.indicator]
    values = {
        "value": write_value(definition, standing.value),
        "low": write_value(definition, standing.low),
        "high": write_value(definition, standing.high),
        "target": write_value(definition, standing.target),
    }
    parts = []
    if standing.verdict == "missed" and missing(standing.low):
        parts.append(_("{value}: the target of {target} is missed.", **values))
    elif standing.verdict == "missed":
        parts.append(_("{value} ({low} to {high}): the target of {target} is missed.", **values))
    if standing.rules and standing.worse:
        parts.append(_usual(standing, values) if not parts else change_sentence(standing))
    return joined(parts)


def _usual(standing: Standing, values: dict[str, str]) -> str:
    if standing.months_flagged > 1:
        return ngettext(
            "With {value} it is worse than its usual range for {n} month.",
            "With {value} it is worse than its usual range for {n} months in a row.",
            standing.months_flagged,
            **values,
        )
    return _("With {value} it is worse than its usual range.", **values)


def _step(cause: Cause | None) -> str:
    if cause is None:
        return _("Find the group behind it, and decide a measure with its owner.")
    if cause.stage:
        return _(
            "Look at {stage} in {group} this week, and decide a measure.",
            stage=stage_name(cause.stage),
            group=named(cause.dimension, cause.group),
        )
    return _("Look at {group} this week, and decide a measure.", group=named(cause.dimension, cause.group))


def group_line(candidate: Candidate, unit: str) -> Action:
    """Return the line on an indicator of one group."""
    row = candidate.row
    definition = DEFINITIONS[row["indicator"]]
    values = {
        "name": name_of(row["indicator"]),
        "value": write_value(definition, row["value"]),
        "usual": write_value(definition, row["centre"]),
    }
    happened = (
        _("{name} is {value}, usually {usual}: worse than its usual range.", **values)
        if row["months"] < 2
        else ngettext(
            "{name} is {value}, usually {usual}: worse than usual for {n} month.",
            "{name} is {value}, usually {usual}: worse than usual for {n} months in a row.",
            row["months"],
            **values,
        )
    )
    return Action(
        kind="group_promise",
        name=named(row["dimension"], row["group"]),
        amount=a_year(row["revenue"], unit),
        happened=happened,
        step=_("Ask who runs it what changed, and decide a measure."),
        section="control",
        weight=candidate.weight,
    )


def others(kind: Kind, n: int) -> str:
    """Return how many more indicators of the site, or groups, ask for an action."""
    if kind == "group_promise":
        return ngettext(
            "{n} more group is worse than its usual range.",
            "{n} more groups are worse than their usual range.",
            n,
        )
    return ngettext(
        "{n} more indicator of the site is worse than usual or misses its target.",
        "{n} more indicators of the site are worse than usual or miss their targets.",
        n,
    )
