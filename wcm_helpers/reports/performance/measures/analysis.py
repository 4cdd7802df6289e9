"""The improvement register of the site, judged by the review's own indicators."""

import pandas as pd

from wcm_helpers.methods.register_verdicts import NO_GROUP, NO_INDICATOR
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS, Definition
from wcm_helpers.reports.performance.catalogue.names import indicator_of
from wcm_helpers.reports.performance.catalogue.values import series_of
from wcm_helpers.reports.performance.measures.judging import Judged, judge_register, text_of
from wcm_helpers.reports.performance.measures.scopes import group_of_scope
from wcm_helpers.reports.performance.review import PerformanceReview

COLUMNS = (
    "id", "metric", "scope", "owner", "due", "verdict", "next", "phase", "why", "overdue",
    "estimate", "low", "high",
)  # fmt: skip
_ENDS = ("estimate", "low", "high")


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
        review.known_until,
    )


def register_of(review: PerformanceReview) -> pd.DataFrame | None:
    """Return the table ``actions``; None where it is not there or cannot be used."""
    history = review.history
    table = None if history.intake.faults_of(("actions",)) else history.table("actions")
    return None if table is None else without_apostrophes(table)


def without_apostrophes(table: pd.DataFrame) -> pd.DataFrame:
    """Return texts as they were before they were made safe for spreadsheets, such as -5 h for '-5 h.

    Examples
    --------
    >>> table = pd.DataFrame({"expected_effect": ["'-5 h", "'s-Hertogenbosch", None]})
    >>> without_apostrophes(table)["expected_effect"].tolist()
    ['-5 h', "'s-Hertogenbosch", None]
    """
    texts = [name for name in table if not pd.api.types.is_datetime64_any_dtype(table[name])]
    plain = {name: [_plain(value) for value in table[name]] for name in texts}
    return table.assign(**{name: pd.Series(plain[name], index=table.index, dtype=object) for name in texts})


def _plain(value: object) -> object:
    marked = isinstance(value, str) and value.startswith(tuple(f"'{sign}" for sign in "=+-@"))
    return value[1:] if marked else None if pd.isna(value) else value


def measures_of(review: PerformanceReview) -> pd.DataFrame:
    """Return the verdict of every measure, for ``review.computed``.

    Returns
    -------
    pd.DataFrame
        One row a measure, :data:`COLUMNS`, in the order of the register. ``estimate``, ``low`` and ``high``
        are in the unit of the indicator; NaN where nothing was computed.
    """
    rows = [_row(each) for each in review.computed(judged_of)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(each: Judged) -> dict[str, object]:
    effect = {name: float("nan") if each.effect is None else getattr(each.effect, name) for name in _ENDS}
    texts = {name: text_of(each.row.get(name)) for name in ("id", "metric", "scope", "owner")}
    own = {name: getattr(each, name) for name in ("verdict", "next", "phase", "why", "overdue")}
    return {**texts, "due": each.row.get("due"), **own, **effect}


def _series(review: PerformanceReview, metric: str, scope: str) -> tuple[pd.DataFrame, str] | str:
    indicator = indicator_of(metric)
    if not indicator:
        return NO_INDICATOR
    group = group_of_scope(review, scope)
    if group is None:
        return NO_GROUP
    definition = DEFINITIONS[indicator]
    return for_judging(series_of(review, indicator, *group), definition), definition.better


def for_judging(rows: pd.DataFrame, definition: Definition) -> pd.DataFrame:
    """Return the columns by which an indicator is judged: as a share of cases, a count, or an amount.

    A share whose parts are not cases, such as revenue left of revenue, is judged as an amount.
    """
    columns = ["month", "value"]
    of_money = definition.part in ("stock", "loyalty") and not definition.counts_cases
    if definition.unit in ("share", "per_10000") and not of_money:
        if rows["numerator"].between(0, rows["denominator"]).all():
            columns += ["numerator", "denominator"]
    elif definition.unit == "count":
        columns += ["numerator"]
    elif definition.unit == "hours":
        columns += ["n"]
    return rows[columns].reset_index(drop=True)
