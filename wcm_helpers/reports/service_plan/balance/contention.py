"""What A-first costs B and C: the orders of a month, served under three rules by the staff of the month."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcm_helpers.core.months import last_day
from wcm_helpers.data.service.calendar import WorkingCalendar
from wcm_helpers.data.service.rules import service_rules
from wcm_helpers.data.service.service import read_service
from wcm_helpers.methods.waiting import compare_rules, servers_of
from wcm_helpers.reports.service_plan.review import ServicePlanReview

#: The activities by which an order is handled.
HANDLING = ("picking", "checking", "packing", "loading")
#: So many orders are simulated at most: the first whole working days of the month that have them.
MOST_ORDERS = 20_000
#: The classes in the order in which they are served; customers of no class come last.
CLASSES = ("A", "B", "C", "N")
#: Fewer orders are no crowd.
FEWEST_ORDERS = 20


@dataclass(frozen=True, eq=False)
class Contention:
    """The waits of a month's orders under three rules.

    Attributes
    ----------
    waits : pd.DataFrame
        ``rule``, ``class``, ``orders``, ``mean``, ``p50``, ``p90``, ``p95`` and ``largest`` (working
        minutes); see :class:`wcm_helpers.methods.waiting.Waits`.
    orders, of : int
        Orders simulated, and those of the month.
    days : int
        Working days of the month that are simulated.
    servers, people : int
        Orders in work at the same time, and people who work on each.
    minutes : float
        Mean minutes of work of an order.
    load : float
        Work of the orders as a share of the capacity of their days.
    """

    waits: pd.DataFrame
    orders: int
    of: int
    days: int
    servers: int
    people: int
    minutes: float
    load: float


def contention_of(review: ServicePlanReview) -> Contention | str:
    """Return the waits of the month's orders, or the key of what is missing, for ``review.computed``.

    The keys are ``orders``, ``activities``, ``capacity`` and ``few_orders``.
    """
    history, month = review.history, review.month
    rules = service_rules(review.settings)
    classes = review.result.customers["class"]
    activities, pools = (history.table(name) for name in ("activities", "cost_pools"))
    service = read_service(history, rules, classes)
    arrivals = None if service is None else service.arrivals(month)
    if arrivals is None or arrivals.empty:
        return "orders"
    minutes = _minutes(activities, month)
    if minutes.empty:
        return "activities"
    capacity = _capacity(pools, month)
    shared = sorted({*minutes["activity"]} & {*capacity.index})
    if not shared:
        return "capacity"
    by_customer = minutes[minutes["activity"].isin(shared)].groupby("customer_id")["minutes"].sum()
    calendar = WorkingCalendar.of(history.table("calendar"), rules.day_start, rules.day_end)
    orders = handled(
        arrivals.assign(**{"class": arrivals["customer_id"].map(classes.to_dict())}), by_customer
    )
    return contention(orders, float(capacity[shared].sum()), calendar, month, review.rule.ageing_minutes)


def _minutes(activities: pd.DataFrame | None, month: str) -> pd.DataFrame:
    if activities is None:
        return pd.DataFrame({"customer_id": [], "activity": [], "minutes": []})
    rows = activities[(activities["month"] == month) & activities["activity"].isin(HANDLING)]
    return rows[rows["minutes"] > 0]


def _capacity(pools: pd.DataFrame | None, month: str) -> pd.Series:
    """Return the minutes available for each activity of handling in the month."""
    if pools is None:
        return pd.Series(dtype="float64")
    rows = pools[(pools["month"] == month) & (pools["kind"] == "labour") & pools["activity"].isin(HANDLING)]
    return rows[rows["capacity"] > 0].groupby("activity")["capacity"].sum()


def handled(arrivals: pd.DataFrame, minutes: pd.Series) -> pd.DataFrame:
    """Return orders with their minutes of work: those of the customer in the month, shared by its orders.

    Parameters
    ----------
    arrivals : pd.DataFrame
        ``order_id``, ``customer_id``, ``created_at``, ``class``.
    minutes : pd.Series, by customer
        A customer without any has the mean minutes of an order of the others.

    Examples
    --------
    >>> arrivals = pd.DataFrame({"customer_id": ["a", "a", "b", "c"], "class": ["A", "A", "C", None]})
    >>> handled(arrivals, pd.Series({"a": 20.0, "b": 40.0}))[["class", "minutes"]].values.tolist()
    [['A', 10.0], ['A', 10.0], ['C', 40.0], ['N', 20.0]]
    """
    counts = arrivals["customer_id"].value_counts()
    known = minutes.reindex(counts.index).dropna()
    each = known / counts.reindex(known.index)
    usual = known.sum() / counts.reindex(known.index).sum() if len(known) else 0.0
    letters = arrivals["class"].where(arrivals["class"].isin(CLASSES), CLASSES[-1])
    worked = arrivals["customer_id"].map(each.to_dict()).astype("float64").fillna(usual)
    return arrivals.assign(minutes=worked, **{"class": letters})


def contention(
    orders: pd.DataFrame, capacity: float, calendar: WorkingCalendar, month: str, ageing: float
) -> Contention | str:
    """Return the waits of orders under the three rules.

    As many people work on an order as it needs not to take longer than a working day on average; of a
    warehouse with many small orders that is one.

    Parameters
    ----------
    orders : pd.DataFrame
        ``created_at``, ``minutes``, ``class``, in the order in which they came.
    capacity : float
        Minutes available in the month.
    calendar : WorkingCalendar
    month : str
    ageing : float
        Minutes of waiting that are worth a class.
    """
    if len(orders) < FEWEST_ORDERS or orders["minutes"].sum() <= 0:
        return "few_orders"
    day = 60 * calendar.hours_a_day
    workdays = _workdays(calendar, month)
    arrival = working_minutes(orders["created_at"], calendar, month)
    days = _days_simulated(np.floor(arrival / day).astype(int), len(workdays))
    part = arrival < days * day if days < len(workdays) else np.ones(len(arrival), dtype=bool)
    simulated = pd.DataFrame(
        {"arrival": arrival[part], "minutes": orders["minutes"].to_numpy()[part],
         "class": orders["class"].to_numpy()[part]}
    )  # fmt: skip
    mean, a_day = float(simulated["minutes"].mean()), capacity / len(workdays)
    people = max(1, int(np.ceil(mean / day - 1e-9)))
    people = min(people, max(1, int(a_day / day)))  # no more than there are
    servers, speed = servers_of(a_day, day * people)
    waits = compare_rules(simulated, servers, CLASSES, ageing=ageing, speed=speed * people)
    load = float(simulated["minutes"].sum() / (a_day * days))
    return Contention(waits.by_class, len(simulated), len(orders), days, servers, people, mean, load)


def _workdays(calendar: WorkingCalendar, month: str) -> list:
    end = last_day(month)
    days = pd.date_range(end.replace(day=1), end)
    return [day.date() for day in days if calendar.is_workday(day.date())] or [end]


def _days_simulated(day_of: np.ndarray, workdays: int) -> int:
    """Return how many first working days have as many orders as are simulated at most; one at least."""
    if len(day_of) <= MOST_ORDERS:
        return workdays
    so_far = np.cumsum(np.bincount(day_of, minlength=workdays))
    return min(workdays, max(1, int((so_far <= MOST_ORDERS).sum())))


def working_minutes(moments: pd.Series, calendar: WorkingCalendar, month: str) -> np.ndarray:
    """Return the working minutes since the month began: what comes at night waits for the next opening.

    Examples
    --------
    Friday 2 October 2026, 10:00 and 20:00, is the second working day of nine hours; then the third begins.

    >>> calendar = WorkingCalendar({})
    >>> working_minutes(pd.to_datetime(pd.Series(["2026-10-02 10:00", "2026-10-02 20:00"])), calendar,
    ...                 "2026-10").tolist()
    [600.0, 1080.0]
    """
    end = last_day(month)
    table = calendar.day_table(end.replace(day=1), end).set_index("day")
    number = table["number"] - table["number"].loc[pd.Timestamp(end.replace(day=1))]
    day = 60 * calendar.hours_a_day
    dates = moments.dt.normalize()
    since = (moments - dates).dt.total_seconds() / 60
    opened = calendar.day_start.hour * 60 + calendar.day_start.minute
    within = (since - opened).clip(0, day).where(dates.map(table["worked"]), 0.0)
    return (dates.map(number) * day + within).to_numpy(dtype="float64")
