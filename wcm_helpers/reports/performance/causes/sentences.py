"""Causes in words: which group explains the change, reversals, and what counts as a group."""

from wcm_helpers.core.formats import month_name, percent, share
from wcm_helpers.core.months import add_months
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import name_of, stage_name
from wcm_helpers.reports.performance.catalogue.words import write_value
from wcm_helpers.reports.performance.causes.analysis import Explained
from wcm_helpers.reports.performance.control.words import group_name


def base_name(each: Explained, month: str) -> str:
    """Return what the month is compared with: the month before, or as many to it as have cases."""
    before = month_name(add_months(month, -1))
    if each.base == "previous":
        return before
    return ngettext("the {n} month to {month}", "the {n} months to {month}", each.months, month=before)


def dimension_name(dimension: str) -> str:
    """Return the name of a grouping."""
    return {
        "site": _("site"),
        "class": _("class"),
        "industry": _("industry"),
        "carrier": _("carrier"),
        "priority": _("priority"),
    }[dimension]


def named(dimension: str, group: object) -> str:
    """Return a group as readers know it, also the one without a name, and all others together."""
    if group is None or group != group:
        return _("others")
    return group_name(dimension, str(group)) if group else _("without a name")


def change_sentence(each: Explained, month: str) -> str:
    """Return the change of the total rate against its base."""
    definition = DEFINITIONS[each.indicator]
    return _(
        "{name} was {now} in {month}, after {before} in {base}: {change} points.",
        name=name_of(each.indicator),
        now=write_value(definition, each.after),
        month=month_name(month),
        before=write_value(definition, each.before),
        base=base_name(each, month),
        change=points(each.change),
    )


def points(change: float) -> str:
    """Return a change of a share in points, with its sign.

    Examples
    --------
    >>> points(-0.0567)
    '−5.7'
    """
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{abs(100 * change):.1f}"


def cause_sentence(each: Explained, stage: str = "") -> str:
    """Return the leading group, its share of the change, whether by rate or by mix, and its slower stage."""
    group, part = each.leading
    row = each.split.loc[group]
    values = {"group": named(each.dimension, group), "share": share(min(part, 1.0))}
    by_rate = abs(row["rate"]) >= abs(row["mix"])
    if part > 1:
        first = _(
            "All of it is explained by {group}; the other groups together moved the other way.", **values
        )
    elif by_rate:
        first = _("Of it, {group} explains {share}, because its own rate changed.", **values)
    else:
        first = _("Of it, {group} explains {share}, because its share of the cases changed.", **values)
    slower = _("{stage} has become slower there.", stage=stage_name(stage)) if stage else ""
    return joined([first, slower])


def reversal_sentence(each: Explained) -> str:
    """Return that the total moved against every group, and why."""
    values = {"name": name_of(each.indicator), "dimension": dimension_name(each.dimension)}
    if each.change < 0:
        return _(
            "Note: {name} rose in every group by {dimension} and still fell overall: more cases came to "
            "groups with a lower rate. No group became worse.",
            **values,
        )
    return _(
        "Note: {name} fell in every group by {dimension} and still rose overall: more cases came to groups "
        "with a higher rate. No group became better.",
        **values,
    )


def nothing_sentence(each: Explained) -> str:
    """Return why no group is named: nothing changed, chance explains it, or several groups together do."""
    change = each.change
    if abs(change) < 0.0005:
        return _("Hardly anything changed, so there is nothing to split.")
    if not each.beyond_chance:
        return _("Chance alone explains such a change, so no group is named.")
    return _("No single group explains half of the change ({change} points).", change=points(change))


def unnamed_sentence(each: Explained) -> str:
    """Return how many cases belong to no group; empty where all do."""
    if each.unnamed < 0.005:
        return ""
    return _(
        "{share} of the cases have no {dimension}.",
        share=percent(each.unnamed, 1),
        dimension=dimension_name(each.dimension),
    )
