"""Customers without a contract: who ordered again, who is slipping, and who is likely still there."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.core.months import add_months, last_day
from wcm_helpers.methods.alive_check import check_alive, is_calibrated
from wcm_helpers.methods.bg_nbd import BgNbd, fit_bg_nbd
from wcm_helpers.methods.lifecycle import decide, volume_change
from wcm_helpers.methods.lifecycle_gaps import Limits
from wcm_helpers.reports.performance.loyalty.contracts import contracts_of, monthly_revenue
from wcm_helpers.reports.performance.review import PerformanceReview

#: A customer has repeated if it orders again within so many days of its first order.
REPEAT_DAYS = 90
#: The model is checked on the last so many months.
CHECK_MONTHS = 6
#: States of a customer that is leaving.
SLIPPING = ("slowing", "dormant")
_WEEK = pd.Timedelta(days=7)


@dataclass(frozen=True, eq=False)
class Repeats:
    """The customers without a contract in a month.

    Attributes
    ----------
    cohort : pd.DataFrame
        As :func:`repeat_cohort`.
    slipping : pd.DataFrame
        Slowing and dormant ones, the largest first: ``customer_id``, ``name``, ``state``, ``silent_days``,
        ``dormant_after``, ``volume_change``, ``volume_against`` (year, before), ``value``, ``alive`` (NaN
        unless the model passed its check).
    one_order : int
        Customers with one order only: of them nothing is known.
    customers : int
        Customers whose first order is in the history.
    model, checked : BgNbd or None
        Fitted on all months, and on the months before the check.
    check : pd.DataFrame
        As :func:`check_alive`.
    """

    cohort: pd.DataFrame
    slipping: pd.DataFrame
    one_order: int
    customers: int
    model: BgNbd | None
    checked: BgNbd | None
    check: pd.DataFrame

    @property
    def trusted(self) -> bool:
        """Whether the model passed its check, so that its probabilities are shown."""
        return self.model is not None and self.checked is not None and is_calibrated(self.check)


def repeats_of(review: PerformanceReview) -> Repeats | None:
    """Return the customers without a contract, for ``review.computed``; None without orders."""
    orders = other_orders(review)
    if orders.empty:
        return None
    summary = summarise_orders(orders, review.month)
    model = fit_bg_nbd(summary) if len(summary) else None
    checked, check = check_model(orders, review.month)
    result = Repeats(
        repeat_cohort(orders, review.month),
        pd.DataFrame(),
        int((summary["repeats"] == 0).sum()),
        len(summary),
        model,
        checked,
        check,
    )
    return Repeats(**{**vars(result), "slipping": _slipping(review, orders, summary, result)})


def other_orders(review: PerformanceReview) -> pd.DataFrame:
    """Return the order facts up to the month of the customers without a contract."""
    orders = review.history.facts.orders
    bound = review.computed(contracts_of).customers
    here = (orders["month"] <= review.month) & ~orders["customer_id"].isin(bound) & (orders["order_days"] > 0)
    return orders.loc[here, ["customer_id", "month", "order_days", "first_on", "last_on"]].assign(
        begins=orders["month"].min()
    )


def repeat_cohort(orders: pd.DataFrame, month: str, days: int = REPEAT_DAYS) -> pd.DataFrame:
    """Return who ordered again within 90 days of the first order, where these days have passed.

    Parameters
    ----------
    orders : pd.DataFrame
        ``customer_id``, ``month``, ``order_days``, ``first_on``, ``last_on``, and ``begins``: the first
        month of the history, whose customers may be old.
    month : str

    Returns
    -------
    pd.DataFrame
        ``month`` in which the 90 days ended, ``customer_id``, ``could_repeat`` (1), ``repeated`` (0 or 1).
    """
    rows = orders.sort_values(["customer_id", "month"])
    first = rows.groupby("customer_id").first()
    second = rows.groupby("customer_id").nth(1).set_index("customer_id")["first_on"].reindex(first.index)
    again = second.where(first["order_days"] < 2, first["last_on"])
    ends = first["first_on"] + pd.Timedelta(days=days)
    frame = pd.DataFrame(
        {
            "month": ends.dt.strftime("%Y-%m"),
            "could_repeat": 1,
            "repeated": (again.dt.normalize() <= ends.dt.normalize()).astype("int64"),
        }
    )
    lived = (ends.dt.normalize() <= pd.Timestamp(last_day(month))) & (first["month"] > first["begins"])
    return frame[lived].reset_index()


def summarise_orders(orders: pd.DataFrame, month: str) -> pd.DataFrame:
    """Return ``repeats``, ``recency`` and ``age`` in weeks of customers that began within the history."""
    rows = orders[orders["month"] <= month]
    grouped = rows.groupby("customer_id")
    frame = grouped.agg(
        first=("first_on", "min"), last=("last_on", "max"), days=("order_days", "sum"),
        month=("month", "min"), begins=("begins", "min"),
    )  # fmt: skip
    frame = frame[frame["month"] > frame["begins"]]
    first = frame["first"].dt.normalize()
    return pd.DataFrame(
        {
            "repeats": frame["days"] - 1,
            "recency": (frame["last"].dt.normalize() - first) / _WEEK,
            "age": (pd.Timestamp(last_day(month)) - first) / _WEEK,
        }
    )


def check_model(orders: pd.DataFrame, month: str) -> tuple[BgNbd | None, pd.DataFrame]:
    """Return the model of the months before the last six, and its predictions against these six."""
    split = add_months(month, -CHECK_MONTHS)
    summary = summarise_orders(orders, split)
    later = orders[(orders["month"] > split) & (orders["month"] <= month)]
    counts = later.groupby("customer_id")["order_days"].sum()
    weeks = (pd.Timestamp(last_day(month)) - pd.Timestamp(last_day(split))) / _WEEK
    return check_alive(summary.assign(later=counts.reindex(summary.index).fillna(0)), weeks)


def _slipping(
    review: PerformanceReview, orders: pd.DataFrame, summary: pd.DataFrame, result: Repeats
) -> pd.DataFrame:
    """Return the slowing and dormant customers by their own rhythm, with the probability of the model."""
    first_on, last_on = (
        orders.pivot_table(index="customer_id", columns="month", values=name, aggfunc=how)
        for name, how in (("first_on", "min"), ("last_on", "max"))
    )
    for table in (first_on, last_on):
        if review.month not in table:
            table[review.month] = pd.NaT
    ids = first_on.index
    began = first_on.notna().idxmax(axis=1).astype(object)
    amounts = monthly_revenue(review).reindex(ids, fill_value=0)
    volume = pd.DataFrame({"volume_change": float("nan"), "volume_against": None}, index=ids)
    if len(amounts.columns):
        volume = volume_change(amounts, began, review.month)
    no_one = pd.Series(False, index=ids)
    days = (first_on.astype("datetime64[s]"), last_on.astype("datetime64[s]"))
    change = volume["volume_change"]
    states = decide(*days, change, no_one, no_one, last_day(review.month), Limits())
    states = states[states["state"].isin(SLIPPING)]
    alive = pd.Series(float("nan"), index=summary.index)
    if result.trusted:
        parts = (summary[name].to_numpy() for name in ("repeats", "recency", "age"))
        alive = pd.Series(result.model.probability_alive(*parts), index=summary.index)
    frame = states.assign(
        name=[review.result.name_of(each) for each in states.index],
        volume_change=change.reindex(states.index),
        volume_against=volume["volume_against"].reindex(states.index),
        value=review.result.customers["value"].reindex(states.index),
        alive=alive.reindex(states.index),
    )
    return (
        frame.rename_axis("customer_id")
        .reset_index()
        .sort_values(["value", "customer_id"], ascending=[False, True], na_position="last", ignore_index=True)
    )
