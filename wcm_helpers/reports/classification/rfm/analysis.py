"""Recency, frequency and value: every customer of the month scored and put into a segment.

Recency has no meaning for a customer under contract, who is billed every month whatever happens; there the
trend of its value replaces recency. A steady trend, and an unknown one, get the middle score, by which no
customer is slipping.
"""

import numpy as np
import pandas as pd

from wcm_helpers.classes.customer_months import covers_window, window_values
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import missing
from wcm_helpers.core.messages import message
from wcm_helpers.core.months import last_day, parse_month, previous_december
from wcm_helpers.methods import rfm
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.rfm.measures import counted, measures, trends
from wcm_helpers.reports.classification.rfm.result import Segments


def segment_customers(classification: Classification, baseline: str = "") -> Segments:
    """Compute the scores and the segment of every customer active in the window.

    Parameters
    ----------
    classification : Classification
        Of the month under review.
    baseline : str, ``YYYY-MM``
        The month the edges come from; if empty, the last December before the month under review whose window
        the history covers, else the month under review itself.

    Raises
    ------
    WorkbookError
        If the baseline is after the month under review, or nobody was active in its window.

    Examples
    --------
    >>> from wcm_helpers.reports.classification.classify_month import classify_month
    >>> from wcm_helpers.methods.abc import Rule
    >>> rows = [("x", "2026-05", 900, 9), ("y", "2026-05", 500, 5), ("z", "2026-03", 100, 1)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    >>> result = classify_month(facts, None, "2026-05", Rule(), currency="EUR", source="invoices")
    >>> segment_customers(result).customers["segment"].tolist()  # y is in the middle: neither large nor often
    ['champions', 'smaller_seldom', 'smaller_quiet']
    """
    customer_months, length = classification.customer_months, classification.rule.window_months
    baseline, chosen = _baseline(classification, baseline)
    contract = _contractual(classification.directory)
    then = measures(customer_months, baseline, length)
    edges = {
        "recency": rfm.edges(then.loc[~contract.loc[then.index], "recency_days"]),
        "frequency": rfm.edges(then["frequency"]),
        "monetary": rfm.edges(then["monetary"]),
        "trend": rfm.TREND_EDGES,
    }
    customers = _scored(
        classification, measures(customer_months, classification.month, length), contract, edges
    )
    scored_by = customers["basis"].value_counts()
    customers_behind = {
        "recency": int((~contract.loc[then.index]).sum()),
        "trend": int(scored_by.get("trend", 0)),
        "frequency": len(then),
        "monetary": len(then),
    }
    in_use = [name for name in customers_behind if name in scored_by or name in ("frequency", "monetary")]
    counts = _counts(customers)
    return Segments(
        month=classification.month,
        as_of=last_day(classification.month),
        baseline=baseline,
        baseline_from=chosen,
        baseline_covered=covers_window(customer_months, baseline, length),
        recency_from="active_months" if customer_months.days("last_on") is None else "last_on",
        frequency_from=counted(customer_months)[0],
        trend_month=classification.last_whole_month,
        contracts_known=not all(map(missing, classification.classes["contractual"])),
        customers=customers,
        counts=counts,
        edges=_edge_table({name: (edges[name], customers_behind[name]) for name in in_use}, baseline),
        figures=dict(zip(counts["segment"], counts["customers"].tolist(), strict=True)),
    )


def _edge_table(measures_in_use: dict[str, tuple[tuple[float, ...], int]], baseline: str) -> pd.DataFrame:
    """Return one row a measure in use, as ``Segments.edges`` describes it."""
    return pd.DataFrame(
        [
            {
                "measure": name,
                "edges": edges,
                "levels": len(edges) + 1,
                "baseline": "" if name == "trend" else baseline,
                "n": n,
            }
            for name, (edges, n) in measures_in_use.items()
        ]
    )


def _baseline(classification: Classification, setting: str) -> tuple[str, str]:
    """Return the month the edges come from, and how it was chosen."""
    length = classification.rule.window_months
    if setting:
        month = parse_month(setting)
        if month > classification.month:
            raise WorkbookError(
                message(
                    "rfm_baseline = {baseline} is after the month under review, {month}. Name that month or "
                    "an earlier one.",
                    baseline=month,
                    month=classification.month,
                )
            )
        if window_values(classification.customer_months, month, length).empty:
            raise WorkbookError(
                message(
                    "rfm_baseline = {baseline}: there is no activity in the {months}-month window to it. The "
                    "history begins in {first}.",
                    baseline=month,
                    months=length,
                    first=classification.first_month,
                )
            )
        return month, "setting"
    december = previous_december(classification.month)
    if covers_window(classification.customer_months, december, length) and len(
        window_values(classification.customer_months, december, length)
    ):
        return december, "december"
    return classification.month, "month"


def _contractual(directory: pd.DataFrame) -> pd.Series:
    """Return a mask of the customers under contract; an unknown contract counts as none."""
    under_contract = [not missing(flag) and bool(flag) for flag in directory["contractual"]]
    return pd.Series(under_contract, index=directory.index, dtype=bool)


def _scored(
    classification: Classification,
    now: pd.DataFrame,
    contract: pd.Series,
    edges: dict[str, tuple[float, ...]],
) -> pd.DataFrame:
    classes = classification.classes.set_index("customer_id")
    ids = classes.index
    now, by_trend = now.loc[ids], contract.loc[ids]
    trend_table = trends(classification, ids)
    recency = rfm.score(now["recency_days"], edges["recency"], higher_is_better=False)
    recency = recency.mask(by_trend, rfm.score(trend_table["ratio"], edges["trend"]))
    frequency = rfm.score(now["frequency"], edges["frequency"])
    monetary = rfm.score(now["monetary"], edges["monetary"])
    return pd.DataFrame(
        {
            "customer_name": classes["customer_name"],
            "official": classes["official"],
            "recency_days": now["recency_days"],
            "trend": (trend_table["ratio"] - 1).where(by_trend),
            "compared_with": trend_table["against"].where(by_trend, ""),
            "frequency": now["frequency"],
            "monetary": now["monetary"],
            "share": classes["share"],
            "recency_score": recency,
            "frequency_score": frequency,
            "monetary_score": monetary,
            "basis": np.where(by_trend, "trend", "recency"),
            "segment": rfm.segment(recency, frequency, monetary),
        }
    ).reset_index()


def _counts(customers: pd.DataFrame) -> pd.DataFrame:
    """Return one row a segment, as ``Segments.counts`` describes it."""
    groups = {key: customers[customers["segment"] == key] for key in rfm.SEGMENTS}
    shares_known = customers["share"].notna().any()
    return pd.DataFrame(
        [
            {
                "segment": key,
                "customers": len(group),
                "in_a": int((group["official"] == "A").sum()),
                "value": int(group["monetary"].sum()),
                "share": float(group["share"].sum()) if shares_known else float("nan"),
                **group[["recency_days", "frequency", "monetary"]].median().to_dict(),
            }
            for key, group in groups.items()
        ]
    )
