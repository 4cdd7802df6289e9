"""What every section of the performance review reads: the month, its customers, and its service."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.data.service.service import Service


@dataclass(frozen=True, eq=False)
class PerformanceMonth:
    """The service as a month sees it: language-free, one for all languages.

    Attributes
    ----------
    month : str
        The month under review, YYYY-MM.
    months : tuple of str
        The months a chart may go back, oldest first, the month under review last.
    customers : pd.DataFrame
        By ``customer_id`` (index and column), sorted: ``customer_name``, ``class`` (official class in the
        month; None unknown), ``industry`` (None unknown) and ``value`` (12 months of billed revenue in
        ten-thousandths; NA unknown). Customers that are only in orders are there without a name.
    service : Service or None
        None without orders.
    class_basis : tuple of str
        Where the classes come from (``computed``, ``recorded``, ``customer_list``; empty: unknown), and the
        month they belong to.
    """

    month: str
    months: tuple[str, ...]
    customers: pd.DataFrame
    service: Service | None
    class_basis: tuple[str, str] = ("", "")

    def group_of(self, dimension: str, customer_ids: pd.Series) -> pd.Series:
        """Return the class or industry of customers, None where unknown."""
        groups = customer_ids.map(self.customers[dimension].to_dict()).astype(object)
        return groups.where(groups.notna(), None)

    def name_of(self, customer_id: str) -> str:
        """Return a customer's name, its number where no name is known."""
        name = self.customers["customer_name"].get(customer_id)
        return name if isinstance(name, str) and name else customer_id
