"""The control charts of all indicators and groups, computed."""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months
from wcm_helpers.methods.control_charts import ControlChart, Kind, control_chart
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS, Definition
from wcm_helpers.reports.performance.catalogue.names import indicator_of
from wcm_helpers.reports.performance.catalogue.values import values_of
from wcm_helpers.reports.performance.review import PerformanceReview
from wcm_helpers.reports.performance.scoreboard.targets import target_of

CLASSES = ("A", "B", "C")
#: The groups that have charts.
DIMENSIONS = ("all", "site", "class", "carrier")
#: A share of which fewer cases a month fail has no chart: its limits would be those of a few cases.
LEAST_CASES = 5
#: Fewer months do not tell what is usual.
LEAST_MONTHS = 6


@dataclass(frozen=True, eq=False)
class IndicatorChart:
    """The chart of one indicator and group.

    Attributes
    ----------
    chart : ControlChart
        In the unit of the indicator.
    target : float
        NaN without one.
    size : float
        The cases of the group in the latest month as a share of those of the whole site; 1 for the site.
    reasons : dict from month to str
        Why new limits began in it.
    """

    indicator: str
    dimension: str
    group: str
    chart: ControlChart
    target: float
    size: float = 1.0
    reasons: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str]:
        """The indicator, dimension and group."""
        return self.indicator, self.dimension, self.group


def charts_of(review: PerformanceReview) -> list[IndicatorChart]:
    """Return the charts of the month, in the order of the catalogue, for ``review.computed``.

    A running month is in none: it is never compared with whole ones.
    """
    values = review.computed(values_of)
    if values.empty:
        return []
    last = add_months(review.month, -1) if review.draft else review.month
    values = values[(values["month"] <= last) & values["dimension"].isin(DIMENSIONS)]
    values = values[(values["dimension"] != "class") | values["group"].isin(CLASSES)]
    rebases = rebases_of(review)
    sizes = sizes_of(values[values["month"] == last])
    charts = []
    for (indicator, dimension, group), rows in values.groupby(
        ["indicator", "dimension", "group"], sort=False
    ):
        definition = DEFINITIONS[indicator]
        if rows["month"].iloc[-1] != last or not _enough(definition, rows):
            continue
        target = target_of(review, indicator, dimension, group)
        reasons = rebases.get((indicator, group), {})
        chart = control_chart(
            series_for(definition, rows),
            better=definition.better,
            kind=kind_of(definition),
            baseline=review.rule.baseline_months,
            rebases=sorted(reasons),
            target=None if np.isnan(target) else target / _scale(definition),
            screen=review.rule.screen_moving_ranges,
        )
        if chart is not None:
            chart = in_unit(chart, _scale(definition))
            size = sizes.get((indicator, dimension, group), 1.0)
            charts.append(IndicatorChart(indicator, dimension, group, chart, target, size, reasons))
    return charts


def sizes_of(values: pd.DataFrame) -> dict[tuple[str, str, str], float]:
    """Return the cases of every group as a share of the whole site's, of the values of one month.

    Examples
    --------
    >>> rows = pd.DataFrame({"indicator": "on_time", "dimension": ["all", "site"], "group": ["", "N"],
    ...                      "n": [200.0, 50.0]})
    >>> sizes_of(rows)["on_time", "site", "N"]
    0.25
    """
    site = values[values["dimension"] == "all"].drop_duplicates("indicator").set_index("indicator")["n"]
    share = (values["n"] / values["indicator"].map(site).astype(float)).clip(upper=1.0).fillna(1.0)
    keys = values[["indicator", "dimension", "group"]].itertuples(index=False, name=None)
    return dict(zip(keys, share.astype(float), strict=True))


def in_unit(chart: ControlChart, scale: float) -> ControlChart:
    """Return a chart with its values, centre and limits multiplied, such as to cases per 10,000."""
    if scale == 1:
        return chart
    columns = ["value", "centre", "low", "high"]
    return replace(
        chart, points=chart.points.assign(**{name: chart.points[name] * scale for name in columns})
    )


def _scale(definition: Definition) -> float:
    """Return what a rate of counts is multiplied by for its unit; charts of values are in it already."""
    return 10_000.0 if kind_of(definition) == "u prime" else 1.0


def kind_of(definition: Definition) -> Kind:
    """Return the kind of chart of an indicator: by moving ranges, or of cases that are counted."""
    if definition.quantile is not None or not definition.denominator:
        return "XmR"
    if definition.unit == "per_10000":
        return "u prime" if definition.part != "stock" else "XmR"
    cases = definition.part not in ("loyalty", "survey", "stock") or definition.counts_cases
    return "p prime" if definition.unit == "share" and cases and definition.part != "survey" else "XmR"


def series_for(definition: Definition, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the monthly series of a chart; lines and units are charted by their orders' number."""
    if kind_of(definition) == "XmR":
        return rows[["month", "value"]]
    n = rows["n"]
    return pd.DataFrame({"month": rows["month"], "numerator": rows["numerator"] / rows["denominator"] * n,
                         "denominator": n})  # fmt: skip


def _enough(definition: Definition, rows: pd.DataFrame) -> bool:
    if not definition.charted or len(rows) < LEAST_MONTHS:
        return False
    if kind_of(definition) == "XmR":
        return True
    n = float(rows["n"].median())
    rate = float((rows["numerator"] / rows["denominator"] * rows["n"]).sum() / rows["n"].sum())
    rare = min(rate, 1 - rate) if kind_of(definition) == "p prime" else rate
    return n * rare >= LEAST_CASES


def rebases_of(review: PerformanceReview) -> dict[tuple[str, str], dict[str, str]]:
    """Return the reasons of the logged rebases by indicator and group, then month.

    An indicator may be named by its id or by its name on the page, in any language.
    """
    reasons: dict[tuple[str, str], dict[str, str]] = {}
    for row in _logged_rebases(review):
        if row["indicator"]:
            reason = row.get("reason")
            reasons.setdefault((row["indicator"], row["group"]), {})[row["month"]] = (
                reason if isinstance(reason, str) else ""
            )
    return reasons


def _logged_rebases(review: PerformanceReview) -> list[dict]:
    """Return the rebases logged up to the month, with their ``indicator`` (empty: unknown) and ``group``."""
    history = review.history
    table = None if history.intake.faults_of(("interventions",)) else history.table("interventions")
    if table is None:
        return []
    rows = table[(table["kind"] == "rebase") & (table["month"] <= review.month)].to_dict("records")
    return [
        row
        | {
            "indicator": indicator_of(str(row["metric"])),
            "group": row["scope"].strip() if isinstance(row.get("scope"), str) else "",
        }
        for row in rows
    ]


def unused_rebases_of(review: PerformanceReview) -> list[tuple[str, str, str]]:
    """Return indicator, group and month of the logged rebases that changed no chart.

    Their indicator is unknown, or their group has no chart.
    """
    charted = {(each.indicator, each.group) for each in review.computed(charts_of)}
    return [
        (str(row["metric"]), row["group"], row["month"])
        for row in _logged_rebases(review)
        if (row["indicator"], row["group"]) not in charted
    ]
