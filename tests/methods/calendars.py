"""Days of activity as tables, customer × month: shared by the tests of lifecycle and its gaps."""

import pandas as pd

from wcm_helpers.core.months import month_range

MONTHS = month_range("2024-01", "2026-05")


def tables(days, months=MONTHS):
    """Return first and last days, customer × month, from {customer: [day, …]}."""
    rows = [(name, day[:7], day) for name, own in days.items() for day in sorted(own)]
    grouped = pd.DataFrame(rows, columns=["customer", "month", "day"]).groupby(["customer", "month"])["day"]
    return tuple(
        days_of.unstack().reindex(index=sorted(days), columns=months).astype("datetime64[s]")
        for days_of in (grouped.min(), grouped.max())
    )
