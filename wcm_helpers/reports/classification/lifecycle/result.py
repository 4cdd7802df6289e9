"""The states of the customers in a month, as tables and sentences."""

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from wcm_helpers.methods.lifecycle_gaps import Limits


@dataclass(frozen=True, eq=False)
class Lifecycle:
    """The state of every customer in one month, compared with the month before.

    Attributes
    ----------
    month, previous : the month under review; the one before, None where the history had not begun
    as_of : the day silence is counted to
    customers : one row a customer ever active. ``customer_id``, ``customer_name``, ``class`` (None outside
        the window), ``state``, ``before`` (its state a month ago, or None), ``silent_days``, ``gaps``,
        ``slow_after``, ``dormant_after``, ``lost_after`` (days), ``threshold_from`` (own, least, default),
        ``why``, ``volume_change``, ``volume_against``, ``value`` (of the window), ``first_month``,
        ``last_month`` (of activity); of young customers ``annualised`` and ``annualised_months``
    counts : one row a state: ``state``, ``customers``, ``class_a``, ``value``, ``before``, ``change``
    turned_dormant, turned_lost, came_back : rows of ``customers`` whose state changed so this month
    young : rows of ``customers`` with less than a year of business, the largest annualised value first
    days_known : the number of days of the history
    figures : customers by state; None where the history is too short
    """

    month: str
    previous: str | None
    as_of: date
    limits: Limits
    new_months: int
    customers: pd.DataFrame
    counts: pd.DataFrame
    turned_dormant: pd.DataFrame
    turned_lost: pd.DataFrame
    came_back: pd.DataFrame
    young: pd.DataFrame
    days_known: int
    headline: str = ""
    changed: str = ""
    warnings: list[str] = field(default_factory=list)
    rules: list[tuple[str, str]] = field(default_factory=list)
    figures: dict[str, int | None] = field(default_factory=dict)

    @property
    def too_short(self) -> bool:
        """Whether nobody could be dormant yet: the history is shorter than the least threshold."""
        return self.days_known <= self.limits.dormant_least
