"""The improvement register of the next month: what is carried on, reopened, closed or proposed."""

import pandas as pd

from wcm_helpers.core.formats import month_name
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods.interrupted_series import NOT_SHOWN, SHOWN, WORSE
from wcm_helpers.reports.performance.catalogue.texts import name_of
from wcm_helpers.reports.performance.control.signals import signals_of
from wcm_helpers.reports.performance.measures.analysis import indicator_of, judged_of
from wcm_helpers.reports.performance.measures.judging import CLOSED_WITHOUT_EVIDENCE, Judged
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


def next_register(review: PerformanceReview) -> pd.DataFrame:
    """Return the register of the next month.

    Returns
    -------
    pd.DataFrame of object
        :data:`COLUMNS`, dates as YYYY-MM-DD, empty where unknown. A measure with a shown effect is closed
        with
        it as its evidence, one closed without evidence or without an effect is in progress again; the gravest
        flags that no measure is about are proposed, not started.
    """
    judged = review.computed(judged_of)
    rows = [_carried(each) for each in judged]
    return pd.DataFrame([*rows, *_proposals(review, judged)], columns=list(COLUMNS), dtype=object)


def _carried(each: Judged) -> dict[str, object]:
    row = {name: each.row.get(name) for name in COLUMNS}
    row = {name: "" if pd.isna(value) else value for name, value in row.items()}
    row |= {name: f"{row[name]:%Y-%m-%d}" if row[name] else "" for name in _DATES}
    indicator = indicator_of(str(each.row["metric"]))
    if each.verdict == SHOWN and each.row.get("status") in ("done", "closed"):
        row |= {"status": "closed", "evidence": row["evidence"] or effect_words(each, indicator)}
    elif each.verdict in _REOPENED and each.row.get("status") in ("done", "closed") and not row["decision"]:
        row |= {"status": "in_progress", "closed_at": ""}
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
