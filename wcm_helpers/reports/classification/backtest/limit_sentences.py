"""The sentences on other limits: the best in hindsight, and those chosen on the year before."""

import pandas as pd

from wcm_helpers.core.formats import month_name, number, signed
from wcm_helpers.core.words import _
from wcm_helpers.methods.abc import TOLERANCE
from wcm_helpers.reports.classification.backtest.result import Backtest
from wcm_helpers.reports.classification.sentences import limit


def remarks(backtest: Backtest) -> list[str]:
    """Return the limits that score best, and the score of those chosen a year earlier."""
    if backtest.limits.empty or not backtest.limits["best"].any():
        return []
    best = backtest.limits[backtest.limits["best"]].iloc[0]
    force = backtest.limits[backtest.limits["in_force"]].iloc[0]
    words = {
        "n": len(backtest.limits),
        "pair": pair(best),
        "score": number(best["score"], 3),
        "force": number(force["score"], 3),
    }
    if best["in_force"]:
        sentence = _(
            "Of {n} pairs of limits none would have scored higher than those in force: {score}.", **words
        )
    else:
        sentence = _(
            "In hindsight the limits {pair} would have scored highest of {n} pairs: {score}, against {force} "
            "for the limits in force, a difference of {points} ({low} to {high}).",
            **words,
            **_difference(best["difference"], best["difference_low"], best["difference_high"]),
        )
    return [sentence, _checked_on_next_year(backtest)]


def _checked_on_next_year(backtest: Backtest) -> str:
    check = backtest.next_year_check
    if check is None:
        return _(
            "From {month} on, with enough customers in both years, limits can be chosen on one year and "
            "checked on the next.",
            month=month_name(backtest.check_month),
        )
    words = {"month": month_name(check.month), "then": month_name(backtest.classes_month)}
    if check.in_force:
        return _("Chosen on the year from {month} to {then}, the limits would be those in force.", **words)
    words["pair"] = pair({"limit_a": check.limit_a, "limit_b": check.limit_b})
    words |= _difference(check.difference, check.low, check.high)
    if check.low > TOLERANCE:
        return _(
            "Chosen on the year from {month} to {then}, the limits would be {pair}. On the year since they "
            "score better than those in force: {points} ({low} to {high}).",
            **words,
        )
    if check.high < -TOLERANCE:
        return _(
            "Chosen on the year from {month} to {then}, the limits would be {pair}. On the year since they "
            "score worse than those in force: {points} ({low} to {high}).",
            **words,
        )
    return _(
        "Chosen on the year from {month} to {then}, the limits would be {pair}. On the year since they are "
        "not shown to score better or worse than those in force: {points} ({low} to {high}).",
        **words,
    )


def _difference(difference: float, low: float, high: float) -> dict[str, str]:
    return {
        name: signed(number(value, 3), round(value, 3))
        for name, value in (("points", difference), ("low", low), ("high", high))
    }


def pair(row: "pd.Series | dict[str, float]") -> str:
    """Return a pair of limits as text.

    Examples
    --------
    >>> pair({"limit_a": 0.8, "limit_b": 0.975})
    '80% / 97.5%'
    """
    return f"{limit(row['limit_a'])} / {limit(row['limit_b'])}"


def warning(backtest: Backtest) -> str:
    """Return the warning against changing limits on one year; empty where none are compared."""
    if backtest.limits.empty or not backtest.limits["best"].any():
        return ""
    return _(
        "Do not change limits because of one year: the best of {n} pairs was chosen in hindsight, so its "
        "gain is overstated even where the interval excludes zero.",
        n=len(backtest.limits),
    )
