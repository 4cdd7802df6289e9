"""Whether customers that are served badly buy less than a year ago more often than the others."""

from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from wcm_helpers.core.months import add_months, window
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.methods.proportions import newcombe
from wcm_helpers.reports.service_plan.packages.analysis import packages_of, underserved_of
from wcm_helpers.reports.service_plan.packages.received import KEPT, NONE, SHORT
from wcm_helpers.reports.service_plan.result import ServicePlanMonth
from wcm_helpers.reports.service_plan.review import ServicePlanReview

#: A customer slips whose last months are below the same months a year ago by more than this share.
MONTHS, FALL = 3, Fraction(1, 3)
#: How a customer is served: all it is due and measured, not all of it, or two items of its manager missing.
WELL, IN_PART, BADLY = "well", "in_part", "badly"
LEVELS = (WELL, IN_PART, BADLY)


@dataclass(frozen=True, eq=False)
class Lost:
    """Service received against whether a customer buys less.

    Attributes
    ----------
    measure : str
        What is compared with a year ago: ``revenue``, ``orders``, or empty where neither reaches back.
    customers : pd.DataFrame
        One row a customer with a level of service and a value a year ago, the largest first:
        ``customer_id``, ``class``, ``name``, ``revenue`` (12 months), ``level``, ``now`` and ``before`` (of
        three months), ``change`` and ``slipping``.
    table : pd.DataFrame
        See :func:`crossed`.
    without : int
        Customers with a level of service and nothing a year ago to compare with.
    """

    measure: str
    customers: pd.DataFrame
    table: pd.DataFrame
    without: int

    @property
    def both(self) -> pd.DataFrame:
        """The customers that did not receive all and slip: the badly served first, then the largest."""
        rows = self.customers[self.customers["slipping"]]
        parts = [rows[rows["level"] == level] for level in (BADLY, IN_PART)]
        return pd.concat(parts, ignore_index=True)


def lost_of(review: ServicePlanReview) -> Lost:
    """Return service against slipping, for ``review.computed``."""
    rows = review.computed(packages_of).rows
    badly = review.computed(underserved_of)["customer_id"]
    measure, facts = _measure(review)
    return lost(served(rows, badly), facts, measure, review.result)


def _measure(review: ServicePlanReview) -> tuple[str, pd.DataFrame]:
    """Return what is compared with a year ago: revenue, or orders where the bills do not reach back."""
    facts = review.history.facts
    begin = add_months(review.month, -11 - MONTHS)
    for name, table in (("revenue", facts.billing), ("orders", facts.orders)):
        if len(table) and table["month"].min() <= begin:
            return name, table[["customer_id", "month", name]].rename(columns={name: "value"})
    return "", pd.DataFrame({"customer_id": [], "month": [], "value": []})


def lost(levels: pd.Series, facts: pd.DataFrame, measure: str, result: ServicePlanMonth) -> Lost:
    """Return service against slipping.

    Parameters
    ----------
    levels : pd.Series, by customer
        See :func:`served`.
    facts : pd.DataFrame
        ``customer_id``, ``month``, ``value``.
    measure : str
    result : ServicePlanMonth
    """
    rows = levels.rename("level").rename_axis("customer_id").reset_index()
    then = compared(facts, result.month)
    for name in ("now", "before"):  # a join of no rows with text would be refused
        rows[name] = rows["customer_id"].map(then[name].to_dict()).astype("float64")
    known = rows[rows["before"] > 0]
    known = known.assign(
        now=known["now"].fillna(0),
        change=known["now"].fillna(0) / known["before"] - 1,
    ).astype({"change": "float64"})
    # In whole numbers: a fall by exactly a third is none, whatever the last digit of a quotient.
    known["slipping"] = FALL.denominator * (known["before"] - known["now"]) > FALL.numerator * known["before"]
    known["class"] = known["customer_id"].map(result.classes.to_dict())
    known = result.with_names(known)
    known = known.sort_values(["revenue", "customer_id"], ascending=[False, True], ignore_index=True)
    return Lost(measure, known, crossed(known), len(rows) - len(known))


def served(rows: pd.DataFrame, badly: pd.Series) -> pd.Series:
    """Return how each customer is served, by customer; those of whom nothing is measured are left out.

    Parameters
    ----------
    rows : pd.DataFrame
        ``customer_id``, ``verdict``; see :func:`wcm_helpers.reports.service_plan.packages.received.received`.
    badly : pd.Series
        The ids of the under-served customers.

    Examples
    --------
    >>> rows = pd.DataFrame({"customer_id": ["a", "a", "b", "c", "d"],
    ...                      "verdict": ["kept", "none", "kept", "none", "cannot_tell"]})
    >>> served(rows, pd.Series(["c"])).to_dict()
    {'a': 'in_part', 'b': 'well', 'c': 'badly'}
    """
    measured = rows[rows["verdict"].isin([KEPT, SHORT, NONE])]
    whole = (measured["verdict"] == KEPT).groupby(measured["customer_id"], sort=True).all()
    levels = whole.map({True: WELL, False: IN_PART}).astype(object)
    levels[levels.index.isin(badly)] = BADLY
    return levels


def compared(facts: pd.DataFrame, month: str) -> pd.DataFrame:
    """Return the value of the last three months and of the same months a year ago, by customer.

    Returns
    -------
    pd.DataFrame
        ``now`` and ``before``; 0 without a row.
    """
    spans = {"now": window(month, MONTHS), "before": window(add_months(month, -12), MONTHS)}
    sums = {
        name: facts[facts["month"].isin(months)].groupby("customer_id")["value"].sum()
        for name, months in spans.items()
    }
    return pd.DataFrame(sums).fillna(0)


def crossed(customers: pd.DataFrame) -> pd.DataFrame:
    """Return how many customers of each level slip.

    Parameters
    ----------
    customers : pd.DataFrame
        ``level``, ``slipping``.

    Returns
    -------
    pd.DataFrame
        ``level`` (those with a customer, in order), ``customers``, ``slipping``, ``share`` and its 95 %
        interval ``low`` to ``high``.

    Examples
    --------
    >>> rows = pd.DataFrame({"level": ["badly", "badly", "well"], "slipping": [True, False, False]})
    >>> crossed(rows)[["level", "customers", "slipping", "share"]].values.tolist()
    [['well', 1, 0, 0.0], ['badly', 2, 1, 0.5]]
    """
    rows = []
    for level in LEVELS:
        slipping = customers.loc[customers["level"] == level, "slipping"]
        if len(slipping):
            hits = int(slipping.sum())
            rows.append([level, len(slipping), hits, hits / len(slipping), *wilson(hits, len(slipping))])
    return pd.DataFrame(rows, columns=["level", "customers", "slipping", "share", "low", "high"])


def difference(table: pd.DataFrame) -> tuple[float, float, float] | None:
    """Return how much more often customers that did not receive all slip than those that did.

    Returns
    -------
    tuple of float or None
        Difference of the two shares, and both ends of its 95 % interval; None where one of the two groups
        has no customer.

    Examples
    --------
    Nine of ten against three of ten (Newcombe 1998, table II, c):

    >>> table = pd.DataFrame({"level": ["well", "badly"], "customers": 10, "slipping": [3, 9]})
    >>> [round(value, 4) for value in difference(table)]
    [0.6, 0.1705, 0.809]
    """
    well = table["level"] == WELL
    (n, hits), (m, others) = (table.loc[part, ["customers", "slipping"]].sum() for part in (~well, well))
    if not n or not m:
        return None
    low, high = newcombe(hits / n, n, others / m, m)
    return float(hits / n - others / m), float(low), float(high)
