"""The sentences on class changes: how many, who entered and left, who waits, what the columns mean."""

import pandas as pd

from wcm_helpers.classes.customer_months import covers_window, window_length
from wcm_helpers.core.formats import listed, month_name, percent, signed
from wcm_helpers.core.months import add_months
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reports.classification.change import RECENT_MONTHS, YEAR
from wcm_helpers.reports.classification.moves.counts import change_counts
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import class_name, measure, money

#: Customers named in a sentence; the others are counted.
NAMES = 3


def cause_words() -> dict[str, str]:
    """Return the word for each cause of a class change, by its key."""
    return {
        "growth": _("growth"),
        "decline": _("decline"),
        "others": _("other customers"),
        "both": _("both"),
        "rule": _("rule"),
        "correction": _("correction"),
        "activity": _("activity"),
        "by_hand": _("by hand"),
        "record": _("record"),
    }


def cause_meanings(causes: pd.Series) -> str:
    """Return what the words for the causes that occur mean, as one paragraph."""
    meanings = {
        ("growth", "decline"): _("Growth or decline: the change of the customer's own value is enough."),
        ("others",): _("Other customers: their values moved the limit."),
        ("both",): _("Both: the customer's own value and those of the others."),
        ("rule",): _("Rule: the rule of the classes changed."),
        ("correction",): _("Correction: data of months already reported were corrected."),
        ("activity",): _("Activity: it began or ended."),
        ("by_hand",): _("By hand: the class was set by hand, or that ended."),
        ("record",): _("Record: the class is the one that was published."),
    }
    return joined(text for keys, text in meanings.items() if causes.isin(keys).any())


def summary(result: Classification, changes: pd.DataFrame) -> str:
    """Return the paragraph that opens the section: changes, and customers that entered or left.

    Parameters
    ----------
    result : Classification
    changes : pd.DataFrame
        See ``class_changes``.
    """
    return joined(
        [
            _changed(result),
            _entered(result, changes[changes["way"] == "entered"]),
            _left(result, changes[changes["way"] == "left"]),
        ]
    )


def _changed(result: Classification) -> str:
    counts = change_counts(result)
    words = {"month": month_name(result.month), "up": counts.up, "down": counts.down}
    if not counts.changed:
        return _("No customer changed from one official class to another in {month}.", **words)
    if not counts.down:
        return ngettext(
            "{n} customer moved up to a better official class in {month}.",
            "{n} customers moved up to a better official class in {month}.",
            counts.up,
            **words,
        )
    if not counts.up:
        return ngettext(
            "{n} customer moved down to a lower official class in {month}.",
            "{n} customers moved down to a lower official class in {month}.",
            counts.down,
            **words,
        )
    return ngettext(
        "{n} customer changed its official class in {month}: {up} moved up, {down} moved down.",
        "{n} customers changed their official class in {month}: {up} moved up, {down} moved down.",
        counts.changed,
        **words,
    )


def _entered(result: Classification, entered: pd.DataFrame) -> str:
    if entered.empty:
        return ""
    before = add_months(result.month, -1)
    return ngettext(
        "{n} customer entered, without activity in the {months}-month window to {before}: {names}.",
        "{n} customers entered, without activity in the {months}-month window to {before}: {names}.",
        len(entered),
        months=window_length(result.customer_months, before, result.rule.window_months),
        before=month_name(before),
        names=_named(entered, "official", "value", result),
    )


def _left(result: Classification, left: pd.DataFrame) -> str:
    if left.empty:
        return ""
    return ngettext(
        "{n} customer left, without activity in the {months}-month window to {month}: {names}.",
        "{n} customers left, without activity in the {months}-month window to {month}: {names}.",
        len(left),
        months=result.window_length,
        month=month_name(result.month),
        names=_named(left, "official_before", "value_before", result),
    )


def _named(customers: pd.DataFrame, letter: str, value: str, result: Classification) -> str:
    first = [
        _(
            "{name} ({letter}, {amount})",
            name=row["customer_name"],
            letter=class_name(row[letter]),
            amount=money(row[value], result),
        )
        for row in customers.head(NAMES).to_dict("records")
    ]
    more = len(customers) - len(first)
    return listed([*first, *([ngettext("{n} more", "{n} more", more)] if more else [])])


def pending_sentence(would_qualify: int, waiting: int) -> str:
    """Return the sentence on the customers whose change is not confirmed yet; empty without any."""
    sentences = [
        ngettext(
            "{n} customer would qualify for a better class.",
            "{n} customers would qualify for a better class.",
            would_qualify,
        )
        if would_qualify
        else "",
        ngettext(
            "{n} customer is waiting for confirmation of a lower class.",
            "{n} customers are waiting for confirmation of a lower class.",
            waiting,
        )
        if waiting
        else "",
    ]
    return joined(sentences)


def change_words(way: str, before: str | None, now: str | None) -> str:
    """Return a change of the official class as a table writes it.

    Examples
    --------
    >>> change_words("left", "C", None)
    'left class C'
    """
    if way == "entered":
        return _("entered {letter}", letter=class_name(now))
    if way == "left":
        return _("left {letter}", letter=class_name(before))
    return _("{old} → {new}", old=before, new=now).replace(" ", "\u00a0")


def pending_words(way: str, official: str, computed: str) -> str:
    """Return the change a customer would qualify for or that is waiting for confirmation."""
    if way == "would_qualify":
        return _("would qualify: {old} → {new}", old=official, new=computed)
    return _("waiting: {old} → {new}", old=official, new=computed)


def change_percent(share: float) -> str:
    """Return a change as whole percent with its sign; a dash where there is none.

    Examples
    --------
    >>> change_percent(-0.372), change_percent(float("nan"))
    ('−37%', '–')
    """
    return signed(percent(share, 0), round(share, 2))


def then_meaning(result: Classification, changes: pd.DataFrame) -> str:
    """Return what the value then is; where the history does not cover that window, that there is none."""
    words = {"months": result.rule.window_months, "first": month_name(result.first_month)}
    sentences = [
        _("Then: the {months}-month window that ended in the month before the limit was crossed.", **words)
        if changes["value_before"].notna().any()
        else "",
        _(
            "The history begins in {first} and does not cover {months} months before every change: such a "
            "change has no value then and no cause.",
            **words,
        )
        if changes["value_before"].isna().any()
        else "",
    ]
    return joined(sentences)


def recent_meaning(result: Classification, changes: pd.DataFrame) -> str:
    """Return why no change on a year ago is shown; empty where one is."""
    if changes["recent_change"].notna().any():
        return ""
    if covers_window(result.customer_months, result.last_whole_month, YEAR + RECENT_MONTHS):
        return _(
            "The {noun} of the same three months a year ago was not above zero: there is no change to show.",
            noun=measure(result.rule).noun,
        )
    return _(
        "The history begins in {first}: the last three months cannot be compared with a year ago.",
        first=month_name(result.first_month),
    )


def overrides_sentence(overrides: pd.DataFrame) -> str:
    """Return the sentence on the classes set by hand; empty without any."""
    if overrides.empty:
        return ""
    first = [
        _(
            "{name} ({letter} until {day})",
            name=row["customer_name"],
            letter=row["official"],
            day=row["expires"],
        )
        for row in overrides.head(NAMES).to_dict("records")
    ]
    more = len(overrides) - len(first)
    return ngettext(
        "{n} class is set by hand: {names}.",
        "{n} classes are set by hand: {names}.",
        len(overrides),
        names=listed([*first, *([ngettext("{n} more", "{n} more", more)] if more else [])]),
    )
