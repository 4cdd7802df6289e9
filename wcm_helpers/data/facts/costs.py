"""What serving customers cost, beside what they were billed: the months for which margin is known.

A month in which somebody is billed and nobody has a cost is one whose costs were not exported; margin made
with it would be revenue under another name.
"""

import numpy as np
import pandas as pd

from wcm_helpers.core.messages import Formatted, Text, message
from wcm_helpers.core.months import add_months
from wcm_helpers.data.facts.customer_month_cells import cells
from wcm_helpers.data.facts.monthly import Facts


def without_costs(facts: Facts, month: str) -> list[str]:
    """Return the billed months up to ``month`` that have no costs at all, oldest first."""
    billed = facts.billing["month"].unique()
    return sorted({past for past in billed if past <= month} - set(facts.costs["month"].unique()))


def margin_begins(facts: Facts, month: str) -> str:
    """Return the first month of the months up to ``month`` whose costs are there without a gap."""
    gaps = without_costs(facts, month)
    return add_months(gaps[-1], 1) if gaps else min(facts.months, default=month)


def gap(facts: Facts, month: str, window: list[str]) -> Text:
    """Return what forbids a margin: months of the window without costs after months with; else nothing.

    A window that begins before the first costs is one that is not full yet, and the report says so.
    """
    begun = facts.costs["month"].min() if len(facts.costs) else month
    gaps = [missing for missing in without_costs(facts, month) if missing in window and missing > begun]
    if not gaps:
        return ""
    return message(
        'value = "margin": [tables.costs] has no costs for {months}, although customers are billed in these '
        'months. Export the costs of every month, or set value = "revenue".',
        months=[Formatted("month_name", month) for month in gaps],
    )


def left_out(costs: pd.DataFrame, beside: pd.DataFrame, month: str) -> pd.DataFrame:
    """Return the costs up to ``month`` of customers and months that are not in ``beside``.

    Examples
    --------
    >>> costs = pd.DataFrame({"customer_id": ["x", "x"], "month": ["2026-04", "2026-05"], "cost": [7, 9]})
    >>> left_out(costs, costs.iloc[:1], "2026-05").to_numpy().tolist()
    [['x', '2026-05', 9]]
    """
    past = costs[costs["month"] <= month]
    active_cells, cost_cells = cells(beside, past)
    return past[~np.isin(cost_cells, active_cells)].sort_values(["month", "customer_id"], ignore_index=True)
