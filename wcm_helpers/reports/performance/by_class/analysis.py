"""Compare service by class: rates and hours, priority, and customers unlike their class."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcm_helpers.core.months import window
from wcm_helpers.methods.cluster_difference import Difference, Rate, cluster_rate, rate_difference
from wcm_helpers.methods.multiple_tests import benjamini_hochberg
from wcm_helpers.methods.outlying_customers import find_outlying
from wcm_helpers.methods.priority import release_pairs
from wcm_helpers.methods.survival import quantiles_by_group
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.parts import parts_of
from wcm_helpers.reports.performance.review import PerformanceReview

#: The rates that are compared, the months they are made of, and the share of false names accepted.
RATES = ("on_time", "otif_order", "perfect_order", "response_kept", "resolution_kept")
MONTHS = 12
FALSE_SHARE = 0.05
CLASSES = ("A", "B", "C")
#: A customer of C is over-served only where its rate is above that of class A, too.
_GAP_INDICATORS = ("otif_order", "on_time")


@dataclass(frozen=True, eq=False)
class ClassRates:
    """One indicator by class: rates with intervals over customers, and the difference of A and C.

    ``verdict`` is ``better``, ``worse``, ``alike`` or ``unclear`` of A against C (B where there is no C),
    after Benjamini and Hochberg over all indicators.
    """

    indicator: str
    rates: dict[str, Rate]
    against: str
    difference: Difference
    verdict: str


def customer_counts(review: PerformanceReview, indicator: str) -> pd.DataFrame:
    """Return the numerator and denominator of an indicator by customer over 12 months, with its class."""
    definition = DEFINITIONS[indicator]
    part = review.computed(parts_of).get(definition.part)
    columns = ["numerator", "denominator", "class"]
    if part is None or "customer_id" not in part or definition.numerator not in part:
        return pd.DataFrame(columns=columns)
    recent = part[part["month"].isin(window(review.month, MONTHS))]
    sums = recent.groupby("customer_id")[[definition.numerator, definition.denominator]].sum()
    sums.columns = ["numerator", "denominator"]
    return sums.assign(**{"class": sums.index.map(review.result.customers["class"].to_dict())})


def class_rates_of(review: PerformanceReview) -> list[ClassRates]:
    """Return every rate by class, for ``review.computed``."""
    counts = {name: customer_counts(review, name) for name in RATES}
    return compare_classes({name: part for name, part in counts.items() if len(part)})


def compare_classes(counts: dict[str, pd.DataFrame]) -> list[ClassRates]:
    """Return rates by class of counts by customer (``numerator``, ``denominator``, ``class``)."""
    made = []
    for name, part in counts.items():
        rates = {
            letter: cluster_rate(*(rows[column].to_numpy() for column in ("numerator", "denominator")))
            for letter in CLASSES
            if len(rows := part[(part["class"] == letter) & (part["denominator"] > 0)])
        }
        other = next((letter for letter in ("C", "B") if letter in rates), "")
        if "A" in rates and other:
            made.append((name, rates, other, rate_difference(rates["A"], rates[other])))
    p = np.array([each[3].p for each in made], dtype=float)
    known = ~np.isnan(p)
    adjusted = np.full(len(p), np.nan)
    adjusted[known] = benjamini_hochberg(p[known]) if known.any() else []
    return [ClassRates(*each, _verdict(each[3], one)) for each, one in zip(made, adjusted, strict=True)]


def _verdict(difference: Difference, adjusted: float) -> str:
    if np.isnan(adjusted):
        return "unclear"
    if adjusted <= FALSE_SHARE:
        return "better" if difference.value > 0 else "worse"
    return "alike" if difference.high - difference.low < 0.06 else "unclear"


def lead_times_of(review: PerformanceReview) -> pd.DataFrame:
    """Return the hours from order to shipment by class over 12 months, for ``review.computed``.

    Columns as :func:`quantiles_by_group`, by ``class``; empty without orders or classes.
    """
    service = review.result.service
    if service is None:
        return pd.DataFrame()
    counts = service.lead_counts(review.month, review.result.customers["class"], MONTHS)
    return quantiles_by_group(counts.rename(columns={"group": "class"}), ["class"], [0.5, 0.9])


def priority_of(review: PerformanceReview) -> pd.DataFrame:
    """Return the pairs of orders of A and C that waited together, for ``review.computed``."""
    service = review.result.service
    if service is None:
        return pd.DataFrame()
    waiting = service.waiting(review.month)
    letters = review.result.group_of("class", waiting["customer_id"])
    return release_pairs(waiting.assign(**{"class": letters}), "A", "C")


def outlying_of(review: PerformanceReview) -> pd.DataFrame:
    """Return the customers tested against their class by the leading indicator, for ``review.computed``.

    Returns
    -------
    pd.DataFrame
        As :func:`find_outlying`, by customer, with ``indicator``; empty without orders or classes.
    """
    for name in _GAP_INDICATORS:
        counts = customer_counts(review, name).rename(columns={"class": "group"}).dropna(subset=["group"])
        if len(counts) and counts["denominator"].sum():
            return find_outlying(counts).assign(indicator=name)
    return pd.DataFrame()


def service_gaps_of(review: PerformanceReview) -> pd.DataFrame:
    """Return the customers of class A and B that get less than their class, for ``review.computed``.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``name``, ``class``, ``indicator``, ``value``, ``low``, ``high``, ``peers``, ``n``
        and ``revenue`` (12 months, ten-thousandths; NaN unknown), the largest revenue first. Of all names at
        most 5 % are expected to be false.
    """
    columns = ["customer_id", "name", "class", "indicator", "value", "low", "high", "peers", "n", "revenue"]
    tested = review.computed(outlying_of)
    if tested.empty:
        return pd.DataFrame(columns=columns)
    rows = tested[(tested["adjusted"] <= FALSE_SHARE) & tested["group"].isin(["A", "B"])].reset_index()
    values = review.result.customers["value"].reindex(rows["customer_id"]).astype("Float64")
    rows = rows.rename(columns={"group": "class"}).assign(
        name=[review.result.name_of(customer) for customer in rows["customer_id"]],
        revenue=values.to_numpy(dtype=float, na_value=np.nan),
    )
    order = rows.assign(_value=-rows["revenue"].fillna(0)).sort_values(
        ["_value", "customer_id"], kind="stable"
    )
    return order[columns].reset_index(drop=True)


def over_served_of(review: PerformanceReview) -> pd.DataFrame:
    """Return the customers of class C whose rate is above that of class A, the most cases first.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``name``, ``value``, ``low``, ``n``; only those whose interval is above A's rate.
    """
    tested = review.computed(outlying_of)
    rates = {each.indicator: each.rates for each in review.computed(class_rates_of)}
    if tested.empty or "A" not in rates.get(tested["indicator"].iloc[0], {}):
        return pd.DataFrame(columns=["customer_id", "name", "value", "low", "n"])
    of_a = rates[tested["indicator"].iloc[0]]["A"].value
    rows = tested[(tested["group"] == "C") & (tested["low"] > of_a)].reset_index()
    rows["name"] = [review.result.name_of(customer) for customer in rows["customer_id"]]
    order = rows.sort_values(["n", "customer_id"], ascending=[False, True], kind="stable")
    return order[["customer_id", "name", "value", "low", "n"]].reset_index(drop=True)
