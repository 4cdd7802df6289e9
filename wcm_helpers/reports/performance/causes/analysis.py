"""What explains the change of an indicator: which groups, by their rates or by their shares."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtri

from wcm_helpers.core.months import add_months, window
from wcm_helpers.methods.rate_mix import is_reversal, split_rate
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.parts import GROUP_COLUMNS, parts_of
from wcm_helpers.reports.performance.catalogue.values import values_of
from wcm_helpers.reports.performance.control.signals import signals_of
from wcm_helpers.reports.performance.review import PerformanceReview

#: The groupings that are compared, and the indicators that may be explained, the leading one first.
DIMENSIONS = ("site", "class", "industry", "carrier", "priority")
INDICATORS = ("otif_order", "on_time", "completion", "resolution_kept", "response_kept")
#: Months that the month is compared with, beside the one before.
USUAL = 12
#: A group explains a change only where its share of it is so many times its share of the cases.
_LIFT = 1.3


@dataclass(frozen=True, eq=False)
class Explained:
    """The change of one indicator against one base, split by one grouping.

    Attributes
    ----------
    indicator, dimension : str
    base : {"previous", "usual"}
        The month before, or the twelve months before together.
    before, after : float
        The total rate.
    split : pd.DataFrame
        As :func:`split_rate`, by group.
    reversal : bool
        Whether the total moved against every group.
    unnamed : float
        Share of the month's cases that belong to no group.
    sizes : pd.Series
        The month's share of the cases of each group.
    counts : pd.DataFrame
        By group, ``numerator_before``, ``denominator_before``, ``numerator_after`` and ``denominator_after``.
    months : int
        The months of the base that have cases.
    """

    indicator: str
    dimension: str
    base: str
    before: float
    after: float
    split: pd.DataFrame
    reversal: bool
    unnamed: float
    sizes: pd.Series
    counts: pd.DataFrame
    months: int

    def size(self, group: str) -> float:
        """Return the share of the month's cases that belong to a group."""
        return float(self.sizes.get(group, 0.0))

    @property
    def change(self) -> float:
        """The change of the total rate."""
        return self.after - self.before

    @property
    def beyond_chance(self) -> bool:
        """Whether the total, or the rate of the leading group, changed by more than chance explains (5 %).

        Two proportions, pooled; the leading group was chosen among all, so its limit is divided by them.
        """
        if self._differs(self.counts.sum(), 0.05):
            return True
        group, _share = self.leading
        return group in self.counts.index and self._differs(
            self.counts.loc[group], 0.05 / max(1, len(self.counts))
        )

    @staticmethod
    def _differs(counts: pd.Series, level: float) -> bool:
        n, m = counts["denominator_before"], counts["denominator_after"]
        if not n or not m:
            return False
        pooled = (counts["numerator_before"] + counts["numerator_after"]) / (n + m)
        change = counts["numerator_after"] / m - counts["numerator_before"] / n
        limit = ndtri(1 - level / 2) * np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
        return bool(abs(change) > limit)

    @property
    def leading(self) -> tuple[str, float]:
        """The group with the largest contribution in the direction of the change, and its share of it."""
        if self.split.empty or abs(self.change) < 1e-12:
            return "", float("nan")
        shares = self.split["total"] / self.change
        return str(shares.idxmax()), float(shares.max())


def explained_indicator(review: PerformanceReview) -> str:
    """Return the indicator to explain: the gravest flagged one of the site, else the leading one there is."""
    signals = review.computed(signals_of)
    site = signals[(signals["dimension"] == "all") & (signals["variation"] == "concern")]
    flagged = [name for name in INDICATORS if name in set(site["indicator"])]
    values = review.computed(values_of)
    there = set(values.loc[values["month"] == review.month, "indicator"])
    return next(iter([*flagged, *(name for name in INDICATORS if name in there)]), "")


def causes_of(review: PerformanceReview) -> list[Explained]:
    """Return the change of the explained indicator by every grouping and base, for ``review.computed``."""
    indicator = explained_indicator(review)
    if not indicator or review.draft:
        return []
    part = review.computed(parts_of)[DEFINITIONS[indicator].part]
    explained = []
    for base, months in bases(review.month).items():
        for dimension in DIMENSIONS:
            each = explain(part, indicator, dimension, base, months, review.month)
            if each is not None:
                explained.append(each)
    return explained


def bases(month: str) -> dict[str, list[str]]:
    """Return the months that a month is compared with, by base."""
    before = add_months(month, -1)
    return {"usual": window(before, USUAL), "previous": [before]}


def explain(
    part: pd.DataFrame, indicator: str, dimension: str, base: str, months: list[str], month: str
) -> Explained | None:
    """Return the change of one indicator split by one grouping; None where nothing can be compared.

    Cases of no group are one group without a name (empty), so that nothing is left over.
    """
    definition = DEFINITIONS[indicator]
    column = GROUP_COLUMNS.get(dimension, dimension)
    if column not in part:
        return None
    grouped = part.assign(_group=part[column].astype(object).where(part[column].notna(), ""))
    names = {"numerator": definition.numerator, "denominator": definition.denominator}
    sums = [
        grouped[grouped["month"].isin(chosen)].groupby("_group")[list(names.values())].sum()
        .set_axis(list(names), axis=1)
        for chosen in (months, [month])
    ]  # fmt: skip
    before, after = sums
    if not before["denominator"].sum() or not after["denominator"].sum():
        return None
    if len(set(before.index) | set(after.index)) < 2:
        return None
    split = split_rate(before, after)
    totals = [one["numerator"].sum() / one["denominator"].sum() for one in sums]
    sizes = after["denominator"] / after["denominator"].sum()
    return Explained(
        indicator,
        dimension,
        base,
        *(float(total) for total in totals),
        split,
        is_reversal(split),
        float(sizes.get("", 0.0)),
        sizes,
        before.add_suffix("_before").join(after.add_suffix("_after"), how="outer").fillna(0),
        int(
            grouped.loc[
                grouped["month"].isin(months) & (grouped[definition.denominator] > 0), "month"
            ].nunique()
        ),
    )


def main_cause(explained: list[Explained], base: str = "usual") -> Explained | None:
    """Return the grouping whose leading group explains most of the change, by site before others alike.

    The change must be beyond chance; the leading group must be named, explain at least half of the change and
    not more than all of it by far.
    """
    best, share = None, 0.5
    for each in explained:
        group, part = each.leading
        if (
            each.base == base
            and each.beyond_chance
            and group
            and part > share + 0.05
            and part < 2.0
            and part > _LIFT * each.size(group)
        ):
            best, share = each, part
    return best


def slower_stage(review: PerformanceReview, dimension: str, group: str) -> str:
    """Return the stage of a group whose P90 rose most against its own twelve months before; empty for none.

    It must be a third slower at least.
    """
    values = review.computed(values_of)
    rows = values[(values["dimension"] == dimension) & (values["group"] == group)]
    best, most = "", 4 / 3
    for definition in DEFINITIONS.values():
        if definition.quantile != 0.9 or definition.stage in ("received-shipped", "response", "resolution"):
            continue
        series = rows[rows["indicator"] == definition.id].set_index("month")["value"]
        usual = series[series.index < review.month].tail(USUAL).median()
        now = series.get(review.month, np.nan)
        if usual > 0 and now / usual > most:
            best, most = definition.stage, now / usual
    return best
