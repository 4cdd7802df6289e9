"""The states of the customers in a month, as tables that hold no words of a language."""

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
    customers : one row a customer ever active. ``customer_id``, ``customer_name``, ``official`` (its official
        class, None outside the window), ``last_official`` (the last one it had), ``state``, ``before`` (its
        state a month ago, or None), ``changed`` (whether the state is another than a month ago),
        ``silent_days``, ``gaps``, ``slow_after``, ``dormant_after``, ``lost_after`` (days),
        ``threshold_from`` (own, least, most, default), ``why``, ``volume_change``, ``volume_against``,
        ``value`` (of the window), ``amount`` (the same; of a customer lost, or without activity in the
        window, the value of the window that ended with its last activity), ``recent``,
        ``recent_year_ago`` and ``recent_change`` (see ``change.recent_changes``), ``first_month``,
        ``last_month`` (of activity); of young customers with business ``annualised`` and
        ``annualised_months``
    counts : one row a state: ``state``, ``customers``, ``class_a`` (official), ``value``, ``before``,
        ``change``
    turned_dormant, turned_lost, came_back : rows of ``customers`` whose state changed so this month
    young : rows of ``customers`` with less than a year of business that still have it, the largest
        annualised value first
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
    figures: dict[str, int | None] = field(default_factory=dict)

    @property
    def too_short(self) -> bool:
        """Whether nobody could be dormant yet: the history is shorter than the least threshold."""
        return self.days_known <= self.limits.dormant_least
