"""The words about other limits: the best in hindsight, and what a choice a year earlier was worth.

Every sentence is filled from the numbers it speaks of.
"""

from typing import TYPE_CHECKING

import pandas as pd

from wcm_helpers.core.formats import month_name, number, signed
from wcm_helpers.core.words import _
from wcm_helpers.methods.abc import TOLERANCE
from wcm_helpers.reports.classification.sentences import limit

if TYPE_CHECKING:
    from wcm_helpers.reports.classification.backtest.analysis import BackTest


def remarks(told: "BackTest") -> list[str]:
    """Return which limits would have told best, and what those chosen a year earlier were worth since."""
    if told.limits.empty or not told.limits["best"].any():
        return []
    best = told.limits[told.limits["best"]].iloc[0]
    force = told.limits[told.limits["in_force"]].iloc[0]
    words = {
        "n": len(told.limits),
        "pair": pair(best),
        "score": number(best["score"], 3),
        "force": number(force["score"], 3),
    }
    if best["in_force"]:
        said = _(
            "Of {n} pairs of limits none would have scored higher than those in force: {score}.", **words
        )
    else:
        said = _(
            "With hindsight the limits {pair} would have scored highest of {n} pairs: {score} against "
            "{force} of those in force, a difference of {points} ({low} to {high}).",
            **words,
            **_difference(best["difference"], best["difference_low"], best["difference_high"]),
        )
    return [said, _fair(told)]


def _fair(told: "BackTest") -> str:
    held = told.fair
    if held is None:
        return _(
            "Limits chosen on one year and checked on the next: possible from {month} on, with enough "
            "customers in both.",
            month=month_name(told.fair_month),
        )
    words = {"month": month_name(held.month), "then": month_name(told.then)}
    if held.in_force:
        return _(
            "Chosen on the year before, from {month} to {then}, the limits would be those in force.", **words
        )
    words["pair"] = pair({"limit_a": held.limit_a, "limit_b": held.limit_b})
    words |= _difference(held.difference, held.low, held.high)
    words["result"] = (
        _("better")
        if held.low > TOLERANCE
        else _("worse")
        if held.high < -TOLERANCE
        else _("not shown to be better or worse")
    )
    return _(
        "Chosen on the year before, from {month} to {then}, the limits would be {pair}; on the year since "
        "they are {result} than those in force: {points} ({low} to {high}).",
        **words,
    )


def _difference(difference: float, low: float, high: float) -> dict[str, str]:
    return {
        name: signed(number(value, 3), round(value, 3))
        for name, value in (("points", difference), ("low", low), ("high", high))
    }


def pair(row: "pd.Series | dict[str, float]") -> str:
    """Return a pair of limits as it is written.

    Examples
    --------
    >>> pair({"limit_a": 0.8, "limit_b": 0.975})
    '80% / 97.5%'
    """
    return f"{limit(row['limit_a'])} / {limit(row['limit_b'])}"


def warning(told: "BackTest") -> str:
    """Return what must be known before limits are changed; empty where none are compared."""
    if told.limits.empty or not told.limits["best"].any():
        return ""
    return _(
        "The best of {n} pairs of limits was chosen with hindsight, on one year: its gain is larger than "
        "what it would bring, even where its interval leaves out zero. Do not change limits on one year.",
        n=len(told.limits),
    )
