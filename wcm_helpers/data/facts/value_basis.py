"""The values that can be summed for a customer and a month."""

from typing import Literal

#: Billed revenue, revenue less costs, goods value of orders, number of orders, units.
ValueBasis = Literal["revenue", "margin", "order_value", "orders", "units"]
