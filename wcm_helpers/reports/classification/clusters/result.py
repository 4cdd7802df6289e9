"""The classes of a month compared with k-means groups, as tables and sentences."""

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
    groups : one row a group: ``group``, ``customers``, the medians ``value``, ``frequency`` and ``silent``,
        the customers ``A``, ``B``, ``C``, ``usual`` (None where no class is the most frequent) and ``name``
    scores : ``groups``, ``silhouette``, ``stability`` and ``chosen``; see ``methods.clusters.score``
    disagreements : the customers unlike their class, weightiest first, with ``meaning``: another class is the
        usual one of their group, and their own class is more numerous in another group
    frequency, silence : what they count, in words
    reason : why there are no groups; empty where there are
    headline, remarks : the finding, and its limits
    rules : pairs of a term and the rule in force
    """

    customers: pd.DataFrame
    frequency: str
    silence: str
    groups: pd.DataFrame = field(default_factory=pd.DataFrame)
    scores: pd.DataFrame = field(default_factory=pd.DataFrame)
    disagreements: pd.DataFrame = field(default_factory=pd.DataFrame)
    reason: str = ""
    headline: str = ""
    remarks: list[str] = field(default_factory=list)
    rules: list[tuple[str, str]] = field(default_factory=list)
