"""Contract customers: which they are, what became of their contracts, and what is left of their revenue."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.core.months import add_months, window
from wcm_helpers.methods.retention import compare_revenue, follow_contracts
from wcm_helpers.reports.performance.review import PerformanceReview

#: Contracts that end within so many days are listed by name.
SOON_DAYS = 90
#: Revenue of so many months is compared with that of as many a year before, as in the class changes.
REVENUE_MONTHS, YEAR = 3, 12


@dataclass(frozen=True, eq=False)
class Contracts:
    """The contract customers of a month.

    Attributes
    ----------
    customers : frozenset of str
    known : bool
        Whether a table says which customers have a contract.
    contracts : pd.DataFrame or None
        Every contract with an end, as :func:`follow_contracts` returns them, with ``name``, ``days`` to its
        end and ``revenue`` (12 months, ten-thousandths); None without the table.
    revenue : pd.DataFrame
        By ``customer_id``: ``name``, ``start_revenue``, ``retained``, ``retained_and_grown``; empty where the
        bills do not reach back.
    """

    customers: frozenset[str]
    known: bool
    contracts: pd.DataFrame | None
    revenue: pd.DataFrame

    @property
    def year(self) -> pd.DataFrame:
        """The contracts that ended in the last 12 months."""
        days = self.contracts["days"]
        return self.contracts[(days <= 0) & (days > -365)]

    @property
    def soon(self) -> pd.DataFrame:
        """The contracts that end in the next 90 days and are not renewed, the largest customer first."""
        rows = self.contracts
        rows = rows[(rows["days"] > 0) & (rows["days"] <= SOON_DAYS) & (rows["state"] == "running")]
        return rows.sort_values(
            ["revenue", "contract_no"], ascending=[False, True], na_position="last", ignore_index=True
        )


def contracts_of(review: PerformanceReview) -> Contracts:
    """Return the contract customers of the month, for ``review.computed``."""
    table, as_of = contract_table(review), pd.Timestamp(review.known_until)
    flagged = review.history.customers
    customers = find_contract_customers(flagged, table, as_of)
    rows = None
    if table is not None:
        rows = follow_contracts(table, as_of)
        rows = rows.assign(
            name=[review.result.name_of(each) for each in rows["customer_id"]],
            days=(rows["end_date"] - as_of).dt.days,
            revenue=rows["customer_id"].map(review.result.customers["value"]),
        )
    amounts = monthly_revenue(review)
    revenue = revenue_retention(amounts, customers or frozenset(), review.month)
    names = [review.result.name_of(each) for each in revenue.index]
    revenue = revenue.assign(name=names).rename_axis("customer_id").reset_index()
    return Contracts(customers or frozenset(), customers is not None, rows, revenue)


def contract_table(review: PerformanceReview) -> pd.DataFrame | None:
    """Return the table ``contracts``; None where it is not there or cannot be used."""
    history = review.history
    return None if history.intake.faults_of(("contracts",)) else history.table("contracts")


def find_contract_customers(
    customers: pd.DataFrame | None, contracts: pd.DataFrame | None, as_of: pd.Timestamp
) -> frozenset[str] | None:
    """Return the customers bound by a contract; None where no table tells.

    ``customers.contractual`` decides; where it is blank, whether the customer has a contract begun by then.

    Examples
    --------
    >>> flags = pd.DataFrame({"customer_id": ["a", "b"], "contractual": [True, None]})
    >>> find_contract_customers(flags, None, pd.Timestamp("2026-05-31"))
    frozenset({'a'})
    """
    flags = pd.Series(dtype=object)
    if customers is not None and "contractual" in customers:
        flags = customers.set_index(customers["customer_id"].astype(str))["contractual"].dropna()
    if contracts is None and flags.empty:
        return None
    bound = {str(each) for each, flag in flags.items() if bool(flag)}
    if contracts is not None:
        begun = contracts.loc[contracts["start_date"] <= as_of, "customer_id"].astype(str)
        bound |= set(begun) - set(flags.index)
    return frozenset(bound)


def monthly_revenue(review: PerformanceReview) -> pd.DataFrame:
    """Return billed revenue up to the month under review, customer × month, every month between."""
    billing = review.history.facts.billing
    billing = billing[billing["month"] <= review.month]
    return billing.pivot_table(
        index="customer_id", columns="month", values="revenue", aggfunc="sum", fill_value=0
    )


def revenue_retention(amounts: pd.DataFrame, customers: frozenset[str], month: str) -> pd.DataFrame:
    """Return what is left of the revenue that contract customers brought a year before a month.

    Three months are compared with the same three a year before. Empty where the bills begin later.
    """
    start_months = window(add_months(month, -YEAR), REVENUE_MONTHS)
    if amounts.empty or amounts.columns.min() > start_months[0]:
        amounts = amounts.iloc[:0]
    rows = amounts[amounts.index.isin(customers)]
    start = rows.reindex(columns=start_months, fill_value=0).sum(axis=1)
    now = rows.reindex(columns=window(month, REVENUE_MONTHS), fill_value=0).sum(axis=1)
    return compare_revenue(start.astype("int64"), now.astype("int64"))
