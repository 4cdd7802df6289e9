"""Who comes lately, often and for much: every customer of the month scored and put into a segment.

Recency says nothing of a customer under contract, who is billed every month whatever happens; there the trend
of its value takes the place of recency. A steady trend, and one that cannot be told, gets the middle score,
which says of nobody that it is slipping.
"""

from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import missing
from wcm_helpers.core.months import last_day, parse_month, previous_december
from wcm_helpers.methods import rfm
from wcm_helpers.reports.classification.customer_months import covers_window, window_values
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.rfm import notes as segment_notes
from wcm_helpers.reports.classification.rfm import sentences
from wcm_helpers.reports.classification.rfm.measures import counted, measures, trend_month, trends


@dataclass(frozen=True, eq=False)
class Segments:
    """The segments of one month: numbers first, then what is said about them.

    Attributes
    ----------
    as_of : the last day of the month under review; days since the last activity are counted to it
    baseline, baseline_from : the month the edges come from, by ``setting``, ``december`` or for want of
        history the ``month`` itself; ``baseline_covered`` says whether the history fills its window
    recency_from : ``last_on`` (days) or ``active_months`` (the end of the last active month)
    frequency_from : ``order_days``, ``orders`` or ``active_months``
    trend_month : the month the trend ends with: of a month half told, the one before
    customers : one row a customer of ``found.classes``, in its order: ``customer_id``, ``customer_name``,
        ``class``, ``recency_days``, ``trend`` (change of value, 0.1 is 10 % more; contract customers only),
        ``compared_with`` (``year``, ``quarter`` or empty), ``frequency``, ``monetary`` (ten-thousandths),
        ``share``, ``recency_score``, ``frequency_score``, ``monetary_score``, ``basis`` (``recency`` or
        ``trend``), ``segment``
    counts : one row a segment, also an empty one: ``segment``, ``name``, ``chinese``, ``customers``,
        ``in_a``, ``value``, ``share`` (of the positive total), ``recency_days``, ``frequency`` and
        ``monetary`` (medians), ``advice``
    edges : one row a measure in use: ``measure``, ``label``, ``edges``, ``levels``, ``baseline``, ``n``, and
        the range of each score in words, ``score_1`` to ``score_5``
    notes, absent, rules : what limits the reading, what the data lack, and the rule in force
    figures : customers by segment; they sum to the number of customers
    """

    month: str
    as_of: date
    baseline: str
    baseline_from: str
    baseline_covered: bool
    recency_from: str
    frequency_from: str
    trend_month: str
    contracts_known: bool
    customers: pd.DataFrame
    counts: pd.DataFrame
    edges: pd.DataFrame
    headline: str = ""
    notes: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    rules: list[tuple[str, str]] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)

    @property
    def tells_slipping(self) -> bool:
        """Whether recency or trend tells anybody apart."""
        levels = self.edges.set_index("measure")["levels"]
        return bool(levels.get("recency", 1) > 1 or self.customers["trend"].notna().any())

    @property
    def slipping(self) -> pd.DataFrame:
        """The rows of ``customers`` in class A whose recency or trend is low, the largest first."""
        customers = self.customers
        return customers[(customers["class"] == "A") & customers["segment"].isin(rfm.SLIPPING)]


def segment_customers(found: Classification, baseline: str = "") -> Segments:
    """Return the scores and the segment of every customer active in the window.

    Parameters
    ----------
    found : Classification
        The month's review.
    baseline : str, ``YYYY-MM``
        The month whose edges count; if empty, the last December before the month under review whose window
        the history fills, else the month under review itself.

    Raises
    ------
    WorkbookError
        If the baseline lies after the month under review, or nobody was active in its window.

    Examples
    --------
    >>> from wcm_helpers.reports.classification.classify_month import classify_month
    >>> from wcm_helpers.methods.abc import Rule
    >>> rows = [("x", "2026-05", 900, 9), ("y", "2026-05", 500, 5), ("z", "2026-03", 100, 1)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    >>> result = classify_month(facts, None, "2026-05", Rule(), currency="EUR", source="invoices")
    >>> segment_customers(result).customers["segment"].tolist()  # y is of the middle: neither large nor often
    ['champions', 'smaller_seldom', 'smaller_quiet']
    """
    book, length = found.customer_months, found.rule.window_months
    baseline, chosen = _baseline(found, baseline)
    contract = _contractual(found.directory)
    then = measures(book, baseline, length)
    edges = {
        "recency": rfm.edges(then.loc[~contract.loc[then.index], "recency_days"]),
        "frequency": rfm.edges(then["frequency"]),
        "monetary": rfm.edges(then["monetary"]),
        "trend": rfm.TREND_EDGES,
    }
    customers = _scored(found, measures(book, found.month, length), contract, edges)
    scored_by = customers["basis"].value_counts()
    behind = {
        "recency": int((~contract.loc[then.index]).sum()),
        "trend": int(scored_by.get("trend", 0)),
        "frequency": len(then),
        "monetary": len(then),
    }
    in_use = [name for name in behind if name in scored_by or name in ("frequency", "monetary")]
    segments = Segments(
        month=found.month,
        as_of=last_day(found.month),
        baseline=baseline,
        baseline_from=chosen,
        baseline_covered=covers_window(book, baseline, length),
        recency_from="active_months" if book.days("last_on") is None else "last_on",
        frequency_from=counted(book)[0],
        trend_month=trend_month(found),
        contracts_known=not all(map(missing, found.classes["contractual"])),
        customers=customers,
        counts=_counts(customers),
        edges=_edge_table({name: (edges[name], behind[name]) for name in in_use}, baseline, found),
    )
    return _worded(segments, found)


def _edge_table(
    held: dict[str, tuple[tuple[float, ...], int]], baseline: str, found: Classification
) -> pd.DataFrame:
    unit = counted(found.customer_months)[0]
    return pd.DataFrame(
        [
            {
                "measure": name,
                "edges": edges,
                "levels": len(edges) + 1,
                "baseline": "" if name == "trend" else baseline,
                "n": n,
                **sentences.ranges(name, edges, unit, found),
            }
            for name, (edges, n) in held.items()
        ]
    )


def _baseline(found: Classification, given: str) -> tuple[str, str]:
    """Return the month the edges come from, and how it was chosen."""
    length = found.rule.window_months
    if given:
        month = parse_month(given)
        if month > found.month:
            raise WorkbookError(
                f"rfm_baseline = {month!r} lies after the month under review, {found.month}; "
                f"name that month or an earlier one"
            )
        if window_values(found.customer_months, month, length).empty:
            raise WorkbookError(
                f"rfm_baseline = {month!r}: no activity in the {length} months to it; "
                f"the history begins in {found.first_month}"
            )
        return month, "setting"
    december = previous_december(found.month)
    if covers_window(found.customer_months, december, length) and len(
        window_values(found.customer_months, december, length)
    ):
        return december, "december"
    return found.month, "month"


def _contractual(directory: pd.DataFrame) -> pd.Series:
    """Return who is known to be under contract; of whom that is not known, nobody is."""
    told = [not missing(held) and bool(held) for held in directory["contractual"]]
    return pd.Series(told, index=directory.index, dtype=bool)


def _scored(
    found: Classification, now: pd.DataFrame, contract: pd.Series, edges: dict[str, tuple[float, ...]]
) -> pd.DataFrame:
    classes = found.classes.set_index("customer_id")
    ids = classes.index
    now, by_trend = now.loc[ids], contract.loc[ids]
    held = trends(found, ids)
    recency = rfm.score(now["recency_days"], edges["recency"], higher_is_better=False)
    recency = recency.mask(by_trend, rfm.score(held["ratio"], edges["trend"]))
    frequency = rfm.score(now["frequency"], edges["frequency"])
    monetary = rfm.score(now["monetary"], edges["monetary"])
    return pd.DataFrame(
        {
            "customer_name": classes["customer_name"],
            "class": classes["class"],
            "recency_days": now["recency_days"],
            "trend": (held["ratio"] - 1).where(by_trend),
            "compared_with": held["against"].where(by_trend, ""),
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
    groups = {key: customers[customers["segment"] == key] for key in rfm.SEGMENTS}
    told = customers["share"].notna().any()
    return pd.DataFrame(
        [
            {
                "segment": key,
                "customers": len(group),
                "in_a": int((group["class"] == "A").sum()),
                "value": int(group["monetary"].sum()),
                "share": float(group["share"].sum()) if told else float("nan"),
                **group[["recency_days", "frequency", "monetary"]].median().to_dict(),
            }
            for key, group in groups.items()
        ]
    ).assign(**sentences.described())


def _worded(segments: Segments, found: Classification) -> Segments:
    return replace(
        segments,
        headline=sentences.headline(segments, found),
        notes=segment_notes.notes(segments, found),
        absent=segment_notes.absent(segments),
        rules=segment_notes.rules(segments, found),
        figures=dict(zip(segments.counts["segment"], segments.counts["customers"].tolist(), strict=True)),
    )
