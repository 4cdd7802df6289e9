"""The decisions of a month: at most five lines, each from a rule, and none when nothing changed."""

import pandas as pd

from wcm_helpers.core.formats import listed, month_name, number, percent, signed
from wcm_helpers.core.months import months_between
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reports.classification.result import Classification, Decision
from wcm_helpers.reports.classification.sentences import measure, money, points

#: One customer above this share of the total is a dependence worth a decision.
DEPENDENCE = 0.20
#: A dependence is listed again when it grew by this much.
GREW = 0.01
#: A customer counts as regular when active in this share of its earlier months, of which there are enough.
REGULAR, ENOUGH_MONTHS = 0.75, 3
#: Causes in which a customer's own change has a part, and reasons that are no change of its value.
OWN, BY_HAND = ("own", "either", "together"), ("override", "expired", "recorded")
#: Greatest number of names in a line, the others are counted; greatest number of lines.
NAMES, MOST = 3, 5


def decide(result: Classification) -> list[Decision]:
    """Return the decisions of the month, the gravest first; empty when nothing changed.

    The rules: a customer left the official class A and its own value fell; one of class A fell behind its
    limit this month by its own change, which waits to be confirmed; a customer of class A that is active in
    three quarters of its months was silent this month; the largest customer's share passed 20 % or grew by a
    point beyond it; customers new in the official class A; customers that came near a limit, where there is
    room. A comparison needs a month before.
    """
    lines = [
        _left_a(result),
        _falling(result),
        _silent(result),
        _dependence(result),
        _new_in_a(result),
        _near(result),
    ]
    return [line for line in lines if line is not None][:MOST]


def _left_a(result: Classification) -> Decision | None:
    moves = result.moves
    fell = moves[
        (moves["state"] == "moved")
        & (moves["official_before"] == "A")
        & (moves["value"] < moves["value_before"])
        & moves["cause"].isin(OWN)
        & ~moves["official_reason"].isin(BY_HAND)
    ]
    if fell.empty:
        return None
    return Decision(
        _left_words(fell, names=_names(_with_change(fell)), noun=measure(result.rule).noun),
        _why_now(fell, result),
        ngettext("Call the customer and ask why.", "Call these customers and ask why.", len(fell)),
        _("Who moved and why"),
    )


def _falling(result: Classification) -> Decision | None:
    moves = result.moves
    fall = moves[
        (moves["state"] == "waiting")
        & (moves["official"] == "A")
        & (moves["waiting"] == 1)
        & (moves["value"] < moves["value_before"])
        & moves["cause"].isin(OWN)
    ]
    if fall.empty:
        return None
    return Decision(
        ngettext(
            "{names} fell out of class A by the rule; the official class waits for confirmation.",
            "{names} fell out of class A by the rule; their official class waits for confirmation.",
            len(fall),
            names=_names(_with_change(fall)),
        ),
        _("It is the first month, by a decline of its own in {noun}.", noun=measure(result.rule).noun)
        if len(fall) == 1
        else _("It is the first month, by declines of their own in {noun}.", noun=measure(result.rule).noun),
        ngettext("Call before it is confirmed.", "Call them before it is confirmed.", len(fall)),
        _("Who moved and why"),
    )


def _with_change(moved: pd.DataFrame) -> list[str]:
    return [
        _("{name} ({change})", name=name, change=_signed_percent(now / before - 1))
        for name, before, now in zip(
            moved["customer_name"], moved["value_before"], moved["value"], strict=True
        )
    ]


def _left_words(fell: pd.DataFrame, **words: str) -> str:
    """Return the first sentence: "by its own decline" only where that alone explains the move."""
    words["recent"] = _recent(fell["trend"].iloc[0]) if len(fell) == 1 else ""
    if fell["cause"].isin(["own", "either"]).all():
        return ngettext(
            "{names} left class A by its own decline in {noun}{recent}.",
            "{names} left class A by their own decline in {noun}{recent}.",
            len(fell),
            **words,
        )
    return ngettext(
        "{names} left class A: its {noun} fell while that of others rose{recent}.",
        "{names} left class A: their {noun} fell, for some while that of others rose{recent}.",
        len(fell),
        **words,
    )


def _why_now(moved: pd.DataFrame, result: Classification) -> str:
    """Return the sentence on how long the change has lasted."""
    since = sorted(set(moved["compared_with"]))
    months = months_between(since[0], result.month)
    if len(since) > 1:
        return ngettext(
            "The changes go back up to {n} month and are confirmed by the rule for official classes.",
            "The changes go back up to {n} months and are confirmed by the rule for official classes.",
            months,
        )
    return ngettext(
        "It shows for {n} month and is confirmed by the rule for official classes.",
        "It shows for {n} months and is confirmed by the rule for official classes.",
        months,
    )


def _recent(trend: object) -> str:
    """Return in brackets the last three months against the three before; empty if unknown."""
    months = list(trend) if isinstance(trend, tuple) else []
    before, last = sum(months[-6:-3]), sum(months[-3:])
    if len(months) < 6 or before <= 0:
        return ""
    return _(" (last three months {change} on the three before)", change=_signed_percent(last / before - 1))


def _silent(result: Classification) -> Decision | None:
    if not result.month_has_activity or not result.whole_month:
        return None
    classes = result.classes
    months = pd.Series(
        [_months_since(first, result) for first in classes["first_month"]], index=classes.index, dtype="int64"
    )
    regular = (months >= ENOUGH_MONTHS) & (classes["active_months"] >= REGULAR * months)
    silent = classes[(classes["class"] == "A") & ~classes["active_this_month"] & regular]
    if silent.empty:
        return None
    return Decision(
        ngettext(
            "{names} (class A) had nothing in {month}.",
            "{names} (class A) had nothing in {month}.",
            len(silent),
            names=_names(list(silent["customer_name"])),
            month=month_name(result.month),
        ),
        _(
            "Active in {active} of {months} months before.",
            active=number(silent["active_months"].iloc[0]),
            months=number(months[silent.index[0]]),
        )
        if len(silent) == 1
        else _("All are active in most months."),
        _("Ask what is planned, and whether the export is complete."),
        _("All customers"),
    )


def _months_since(first: str, result: Classification) -> int:
    """Return the months from ``first`` to the month under review, at most those of the window before it."""
    return min(months_between(first, result.month), result.rule.window_months - 1)


def _dependence(result: Classification) -> Decision | None:
    share = result.concentration["top1"]
    before = result.history["top1"].iloc[-2] if result.has_previous else float("nan")
    if not share > DEPENDENCE or (before > DEPENDENCE and share < before + GREW) or len(result.classes) < 2:
        return None
    largest = result.classes.iloc[0]
    after = result.without_largest.classes["class"]
    since = (
        _("A month ago the largest had {before}.", before=percent(before, 0))
        if result.has_previous
        else _("This is the state in the first month told.")
    )
    return Decision(
        _(
            "{name} alone brings {share} of {noun}; without it {lost} would be missing and class A would "
            "hold {n} of {total} customers.",
            name=largest["customer_name"],
            share=percent(share, 0),
            noun=measure(result.rule).noun,
            lost=money(largest["value"], result),
            n=number(int((after == "A").sum())),
            total=number(len(after)),
        ),
        since,
        _("Check the contract's end and who else could fill the space."),
        _("Dependence"),
    )


def _new_in_a(result: Classification) -> Decision | None:
    moves = result.moves
    came = moves[
        (moves["state"] == "moved")
        & (moves["official"] == "A")
        & (moves["value"] > moves["value_before"])
        & moves["cause"].isin(OWN)
        & ~moves["official_reason"].isin(BY_HAND)
    ]
    if came.empty:
        return None
    named = [
        _("{name} (from {old})", name=name, old=old) if old else _("{name} (new)", name=name)
        for name, old in zip(came["customer_name"], came["official_before"], strict=True)
    ]
    return Decision(
        ngettext(
            "{names} is new in class A by its own growth.",
            "{names} are new in class A by their own growth.",
            len(came),
            names=_names(named),
        ),
        _why_now(came, result),
        ngettext("Name an account manager.", "Name account managers.", len(came)),
        _("Who moved and why"),
    )


def _near(result: Classification) -> Decision | None:
    near = result.classes[result.classes["near_limit"]]
    if not result.has_previous or near.empty:
        return None
    near_before = result.previous["near_limit"].reindex(near["customer_id"]).fillna(False).astype(bool)
    came = int((~near_before).sum())
    if not came:
        return None
    return Decision(
        ngettext(
            "{n} customer lies within {points} points of a limit, {came} of them newly.",
            "{n} customers lie within {points} points of a limit, {came} of them newly.",
            len(near),
            points=points(result.rule),
            came=number(came),
        ),
        _("Their class may change without any change of their own."),
        _("Do not change their treatment on one month alone."),
        _("How sure"),
    )


def _signed_percent(share: float) -> str:
    return signed(percent(share), round(share, 3))


def _names(names: list[str]) -> str:
    """Return the first three names, and how many more there are."""
    more = len(names) - NAMES
    rest = [ngettext("{n} more", "{n} more", more)] if more > 0 else []
    return listed(names[:NAMES] + rest)
