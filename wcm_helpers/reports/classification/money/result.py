"""Margins of a month: the loss-making customers, and the margin of each class."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, eq=False)
class Margins:
    """Revenue, cost and margin of the window, without any words; amounts are ten-thousandths.

    Attributes
    ----------
    loss_makers : one row a customer with a margin below zero, the largest loss first: see ``loss_makers``
    classes : one row a class with customers: ``class`` (official), ``customers``, ``loss_making``,
        ``revenue``, ``cost``, ``margin``, ``margin_of_revenue`` (a share; NaN where revenue is not above 0)
    by_customer : by customer id: ``revenue``, ``cost`` and ``margin`` of the window and the same with
        ``_year_ago`` (NA where the data do not cover that window)
    customers : the customers of the window
    revenue, cost : their sums
    cost_months : months of the window with costs of any customer
    without_cost : customers with revenue and without any cost in the window
    """

    loss_makers: pd.DataFrame
    classes: pd.DataFrame
    by_customer: pd.DataFrame
    customers: int
    revenue: int
    cost: int
    cost_months: int
    without_cost: int

    @property
    def loss(self) -> int:
        """The loss of all loss-making customers together, as a positive amount."""
        return -int(self.loss_makers["margin"].sum())
