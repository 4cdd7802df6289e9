"""Backtest: the classes of a year ago compared with the value of the twelve months since.

The year since always has twelve months, whatever the window of the classes, so that it contains every season
once. Months after the month under review are not used.
"""

import numpy as np
import pandas as pd

from wcm_helpers.classes.customer_months import CustomerMonths, covers_window, window_values
from wcm_helpers.core.months import add_months, month_range, window
from wcm_helpers.methods import abc
from wcm_helpers.methods import backtest as method
from wcm_helpers.methods.backtest import OUTCOME_MONTHS, RECENT_MONTHS, SILENT_MONTHS
from wcm_helpers.methods.backtest_limits import limits
from wcm_helpers.reports.classification.backtest.result import NOT_COMPARABLE, Backtest, NextYearCheck
from wcm_helpers.reports.classification.result import Classification


def run_backtest(classification: Classification) -> Backtest:
    """Compare the classes of a year before the month under review with the twelve months since.

    Parameters
    ----------
    classification : Classification
        Of the month under review; its months, rule, currency and source are used.

    Returns
    -------
    Backtest
        ``key`` is ``cannot_tell`` with the reason ``too_short`` when the history does not cover the
        window of a year ago; ``from_month`` is the first month for which it does.
    """
    return _figures(classification.customer_months, classification.month, classification.rule)


def customers_then(customer_months: CustomerMonths, classes_month: str, rule: abc.Rule) -> pd.DataFrame:
    """Return the customers active in a window, with their class then and their value since.

    Parameters
    ----------
    customer_months : CustomerMonths
    classes_month : str, ``YYYY-MM``
        The last month of the window; the twelve months after it are the year since.
    rule : Rule
        The rule of the classes.

    Returns
    -------
    pd.DataFrame, indexed by customer id, the largest value then first
        ``class``; ``value_then`` (ten-thousandths), ``orders_then`` (of the window), ``recent_then`` (value
        of its last three months); ``value_now``, ``orders_now`` (of the twelve months since); ``silent`` (no
        activity in the last three of them), ``gone`` (none in all of them).
    """
    values = window_values(customer_months, classes_month, rule.window_months)
    classes = abc.classify(values, rule)
    ids = classes.index
    since = month_range(add_months(classes_month, 1), add_months(classes_month, OUTCOME_MONTHS))
    first = window(classes_month, rule.window_months)[0]
    active = customer_months.active.reindex(ids).loc[:, since]
    amounts, orders = customer_months.amounts.reindex(ids), customer_months.orders.reindex(ids)
    return pd.DataFrame(
        {
            "class": classes["class"],
            "value_then": classes["value"],
            "orders_then": orders.loc[:, first:classes_month].sum(axis=1),
            "recent_then": amounts.loc[:, window(classes_month, RECENT_MONTHS)[0] : classes_month].sum(
                axis=1
            ),
            "value_now": amounts.loc[:, since].sum(axis=1),
            "orders_now": orders.loc[:, since].sum(axis=1),
            "silent": ~active.loc[:, since[-SILENT_MONTHS:]].any(axis=1),
            "gone": ~active.any(axis=1),
        }
    )


def _figures(customer_months: CustomerMonths, month: str, rule: abc.Rule) -> Backtest:
    classes_month = add_months(month, -OUTCOME_MONTHS)
    first = add_months(customer_months.first_month, rule.window_months - 1 + OUTCOME_MONTHS)
    reaches = covers_window(customer_months, classes_month, rule.window_months)
    customers = customers_then(customer_months, classes_month, rule) if reaches else _no_customers()
    captures = _comparable_rows(method.captures(customers), customers, rule)
    classes = method.by_class(customers, rule.window_months, OUTCOME_MONTHS)
    verdict = method.verdict(captures, classes)
    reason = verdict.reason if reaches else "too_short"
    newcomers, brought, total = _newcomers(customer_months, month, customers)
    in_a = int(customers.loc[customers["class"] == "A", "value_now"].clip(lower=0).sum())
    scores = pd.DataFrame() if reason in NOT_COMPARABLE else limits(customers, rule)
    return Backtest(
        month=month,
        classes_month=classes_month,
        rule=rule,
        from_month=first,
        check_month=add_months(first, OUTCOME_MONTHS),
        key=verdict.key,
        reason=reason,
        customers=customers,
        captures=captures,
        classes=classes,
        agreement=method.agreement(customers),
        limits=scores,
        next_year_check=_check_on_next_year(customer_months, classes_month, rule, scores),
        newcomers=newcomers,
        newcomers_share=brought / total if total else np.nan,
        share_of_all=in_a / total if total else np.nan,
    )


def _no_customers() -> pd.DataFrame:
    """Return the table of customers without rows."""
    numbers = ["value_then", "orders_then", "recent_then", "value_now", "orders_now"]
    columns = {name: pd.Series(dtype="int64") for name in numbers}
    flags = {name: pd.Series(dtype=bool) for name in ("silent", "gone")}
    return pd.DataFrame({"class": pd.Series(dtype=object), **columns, **flags}).rename_axis("customer_id")


def _comparable_rows(captures: pd.DataFrame, customers: pd.DataFrame, rule: abc.Rule) -> pd.DataFrame:
    """Return the captures without orders where none are known, and without recent value in a short window."""
    without = []
    if not customers["orders_then"].any():
        without.append("orders")
    if rule.window_months <= RECENT_MONTHS:
        without.append("recent")
    return captures.drop(index=without)


def _newcomers(customer_months: CustomerMonths, month: str, customers: pd.DataFrame) -> tuple[int, int, int]:
    """Return the number of customers without a class then, their value since, and the value of all."""
    since = window_values(customer_months, month, OUTCOME_MONTHS)
    positive = since.clip(lower=0)
    without_class = ~since.index.isin(customers.index)
    return int(without_class.sum()), int(positive[without_class].sum()), int(positive.sum())


def _check_on_next_year(
    customer_months: CustomerMonths, classes_month: str, rule: abc.Rule, scores: pd.DataFrame
) -> NextYearCheck | None:
    """Choose limits on the year before the classes, and read their score on the year since."""
    before = add_months(classes_month, -OUTCOME_MONTHS)
    if scores.empty or not covers_window(customer_months, before, rule.window_months):
        return None
    customers = customers_then(customer_months, before, rule)
    earlier = limits(customers, rule)
    if len(customers) < method.LEAST_CUSTOMERS or not earlier["best"].any():
        return None
    best = earlier[earlier["best"]].iloc[0]
    chosen = scores[(scores["limit_a"] == best["limit_a"]) & (scores["limit_b"] == best["limit_b"])].iloc[0]
    return NextYearCheck(
        month=before,
        limit_a=float(chosen["limit_a"]),
        limit_b=float(chosen["limit_b"]),
        in_force=bool(chosen["in_force"]),
        score=float(chosen["score"]),
        difference=float(chosen["difference"]),
        low=float(chosen["difference_low"]),
        high=float(chosen["difference_high"]),
    )
