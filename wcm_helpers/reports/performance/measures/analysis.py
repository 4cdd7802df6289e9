"""The improvement register of the site, judged by the review's own indicators."""

import pandas as pd

from wcm_helpers.core import words
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.catalogue.values import series_of, values_of
from wcm_helpers.reports.performance.measures.judging import Judged, judge_register
from wcm_helpers.reports.performance.review import PerformanceReview

COLUMNS = (
    "id", "metric", "scope", "owner", "due", "verdict", "next", "phase", "overdue", "estimate", "low", "high",
)  # fmt: skip
#: What a scope says of the whole site.
_ALL = ("", "all", "everyone", "全部", "全仓", "所有客户")


def judged_of(review: PerformanceReview) -> list[Judged]:
    """Return the measures of the register, judged, for ``review.computed``; none without a register."""
    register = register_of(review)
    if register is None:
        return []
    return judge_register(
        register,
        lambda metric, scope: _series(review, metric, scope),
        review.month,
        review.rule.measure_months,
    )


def register_of(review: PerformanceReview) -> pd.DataFrame | None:
    """Return the table ``actions``; None where it is not there or cannot be used."""
    history = review.history
    return None if history.intake.faults_of(("actions",)) else history.table("actions")


def measures_of(review: PerformanceReview) -> pd.DataFrame:
    """Return the verdict of every measure, for ``review.computed``: one row a measure, as :data:`COLUMNS`."""
    rows = [_row(each) for each in review.computed(judged_of)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(each: Judged) -> dict[str, object]:
    missing = float("nan")
    ends = ("estimate", "low", "high")
    effect = {name: missing if each.effect is None else getattr(each.effect, name) for name in ends}
    texts = {name: _text(each.row.get(name)) for name in ("id", "metric", "scope", "owner")}
    return {
        **texts,
        "due": each.row.get("due"),
        "verdict": each.verdict,
        "next": each.next,
        "phase": each.phase,
        "overdue": each.overdue,
        **effect,
    }


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def indicator_of(metric: str) -> str:
    """Return the indicator that a register means by its key or its name in any language; empty for none."""
    wanted = metric.strip().lower()
    if wanted in DEFINITIONS:
        return wanted
    now = words.language()
    try:
        for language in words.languages():
            words.use(language)
            names = {name_of(name).lower(): name for name in DEFINITIONS}
            if wanted in names:
                return names[wanted]
    finally:
        words.use(now)
    return ""


def _series(review: PerformanceReview, metric: str, scope: str) -> tuple[pd.DataFrame, str] | None:
    indicator = indicator_of(metric)
    group = group_of_scope(review, scope)
    if not indicator or group is None:
        return None
    rows = series_of(review, indicator, *group)
    counted = DEFINITIONS[indicator].denominator
    columns = ["month", "value", *(["n"] if counted else [])]
    return rows[columns], DEFINITIONS[indicator].better


def group_of_scope(review: PerformanceReview, scope: str) -> tuple[str, str] | None:
    """Return the dimension and group that a scope names; None where nothing is called so.

    A class is named by its letter (A, class A, A类), a customer by number or name.
    """
    if scope.strip().lower() in _ALL:
        return "all", ""
    customers, text = review.result.customers, scope.strip()
    if text in customers.index:
        return "customer", text
    letter = text.lower().replace("class", "").replace("类", "").replace("客户", "").strip().upper()
    if letter in set(customers["class"].dropna()):
        return "class", letter
    values = review.computed(values_of)
    for dimension in ("site", "carrier", "industry", "priority"):
        if text in set(values.loc[values["dimension"] == dimension, "group"]):
            return dimension, text
    named = customers.index[customers["customer_name"] == text]
    return ("customer", named[0]) if len(named) == 1 else None
