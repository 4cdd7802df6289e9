"""The figures of a performance review by which the sites of a group are compared."""

from typing import Literal

from wcm_helpers.core.words import _
from wcm_helpers.reporting.comparable import Comparable, figure
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import texts_of
from wcm_helpers.reports.performance.figures import values_of_month
from wcm_helpers.reports.performance.review import PerformanceReview

#: The indicators compared; with the orders due they fill one table.
COMPARED = ("otif_order", "on_time", "lead_p90_hours", "resolution_kept", "stock_accuracy")


def comparables_of(review: PerformanceReview) -> list[Comparable]:
    """Return the orders due and the indicators of :data:`COMPARED` of the month, each with its interval."""
    now = values_of_month(review)
    compared = [one for name in COMPARED if name in now.index for one in _indicator(name, now.loc[name])]
    if "completion" not in now.index:
        return compared
    due = now.loc["completion", "denominator"]
    return [*figure("orders_due", _("Orders due"), due, "count"), *compared]


def _indicator(name: str, row: object) -> list[Comparable]:
    definition = DEFINITIONS[name]
    kind: Literal["hours", "share"] = "hours" if definition.unit == "hours" else "share"
    return figure(
        name, texts_of(name).name, row["value"], kind,
        better=definition.better, low=row["low"], high=row["high"], n=row["n"],
    )  # fmt: skip
