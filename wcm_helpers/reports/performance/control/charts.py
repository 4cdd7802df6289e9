"""The control charts of all indicators and groups, computed."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months
from wcm_helpers.methods.control_charts import ControlChart, Kind, control_chart
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS, Definition
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.catalogue.values import values_of
from wcm_helpers.reports.performance.review import PerformanceReview
from wcm_helpers.reports.performance.scoreboard.targets import target_of

CLASSES = ("A", "B", "C")
#: The groups that have charts.
DIMENSIONS = ("all", "site", "class", "carrier")
#: A share of which fewer cases a month fail has no chart: its limits would be those of a few cases.
LEAST_CASES = 5


@dataclass(frozen=True, eq=False)
class IndicatorChart:
    """The chart of one indicator and group, with its target (NaN without one)."""

    indicator: str
    dimension: str
    group: str
    chart: ControlChart
    target: float

    @property
    def key(self) -> tuple[str, str, str]:
        """The indicator, dimension and group."""
        return self.indicator, self.dimension, self.group


def charts_of(review: PerformanceReview) -> list[IndicatorChart]:
    """Return the charts of the month, in the order of the catalogue, for ``review.computed``.

    A running month is in none: it is never compared with whole ones.
    """
    values = review.computed(values_of)
    last = add_months(review.month, -1) if review.draft else review.month
    values = values[(values["month"] <= last) & values["dimension"].isin(DIMENSIONS)]
    values = values[(values["dimension"] != "class") | values["group"].isin(CLASSES)]
    rebases = rebases_of(review)
    charts = []
    for (indicator, dimension, group), rows in values.groupby(
        ["indicator", "dimension", "group"], sort=False
    ):
        definition = DEFINITIONS[indicator]
        if rows["month"].iloc[-1] != last or not _enough(definition, rows):
            continue
        target = target_of(review, indicator, dimension, group)
        chart = control_chart(
            series_for(definition, rows),
            better=definition.better,
            kind=kind_of(definition),
            baseline=review.rule.baseline_months,
            rebases=rebases.get((indicator, group), ()),
            target=None if np.isnan(target) else target,
            screen=review.rule.screen_moving_ranges,
        )
        if chart is not None:
            charts.append(IndicatorChart(indicator, dimension, group, chart, target))
    return charts


def kind_of(definition: Definition) -> Kind:
    """Return the kind of chart of an indicator: by moving ranges, or of cases that are counted."""
    if definition.quantile is not None or not definition.denominator:
        return "XmR"
    if definition.unit == "per_10000":
        return "u prime" if definition.part != "stock" else "XmR"
    return "p prime" if definition.unit == "share" and definition.part not in ("loyalty", "survey") else "XmR"


def series_for(definition: Definition, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the monthly series of a chart; lines and units are charted by their orders' number."""
    if kind_of(definition) == "XmR":
        return rows[["month", "value"]]
    n = rows["n"]
    return pd.DataFrame({"month": rows["month"], "numerator": rows["numerator"] / rows["denominator"] * n,
                         "denominator": n})  # fmt: skip


def _enough(definition: Definition, rows: pd.DataFrame) -> bool:
    if not definition.charted:
        return False
    if kind_of(definition) == "XmR":
        return True
    n = float(rows["n"].median())
    rate = float((rows["numerator"] / rows["denominator"] * rows["n"]).sum() / rows["n"].sum())
    rare = min(rate, 1 - rate) if kind_of(definition) == "p prime" else rate
    return n * rare >= LEAST_CASES


def rebases_of(review: PerformanceReview) -> dict[tuple[str, str], list[str]]:
    """Return the months of the logged rebases by indicator and group; an indicator may be named by words."""
    history = review.history
    table = None if history.intake.faults_of(("interventions",)) else history.table("interventions")
    months_by_key: dict[tuple[str, str], list[str]] = {}
    if table is None:
        return months_by_key
    ids = {name_of(name).lower(): name for name in DEFINITIONS} | {name: name for name in DEFINITIONS}
    for row in table[table["kind"] == "rebase"].to_dict("records"):
        indicator = ids.get(str(row["metric"]).strip().lower())
        scope = row.get("scope")
        group = "" if not isinstance(scope, str) else scope.strip()
        if indicator and row["month"] <= review.month:
            months_by_key.setdefault((indicator, group), []).append(row["month"])
    return {key: sorted(months) for key, months in months_by_key.items()}
