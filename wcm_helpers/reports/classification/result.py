"""The result of a classification: one month's tables, sentences and figures, by name."""

from dataclasses import dataclass, field

import pandas as pd

from wcm_helpers.classes.customer_months import CustomerMonths
from wcm_helpers.classes.official_classes import Official
from wcm_helpers.core.messages import Message
from wcm_helpers.core.months import add_months
from wcm_helpers.methods import abc, concentration


@dataclass(frozen=True, eq=False, kw_only=True)
class RuleOutcome:
    """The classes that one rule gives in one month, and what follows from the classes alone.

    Amounts are ten-thousandths of the currency (or of a unit); shares run from 0 to 1.

    Attributes
    ----------
    month : str
        The month under review, YYYY-MM.
    rule : Rule
    currency : str
        The currency's code.
    source : str or Message
        What names the data under each figure.
    classes : pd.DataFrame
        One row per customer active in the window, the largest first: the columns of ``abc.classify`` with
        ``customer_id`` and ``customer_name``.
    class_table : pd.DataFrame
        One row per class, see ``summarise``.
    history : pd.DataFrame
        One row per month, the month under review last, see ``concentration_by_month``.
    window_length : int
        The months of the window within the history: fewer than the rule counts where the history is short.
    """

    month: str
    rule: abc.Rule
    currency: str
    source: str | Message
    classes: pd.DataFrame
    class_table: pd.DataFrame
    history: pd.DataFrame
    window_length: int

    @property
    def concentration(self) -> pd.Series:
        """The last row of ``history``: this month's gini, top shares and effective customers."""
        return self.history.iloc[-1]


@dataclass(frozen=True, eq=False, kw_only=True)
class Classification(RuleOutcome):
    """The classification of one month by the rule in force, compared with the month before.

    Attributes
    ----------
    customer_months : CustomerMonths
        Every customer's values, month by month.
    directory : pd.DataFrame
        Name, industry, type and contract of every customer, by customer id, see ``build_directory``.
    classes : pd.DataFrame
        As in :class:`RuleOutcome`, with the columns of ``describe_customers`` and of the official class.
    official : Official
        The official classes, month by month.
    previous : pd.DataFrame
        The month before as ``abc.classify`` returns it; empty where the history had not begun.
    inactive : pd.DataFrame
        Customers without activity in the window, see ``find_inactive``.
    moves : pd.DataFrame
        See ``find_moves``.
    without_largest : WithoutLargest
        The classes without the largest customer.
    excluded : Excluded
        Customers without a positive value, outside all shares.
    month_has_activity, window_covered, previous_covered, whole_month : bool
        Whether anything happened in the month, whether the history covers its window and that of the month
        before, and whether the data cover the month to its end.
    """

    customer_months: CustomerMonths
    directory: pd.DataFrame
    official: Official
    previous: pd.DataFrame
    inactive: pd.DataFrame
    moves: pd.DataFrame
    without_largest: concentration.WithoutLargest
    excluded: concentration.Excluded
    month_has_activity: bool
    window_covered: bool
    previous_covered: bool
    whole_month: bool = True
    figures: dict[str, object] = field(default_factory=dict)

    @property
    def first_month(self) -> str:
        """The month the history begins with."""
        return self.customer_months.first_month

    @property
    def last_whole_month(self) -> str:
        """The month under review; of an incomplete one the month before, with which trends end."""
        return self.month if self.whole_month else add_months(self.month, -1)

    @property
    def has_previous(self) -> bool:
        """Whether there is a month before to compare with."""
        return not self.previous.empty
