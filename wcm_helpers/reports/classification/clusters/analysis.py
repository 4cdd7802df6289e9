"""Does a method that knows no limits see the same customers as large? The classes beside k-means groups.

The groups are made of value, frequency and silence. Value is in the classes too, so this is no second truth:
it shows who buys unlike the others in their class.
"""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from wcm_helpers.core.months import last_day, month_range, window
from wcm_helpers.methods import clusters
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.clusters import sentences as words
from wcm_helpers.reports.classification.result import Classification

#: Fewer customers, or fewer distinct ones, tell no groups.
LEAST_CUSTOMERS = 20
LEAST_POINTS = max(clusters.SIZES) + 1
#: What is taken for frequency: the first that is known and tells customers apart.
FREQUENCIES = ("order_days", "orders", "active_months")

_COUNTED = CLASSES[:3]


@dataclass(frozen=True, eq=False)
class CrossCheck:
    """The classes of one month beside groups that know nothing of them.

    Attributes
    ----------
    customers : one row a customer with a value above zero, the largest first: ``customer_id``,
        ``customer_name``, ``class``, ``value`` (ten-thousandths), ``frequency``, ``silent``, and where groups
        can be told ``group`` (1 has the largest mean value), ``usual`` (class) and ``disagrees``
    groups : one row a group: ``group``, ``customers``, the medians ``value``, ``frequency`` and ``silent``,
        the customers ``A``, ``B``, ``C``, ``usual`` (None where no class is the most frequent) and ``name``
    scores : ``groups``, ``silhouette``, ``stability`` and ``chosen``; see ``methods.clusters.score``
    disagreements : the customers unlike their class, weightiest first, with ``meaning``: another class is the
        usual one of their group, and their own class is more numerous in another group
    frequency, silence : what they count, in words
    reason : why nothing can be told; empty where something can
    headline, remarks : what was found, and how far it may be trusted
    rules : pairs of a term and the rule in force
    """

    customers: pd.DataFrame
    frequency: str
    silence: str
    groups: pd.DataFrame = field(default_factory=pd.DataFrame)
    scores: pd.DataFrame = field(default_factory=pd.DataFrame)
    disagreements: pd.DataFrame = field(default_factory=pd.DataFrame)
    reason: str = ""
    headline: str = ""
    remarks: list[str] = field(default_factory=list)
    rules: list[tuple[str, str]] = field(default_factory=list)


def find(found: Classification) -> CrossCheck:
    """Return the groups customers fall into by how they buy, and whose class is unlike its group's.

    Parameters
    ----------
    found : Classification
        The month's review; group N is left out.

    Examples
    --------
    >>> from wcm_helpers.reports.classification.classify_month import classify_month
    >>> from wcm_helpers.methods.abc import Rule
    >>> rows = [("only", "2026-05", 90, 1)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    >>> find(classify_month(facts, None, "2026-05", Rule(), currency="CNY", source="invoices")).reason
    'Cannot tell: 1 customer has a value above zero, 20 are needed.'
    """
    customers, counts, unit = behaviour(found)
    told = CrossCheck(customers, words.counted(counts), words.counted(unit))
    if len(customers) < LEAST_CUSTOMERS:
        return replace(told, reason=words.too_few(len(customers), LEAST_CUSTOMERS))
    points = clusters.standardise(_features(customers))
    told = replace(told, rules=words.rules(told.frequency, told.silence, list(points)))
    if not {"frequency", "silent"} & set(points):
        return replace(told, reason=words.only_value())
    if len(points.drop_duplicates()) < LEAST_POINTS:
        return replace(told, reason=words.too_alike(LEAST_POINTS))
    scores = clusters.score(points)
    size = clusters.choose(scores)
    told = replace(told, scores=scores.assign(chosen=scores["groups"] == (size or 0)))
    if size is None:
        return replace(told, reason=words.untrusted(scores))
    told = _grouped(told, clusters.assign(points, size), found)
    return replace(
        told,
        headline=words.headline(told.customers),
        remarks=words.remarks(told.customers, told.groups),
    )


def behaviour(found: Classification) -> tuple[pd.DataFrame, str, str]:
    """Return the customers with value, frequency and silence in the window, and what the last two count.

    Returns
    -------
    customers : pd.DataFrame
        ``customer_id``, ``customer_name``, ``class``, ``value``, ``frequency`` (of ``FREQUENCIES``),
        ``silent`` (whole days, or months, from the last activity to the end of the month)
    frequency : str, one of ``FREQUENCIES``
    unit : str, ``days`` or ``months``
    """
    customers = found.classes.loc[found.classes["class"] != "N"]
    ids = customers["customer_id"]
    first = max(found.customer_months.first_month, window(found.month, found.rule.window_months)[0])
    months = month_range(first, found.month)
    tables = {name: found.customer_months.table(name) for name in FREQUENCIES[:-1]} | {
        "active_months": found.customer_months.active
    }
    sums = {
        name: table.loc[ids, months].sum(axis=1).to_numpy(dtype="int64")
        for name, table in tables.items()
        if table is not None
    }
    telling = [name for name, held in sums.items() if len(set(held.tolist())) > 1]
    frequency = telling[0] if telling else "active_months"
    silent, unit = _silence(found, ids, months)
    customers = customers[["customer_id", "customer_name", "class", "value"]].reset_index(drop=True)
    return customers.assign(frequency=sums[frequency], silent=silent), frequency, unit


def _silence(found: Classification, ids: pd.Series, months: list[str]) -> tuple[np.ndarray, str]:
    days = found.customer_months.days("last_on")
    last = None if days is None else days.loc[ids, months].max(axis=1)
    if last is not None and last.notna().all():
        silent = (pd.Timestamp(last_day(found.month)) - pd.to_datetime(last)).dt.days
        return silent.clip(lower=0).to_numpy(dtype="int64"), "days"
    return found.customer_months.active.loc[ids, months[::-1]].to_numpy().argmax(axis=1), "months"


def _features(customers: pd.DataFrame) -> pd.DataFrame:
    """Return what k-means sees; value is taken in medians, so that no currency matters."""
    scaled = customers["value"] / customers["value"].median()
    seen = {"value": np.log1p(scaled), "frequency": np.log1p(customers["frequency"])}
    return pd.DataFrame({**seen, "silent": customers["silent"].astype("float64")})


def _grouped(told: CrossCheck, labels: pd.Series, found: Classification) -> CrossCheck:
    """Return the groups in order of their mean value, and the customers unlike their group."""
    held = told.customers["value"].groupby(labels.to_numpy())
    means = (held.sum() / held.size()).sort_values(ascending=False)
    place = pd.Series(range(1, len(means) + 1), index=means.index)
    customers = told.customers.assign(group=labels.map(place).to_numpy())
    counts = pd.crosstab(customers["group"], customers["class"]).reindex(columns=list(_COUNTED), fill_value=0)
    most = counts.max(axis=1)
    alone = counts.eq(most, axis=0).sum(axis=1) == 1
    usual = counts.idxmax(axis=1).astype(object).where(alone, None)
    medians = customers.groupby("group")[["value", "frequency", "silent"]].median()
    groups = medians.assign(**counts, customers=counts.sum(axis=1), usual=usual).reset_index()
    groups["name"] = [
        words.name(row, sentences.money(row["value"], found), told.frequency, told.silence)
        for row in groups.to_dict("records")
    ]
    at_home = counts.eq(counts.max()).to_numpy()
    stands = at_home[customers["group"] - 1, customers["class"].map(_COUNTED.index)]
    customers["usual"] = customers["group"].map(usual).astype(object)
    unlike = customers["usual"].notna() & (customers["usual"] != customers["class"])
    customers["disagrees"] = unlike & ~stands
    apart = customers[customers["disagrees"]]
    middle = customers.groupby("class")[["value", "frequency", "silent"]].median().to_dict("index")
    meaning = [words.meaning(row, middle[row["class"]]) for row in apart.to_dict("records")]
    return replace(told, customers=customers, groups=groups, disagreements=apart.assign(meaning=meaning))
