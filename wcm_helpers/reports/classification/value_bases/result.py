"""The classes by each value basis, as tables without any words."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, eq=False)
class ValueBases:
    """The classes by each known value basis, of the customers active in the window.

    Amounts are ten-thousandths of the currency, orders ten-thousandths of an order.

    Attributes
    ----------
    own : the basis of the rule
    bases : the bases that can be computed: ``own`` first, then those of ``revenue``, ``margin``, ``orders``
    missing : those of the three that cannot be computed, in this order
    even : bases by which most customers are needed for class A, and more than by the rule's own; they are
        not used to decide whose class depends on the basis
    customers : one row a customer: ``customer_id``, ``customer_name``, ``value_<basis>``, ``class_<basis>``
        and ``share_<basis>`` of each basis, ``apart`` (steps between its best and its worst class; N is one
        step below C) and ``share_apart``; the largest difference first
    differ : the rows of ``customers`` whose class depends on the basis
    counts : one row a basis: ``basis``, ``total``, customers in ``A``, ``B``, ``C``, ``N``, and the customers
        with a ``higher`` and a ``lower`` class than by ``own``
    agreement : one row a pair: ``first``, ``second``, ``customers``, ``same``, ``share``, ``kappa`` (NaN
        where both put everyone into one and the same class)
    without_cost : customers with revenue and no costs at all in the window
    cost_months : months of the window with costs of any customer
    """

    own: str
    bases: list[str]
    missing: list[str]
    even: list[str]
    customers: pd.DataFrame
    differ: pd.DataFrame
    counts: pd.DataFrame
    agreement: pd.DataFrame
    without_cost: int
    cost_months: int

    @property
    def margin_known(self) -> bool:
        """Whether revenue and costs are known, so that there is a margin."""
        return "margin" in self.bases and self.cost_months > 0
