"""The classes of a month compared with k-means groups, in numbers."""

from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True, eq=False)
class CrossCheck:
    """The classes of one month compared with groups made without them.

    Attributes
    ----------
    customers : one row a customer with a value above zero, the largest first: ``customer_id``,
        ``customer_name``, ``class``, ``value`` (ten-thousandths), ``frequency``, ``silent``, and where there
        are groups ``group`` (1 has the largest mean value), ``usual`` (class) and ``disagrees``
    frequency, silence : what they count: ``order_days``, ``orders`` or ``active_months``; ``days`` or
        ``months``
    used : the features that differ between customers, of ``value``, ``frequency`` and ``silent``
    groups : one row a group: ``group``, ``customers``, the medians ``value``, ``frequency`` and ``silent``,
        the customers ``A``, ``B``, ``C`` and ``usual`` (None where no class is the most frequent)
    scores : ``groups``, ``silhouette``, ``stability`` and ``chosen``; see ``methods.clusters.score``
    medians : one row a class: ``value``, ``frequency`` and ``silent``
    disagreements : the customers unlike their class, weightiest first: another class is the usual one of
        their group, and their own class is more numerous in another group
    reason : why there are no groups: ``few`` customers, only the ``value`` differs, too many are ``alike``,
        the groups are ``unstable``, or they are ``touching``; empty where there are
    """

    customers: pd.DataFrame
    frequency: str
    silence: str
    used: tuple[str, ...] = ()
    groups: pd.DataFrame = field(default_factory=pd.DataFrame)
    scores: pd.DataFrame = field(default_factory=pd.DataFrame)
    medians: pd.DataFrame = field(default_factory=pd.DataFrame)
    disagreements: pd.DataFrame = field(default_factory=pd.DataFrame)
    reason: str = ""
