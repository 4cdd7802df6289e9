"""The words of control charts: groups, rules, variation and assurance, each with its sign."""

from wcm_helpers.core.words import _
from wcm_helpers.methods.control_charts import FAILS, HIT_OR_MISS, HITS
from wcm_helpers.reports.performance.catalogue.texts import name_of


def group_name(dimension: str, group: str) -> str:
    """Return a group as readers know it; empty for the whole site.

    A name that is a number alone, such as a carrier 2, says what it is a number of.
    """
    if dimension == "class":
        return _("class {letter}", letter=group)
    if dimension == "priority" and group in ("normal", "urgent"):
        return {"normal": _("normal priority"), "urgent": _("urgent priority")}[group]
    if not group.isdigit():
        return group
    return {
        "site": _("site {number}", number=group),
        "carrier": _("carrier {number}", number=group),
        "industry": _("industry {number}", number=group),
        "priority": _("priority {number}", number=group),
    }.get(dimension, group)


def chart_name(indicator: str, dimension: str, group: str) -> str:
    """Return the name of a chart: its indicator, and its group."""
    if dimension == "all":
        return name_of(indicator)
    return _("{indicator} ({group})", indicator=name_of(indicator), group=group_name(dimension, group))


def rule_name(flag: str) -> str:
    """Return a rule that flagged a point, without its side."""
    return {
        "outside": _("outside the limits"),
        "run7": _("seventh in a row on one side"),
        "trend7": _("seventh in a row in one direction"),
        "two_of_three": _("two of three far out"),
    }[flag.rsplit("_", 1)[0]]


def variation_words(variation: str) -> str:
    """Return whether the latest month is usual, with its sign."""
    return {
        "concern": _("▼ worse than usual"),
        "improvement": _("▲ better than usual"),
        "flagged": _("◆ unusual"),
        "usual": _("● usual"),
    }[variation]


def assurance_words(assurance: str) -> str:
    """Return whether the target is met in every usual month, with its sign."""
    return {
        HITS: _("✓ always met"),
        FAILS: _("✗ never met"),
        HIT_OR_MISS: _("○ at times met"),
    }.get(assurance, "")
