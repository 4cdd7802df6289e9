"""What the sections of a month know of one customer: its months, its classes over time, what was done.

Nothing is computed a second time: months come from the customer months of the result, classes from the
official path, overrides and measures from their tables.
"""

import pandas as pd

from wcm_helpers.charts.strip import runs
from wcm_helpers.core.months import add_months, last_day, window
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.review import ClassificationReview

#: The months of the chart and the table, each beside the same month a year ago.
MONTHS = 12
YEAR = 12
_MASTER_KEYS = (
    "customer_id", "customer_name", "parent_id", "customer_type", "industry", "contractual", "region",
    "site_ids", "start_date", "end_date", "account_manager_id", "current_level", "status", "public_sector",
)  # fmt: skip


def customer_names(review: ClassificationReview) -> dict[str, str]:
    """Return the name of every customer, listed or active, by id; the id where it has no name."""
    return {str(customer): str(name) for customer, name in review.result.directory["customer_name"].items()}


def master_data(review: ClassificationReview, customer: str) -> dict[str, object]:
    """Return the filled cells of a customer's row of the customer list; none where it is not listed."""
    table = review.history.customers
    if table is None:
        return {}
    rows = table[table["customer_id"].astype(str) == customer]
    if rows.empty:
        return {}
    row = rows.iloc[0]
    return {key: row[key] for key in _MASTER_KEYS if key in row.index and pd.notna(row[key])}


def months_of(result: Classification, customer: str) -> pd.DataFrame:
    """Return the last twelve months of a customer, each beside the same month a year ago.

    Returns
    -------
    pd.DataFrame
        ``month``, ``value`` and ``year_ago`` (ten-thousandths; NA before the history), ``change`` (a share;
        NaN where the value of a year ago is not above zero); where they are known ``revenue``, ``cost`` and
        ``margin``. Empty for a customer that was never active.
    """
    amounts = result.customer_months.amounts
    if customer not in amounts.index:
        return pd.DataFrame(columns=["month", "value", "year_ago", "change"])
    months = [month for month in window(result.month, MONTHS) if month >= result.first_month]
    row = amounts.loc[customer]
    value = row.reindex(months).astype("Int64")
    year_ago = row.reindex([add_months(month, -YEAR) for month in months]).astype("Int64")
    year_ago.index = value.index
    before = year_ago.astype("Float64")
    frame = pd.DataFrame({"value": value, "year_ago": year_ago})
    frame["change"] = (value / before.where(before > 0) - 1).astype("float64")
    for name in ("revenue", "cost"):
        table = result.customer_months.table(name)
        if table is not None:
            frame[name] = table.loc[customer].reindex(months).astype("Int64")
    if {"revenue", "cost"} <= set(frame):
        frame["margin"] = frame["revenue"] - frame["cost"]
    return frame.rename_axis("month").reset_index()


def class_periods(result: Classification, customer: str) -> pd.DataFrame:
    """Return the periods in which a customer had one official class and one class by the rule.

    Returns
    -------
    pd.DataFrame
        ``first`` and ``last`` (months), ``official``, ``computed`` (None: no activity in the window) and
        ``reason``, the key of why the official class is another than before (None where it is the same),
        the newest period first.
    """
    path = result.official.path
    if customer not in path.official.index:
        return pd.DataFrame(columns=["first", "last", "official", "computed", "reason"])
    months = list(path.official.columns)
    official, computed = path.official.loc[customer], result.official.computed.loc[customer]
    pairs = [f"{a} {b}" if isinstance(a, str) else None for a, b in zip(official, computed, strict=True)]
    rows = []
    for _pair, first, length in runs(pairs):
        month, before = months[first], official.iloc[first - 1] if first else None
        rows.append(
            {
                "first": month,
                "last": months[first + length - 1],
                "official": official[month],
                "computed": computed[month],
                "reason": path.reasons.loc[customer, month] if official[month] != before else None,
            }
        )
    return pd.DataFrame(rows[::-1], columns=["first", "last", "official", "computed", "reason"], dtype=object)


def overrides_of(review: ClassificationReview, customer: str) -> pd.DataFrame:
    """Return the classes set by hand for a customer up to the month, the newest first."""
    frame = review.history.overrides(review.month)
    return frame[frame["customer_id"] == customer].iloc[::-1].reset_index(drop=True)


def measures_of(review: ClassificationReview, customer: str, name: str) -> pd.DataFrame:
    """Return the measures of the register whose group is a customer and that began by the month's end."""
    history = review.history
    table = None if history.intake.faults_of(("actions",)) else history.table("actions")
    if table is None:
        return pd.DataFrame()
    own = table["scope"].isin([customer, name])
    if "start" in table:
        own &= ~(table["start"] > pd.Timestamp(last_day(review.month)))
    return table[own].reset_index(drop=True)
