"""The sentences on the official class: its reason, its stability, and the classes set by hand."""

import pandas as pd

from wcm_helpers.core.formats import missing, month_name, number
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import points


def reason_words(reason: str | None, rule: Rule) -> str:
    """Return the reason of an official class in words, from its key; empty without one."""
    if missing(reason):
        return ""
    return {
        "first": _("no class before"),
        "band": _("beyond the limit by {points} points", points=points(rule)),
        "months": ngettext(
            "beyond the limit for {n} month", "beyond the limit for {n} months", rule.confirm_months
        ),
        "none": _("no activity in the window"),
        "not_positive": _("nothing above zero"),
        "positive": _("above zero again"),
        "override": _("set by hand"),
        "expired": _("the class set by hand ended"),
        "recorded": _("as recorded"),
    }.get(reason, reason)


def describe(rule: Rule) -> str:
    """Return the rule of the official class in words.

    Examples
    --------
    >>> describe(Rule(band=0.03))  # doctest: +ELLIPSIS
    'The official class moves down after 2 months beyond the limit by 3 points, up after 1 month, either...'
    """
    return _(
        "The official class moves down after {down} beyond the limit by {points} points, up after {up}, "
        "either way after {months} beyond it at all; to and from group N at once.",
        down=_months(rule.band_months),
        up=_months(rule.upgrade_months),
        months=_months(rule.confirm_months),
        points=points(rule),
    )


def _months(n: int) -> str:
    return ngettext("{n} month", "{n} months", n)


def stability_sentence(result: Classification) -> str:
    """Return the sentence on how often classes changed, by the rule and officially, and on the delay."""
    official = result.official
    months = min(len(official.covered) - 1, 24)
    if months < 1:
        return _("The history covers one window at most: it is not clear yet how often classes change.")
    if not official.official_moves and not official.computed_moves:
        return ngettext(
            "In the {n} month to {month} no customer changed class, officially or by the rule.",
            "In the {n} months to {month} no customer changed class, officially or by the rule.",
            months,
            month=month_name(result.month),
        )
    stability = ngettext(
        "In the {n} month to {month} customers changed their official class {official} times; by the class "
        "of each month alone they would have changed it {computed} times.",
        "In the {n} months to {month} customers changed their official class {official} times; by the class "
        "of each month alone they would have changed it {computed} times.",
        months,
        month=month_name(result.month),
        computed=number(official.computed_moves),
        official=number(official.official_moves),
    )
    delay = _(
        "A change became official {delay} months after the limit was crossed, on average.",
        delay=number(official.delay, 1),
    )
    return joined([stability, "" if missing(official.delay) else delay])


def corrections(result: Classification) -> str:
    """Return the sentence on the record of earlier reports that the month is compared with."""
    if not result.official.recorded:
        return _(
            "There is no record of what was reported before (table class_history), so corrected data and "
            "real changes cannot be separated."
        )
    return _(
        "Compared with what was reported from {first} to {month}.",
        first=month_name(result.official.recorded[0]),
        month=month_name(result.official.recorded[-1]),
    )


def overrides_in_force(result: Classification) -> pd.DataFrame:
    """Return the customers whose official class is set by hand this month.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``customer_name``, ``official``, ``class`` (by the rule), ``approved_by``,
        ``override_reason`` and ``expires`` (ISO date).
    """
    frame = result.classes[result.classes["expires"].notna()]
    return frame[
        ["customer_id", "customer_name", "official", "class", "approved_by", "override_reason", "expires"]
    ].reset_index(drop=True)
