"""The answer a classification gives: one month's tables, sentences and figures, by name."""

from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from wcm_helpers.core.words import _
from wcm_helpers.methods import abc, concentration
from wcm_helpers.reporting.indicators import Card
from wcm_helpers.reports.classification.customer_months import CustomerMonths
from wcm_helpers.reports.classification.official_classes import Official


class Decision(NamedTuple):
    """One line of the decision list; ``str()`` of it is the sentence."""

    what: str
    sure: str
    step: str
    section: str

    def __str__(self) -> str:
        """Return the whole sentence, with the section that shows why."""
        return _("{what} {sure} {step} See “{section}”.", **self._asdict())


@dataclass(frozen=True, eq=False)
class Classification:
    """One month's classification: numbers first, then what is said about them.

    Values are ten-thousandths of ``unit``; shares run from 0 to 1.

    Attributes
    ----------
    customer_months : what is known of every customer, month by month
    directory : name, industry, type and contract of everyone known or seen, by customer id
    classes : one row a customer active in the window, the largest first
    previous : the month before as ``abc.classify`` gives it; empty where the history had not begun
    inactive : customers known or active earlier, without activity in the window
    official : the official classes, month by month
    moves, class_table, history : see ``find_moves``, ``summarise`` and ``history``
    strip : the classes by the rule of the last 24 months, see ``class_strip``
    without_largest : what losing the largest customer would mean
    excluded : customers without a positive value, outside all shares
    """

    month: str
    rule: abc.Rule
    currency: str
    source: str
    customer_months: CustomerMonths
    directory: pd.DataFrame
    classes: pd.DataFrame
    official: Official
    previous: pd.DataFrame
    inactive: pd.DataFrame
    moves: pd.DataFrame
    class_table: pd.DataFrame
    history: pd.DataFrame
    strip: pd.DataFrame
    without_largest: concentration.WithoutLargest
    excluded: concentration.Excluded
    month_has_activity: bool
    window_covered: bool
    previous_covered: bool
    whole_month: bool = True
    headline: str = ""
    cards: list[Card] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    figures: dict[str, object] = field(default_factory=dict)

    @property
    def first_month(self) -> str:
        """The month the history begins with."""
        return self.customer_months.first_month

    @property
    def has_previous(self) -> bool:
        """Whether there is a month before to compare with."""
        return not self.previous.empty

    @property
    def concentration(self) -> pd.Series:
        """The last row of ``history``: this month's gini, top shares and effective customers."""
        return self.history.iloc[-1]
