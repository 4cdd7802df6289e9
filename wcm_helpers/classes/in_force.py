"""The official class of every customer in a month, for reports that are no classification."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from wcm_helpers.classes.customer_months import (
    CustomerMonths,
    classes_by_month,
    pivot_customer_months,
    rules_by_month,
    window_values,
)
from wcm_helpers.classes.official_classes import comparable_records, compute_official_classes
from wcm_helpers.classes.settings import READS, SECTION, ClassificationSettings, earlier_rules
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.months import add_months, last_day
from wcm_helpers.data.facts import history as histories
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.tables.class_words import CLASSES
from wcm_helpers.methods.abc import Rule

#: Where the classes come from: computed as the classification computes them, on record in ``class_history``,
#: or the level in the customer list.
Basis = Literal["computed", "recorded", "customer_list"]

#: The months of revenue that stand for a customer's value.
VALUE_MONTHS = 12


@dataclass(frozen=True, eq=False)
class ClassesInForce:
    """The classes that were in force in a month, and where they come from.

    Attributes
    ----------
    customers : pd.DataFrame
        By ``customer_id`` (index), sorted: ``class`` (A, B, C, N) and ``value``, the billed revenue of the
        12 months that end with ``month`` (``Int64``, ten-thousandths; NA unknown).
    basis : Basis
    month : str
        The month the classes belong to, YYYY-MM; empty for the customer list, which has no month.
    """

    customers: pd.DataFrame
    basis: Basis
    month: str


def classes_in_force(history: History, month: str) -> ClassesInForce | None:
    """Return the official classes in a month; None where nothing tells them.

    They are computed for the newest month up to this one that the data cover; without data to compute them
    they are those last published up to the month, else the levels in the customer list.

    Parameters
    ----------
    history : History
    month : str
        YYYY-MM.
    """
    return _computed(history, month) or _recorded(history, month) or _listed(history)


def _computed(history: History, month: str) -> ClassesInForce | None:
    settings = history.settings.section(SECTION, ClassificationSettings)
    if history.intake.faults_of(READS):
        return None
    try:
        value = str(settings.rule_for(month)["value"])
        covered = histories.latest_complete_month(history, value, last_day(month))
        rule = Rule(**settings.rule_for(covered))
        facts, _draft = histories.cut_off(
            history, covered, rule.value, window_months=rule.window_months, allow_incomplete=False
        )
        customer_months = pivot_customer_months(facts, covered, rule.value)
        rules = rules_by_month(customer_months, rule, earlier_rules(settings, covered))
        by_month = classes_by_month(customer_months, rules)
    except WorkbookError:  # no report of classes can be made of that month either
        return None
    recorded = comparable_records(history.recorded(covered), rules)
    official = compute_official_classes(by_month, rules, history.overrides(covered), recorded)
    letters = official.customers["official"].dropna()
    revenue = _revenue(customer_months).reindex(letters.index)
    return ClassesInForce(_frame(letters, revenue), "computed", covered)


def _revenue(customer_months: CustomerMonths) -> pd.Series:
    """Return the billed revenue of 12 months by customer; empty where the tables have none."""
    if customer_months.table("revenue") is None:
        return pd.Series(dtype="int64")
    return window_values(customer_months, customer_months.month, VALUE_MONTHS, "revenue")


def _recorded(history: History, month: str) -> ClassesInForce | None:
    if history.intake.faults_of(("class_history",)):
        return None
    recorded = history.recorded(add_months(month, 1)).dropna(subset=["official_class"])
    if recorded.empty:
        return None
    newest = recorded["month"].max()
    rows = recorded[recorded["month"] == newest].set_index("customer_id")
    revenue = rows["value"].where(rows["value_basis"] == "revenue")
    return ClassesInForce(_frame(rows["official_class"], revenue), "recorded", newest)


def _listed(history: History) -> ClassesInForce | None:
    customers = history.customers
    if customers is None or "current_level" not in customers:
        return None
    letters = customers.set_index("customer_id")["current_level"].map(class_of_level).dropna()
    if letters.empty:
        return None
    return ClassesInForce(_frame(letters, pd.Series(dtype="int64")), "customer_list", "")


def class_of_level(level: object) -> str | None:
    """Return the class that a level of the customer system means; None for none.

    Examples
    --------
    >>> [class_of_level(level) for level in ("A类", "大客户", "小", "VIP", None)]
    ['A', 'A', 'C', None, None]
    """
    if not isinstance(level, str):
        return None
    word = level.strip().lower()
    return next((letter for letter, words in CLASSES.items() if {word, f"{word}客户"} & {*words}), None)


def _frame(letters: pd.Series, value: pd.Series) -> pd.DataFrame:
    names = pd.Index(letters.index.astype(str), name="customer_id")
    amounts = pd.array(value.reindex(letters.index), dtype="Int64")
    frame = pd.DataFrame({"class": letters.to_numpy(dtype=object), "value": amounts}, index=names)
    return frame.sort_index()
