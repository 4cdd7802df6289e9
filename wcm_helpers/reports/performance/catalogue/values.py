"""The values of the indicators by month and group: what every section and chart reads."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import gammaincinv, ndtri

from wcm_helpers.methods.intervals import CONFIDENCE
from wcm_helpers.methods.survival import quantiles_by_group
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS, Definition
from wcm_helpers.reports.performance.catalogue.parts import GROUP_COLUMNS, parts_of
from wcm_helpers.reports.performance.catalogue.survey_values import survey_values
from wcm_helpers.reports.performance.review import PerformanceReview

#: Every column of the values.
COLUMNS = (
    "indicator", "dimension", "group", "month", "numerator", "denominator", "value", "n", "low", "high",
)  # fmt: skip
#: What the values are grouped by; ``all`` is one group without a name.
DIMENSIONS = ("all", "class", "industry", "site", "carrier", "priority")
#: Months of hours by class and industry: the month, and back to the same month a year ago.
LEAD_MONTHS = 13
#: What a value per unit is multiplied by for its page.
_PER = {"per_10000": 10_000.0, "points": 100.0}


def values_of(review: PerformanceReview) -> pd.DataFrame:
    """Return the values of every indicator that the tables allow, by month and group.

    Returns
    -------
    pd.DataFrame
        One row an ``indicator``, ``dimension`` (one of :data:`DIMENSIONS`), ``group`` (empty for all) and
        ``month``, sorted: ``numerator`` and ``denominator`` (float; NaN of hours), ``value`` in the unit of
        its definition, ``n`` (the cases: of hours the orders or tickets), ``low`` and ``high`` (95 %; NaN
        where there is no interval). A month without cases has no row: no data is neither 0 nor 100 %.
    """
    parts = review.computed(parts_of)
    frames = [compute_values(parts, dimension) for dimension in DIMENSIONS]
    return _joined([*frames, *_lead_values(review), review.computed(survey_values)])


def _lead_values(review: PerformanceReview) -> list[pd.DataFrame]:
    """Return the hours from order to shipment by class and industry, of the last 13 months."""
    service = review.result.service
    if service is None:
        return []
    chosen = [each for each in DEFINITIONS.values() if each.stage == "received-shipped"]
    frames = []
    for dimension in ("class", "industry"):
        counts = service.lead_counts(review.month, review.result.customers[dimension], LEAD_MONTHS)
        if len(counts):
            frames.append(_hours(counts, chosen).assign(dimension=dimension))
    return frames


def series_of(
    review: PerformanceReview, indicator: str, dimension: str = "all", group: str = ""
) -> pd.DataFrame:
    """Return the values of one indicator and group by month, as rows of :func:`values_of`.

    Parameters
    ----------
    dimension : str
        One of :data:`DIMENSIONS`, or ``customer``.
    group : str
        The name of the group, or the number of the customer.
    """
    if dimension != "customer":
        values = review.computed(values_of)
        keys = (values["indicator"] == indicator, values["dimension"] == dimension, values["group"] == group)
        return values[keys[0] & keys[1] & keys[2]].reset_index(drop=True)
    parts = {
        name: part[part["customer_id"] == group]
        for name, part in review.computed(parts_of).items()
        if "customer_id" in part
    }
    return compute_values(parts, "customer", [indicator])


def customer_values(review: PerformanceReview, indicator: str, months: int = 12) -> pd.DataFrame:
    """Return the values of one indicator by customer over the last ``months`` months together.

    Returns
    -------
    pd.DataFrame
        As :func:`values_of`, one row a customer (``group``); ``month`` is the month under review.
    """
    recent = set(review.result.months[-months:])
    parts = {
        name: part[part["month"].isin(recent)].assign(month=review.month)
        for name, part in review.computed(parts_of).items()
        if "customer_id" in part
    }
    return compute_values(parts, "customer", [indicator])


def compute_values(
    parts: dict[str, pd.DataFrame], dimension: str, indicators: Sequence[str] = tuple(DEFINITIONS)
) -> pd.DataFrame:
    """Return the values of indicators by month and the groups of a dimension, as :func:`values_of`.

    A rate is the sum of its numerators by the sum of its denominators; no rate is averaged.

    Examples
    --------
    9 of 10 orders of one customer and 1 of 30 of another make 10 of 40, not the mean of 90 and 3 per cent:

    >>> orders = pd.DataFrame({"month": ["2026-05"] * 2, "on_time": [9, 1], "on_time_measured": [10, 30]})
    >>> compute_values({"orders": orders}, "all", ["on_time"])[["value", "n"]].values.tolist()
    [[0.25, 40.0]]
    """
    frames = []
    for name, part in parts.items():
        column = GROUP_COLUMNS.get(dimension, dimension)
        if dimension != "all" and column not in part:
            continue
        grouped = part.assign(group="" if dimension == "all" else part[column]).dropna(subset=["group"])
        chosen = [DEFINITIONS[each] for each in indicators if DEFINITIONS[each].part == name]
        hours = [each for each in chosen if each.quantile is not None]
        counted = [each for each in chosen if each.quantile is None and each.numerator in part]
        frames += [_hours(grouped, hours), *_counted(grouped, counted)]
    return _joined([frame.assign(dimension=dimension) for frame in frames if len(frame)])


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    there = [frame for frame in frames if len(frame)]
    if not there:
        return pd.DataFrame({name: [] for name in COLUMNS})
    order = {name: place for place, name in enumerate(DEFINITIONS)}
    joined = pd.concat(there, ignore_index=True)[list(COLUMNS)]
    joined["group"] = joined["group"].astype(str)
    place = {"indicator": order, "dimension": {name: at for at, name in enumerate(DIMENSIONS)}}
    return joined.sort_values(
        ["indicator", "dimension", "group", "month"],
        key=lambda column: column.map(place[column.name]) if column.name in place else column,
        kind="stable",
        ignore_index=True,
    )


def _counted(part: pd.DataFrame, definitions: list[Definition]) -> list[pd.DataFrame]:
    """Return rates and amounts from the sums of their counts."""
    names = {name for each in definitions for name in (each.numerator, each.denominator, each.cases) if name}
    sums = part.groupby(["group", "month"], sort=True)[sorted(names)].sum(min_count=1).astype(float)
    return [_of_sums(sums, each) for each in definitions]


def _of_sums(sums: pd.DataFrame, definition: Definition) -> pd.DataFrame:
    """Return the values of one indicator; in arrays, for there are thousands of small steps in a report."""
    numerator = sums[definition.numerator].to_numpy()
    if not definition.denominator:
        there = ~np.isnan(numerator)
        denominator, value, cases = np.nan, numerator, np.ones_like(numerator)
        low, high = _poisson(numerator) if definition.unit == "count" else (np.nan, np.nan)
    else:
        denominator = sums[definition.denominator].to_numpy()
        there = denominator > 0
        value = np.divide(numerator, denominator, out=np.full_like(numerator, np.nan), where=there)
        cases = sums[definition.cases].to_numpy() if definition.cases else denominator
        low, high = _interval(definition, numerator, value, cases)
        per = _PER.get(definition.unit, 1.0)
        value, low, high = value * per, low * per, high * per
    columns = {"numerator": numerator, "denominator": denominator, "value": value, "n": cases}
    frame = pd.DataFrame({**columns, "low": low, "high": high}, index=sums.index)
    return frame[there].reset_index().assign(indicator=definition.id)


def _interval(
    definition: Definition, numerator: np.ndarray, value: np.ndarray, cases: np.ndarray
) -> tuple[np.ndarray | float, np.ndarray | float]:
    """Return Wilson's interval of a share of cases, Garwood's of rare cases; none of shares of money."""
    if definition.part in ("stock", "loyalty") and not definition.counts_cases:
        return np.nan, np.nan
    n = np.where(cases > 0, cases, np.nan)
    if definition.unit == "per_10000":
        low, high = _poisson(numerator)
        return low / n, high / n
    z = ndtri((1 + CONFIDENCE) / 2)
    centre = (value + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(value * (1 - value) / n + z**2 / (4 * n**2))
    return np.where(value > 0, centre - half, 0.0), np.where(value < 1, centre + half, 1.0)


def _poisson(count: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the exact interval of a count (F. Garwood, Biometrika 28, 1936)."""
    tail = (1 - CONFIDENCE) / 2
    return np.where(count > 0, gammaincinv(count, tail), 0.0), gammaincinv(count + 1, 1 - tail)


def _hours(part: pd.DataFrame, definitions: list[Definition]) -> pd.DataFrame:
    """Return the percentiles of hours, open cases censored."""
    if not definitions:
        return pd.DataFrame()
    stages, shares = {each.stage for each in definitions}, sorted({each.quantile for each in definitions})
    rows = part[part["stage"].isin(stages)]
    keys = ["group", "month", "stage"]
    quantiles = quantiles_by_group(rows, keys, shares)
    names = pd.Series({(each.stage, each.quantile): each.id for each in definitions})
    wanted = pd.MultiIndex.from_frame(quantiles[["stage", "share"]])
    return quantiles.assign(indicator=names.reindex(wanted).to_numpy(), numerator=np.nan, denominator=np.nan)
