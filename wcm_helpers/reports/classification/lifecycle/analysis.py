"""Where every customer stands: new, active, slowing down, dormant, lost or won back, and who changed.

The month before is looked at with the same rule and only with what was known then, so that a change is a
change of the customer and not of the data.
"""

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from wcm_helpers.core.formats import missing
from wcm_helpers.core.months import add_months, last_day, window
from wcm_helpers.methods.lifecycle import STATES
from wcm_helpers.methods.lifecycle_gaps import Limits
from wcm_helpers.reports.classification.lifecycle import sentences
from wcm_helpers.reports.classification.lifecycle.states import activity_days, as_of, states_in
from wcm_helpers.reports.classification.result import Classification

#: A customer of fewer months is young: its value of the window says less than a year of it would.
YOUNG_MONTHS = 12
#: States in which nothing is going on.
RESTING = ("dormant", "lost")
#: States that nobody can be seen in before the least threshold has passed.
UNSEEN = ("won_back", "dormant", "lost")


@dataclass(frozen=True, eq=False)
class Lifecycle:
    """Where every customer stands in one month, set beside the month before.

    Attributes
    ----------
    month, previous : the month under review; the one before, None where the history had not begun
    as_of : the day silence is counted to
    customers : one row a customer ever active. ``customer_id``, ``customer_name``, ``class`` (None outside
        the window), ``state``, ``before`` (its state a month ago, or None), ``silent_days``, ``gaps``,
        ``slow_after``, ``dormant_after``, ``lost_after`` (days), ``threshold_from`` (own, least, default),
        ``why``, ``volume_change``, ``volume_against``, ``value`` (of the window), ``first_month``,
        ``last_month`` (of activity); of young customers ``annualised`` and ``annualised_months``
    counts : one row a state: ``state``, ``customers``, ``class_a``, ``value``, ``before``, ``change``
    turned_dormant, turned_lost, came_back : rows of ``customers`` whose state changed so this month
    young : rows of ``customers`` with less than a year of business, the largest annualised value first
    days_known : how many days the history reaches back
    figures : customers by state; None where the history is too short to tell
    """

    month: str
    previous: str | None
    as_of: date
    limits: Limits
    new_months: int
    customers: pd.DataFrame
    counts: pd.DataFrame
    turned_dormant: pd.DataFrame
    turned_lost: pd.DataFrame
    came_back: pd.DataFrame
    young: pd.DataFrame
    days_known: int
    headline: str = ""
    changed: str = ""
    warnings: list[str] = field(default_factory=list)
    rules: list[tuple[str, str]] = field(default_factory=list)
    figures: dict[str, int | None] = field(default_factory=dict)

    @property
    def too_short(self) -> bool:
        """Whether nobody could be dormant yet: the history is shorter than the least threshold."""
        return self.days_known <= self.limits.dormant_least


def lifecycle(found: Classification, limits: Limits | None = None) -> Lifecycle:
    """Return the lifecycle of every customer ever active up to the month under review.

    Parameters
    ----------
    found : Classification
        The month's review. Where a book knows no days, a month counts as its last day.
    limits : Limits, optional
        Where the states begin.

    Examples
    --------
    Active in January, silent in March: 59 days; with too few gaps the default of 90 days holds.

    >>> from wcm_helpers.reports.classification.classify_month import classify_month
    >>> from wcm_helpers.methods.abc import Rule
    >>> rows = [("x", "2026-01", 5, 1), ("y", "2026-03", 5, 1)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    >>> found = classify_month(facts, None, "2026-03", Rule(), currency="EUR", source="invoices")
    >>> lifecycle(found).customers.set_index("customer_id")["state"].to_dict()
    {'x': 'active', 'y': 'new'}
    """
    limits = limits or Limits()
    first_on, last_on = activity_days(found.customer_months)
    day = as_of(found, last_on)
    now = states_in(found, first_on, last_on, found.month, day, limits)
    previous = add_months(found.month, -1)
    before = None
    if previous >= found.customer_months.first_month:
        before = states_in(found, first_on, last_on, previous, last_day(previous), limits)["state"]
    customers = _described(now, before, found, last_on)
    days_known = (day - first_on.min().min().date()).days + 1
    counts = _counts(customers, before, days_known <= limits.dormant_least)
    young = customers[customers["annualised"].notna()]
    life = Lifecycle(
        month=found.month,
        previous=None if before is None else previous,
        as_of=day,
        limits=limits,
        new_months=found.rule.new_months,
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
    return sentences.worded(life, found)


def _described(
    now: pd.DataFrame, before: pd.Series | None, found: Classification, last_on: pd.DataFrame
) -> pd.DataFrame:
    """Return the states with everything the reports show of a customer, by state and falling value."""
    ids = now.index
    classes = found.classes.set_index("customer_id").reindex(ids)
    letters = classes["class"].astype(object)
    was = pd.Series(None, ids, dtype=object) if before is None else before.reindex(ids).astype(object)
    months, annualised = _annualised(now["first_month"], found)
    frame = now.assign(
        customer_name=found.directory["customer_name"].reindex(ids),
        value=classes["value"].fillna(0).astype("int64"),
        last_month=last_on.loc[ids].notna().iloc[:, ::-1].idxmax(axis=1).astype(object),
        annualised=annualised,
        annualised_months=months,
    )
    frame["class"] = letters.where(letters.notna(), None)
    frame["before"] = was.where(was.notna(), None)
    frame = frame.rename_axis("customer_id").reset_index()
    place = frame["state"].map(STATES.index)
    return (
        frame.assign(place=place)
        .sort_values(["place", "value", "customer_id"], ascending=[True, False, True], ignore_index=True)
        .drop(columns="place")
    )


def _annualised(began: pd.Series, found: Classification) -> tuple[pd.Series, pd.Series]:
    """Return of young customers the months since they began, and their value a month times twelve."""
    recent = window(found.month, YOUNG_MONTHS)
    age = {month: len(recent) - place for place, month in enumerate(recent)}
    months = began.where(began > found.customer_months.first_month).map(age).astype("Int64")
    held = [month for month in recent if month >= found.customer_months.first_month]
    value = found.customer_months.amounts.loc[began.index, held].sum(axis=1)
    return months, (value * YOUNG_MONTHS / months.astype("Float64")).astype("float64")


def _turned(customers: pd.DataFrame) -> dict[str, pd.DataFrame]:
    known, state = customers["before"].notna(), customers["state"]
    rested = customers["before"].isin(RESTING)
    which = {
        "turned_dormant": known & ~rested & (state == "dormant"),
        "turned_lost": known & (customers["before"] != "lost") & (state == "lost"),
        "came_back": rested & ~state.isin(RESTING),
    }
    by_value = customers.sort_values(["value", "customer_id"], ascending=[False, True])
    return {
        name: by_value[mask.reindex(by_value.index)].reset_index(drop=True) for name, mask in which.items()
    }


def _counts(customers: pd.DataFrame, before: pd.Series | None, too_short: bool) -> pd.DataFrame:
    """Return one row a state; missing is what cannot be told, and changes where there is no month before."""
    groups = [customers[customers["state"] == state] for state in STATES]
    was = [pd.NA if before is None else int((before == state).sum()) for state in STATES]
    counted = pd.Series([len(group) for group in groups], dtype="Int64")
    unseen = pd.Series(STATES).isin(UNSEEN) & (counted == 0) if too_short else counted < 0
    table = pd.DataFrame(
        {
            "state": list(STATES),
            "customers": counted.mask(unseen),
            "class_a": [int((group["class"] == "A").sum()) for group in groups],
            "value": [int(group["value"].sum()) for group in groups],
            "before": pd.Series(was, dtype="Int64"),
        }
    )
    return table.assign(change=table["customers"] - table["before"])
