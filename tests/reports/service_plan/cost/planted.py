"""Costs of invented warehouses, made in memory: their pools, activities and footprints, and one result."""

import pandas as pd

from wcm_helpers.data.tables.service_words import ACTIVITIES, POOL_KINDS
from wcm_helpers.reports.service_plan.cost.inputs import cost_inputs
from wcm_helpers.reports.service_plan.result import ServicePlanMonth
from wcm_helpers.sample import care_plan, cost_drivers, costs, world

FEN = 100  # ten-thousandths


def result_of(classes, month="2026-10", revenue=0):
    """Return the month of customers with a class each."""
    customers = pd.DataFrame({"customer_id": list(classes), "class": list(classes.values())})
    customers = customers.set_index("customer_id", drop=False).sort_index()
    customers = customers.assign(customer_name=customers["customer_id"], industry=None, value=revenue)
    active = pd.Series("2025-01", index=customers.index)
    return ServicePlanMonth(month, customers, active)


def _key(words, table):
    keys = {word: key for key, several in table.items() for word in several}
    return words.map(lambda word: keys.get(word, word) if word else None)


def planted(seed, size):
    """Return the plan, the inputs and the month of an invented warehouse."""
    made = world.build(seed, size, 24, "2026-10", 1.0)
    plan = care_plan.plan_care(made)
    activities, footprints, pools = cost_drivers.cost_drivers(plan, made, costs.rows(made, seed), seed)
    activities["activity"] = _key(activities["activity"], ACTIVITIES)
    footprints = footprints.assign(
        positions=footprints["positions"].astype(float), area=float("nan"), date=pd.NaT
    ).astype({"date": "datetime64[us]"})
    pools = pools.assign(
        kind=_key(pools["kind"], POOL_KINDS),
        activity=_key(pools["activity"], ACTIVITIES),
        cost=pools["cost"].astype("int64") * FEN,
        capacity=pd.to_numeric(pools["capacity"]),
    )
    ids = made.customers["customer_id"].to_numpy()
    net = pd.DataFrame(made.billed - made.credited, index=ids, columns=made.months).stack()
    billing = net.rename_axis(["customer_id", "month"]).rename("revenue").reset_index()
    billing["revenue"] *= FEN
    months = tuple(made.months[-12:])
    result = result_of(dict(zip(ids, [letter or None for letter in plan.letters], strict=True)))
    losing = None if plan.losing is None else ids[plan.losing]
    return losing, cost_inputs(pools, activities, footprints, billing, months), result
