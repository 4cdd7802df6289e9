"""What the first page may speak of: promises, customers, tickets, contracts, measures; language-free."""

from dataclasses import dataclass, field

import pandas as pd

from wcm_helpers.methods.target_verdict import MISSED


@dataclass(frozen=True)
class Standing:
    """How one indicator of the whole site stands this month.

    Attributes
    ----------
    indicator : str
    value, low, high, previous, year_ago, target : float
        In the unit of the indicator; NaN where unknown.
    n : int
        The cases of the month.
    verdict : str
        On the target: ``met``, ``missed``, ``cannot tell``, or empty without one.
    rules : tuple of str
        The rules by which the month is flagged in the control chart; empty where it is usual.
    worse : bool
        Whether the flag is in the bad direction.
    months_flagged : int
        How many months in a row the chart is flagged up to this one.
    charted : bool
        Whether it has a chart, without which nobody knows what is usual.
    """

    indicator: str
    value: float
    low: float
    high: float
    n: int
    previous: float = float("nan")
    year_ago: float = float("nan")
    target: float = float("nan")
    verdict: str = ""
    rules: tuple[str, ...] = ()
    worse: bool = False
    months_flagged: int = 0
    charted: bool = True

    @property
    def alarming(self) -> bool:
        """Whether it asks for an action: outside its usual range for the worse, or its target missed."""
        return (bool(self.rules) and self.worse) or self.verdict == MISSED


@dataclass(frozen=True)
class Cause:
    """What explains most of the change of an indicator: a group, its share of the change, and a stage."""

    indicator: str
    dimension: str
    group: str
    share: float
    stage: str = ""


def _none(*columns: str) -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in columns})


@dataclass(frozen=True, eq=False)
class Events:
    """The cases of a month, the gravest first in every frame.

    Attributes
    ----------
    standings : tuple of Standing
        The indicators of the site with a target or a chart, the leading one first.
    groups : pd.DataFrame
        Groups whose chart is flagged for the worse: ``indicator``, ``dimension``, ``group``, ``value``,
        ``centre`` (its usual value), ``months`` (flagged in a row), ``revenue``.
    cause : Cause or None
    underserved : pd.DataFrame
        ``customer_id``, ``name``, ``class``, ``indicator``, ``value``, ``low``, ``high``, ``peers``,
        ``revenue``.
    waiting : pd.DataFrame
        Customers with overdue tickets: ``customer_id``, ``name``, ``overdue``, ``oldest_hours``,
        ``revenue``.
    renewals : pd.DataFrame
        Contracts that end soon: ``customer_id``, ``name``, ``end_date``, ``days``, ``revenue``.
    measures : pd.DataFrame
        ``id``, ``metric``, ``scope``, ``owner``, ``verdict``, ``next``, ``overdue``.
    """

    standings: tuple[Standing, ...] = ()
    groups: pd.DataFrame = field(default_factory=lambda: _none("indicator", "group", "revenue"))
    cause: Cause | None = None
    underserved: pd.DataFrame = field(default_factory=lambda: _none("customer_id", "revenue"))
    waiting: pd.DataFrame = field(default_factory=lambda: _none("customer_id", "revenue"))
    renewals: pd.DataFrame = field(default_factory=lambda: _none("customer_id", "revenue"))
    measures: pd.DataFrame = field(default_factory=lambda: _none("id", "verdict"))

    @property
    def leading(self) -> Standing | None:
        """The indicator the headline is about: the first one."""
        return self.standings[0] if self.standings else None
