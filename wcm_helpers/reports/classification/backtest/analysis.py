"""Is our classification any good: the classes of a year ago against what came since.

The year since always has twelve months, whatever the window of the classes, so that it holds every season
once. Nothing after the month under review is looked at.
"""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months, month_range, window
from wcm_helpers.methods import abc, backtest
from wcm_helpers.methods.backtest import OUTCOME_MONTHS, RECENT_MONTHS, SILENT_MONTHS
from wcm_helpers.methods.backtest_limits import limits
from wcm_helpers.reports.classification.backtest import limits as back_test_limits
from wcm_helpers.reports.classification.backtest import sentences
from wcm_helpers.reports.classification.customer_months import CustomerMonths, covered, window_values
from wcm_helpers.reports.classification.result import Classification


@dataclass(frozen=True)
class FairCheck:
    """Limits chosen on the year before, and what they are worth on the year since."""

    month: str
    limit_a: float
    limit_b: float
    in_force: bool
    score: float
    difference: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class BackTest:
    """What became of the classes of a year ago; values are ten-thousandths, shares run from 0 to 1.

    Attributes
    ----------
    then, month : the month of the classes, and the last of the twelve months they had to foresee
    from_month : the first month under review for which the history reaches back far enough
    fair_month : the first for which limits can be chosen on one year and checked on the next
    key, reason : see ``methods.backtest.verdict``; ``too_short`` is one more reason
    known : one row a customer with a class then; see ``customers_then``
    captures, classes, agreement, limits : see ``methods.backtest``; ``limits`` is empty where too few
        customers, or no value, allow no comparison
    fair : limits chosen on the year before, or None
    newcomers, newcomers_share : customers active since without a class then; their share of all value since
    share_of_all : what class A brought of all value since, newcomers' too
    headline, remarks, limit_remarks, warning, rules : the same numbers in words
    """

    month: str
    then: str
    rule: abc.Rule
    from_month: str
    fair_month: str
    key: str
    reason: str
    known: pd.DataFrame
    captures: pd.DataFrame
    classes: pd.DataFrame
    agreement: backtest.Agreement
    limits: pd.DataFrame
    fair: FairCheck | None
    newcomers: int
    newcomers_share: float
    share_of_all: float
    headline: str = ""
    remarks: list[str] = field(default_factory=list)
    limit_remarks: list[str] = field(default_factory=list)
    warning: str = ""
    rules: list[tuple[str, str]] = field(default_factory=list)

    @property
    def told(self) -> bool:
        """Whether the history reaches back far enough and somebody had a class then."""
        return not self.known.empty

    @property
    def comparable(self) -> bool:
        """Whether there are enough customers, and value since, to compare shares at all."""
        return self.reason not in ("too_short", "few", "no_value")


def back_test(found: Classification) -> BackTest:
    """Hold the classes of a year before the month under review against the twelve months since.

    Parameters
    ----------
    found : Classification
        The month's review; only its book, month, rule, currency and source are used.

    Returns
    -------
    BackTest
        ``key`` is ``cannot_tell`` with the reason ``too_short`` when the history does not reach back over
        the window of a year ago; ``from_month`` then says when it will.
    """
    told = _figures(found.customer_months, found.month, found.rule)
    return replace(
        told,
        headline=sentences.headline(told, found),
        remarks=sentences.remarks(told),
        limit_remarks=back_test_limits.remarks(told),
        warning=back_test_limits.warning(told),
        rules=sentences.rules(told),
    )


def customers_then(book: CustomerMonths, then: str, rule: abc.Rule) -> pd.DataFrame:
    """Return everyone active in the window to ``then``, with the class of then and what came since.

    Returns
    -------
    pd.DataFrame, indexed by customer id, the largest then first
        ``class``; ``value_then``, ``orders_then`` (of the window), ``recent_then`` (value of its last three
        months); ``value_now``, ``orders_now`` (of the twelve months since); ``silent`` (no activity in the
        last three of them), ``gone`` (none in all of them).
    """
    values = window_values(book, then, rule.window_months)
    classes = abc.classify(values, rule)
    ids = classes.index
    since = month_range(add_months(then, 1), add_months(then, OUTCOME_MONTHS))
    held = window(then, rule.window_months)
    active = book.active.reindex(ids).loc[:, since]
    amounts, orders = book.amounts.reindex(ids), book.orders.reindex(ids)
    return pd.DataFrame(
        {
            "class": classes["class"],
            "value_then": classes["value"],
            "orders_then": orders.loc[:, held[0] : then].sum(axis=1),
            "recent_then": amounts.loc[:, window(then, RECENT_MONTHS)[0] : then].sum(axis=1),
            "value_now": amounts.loc[:, since].sum(axis=1),
            "orders_now": orders.loc[:, since].sum(axis=1),
            "silent": ~active.loc[:, since[-SILENT_MONTHS:]].any(axis=1),
            "gone": ~active.any(axis=1),
        }
    )


def _figures(book: CustomerMonths, month: str, rule: abc.Rule) -> BackTest:
    then = add_months(month, -OUTCOME_MONTHS)
    first = add_months(book.first_month, rule.window_months - 1 + OUTCOME_MONTHS)
    reaches = covered(book, then, rule.window_months)
    known = customers_then(book, then, rule) if reaches else _nobody()
    captured = _meaningful(backtest.captures(known), known, rule)
    classes = backtest.by_class(known, rule.window_months, OUTCOME_MONTHS)
    verdict = backtest.verdict(captured, classes)
    reason = verdict.reason if reaches else "too_short"
    newcomers, brought, total = _newcomers(book, month, known)
    in_a = int(known.loc[known["class"] == "A", "value_now"].clip(lower=0).sum())
    scores = pd.DataFrame() if reason in ("too_short", "few", "no_value") else limits(known, rule)
    return BackTest(
        month, then, rule, first, add_months(first, OUTCOME_MONTHS), verdict.key, reason, known,
        captured, classes, backtest.agreement(known), scores, _fair(book, then, rule, scores),
        newcomers, brought / total if total else np.nan, in_a / total if total else np.nan,
    )  # fmt: skip


def _nobody() -> pd.DataFrame:
    """Return the table of customers without a row."""
    numbers = ["value_then", "orders_then", "recent_then", "value_now", "orders_now"]
    columns = {name: pd.Series(dtype="int64") for name in numbers}
    flags = {name: pd.Series(dtype=bool) for name in ("silent", "gone")}
    return pd.DataFrame({"class": pd.Series(dtype=object), **columns, **flags}).rename_axis("customer_id")


def _meaningful(captured: pd.DataFrame, known: pd.DataFrame, rule: abc.Rule) -> pd.DataFrame:
    """Leave out what says nothing: orders where there are none, a recent value that is the window's own."""
    without = []
    if not known["orders_then"].any():
        without.append("orders")
    if rule.window_months <= RECENT_MONTHS:
        without.append("recent")
    return captured.drop(index=without)


def _newcomers(book: CustomerMonths, month: str, known: pd.DataFrame) -> tuple[int, int, int]:
    """Return how many were active since without a class then, what they brought, and what all brought."""
    since = window_values(book, month, OUTCOME_MONTHS)
    positive = since.clip(lower=0)
    strangers = ~since.index.isin(known.index)
    return int(strangers.sum()), int(positive[strangers].sum()), int(positive.sum())


def _fair(book: CustomerMonths, then: str, rule: abc.Rule, scores: pd.DataFrame) -> FairCheck | None:
    """Choose the limits on the year that ended when ours began, and look them up in the scores of ours."""
    before = add_months(then, -OUTCOME_MONTHS)
    if scores.empty or not covered(book, before, rule.window_months):
        return None
    known = customers_then(book, before, rule)
    earlier = limits(known, rule)
    if len(known) < backtest.LEAST_CUSTOMERS or not earlier["best"].any():
        return None
    # Both tables hold the same pairs in the same order.
    chosen = scores.loc[earlier["best"].to_numpy()].iloc[0]
    numbers = ("score", "difference", "difference_low", "difference_high")
    return FairCheck(
        before,
        float(chosen["limit_a"]),
        float(chosen["limit_b"]),
        bool(chosen["in_force"]),
        *(float(chosen[name]) for name in numbers),
    )
