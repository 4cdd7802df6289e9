"""The change of each customer's value: one measure for one thing, on every page.

The same two comparisons stand wherever a customer's rise or fall is named: the window now against an earlier
window, and the last three months against the same three a year ago.
"""

import pandas as pd

from wcm_helpers.classes.customer_months import CustomerMonths
from wcm_helpers.core.months import add_months, window

#: Months that are compared with the same months a year ago.
RECENT_MONTHS = 3
YEAR = 12


def recent_changes(customer_months: CustomerMonths, through: str = "") -> pd.DataFrame:
    """Return the last three months of every customer against the same three a year ago.

    Parameters
    ----------
    customer_months : CustomerMonths
    through : str, ``YYYY-MM``
        The last of the three months; the month under review by default. Of an incomplete month give the one
        before: a part of a month is less than the whole one of a year ago.

    Returns
    -------
    pd.DataFrame, indexed by customer id
        ``recent`` and ``recent_year_ago`` (ten-thousandths; NA where the history does not reach back over all
        three months of a year ago), and ``recent_change`` (a share: −0.37 is 37 % less; NaN where the value
        of a year ago is not above zero).

    Examples
    --------
    >>> from wcm_helpers.classes.customer_months import pivot_customer_months
    >>> rows = [("x", "2025-03", 50, 1), ("x", "2025-05", 50, 1), ("x", "2026-04", 63, 1)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    >>> recent_changes(pivot_customer_months(facts, "2026-05")).to_dict("records")
    [{'recent': 63, 'recent_year_ago': 100, 'recent_change': -0.37}]
    """
    amounts = customer_months.amounts
    recent_months = window(through or customer_months.month, RECENT_MONTHS)
    year_ago = [add_months(month, -YEAR) for month in recent_months]
    columns = {
        "recent": amounts.reindex(columns=recent_months, fill_value=0).sum(axis=1).astype("Int64"),
        "recent_year_ago": pd.Series(pd.NA, index=amounts.index, dtype="Int64"),
    }
    if year_ago[0] >= customer_months.first_month:
        columns["recent_year_ago"] = amounts[year_ago].sum(axis=1).astype("Int64")
    changes = pd.DataFrame(columns)
    before = changes["recent_year_ago"].astype("Float64")
    share = (changes["recent"] / before.where(before > 0) - 1).astype("float64").round(12)
    return changes.assign(recent_change=share)
