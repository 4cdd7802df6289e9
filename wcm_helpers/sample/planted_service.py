"""Plan what the performance review is to find: causes, measures, an under-served customer, a reversal."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months
from wcm_helpers.sample import limits
from wcm_helpers.sample.world import World

#: Months before the last one: the new packing line of S1, the measure that worked, the under-served customer,
#: and the month of the reversal with the one before it.
CAUSE_AGO, MEASURE_AGO, UNDERSERVED_MONTHS, REVERSAL_AGO = (1, 0), 5, 12, 3
CAUSE_SITE, CAUSE_STAGE, CAUSE_LATE = "S1", 2, 0.24
MEASURE_SITE, MEASURE_STAGE, MEASURE_FACTOR = "S2", 3, 0.45
UNDERSERVED_LATE = 0.30
#: Late orders of the reversal: urgent and normal ones, in the month before and in the month, and the share of
#: urgent orders in the month.
REVERSAL_LATE = ((0.45, 0.030), (0.19, 0.010))
REVERSAL_URGENT = 0.34


@dataclass(frozen=True)
class ServicePlan:
    """What is planted in the orders; rows of customers as in ``world.customers``."""

    underserved: int | None
    cause_months: tuple[str, ...]
    measure_from: str
    underserved_from: str
    reversal: str


def plan_service(world: World) -> ServicePlan:
    """Return what is planted in a world."""
    last = world.months[-1]
    return ServicePlan(
        underserved_customer(world),
        tuple(add_months(last, -ago) for ago in CAUSE_AGO),
        add_months(last, -MEASURE_AGO),
        add_months(last, 1 - UNDERSERVED_MONTHS),
        add_months(last, -REVERSAL_AGO),
    )


def underserved_customer(world: World) -> int | None:
    """Return the row of the customer that is quietly under-served: a stable one of class A."""
    if len(world.months) < UNDERSERVED_MONTHS:
        return None
    values = limits.window_sums(world.billed - world.credited, len(world.months) - 1)
    if not (values > 0).any():
        return None
    in_a = limits.start_shares(values) < limits.LIMITS["A"]
    steady = (world.customers["behaviour"] == "stable").to_numpy() & in_a & (values > 0)
    rows = np.flatnonzero(steady)
    if not len(rows):
        return None
    by_size = rows[np.argsort(-values[rows], kind="stable")]
    return int(by_size[min(3, len(by_size) - 1)])


def truth(plan: ServicePlan, world: World) -> pd.DataFrame:
    """Return what was planted: ``what``, ``where``, ``from``, ``to``, ``note``."""
    months, customers = set(world.months), world.customers["customer_id"]
    rows = [
        (
            "special cause", CAUSE_SITE, min(plan.cause_months), max(plan.cause_months),
            f"new packing line: {100 * CAUSE_LATE:.0f} % of the orders of {CAUSE_SITE} are late, packing "
            f"takes longer",
        ),
        (
            "measure that works", MEASURE_SITE, plan.measure_from, world.months[-1],
            f"M1: waiting for shipment at {MEASURE_SITE} takes less than half as long",
        ),
        ("measure without effect", "S1", plan.measure_from, world.months[-1],
         "M2: picking at S1 is as before"),
        (
            "reversal", "priority", plan.reversal, plan.reversal,
            "urgent and normal orders are both late less often than the month before, and all together more "
            "often: a third of the orders are urgent",
        ),
    ]  # fmt: skip
    if plan.underserved is not None:
        rows.insert(
            2,
            (
                "under-served customer", customers[plan.underserved], plan.underserved_from, world.months[-1],
                f"{100 * UNDERSERVED_LATE:.0f} % of its orders are late",
            ),
        )  # fmt: skip
    known = [row for row in rows if row[2] in months or row[0] == "special cause"]
    return pd.DataFrame(known, columns=["what", "where", "from", "to", "note"])
