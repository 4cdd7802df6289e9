"""The names of levels of service, of rules of priority, and of times of waiting."""

from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _
from wcm_helpers.methods.waiting import AGEING, BY_CLASS, FIRST_COME
from wcm_helpers.reports.service_plan.balance.lost import BADLY, IN_PART, WELL

#: From so many minutes on a wait is written in hours.
_IN_HOURS = 120


def level_name(level: str) -> str:
    """Return the name of a level of service.

    Examples
    --------
    >>> level_name("in_part")
    'Part of what was due'
    """
    return {
        WELL: _("All that was due"),
        IN_PART: _("Part of what was due"),
        BADLY: _("Under-served: two items of its manager missing"),
    }[level]


def rule_name(rule: str) -> str:
    """Return the name of a rule by which the next order is chosen.

    Examples
    --------
    >>> rule_name("first_come")
    'First come, first served'
    """
    return {
        FIRST_COME: _("First come, first served"),
        BY_CLASS: _("A first"),
        AGEING: _("A first, with ageing"),
    }[rule]


def class_label(letter: str) -> str:
    """Return the name of a class; N has none."""
    return _("no class") if letter == "N" else letter


def wait_words(minutes: float) -> str:
    """Return a wait of working time.

    Examples
    --------
    >>> wait_words(45.4), wait_words(344)
    ('45 min', '5.7 h')
    """
    if minutes < _IN_HOURS:
        return _("{n} min", n=number(minutes))
    return _("{n} h", n=number(minutes / 60, 1))
