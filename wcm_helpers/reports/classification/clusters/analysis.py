"""Cross-check: the classes compared with k-means groups, which use no limits.

The groups are made of value, frequency and silence. Value is in the classes too, so the groups are no second
truth: they show which customers buy unlike the others in their class.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from wcm_helpers.core.months import last_day, month_range, window
from wcm_helpers.methods import clusters
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reports.classification.clusters.result import CrossCheck
from wcm_helpers.reports.classification.result import Classification

#: With fewer customers, or fewer distinct ones, no groups are made.
LEAST_CUSTOMERS = 20
LEAST_POINTS = max(clusters.SIZES) + 1
#: The measures of frequency: the first that is known and differs between customers is used.
FREQUENCIES = ("order_days", "orders", "active_months")

_COUNTED = CLASSES[:3]


def group_customers(classification: Classification) -> CrossCheck:
    """Group the customers by how they buy, and list those whose class is unlike that of their group.

    Parameters
    ----------
    classification : Classification
        Of the month under review; group N is left out.

    Returns
    -------
    CrossCheck
        With ``reason`` where no groups can be made.

    Examples
    --------
    >>> from wcm_helpers.reports.classification.classify_month import classify_month
    >>> from wcm_helpers.methods.abc import Rule
    >>> rows = [("only", "2026-05", 90, 1)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    >>> classification = classify_month(facts, None, "2026-05", Rule(), currency="CNY", source="invoices")
    >>> group_customers(classification).reason
    'few'
    """
    customers, frequency, silence = behaviour(classification)
    result = CrossCheck(customers, frequency, silence)
    if len(customers) < LEAST_CUSTOMERS:
        return replace(result, reason="few")
    points = clusters.standardise(_features(customers))
    result = replace(result, used=tuple(points))
    if not {"frequency", "silent"} & set(points):
        return replace(result, reason="value")
    if len(points.drop_duplicates()) < LEAST_POINTS:
        return replace(result, reason="alike")
    scores = clusters.score(points)
    size = clusters.choose(scores)
    result = replace(result, scores=scores.assign(chosen=scores["groups"] == (size or 0)))
    if size is None:
        stable = (scores["stability"] >= clusters.STABLE).any()
        return replace(result, reason="touching" if stable else "unstable")
    return _grouped(result, clusters.assign(points, size))


def behaviour(classification: Classification) -> tuple[pd.DataFrame, str, str]:
    """Return value, frequency and silence of each customer in the window, and what the last two count.

    Returns
    -------
    customers : pd.DataFrame
        ``customer_id``, ``customer_name``, ``class``, ``value``, ``frequency`` (of ``FREQUENCIES``),
        ``silent`` (whole days, or months, from the last activity to the end of the month)
    frequency : str, one of ``FREQUENCIES``
    unit : str, ``days`` or ``months``
    """
    customers = classification.classes.loc[classification.classes["class"] != "N"]
    ids = customers["customer_id"]
    first = max(
        classification.customer_months.first_month,
        window(classification.month, classification.rule.window_months)[0],
    )
    months = month_range(first, classification.month)
    tables = {name: classification.customer_months.table(name) for name in FREQUENCIES[:-1]} | {
        "active_months": classification.customer_months.active
    }
    sums = {
        name: table.loc[ids, months].sum(axis=1).to_numpy(dtype="int64")
        for name, table in tables.items()
        if table is not None
    }
    informative = [name for name, counts in sums.items() if len(set(counts.tolist())) > 1]
    frequency = informative[0] if informative else "active_months"
    silent, unit = _silence(classification, ids, months)
    customers = customers[["customer_id", "customer_name", "class", "value"]].reset_index(drop=True)
    return customers.assign(frequency=sums[frequency], silent=silent), frequency, unit


def _silence(classification: Classification, ids: pd.Series, months: list[str]) -> tuple[np.ndarray, str]:
    days = classification.customer_months.days("last_on")
    last = None if days is None else days.loc[ids, months].max(axis=1)
    if last is not None and last.notna().all():
        silent = (pd.Timestamp(last_day(classification.month)) - pd.to_datetime(last)).dt.days
        return silent.clip(lower=0).to_numpy(dtype="int64"), "days"
    return classification.customer_months.active.loc[ids, months[::-1]].to_numpy().argmax(axis=1), "months"


def _features(customers: pd.DataFrame) -> pd.DataFrame:
    """Return the features of k-means; value is in medians, so that the currency has no effect."""
    scaled = customers["value"] / customers["value"].median()
    logarithms = {"value": np.log1p(scaled), "frequency": np.log1p(customers["frequency"])}
    return pd.DataFrame({**logarithms, "silent": customers["silent"].astype("float64")})


def _grouped(result: CrossCheck, labels: pd.Series) -> CrossCheck:
    """Return the groups in order of their mean value, and the customers unlike their group."""
    values = result.customers["value"].groupby(labels.to_numpy())
    means = (values.sum() / values.size()).sort_values(ascending=False)
    place = pd.Series(range(1, len(means) + 1), index=means.index)
    customers = result.customers.assign(group=labels.map(place).to_numpy())
    counts = pd.crosstab(customers["group"], customers["class"]).reindex(columns=list(_COUNTED), fill_value=0)
    most = counts.max(axis=1)
    alone = counts.eq(most, axis=0).sum(axis=1) == 1
    usual = counts.idxmax(axis=1).astype(object).where(alone, None)
    medians = customers.groupby("group")[["value", "frequency", "silent"]].median()
    groups = medians.assign(**counts, customers=counts.sum(axis=1), usual=usual).reset_index()
    at_home = counts.eq(counts.max()).to_numpy()
    in_place = at_home[customers["group"] - 1, customers["class"].map(_COUNTED.index)]
    customers["usual"] = customers["group"].map(usual).astype(object)
    unlike = customers["usual"].notna() & (customers["usual"] != customers["class"])
    customers["disagrees"] = unlike & ~in_place
    return replace(
        result,
        customers=customers,
        groups=groups,
        medians=customers.groupby("class")[["value", "frequency", "silent"]].median(),
        disagreements=customers[customers["disagrees"]],
    )
