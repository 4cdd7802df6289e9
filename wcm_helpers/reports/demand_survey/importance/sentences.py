"""The sentences on importance and performance."""

from wcm_helpers.core.formats import listed, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.importance_performance import (
    CERTAIN,
    EXCEEDS,
    IMPROVE,
    KEEP,
    LEAST_CUSTOMERS,
    LOW,
    UNDECIDED,
)
from wcm_helpers.reports.demand_survey.importance.analysis import Importance


def what_to_do(verdict: str) -> str:
    """Return what a quadrant asks a manager to do."""
    return {
        IMPROVE: _("Improve first"),
        KEEP: _("Keep up"),
        LOW: _("No priority"),
        EXCEEDS: _("Good enough"),
        UNDECIDED: _("Cannot tell"),
    }[verdict]


def title(importance: Importance, survey: Survey) -> str:
    """Return the finding: what to improve first."""
    table = importance.result.table
    first = table.index[table["verdict"] == IMPROVE].tolist()
    if first:
        return _("Improve first: {services}.", services=listed([survey.label(name) for name in first]))
    if (table["verdict"] == UNDECIDED).all():
        return _("Cannot tell what to improve first: too few answers, or too small differences.")
    return _("No service is clearly both important and weak.")


def gaps(importance: Importance, survey: Survey) -> str:
    """Return the largest gap that chance does not explain."""
    table = importance.result.table
    certain = table[table["gap_low"].astype(float) > 0]
    if certain.empty:
        return _("No service falls short of its importance by more than chance explains.")
    name = certain["gap"].astype(float).idxmax()
    row = certain.loc[name]
    return _(
        "{service} falls short of its importance most: {importance} against {performance}, a gap of {gap} "
        "points (95% interval {low} to {high}).",
        service=survey.label(name),
        importance=number(row["importance"], 1),
        performance=number(row["performance"], 1),
        gap=number(row["gap"], 1),
        low=number(row["gap_low"], 1),
        high=number(row["gap_high"], 1),
    )


def undecided(importance: Importance) -> str:
    """Return how many services cannot be placed; empty if all can."""
    count = int((importance.result.table["verdict"] == UNDECIDED).sum())
    if not count:
        return ""
    return ngettext(
        "{n} service cannot be placed: other customers could have put it on the other side of a line.",
        "{n} services cannot be placed: other customers could have put them on the other side of a line.",
        count,
    )


def ceiling(importance: Importance) -> str:
    """Return that stated importance hardly differs; empty where it does."""
    if not importance.result.close_together:
        return ""
    stated = importance.result.table["importance"].astype(float)
    return _(
        "Customers call nearly everything equally important ({low} to {high}). Which service matters more "
        "is better seen from what goes with overall satisfaction.",
        low=number(stated.min(), 1),
        high=number(stated.max(), 1),
    )


def lines(importance: Importance) -> str:
    """Return what parts the quadrants."""
    performance, stated = importance.result.lines
    values = {"performance": number(performance, 2), "importance": number(stated, 2)}
    if importance.lines == "mean":
        return _(
            "Solid lines: means of all services (performance {performance}, importance {importance}); dashed "
            "lines: middle of the scale.",
            **values,
        )
    if importance.lines == "centre":
        return _("Solid lines: middle of the scale; dashed lines: means of all services.")
    return _(
        "Solid lines: targets (performance {performance}, importance {importance}); dashed lines: middle of "
        "the scale.",
        **values,
    )


def base(importance: Importance) -> str:
    """Return how many customers answered, and on which scale."""
    most = int(importance.result.table["n"].max())
    answered = ngettext(
        "Means of {n} customer at most, one that answered both questions.",
        "Means of up to {n} customers that answered both questions.",
        most,
    )
    rescaled = _("Questions with different scales are put on 0–100.")
    return joined([answered, rescaled if importance.rescaled else ""])


def rule() -> str:
    """Return how the quadrants are decided."""
    return _(
        "Crosses: 95% intervals. A service is placed if {certain} of samples drawn from the customers agree "
        "and at least {least} customers answered; hollow ones are not.",
        certain=percent(CERTAIN, 0),
        least=number(LEAST_CUSTOMERS),
    )
