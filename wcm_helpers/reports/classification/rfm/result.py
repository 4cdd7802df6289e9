"""The segments of a month by recency, frequency and value, as tables that hold no words of a language."""

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from wcm_helpers.methods import rfm


@dataclass(frozen=True, eq=False)
class Segments:
    """The customers of one month by recency, frequency and value.

    Attributes
    ----------
    as_of : the last day of the month under review; days since the last activity are counted to it
    baseline, baseline_from : the month the edges come from, by ``setting``, ``december`` or for want of
        history the ``month`` itself; ``baseline_covered`` says whether the history fills its window
    recency_from : ``last_on`` (days) or ``active_months`` (the end of the last active month)
    frequency_from : ``order_days``, ``orders`` or ``active_months``
    trend_month : the month the trend ends with: the one before an incomplete month
    customers : one row a customer of the classification, in the order of its classes: ``customer_id``,
        ``customer_name``, ``official`` (class), ``recency_days``, ``trend``
        (change of value, 0.1 is 10 % more; contract customers only),
        ``compared_with`` (``year``, ``quarter`` or empty), ``frequency``, ``monetary`` (ten-thousandths),
        ``share``, ``recency_score``, ``frequency_score``, ``monetary_score``, ``basis`` (``recency`` or
        ``trend``), ``segment``
    counts : one row a segment, also an empty one: ``segment``, ``customers``, ``in_a`` (official class),
        ``value``, ``share`` (of the positive total), ``recency_days``, ``frequency`` and ``monetary``
        (medians)
    edges : one row a measure in use: ``measure``, ``edges``, ``levels``, ``baseline``, ``n``
    figures : customers by segment; they sum to the number of customers
    """

    month: str
    as_of: date
    baseline: str
    baseline_from: str
    baseline_covered: bool
    recency_from: str
    frequency_from: str
    trend_month: str
    contracts_known: bool
    customers: pd.DataFrame
    counts: pd.DataFrame
    edges: pd.DataFrame
    figures: dict[str, int] = field(default_factory=dict)

    @property
    def shows_slipping(self) -> bool:
        """Whether recency or trend differs between customers."""
        levels = self.edges.set_index("measure")["levels"]
        return bool(levels.get("recency", 1) > 1 or self.customers["trend"].notna().any())

    @property
    def slipping(self) -> pd.DataFrame:
        """The rows of ``customers`` in class A whose recency or trend is low, the largest first."""
        customers = self.customers
        return customers[(customers["official"] == "A") & customers["segment"].isin(rfm.SLIPPING)]
