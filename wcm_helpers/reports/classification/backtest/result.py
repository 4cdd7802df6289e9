"""The result of a backtest: the classes of a year ago and the value since, in numbers."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.methods import abc, backtest

#: Reasons for which no shares can be compared.
NOT_COMPARABLE = ("too_short", "few", "no_value")


@dataclass(frozen=True)
class NextYearCheck:
    """Limits chosen on the year before, with their score on the year since.

    ``month`` is the month of the classes the limits were chosen on; ``score`` runs from 0 (chance) to 1;
    ``difference`` is the score less that of the limits in force, with its interval ``low`` to ``high``.
    """

    month: str
    limit_a: float
    limit_b: float
    in_force: bool
    score: float
    difference: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Backtest:
    """The classes of a year ago compared with the value since.

    Values are ten-thousandths of the unit of the rule's value, shares run from 0 to 1.

    Attributes
    ----------
    classes_month, month : the month of the classes, and the last of the twelve months since
    from_month : the first month under review for which the history is long enough
    check_month : the first for which limits can be chosen on one year and checked on the next
    key, reason : see ``methods.backtest.verdict``; ``too_short`` is one more reason
    customers : one row a customer with a class then; see ``analysis.customers_then``
    captures, classes, agreement, limits : see ``methods.backtest``; ``limits`` is empty where too few
        customers, or no value, allow no comparison
    next_year_check : limits chosen on the year before, or None
    newcomers, newcomers_share : customers active since without a class then; their share of all value since
    share_of_all : the share of class A in all value since, that of newcomers included
    """

    month: str
    classes_month: str
    rule: abc.Rule
    from_month: str
    check_month: str
    key: str
    reason: str
    customers: pd.DataFrame
    captures: pd.DataFrame
    classes: pd.DataFrame
    agreement: backtest.Agreement
    limits: pd.DataFrame
    next_year_check: NextYearCheck | None
    newcomers: int
    newcomers_share: float
    share_of_all: float

    @property
    def can_tell(self) -> bool:
        """Whether the history is long enough and somebody had a class then."""
        return not self.customers.empty

    @property
    def comparable(self) -> bool:
        """Whether there are enough customers, and value since, to compare shares at all."""
        return self.reason not in NOT_COMPARABLE
