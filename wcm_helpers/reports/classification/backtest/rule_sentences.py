"""The rules of a backtest in words, from the values the code used."""

from wcm_helpers.core.formats import month_name, number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.methods import backtest as method
from wcm_helpers.methods import intervals
from wcm_helpers.methods.backtest import OUTCOME_MONTHS, SILENT_MONTHS
from wcm_helpers.reports.classification.backtest.result import Backtest
from wcm_helpers.reports.classification.sentences import measure


def rules(backtest: Backtest) -> list[tuple[str, str]]:
    """Return the rules in force as terms and meanings."""
    noun = measure(backtest.rule).noun
    return [
        (_("Periods"), _periods(backtest)),
        (
            _("Share brought"),
            _("Share of the {noun} above zero of the customers with a class then.", noun=noun),
        ),
        (
            _("Compared with"),
            _("As many customers as class A had; customers with equal values share the last places."),
        ),
        (
            _("Intervals"),
            _(
                "{confidence} intervals: for shares, means and scores by a bootstrap of the customers "
                "({draws} draws), for rates by Wilson's formula.",
                confidence=percent(intervals.CONFIDENCE, 0),
                draws=number(intervals.DRAWS),
            ),
        ),
        (
            _("Verdict"),
            _(
                "Yes: the whole interval of the difference between class A and chance is above zero, the "
                "value per customer falls from A to B to C, and the interval of A lies above that of B. No: "
                "the interval of the difference contains zero or is below it. Otherwise, with fewer than "
                "{least} customers, or with fewer than {least_a} in class A: cannot tell.",
                least=method.LEAST_CUSTOMERS,
                least_a=method.LEAST_IN_A,
            ),
        ),
        (
            _("Silent and gone"),
            _(
                "Silent: no activity in the last {silent} of the {months} months since. Gone: no activity "
                "in any of them.",
                silent=SILENT_MONTHS,
                months=OUTCOME_MONTHS,
            ),
        ),
        (
            _("Score"),
            _(
                "How far the classes get from chance (0) to perfect foresight (1), weighted by value. The "
                "more the value depends on few customers, the more the score favours a small class A."
            ),
        ),
    ]


def _periods(backtest: Backtest) -> str:
    periods = _(
        "Classes: the {window}-month window to {then}. Value since: the {months} months to {month}.",
        window=backtest.rule.window_months,
        then=month_name(backtest.classes_month),
        months=OUTCOME_MONTHS,
        month=month_name(backtest.month),
    )
    if backtest.rule.window_months == OUTCOME_MONTHS:
        return periods
    return joined(
        [periods, _("The two differ in length and season; the comparison of their values is per month.")]
    )
