"""What every section of the service plan reads: the month and its customers."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.core.formats import missing


@dataclass(frozen=True, eq=False)
class ServicePlanMonth:
    """The customers as a month sees them: language-free, one for all languages.

    Attributes
    ----------
    month : str
        The month under review, YYYY-MM.
    customers : pd.DataFrame
        See :func:`wcm_helpers.classes.customers.customers_with_classes`.
    active : pd.Series
        The first month in which each customer had an order or a bill, by ``customer_id``; only those who had
        one within the last 12 months.
    class_basis : tuple of str
        Where the classes come from (``computed``, ``recorded``, ``customer_list``; empty: unknown), and the
        month they belong to.
    """

    month: str
    customers: pd.DataFrame
    active: pd.Series
    class_basis: tuple[str, str] = ("", "")

    @property
    def classes(self) -> pd.Series:
        """The class of each active customer, by ``customer_id``; None unknown."""
        classes = self.customers["class"].astype(object).reindex(self.active.index)
        return classes.where(classes.notna(), None)

    def name_of(self, customer_id: str) -> str:
        """Return a customer's name, its number where no name is known."""
        name = self.customers["customer_name"].get(customer_id)
        return name if isinstance(name, str) and name else customer_id

    def revenue_of(self, customer_id: str) -> int:
        """Return the billed revenue of 12 months in ten-thousandths; 0 unknown."""
        value = self.customers["value"].get(customer_id)
        return 0 if missing(value) else int(value)

    def with_names(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return rows of customers with ``name`` and ``revenue`` (12 months, ten-thousandths).

        Where no customer's revenue is known, as without bills, it is NA: a zero would say that nothing was
        billed.
        """
        ids = rows["customer_id"]
        revenue = ids.map(self.revenue_of).astype("int64")
        if self.customers["value"].isna().all():
            revenue = pd.Series(pd.NA, index=rows.index, dtype="Int64")
        return rows.assign(name=ids.map(self.name_of), revenue=revenue)
