"""The improvement register of the next month: what is carried on, reopened, closed or proposed."""

import pandas as pd

from wcm_helpers.core.formats import month_name
from wcm_helpers.core.months import last_day
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods.interrupted_series import NOT_SHOWN, SHOWN, WORSE
from wcm_helpers.methods.register_verdicts import CLOSED_WITHOUT_EVIDENCE, DECIDED
from wcm_helpers.reports.performance.catalogue.names import indicator_of
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.control.signals import signals_of
from wcm_helpers.reports.performance.measures.analysis import judged_of
from wcm_helpers.reports.performance.measures.judging import Judged
from wcm_helpers.reports.performance.measures.sentences import effect_words
from wcm_helpers.reports.performance.review import PerformanceReview

COLUMNS = (
    "id", "metric", "scope", "owner", "start", "due", "status", "expected_effect", "evidence", "closed_at",
    "comparison", "decision", "description",
)  # fmt: skip
#: So many measures are proposed a month.
PROPOSALS = 3
_DATES = ("start", "due", "closed_at")
_REOPENED = (NOT_SHOWN, WORSE, CLOSED_WITHOUT_EVIDENCE)


def next_register(review: PerformanceReview, proposals: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the register of the next month.

    Parameters
    ----------
    review : PerformanceReview
    proposals : pd.DataFrame, optional
        New lines with any of :data:`COLUMNS`; by default one for each of the gravest flags that no measure
        is about.

    Returns
    -------
    pd.DataFrame of object
        :data:`COLUMNS`, dates as YYYY-MM-DD, empty where unknown; the table ``actions`` reads it unchanged.
        Closed without a shown effect or a decision becomes in progress again; closed or done with a shown
        effect is closed with it as its evidence. A proposal whose id is in the register is not added again.
    """
    judged = review.computed(judged_of)
    if proposals is None:
        proposals = pd.DataFrame(_proposals(review, judged))
    return carry_on(judged, proposals, review.month)


def carry_on(judged: list[Judged], proposals: pd.DataFrame, month: str) -> pd.DataFrame:
    """Return measures with the status of the next month, and proposals after them."""
    carried = pd.DataFrame([_carried(each, month) for each in judged], columns=list(COLUMNS), dtype=object)
    new = proposals.reindex(columns=list(COLUMNS)).astype(object)
    new = new.where(new.notna(), "")
    if len(new):
        new["status"] = new["status"].where(new["status"] != "", "not_started")
        new = new[~new["id"].isin(carried["id"])]
    return pd.concat([carried, new], ignore_index=True)


def _carried(each: Judged, month: str) -> dict[str, object]:
    row = {name: each.row.get(name) for name in COLUMNS}
    row = {name: "" if pd.isna(value) else value for name, value in row.items()}
    row |= {name: f"{row[name]:%Y-%m-%d}" if row[name] else "" for name in _DATES}
    finished = row["status"] in ("done", "closed")
    if not finished or each.next == DECIDED[0]:
        return row
    if each.verdict == SHOWN:
        indicator = indicator_of(str(each.row["metric"]))
        closed_at = row["closed_at"] or f"{last_day(month):%Y-%m-%d}"
        evidence = row["evidence"] or effect_words(each, indicator)
        return row | {"status": "closed", "closed_at": closed_at, "evidence": evidence}
    if each.verdict in _REOPENED or row["status"] == "closed":
        return row | {"status": "in_progress", "closed_at": ""}
    return row


def _proposals(review: PerformanceReview, judged: list[Judged]) -> list[dict[str, object]]:
    """Return a measure for each of the gravest flags that none of the register is about."""
    open_ = {
        (indicator_of(str(each.row["metric"])), each.row.get("scope") or "")
        for each in judged
        if each.row.get("status") != "closed"
    }
    signals = review.computed(signals_of)
    worse = signals[(signals["variation"] == "concern") & (signals["dimension"] != "all")]
    worse = worse.drop_duplicates("indicator")
    rows = []
    for signal in worse.to_dict("records"):
        if (signal["indicator"], signal["group"]) in open_:
            continue
        rows.append(
            {
                **dict.fromkeys(COLUMNS, ""),
                "id": f"{review.month}-P{len(rows) + 1:02d}",
                "metric": signal["indicator"],
                "scope": signal["group"],
                "status": "not_started",
                "evidence": ngettext(
                    "Control chart of {month}: worse than usual for {n} month.",
                    "Control chart of {month}: worse than usual for {n} months.",
                    int(signal["months_flagged"]),
                    month=month_name(review.month),
                ),
                "description": _(
                    "Bring {indicator} back into its usual range.", indicator=name_of(signal["indicator"])
                ),
            }
        )
    return rows[:PROPOSALS]
