"""Lifecycle: every customer is new, active, slowing down, dormant, lost or won back; and the changes.

The month before is computed by the same rule and from the data up to that month, so that a change is a change
of the customer and not of the data.
"""

import numpy as np
import pandas as pd

from wcm_helpers.core.formats import missing
from wcm_helpers.core.months import add_months, last_day, window
from wcm_helpers.methods.lifecycle import STATES
from wcm_helpers.methods.lifecycle_gaps import Limits
from wcm_helpers.reports.classification.change import recent_changes
from wcm_helpers.reports.classification.lifecycle.result import Lifecycle
from wcm_helpers.reports.classification.lifecycle.states import activity_days, as_of, states_in
from wcm_helpers.reports.classification.result import Classification

#: A customer of fewer months is young: its value of the window is not that of a year.
YOUNG_MONTHS = 12
#: States without business.
RESTING = ("dormant", "lost")
#: States of a customer that is leaving, the last step first.
LEAVING = ("lost", "dormant", "slowing")
#: Official classes whose slowing customers get a call.
CALLED = ("A", "B")
#: States whose pace says what a year would bring.
WITH_PACE = ("active", "new", "won_back")
#: States that nobody can be in before the least threshold has passed.
NOT_YET_POSSIBLE = ("won_back", "dormant", "lost")


def describe_lifecycle(classification: Classification, limits: Limits | None = None) -> Lifecycle:
    """Compute the state of every customer ever active up to the month under review.

    Parameters
    ----------
    classification : Classification
        Of the month under review. Where no days are known, a month counts as its last day.
    limits : Limits, optional
        The thresholds of the states.

    Examples
    --------
    Active in January, silent in March: 59 days; with too few gaps the default of 90 days applies.

    >>> from wcm_helpers.reports.classification.classify_month import classify_month
    >>> from wcm_helpers.methods.abc import Rule
    >>> rows = [("x", "2026-01", 5, 1), ("y", "2026-03", 5, 1)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    >>> classification = classify_month(facts, None, "2026-03", Rule(), currency="EUR", source="invoices")
    >>> describe_lifecycle(classification).customers.set_index("customer_id")["state"].to_dict()
    {'x': 'active', 'y': 'new'}
    """
    limits = limits or Limits()
    first_on, last_on = activity_days(classification.customer_months)
    day = as_of(classification, last_on)
    now = states_in(classification, first_on, last_on, classification.month, day, limits)
    previous = add_months(classification.month, -1)
    before = None
    if previous >= classification.customer_months.first_month:
        before = states_in(classification, first_on, last_on, previous, last_day(previous), limits)["state"]
    customers = _described(now, before, classification, last_on)
    days_known = (day - first_on.min().min().date()).days + 1
    counts = _counts(customers, before, days_known <= limits.dormant_least)
    young = customers[customers["annualised"].notna()]
    return Lifecycle(
        month=classification.month,
        previous=None if before is None else previous,
        as_of=day,
        limits=limits,
        new_months=classification.rule.new_months,
        customers=customers,
        counts=counts,
        young=young.sort_values(["annualised", "customer_id"], ascending=[False, True], ignore_index=True),
        days_known=days_known,
        figures={
            state: None if missing(n) else int(n)
            for state, n in zip(STATES, counts["customers"], strict=True)
        },
        **_turned(customers),
    )


def departures(life: Lifecycle) -> pd.DataFrame:
    """Return the customers that are slowing, dormant or lost, the largest amount first.

    Parameters
    ----------
    life : Lifecycle

    Returns
    -------
    pd.DataFrame
        Rows of ``life.customers`` with ``arrived``: whether the customer got so far this month and was not
        further along before. Without a month before nobody did.
    """
    frame = life.customers[life.customers["state"].isin(LEAVING)]
    step = {state: len(LEAVING) - place for place, state in enumerate(LEAVING)}
    before = frame["before"].map(step).fillna(0)
    arrived = frame["before"].notna() & (before < frame["state"].map(step))
    return frame.assign(arrived=arrived).sort_values(
        ["amount", "customer_id"], ascending=[False, True], ignore_index=True
    )


def _described(
    now: pd.DataFrame, before: pd.Series | None, classification: Classification, last_on: pd.DataFrame
) -> pd.DataFrame:
    """Return the states with name, class, value and pace of each customer, by state and falling amount."""
    ids = now.index
    classes = classification.classes.set_index("customer_id").reindex(ids)
    was = pd.Series(None, ids, dtype=object) if before is None else before.reindex(ids).astype(object)
    months, annualised = _annualised(now["first_month"], classification)
    frame = now.assign(
        customer_name=classification.directory["customer_name"].reindex(ids),
        value=classes["value"].fillna(0).astype("int64"),
        last_month=last_on.loc[ids].notna().iloc[:, ::-1].idxmax(axis=1).astype(object),
        official=_none(classes["official"]),
        last_official=_none(_last_official(classification, ids)),
        before=_none(was),
    )
    has_pace = frame["state"].isin(WITH_PACE)
    away = (frame["state"] == "lost") | classes["value"].isna()
    frame = frame.assign(
        annualised=annualised.where(has_pace),
        annualised_months=months.where(has_pace),
        changed=frame["before"].notna() & (frame["before"] != frame["state"]),
        amount=frame["value"].mask(away, _last_window(classification, frame["last_month"])),
    ).join(recent_changes(classification.customer_months, classification.last_whole_month))
    frame = frame.rename_axis("customer_id").reset_index()
    place = frame["state"].map(STATES.index)
    return (
        frame.assign(place=place)
        .sort_values(["place", "amount", "customer_id"], ascending=[True, False, True], ignore_index=True)
        .drop(columns="place")
    )


def _none(values: pd.Series) -> pd.Series:
    """Return values of objects with None where one is missing."""
    return values.astype(object).where(values.notna(), None)


def _last_official(classification: Classification, ids: pd.Index) -> pd.Series:
    """Return the last official class of each customer; missing where it never had one."""
    return classification.official.path.official.reindex(ids).ffill(axis=1).iloc[:, -1]


def _last_window(classification: Classification, last_month: pd.Series) -> pd.Series:
    """Return the value of the window that ended with each customer's last month of activity."""
    amounts = classification.customer_months.amounts.loc[last_month.index]
    sums = np.cumsum(np.pad(amounts.to_numpy(), ((0, 0), (1, 0))), axis=1)
    end = amounts.columns.get_indexer(last_month) + 1
    begin = np.maximum(end - classification.rule.window_months, 0)
    rows = np.arange(len(amounts))
    return pd.Series(sums[rows, end] - sums[rows, begin], index=last_month.index)


def _annualised(began: pd.Series, classification: Classification) -> tuple[pd.Series, pd.Series]:
    """Return the months since a young customer began, and its value a month times twelve."""
    recent = window(classification.month, YOUNG_MONTHS)
    age = {month: len(recent) - place for place, month in enumerate(recent) if place}
    months = began.where(began > classification.customer_months.first_month).map(age).astype("Int64")
    months_known = [month for month in recent if month >= classification.customer_months.first_month]
    value = classification.customer_months.amounts.loc[began.index, months_known].sum(axis=1)
    return months, (value * YOUNG_MONTHS / months.astype("Float64")).astype("float64")


def _turned(customers: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the customers whose state changed this month, by kind of change."""
    known, state, changed = customers["before"].notna(), customers["state"], customers["changed"]
    rested = customers["before"].isin(RESTING)
    which = {
        "turned_dormant": known & ~rested & (state == "dormant"),
        "turned_lost": known & (customers["before"] != "lost") & (state == "lost"),
        "came_back": known & ((rested & ~state.isin(RESTING)) | (changed & (state == "won_back"))),
    }
    by_value = customers.sort_values(["amount", "customer_id"], ascending=[False, True])
    return {
        name: by_value[mask.reindex(by_value.index)].reset_index(drop=True) for name, mask in which.items()
    }


def _counts(customers: pd.DataFrame, before: pd.Series | None, too_short: bool) -> pd.DataFrame:
    """Return one row a state; unknown counts are missing, and so are changes without a month before."""
    groups = [customers[customers["state"] == state] for state in STATES]
    was = [pd.NA if before is None else int((before == state).sum()) for state in STATES]
    counted = pd.Series([len(group) for group in groups], dtype="Int64")
    not_yet = pd.Series(STATES).isin(NOT_YET_POSSIBLE) & (counted == 0) if too_short else counted < 0
    table = pd.DataFrame(
        {
            "state": list(STATES),
            "customers": counted.mask(not_yet),
            "class_a": [int((group["official"] == "A").sum()) for group in groups],
            "value": [int(group["value"].sum()) for group in groups],
            "before": pd.Series(was, dtype="Int64"),
        }
    )
    return table.assign(change=table["customers"] - table["before"])
