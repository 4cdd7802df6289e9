"""How long each step takes, which takes most of the time, and which is least predictable."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months, window
from wcm_helpers.data.service.service import STAGES
from wcm_helpers.methods.survival import quantiles_by_group
from wcm_helpers.reports.performance.review import PerformanceReview

#: The warehouse's own stages; transport is the carrier's, and the sum of all is none of them.
OWN = tuple(
    stage for stage in STAGES if stage not in ("shipped-signed", "received-shipped", "arrived-put_away")
)
USUAL = 12


@dataclass(frozen=True, eq=False)
class StageTimes:
    """The stages of a month.

    Attributes
    ----------
    rows : pd.DataFrame
        By ``stage``, in the order of time: ``n``, ``open``, ``p50``, ``p90`` with ``p50_low`` … (hours; NaN:
        not reached), ``longest`` (the longest time seen), ``spread`` (P90 − P50, at least the longest less
        P50 where P90 is not reached), ``at_least`` (bool: that spread is a lower bound), ``usual_p50`` and
        ``usual_p90`` (medians of the 12 months before; NaN unknown) and ``share`` (of the summed hours of the
        warehouse).
    orders : int
        That went through all stages of the warehouse.
    bottleneck, least_predictable : str
        Stages of the warehouse; empty where none can be told.
    """

    rows: pd.DataFrame
    orders: int
    bottleneck: str
    least_predictable: str


def stage_times_of(review: PerformanceReview) -> StageTimes | None:
    """Return the stages of the month, for ``review.computed``; None without orders or steps."""
    service = review.result.service
    if service is None:
        return None
    counts = service.stage_counts(review.month, USUAL + 1)
    shares = service.stage_shares(review.month, 1)
    return stage_times(counts, shares, review.month)


def stage_times(counts: pd.DataFrame, shares: pd.DataFrame, month: str) -> StageTimes | None:
    """Return the stages of a month from counts by month and stage, and the summed hours of whole orders."""
    now = counts[counts["month"] == month]
    if now.empty:
        return None
    rows = _quantiles(now)
    rows["longest"] = now.groupby("stage")["minutes"].max() / 60
    reached = rows["p90"].fillna(rows["longest"])
    rows["spread"] = reached - rows["p50"]
    rows["at_least"] = rows["p90"].isna()
    before = counts[counts["month"].isin(window(add_months(month, -1), USUAL))]
    usual = quantiles_by_group(before, ["stage", "month"], [0.5, 0.9])
    for share, name in ((0.5, "usual_p50"), (0.9, "usual_p90")):
        rows[name] = usual[usual["share"] == share].groupby("stage")["value"].median()
    hours = shares.groupby("stage")["hours"].sum()
    rows["share"] = hours / hours.sum() if len(hours) else np.nan
    order = [stage for stage in STAGES if stage in rows.index]
    rows = rows.loc[order]
    own = rows[rows.index.isin(OWN)]
    orders = int(shares.groupby("stage")["orders"].sum().max()) if len(shares) else 0
    bottleneck = "" if own["share"].isna().all() else str(own["share"].idxmax())
    spread = own["spread"].dropna()
    return StageTimes(rows, orders, bottleneck, str(spread.idxmax()) if len(spread) else "")


def _quantiles(now: pd.DataFrame) -> pd.DataFrame:
    quantiles = quantiles_by_group(now, ["stage"], [0.5, 0.9])
    by_share = {share: part.set_index("stage") for share, part in quantiles.groupby("share")}
    middle, late = by_share[0.5], by_share[0.9]
    return pd.DataFrame(
        {
            "n": middle["n"].astype(int),
            "open": middle["open"].astype(int),
            "p50": middle["value"],
            "p50_low": middle["low"],
            "p50_high": middle["high"],
            "p90": late["value"],
            "p90_low": late["low"],
            "p90_high": late["high"],
        }
    )


def completed_only(counts: pd.DataFrame, month: str) -> pd.DataFrame:
    """Return P50 and P90 of the orders that left their stage, by linear interpolation, by stage.

    These are the figures of systems that forget open orders: shown beside ours, never instead.
    """
    done = counts[(counts["month"] == month) & ~counts["open"].astype(bool)]
    rows = {}
    for stage, part in done.groupby("stage"):
        hours = np.repeat(part["minutes"].to_numpy(dtype=float) / 60, part["n"].to_numpy(dtype=int))
        rows[stage] = [float(np.quantile(hours, share)) for share in (0.5, 0.9)]
    return pd.DataFrame.from_dict(rows, orient="index", columns=["p50", "p90"])
