"""What each customer costs to serve, who loses money and by which cost, and what capacity nobody used."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.methods.time_driven_costing import Costing, time_driven_costs
from wcm_helpers.methods.whale_curve import Whale, sign_turns, whale_curve
from wcm_helpers.reports.service_plan.cost.inputs import NEEDED, CostInputs, cost_inputs, months_covered
from wcm_helpers.reports.service_plan.cost.losses import FULL, LEVELS, OWN, costs_by_driver, loss_makers
from wcm_helpers.reports.service_plan.result import ServicePlanMonth
from wcm_helpers.reports.service_plan.review import ServicePlanReview


@dataclass(frozen=True, eq=False)
class CostToServe:
    """The costs of the customers in some months.

    Attributes
    ----------
    inputs : CostInputs
    customers : pd.DataFrame
        One row a customer with revenue or cost, the smallest margin first: ``customer_id``, ``class``,
        ``name``, ``revenue`` (12 months), ``billed`` (in the months of the costs), ``cost``, ``margin``
        (``billed`` − ``cost``; all ten-thousandths), ``turns`` (share of draws in which its sign turns; NaN
        for a margin of 0), and ``full_cost``, ``full_margin`` and ``full_turns`` with its share of the
        capacity that nobody used.
    loss_makers : pd.DataFrame
        See :func:`wcm_helpers.reports.service_plan.cost.losses.loss_makers`.
    pools : pd.DataFrame
        One row a pool and activity, the most unused first: see :func:`pools_of`.
    whale : Whale
    """

    inputs: CostInputs
    customers: pd.DataFrame
    loss_makers: pd.DataFrame
    pools: pd.DataFrame
    whale: Whale

    @property
    def ledger(self) -> int:
        """The amount of all pools."""
        return int(self.pools["amount"].sum())

    @property
    def charged(self) -> int:
        """What customers used, overheads included."""
        return int(self.pools["charged"].sum())

    @property
    def unused(self) -> int:
        """The cost of capacity that nobody used."""
        return int(self.pools.loc[self.pools["chargeable"], "unused_amount"].sum())

    @property
    def not_charged(self) -> int:
        """The cost of pools of which nobody is known to have used anything."""
        return self.ledger - self.charged - self.unused


def tables_missing(review: ServicePlanReview) -> tuple[str, ...]:
    """Return the tables without which no cost can be given to a customer, for ``review.computed``."""
    staged = review.history.intake.staged
    return tuple(name for name in NEEDED if name not in staged)


def months_of(review: ServicePlanReview) -> tuple[str, ...]:
    """Return the months that every table covers, oldest first, for ``review.computed``."""
    if review.computed(tables_missing):
        return ()
    history = review.history
    tables = [history.table(name) for name in ("cost_pools", "activities", "footprints")]
    return months_covered(*tables, history.facts.billing, review.month, review.rule.cost_months)


def cost_of(review: ServicePlanReview) -> CostToServe | None:
    """Return the costs of the customers, for ``review.computed``.

    None where the tables share no month, and where nobody is known to have used any pool: margins without
    any cost would be no finding.
    """
    months = review.computed(months_of)
    if not months:
        return None
    history = review.history
    tables = [history.table(name) for name in ("cost_pools", "activities", "footprints")]
    inputs = cost_inputs(*tables, history.facts.billing, months)
    return None if inputs.usage.empty else cost_to_serve(inputs, review.result)


def loss_makers_of(review: ServicePlanReview) -> list[str]:
    """Return the ids of the customers that certainly cost more than they bring, sorted."""
    cost = review.computed(cost_of)
    return [] if cost is None else sorted(certain_losses(cost)["customer_id"])


def certain_losses(cost: CostToServe) -> pd.DataFrame:
    """Return the loss makers whose loss stands at other rates, the largest loss first."""
    return cost.loss_makers[cost.loss_makers["certain"]].reset_index(drop=True)


def unused_amount_of(review: ServicePlanReview) -> int | None:
    """Return the cost of capacity that nobody used, in ten-thousandths; None where it cannot be told."""
    cost = review.computed(cost_of)
    if cost is None or not (cost.pools["chargeable"] & (cost.pools["capacity"] > 0)).any():
        return None
    return cost.unused


def cost_to_serve(inputs: CostInputs, result: ServicePlanMonth) -> CostToServe:
    """Return the costs of the customers from what they used, and with their share of what nobody used."""
    pools, billed = inputs.pools, inputs.revenue
    costings = {
        OWN: time_driven_costs(pools[["kind", "amount", "capacity"]], inputs.usage),
        # Without a capacity a pool is shared by its use, to the last fen.
        FULL: time_driven_costs(pools[["kind", "amount"]].assign(capacity=pd.NA), inputs.usage),
    }
    frame = pd.DataFrame({"billed": billed})
    for level, costing in costings.items():
        by_pool = costing.customers.T.groupby(_pool_names(pools)).sum().T
        by_pool = by_pool.reindex(billed.index).fillna(0).astype("int64")
        names = LEVELS[level]
        frame[names.cost] = by_pool.sum(axis=1)
        frame[names.margin] = billed - frame[names.cost]
        frame[names.turns] = sign_turns(billed, by_pool)
    frame = frame.rename_axis("customer_id").reset_index()
    classes = result.customers["class"]
    frame["class"] = frame["customer_id"].map(classes.to_dict())
    frame = result.with_names(frame).sort_values(["margin", "customer_id"], ignore_index=True)
    losing = loss_makers(
        frame, billed, {level: costs_by_driver(one, pools) for level, one in costings.items()}, classes
    )
    return CostToServe(
        inputs,
        frame,
        losing,
        pools_of(costings[OWN], pools),
        whale_curve(frame.set_index("customer_id")["margin"]),
    )


def _pool_names(pools: pd.DataFrame) -> pd.Series:
    """Return the name of a pool that is the same in every month, by its key."""
    return pools["pool"].astype(str).str.cat(pools["activity"].astype(str), " · ")


def pools_of(costing: Costing, pools: pd.DataFrame) -> pd.DataFrame:
    """Return the pools over all months.

    Returns
    -------
    pd.DataFrame
        ``pool``, ``activity``, ``kind``, ``amount`` = ``charged`` + ``unused_amount``, ``capacity`` and
        ``used`` (ten-thousandths of the unit), ``used_share`` (of the capacity; NaN without), ``months`` and
        those ``months_over`` the capacity, ``chargeable`` (whether anybody is known to have used any of it);
        the most unused first.
    """
    rows = costing.pools.drop(columns="kind").rename_axis("key").join(pools[["pool", "activity", "kind"]])
    rows["months_over"] = (rows["over"] > 0).astype("int64")
    rows["months"] = 1
    sums = ["amount", "charged", "unused_amount", "capacity", "used", "months", "months_over"]
    grouped = rows.groupby(["pool", "activity", "kind"], sort=True)[sums].sum().reset_index()
    grouped["used_share"] = grouped["used"] / grouped["capacity"].where(grouped["capacity"] > 0)
    grouped["chargeable"] = grouped["charged"] != 0
    order = {"by": ["unused_amount", "amount", "pool", "activity"], "ascending": [False, False, True, True]}
    return grouped.sort_values(**order, ignore_index=True)


def by_class(customers: pd.DataFrame) -> pd.DataFrame:
    """Return revenue, cost and margin by class; customers without one come last.

    Returns
    -------
    pd.DataFrame
        ``class`` (empty: none), ``customers``, ``losing``, ``billed``, ``cost``, ``margin``, ``share`` (of
        ``billed``; NaN without revenue).

    Examples
    --------
    >>> rows = pd.DataFrame({"class": ["A", "A", None], "billed": [10, 20, 5], "cost": [12, 9, 1],
    ...                      "margin": [-2, 11, 4]})
    >>> by_class(rows)[["class", "customers", "losing", "margin"]].values.tolist()
    [['A', 2, 1, 9], ['', 1, 0, 4]]
    """
    letters = customers["class"].astype(object).where(customers["class"].notna(), "")
    grouped = customers.assign(losing=customers["margin"] < 0).groupby(letters, sort=True)
    frame = grouped[["losing", "billed", "cost", "margin"]].sum().astype("int64")
    frame.insert(0, "customers", grouped.size())
    frame = frame.rename_axis("class").reset_index()
    frame["share"] = frame["margin"] / frame["billed"].where(frame["billed"] > 0)
    last = "\uffff"  # no class sorts after every other
    return frame.sort_values("class", key=lambda names: names.where(names != "", last), ignore_index=True)
