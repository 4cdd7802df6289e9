"""The notes on the segments: the limits of their reading, and the data that are missing."""

from wcm_helpers.core.formats import missing, month_name
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods import rfm
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.rfm.result import Segments

#: With fewer customers than this behind an edge, single ones decide where it falls: five to a score.
FEW = 25


def notes(segments: Segments, classification: Classification) -> list[str]:
    """Return the limits of the reading of the segments; empty where there are none."""
    lines = [_about_baseline(segments, classification)]
    for row in segments.edges[segments.edges["measure"] != "trend"].to_dict("records"):
        lines += _about_edges(row)
    lines += _about_contracts(segments, classification)
    lines.append(_about_nothing_billed(segments, classification))
    if not classification.whole_month:
        lines += _about_draft(segments, classification)
    return [sentence for sentence in lines if sentence]


def _about_baseline(segments: Segments, classification: Classification) -> str:
    if segments.baseline_from == "month":
        return _(
            "The edges of the scores are this month's own: the history does not cover the window to last "
            "December."
        )
    if segments.baseline_covered:
        return ""
    return _(
        "The history begins in {first}: the window to {baseline}, from which the edges come, is not full.",
        first=month_name(classification.first_month),
        baseline=month_name(segments.baseline),
    )


def _about_nothing_billed(segments: Segments, classification: Classification) -> str:
    customers = segments.customers
    large = customers["segment"].isin(rfm.SEGMENTS[:4]) & (customers["monetary"] <= 0)
    if not large.any():
        return ""
    return ngettext(
        "{n} customer counts as large without {noun} above zero, because the others bring even less.",
        "{n} customers count as large without {noun} above zero, because the others bring even less.",
        int(large.sum()),
        noun=sentences.measure(classification.rule).noun,
    )


def _about_draft(segments: Segments, classification: Classification) -> list[str]:
    days = _(
        "{month} is not complete, but days are counted to its end.", month=month_name(classification.month)
    )
    trends = _("Trends end with {before}.", before=month_name(segments.trend_month))
    return [days, trends if "trend" in set(segments.edges["measure"]) else ""]


def _about_edges(row: dict[str, object]) -> list[str]:
    measure = {"recency": _("Recency"), "frequency": _("Frequency"), "monetary": _("Value")}[row["measure"]]
    if row["levels"] == 1:
        return [
            _(
                "{measure} is the same for every customer: everybody gets score {middle}.",
                measure=measure,
                middle=rfm.middle_score(),
            )
        ]
    lines = []
    if row["levels"] < rfm.BINS:
        lines.append(
            _(
                "{measure} has only {levels} levels, spread over the scores 1 to {bins}.",
                measure=measure,
                levels=row["levels"],
                bins=rfm.BINS,
            )
        )
    if row["n"] < FEW:
        lines.append(
            ngettext(
                "{measure}: the edges come from {n} customer.",
                "{measure}: the edges come from only {n} customers, so that single customers decide where "
                "they are.",
                row["n"],
                measure=measure,
            )
        )
    return lines


def _about_contracts(segments: Segments, classification: Classification) -> list[str]:
    customers = segments.customers
    without_trend = int(((customers["basis"] == "trend") & customers["trend"].isna()).sum())
    unknown = int(classification.classes["contractual"].map(missing).sum()) if segments.contracts_known else 0
    candidates = {
        ngettext(
            "{n} customer under contract has no earlier months to compare with: its trend gets score "
            "{middle}.",
            "{n} customers under contract have no earlier months to compare with: their trend gets score "
            "{middle}.",
            without_trend,
            middle=rfm.middle_score(),
        ): without_trend > 0,
        ngettext(
            "For {n} customer it is not known whether it has a contract: it is scored by recency.",
            "For {n} customers it is not known whether they have a contract: they are scored by recency.",
            unknown,
        ): unknown > 0,
    }
    return [sentence for sentence, applies in candidates.items() if applies]


def absent(segments: Segments) -> list[str]:
    """Return the missing data, and what they would show; empty where nothing is missing."""
    candidates = {
        _(
            "Column contractual of [tables.customers]: customers under contract would be scored by the trend "
            "of their value. Now everybody is scored by recency."
        ): not segments.contracts_known,
        _(
            "Table [tables.orders]: frequency would be counted in days with an order. Now it is counted in "
            "months with activity."
        ): segments.frequency_from == "active_months",
        _(
            "Days of activity: recency would be exact to the day. Now it is counted from the end of the last "
            "active month."
        ): segments.recency_from == "active_months",
    }
    return [sentence for sentence, applies in candidates.items() if applies]
