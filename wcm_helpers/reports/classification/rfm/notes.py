"""What stands under the segments: the rule in force, what limits their reading, what the data lack."""

from typing import TYPE_CHECKING

from wcm_helpers.core.formats import listed, missing, month_name, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods import rfm
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.result import Classification

if TYPE_CHECKING:
    from wcm_helpers.reports.classification.rfm.analysis import Segments

#: With fewer customers than this behind an edge, single ones decide where it falls: five to a score.
FEW = 25


def _measures() -> dict[str, str]:
    return {"recency": _("Recency"), "frequency": _("Frequency"), "monetary": _("Value")}


def notes(segments: "Segments", found: Classification) -> list[str]:
    """Return what limits the reading of the segments; empty when nothing does."""
    said = [_about_baseline(segments, found)]
    for row in segments.edges[segments.edges["measure"] != "trend"].to_dict("records"):
        said += _about_edges(row)
    said += _about_contracts(segments, found)
    said.append(_about_nothing_billed(segments, found))
    if not found.whole_month:
        said.append(_about_draft(segments, found))
    return [sentence for sentence in said if sentence]


def _about_baseline(segments: "Segments", found: Classification) -> str:
    if segments.baseline_from == "month":
        return _(
            "The edges are not frozen yet: the history does not fill the window to last December, so they "
            "are this month's own."
        )
    if segments.baseline_covered:
        return ""
    return _(
        "The history begins in {first}: the window to {baseline}, from which the edges come, is not full.",
        first=month_name(found.first_month),
        baseline=month_name(segments.baseline),
    )


def _about_nothing_billed(segments: "Segments", found: Classification) -> str:
    customers = segments.customers
    large = customers["segment"].isin(rfm.SEGMENTS[:4]) & (customers["monetary"] <= 0)
    if not large.any():
        return ""
    return ngettext(
        "{n} customer counts as large without {noun} above zero: it only stands above the others.",
        "{n} customers count as large without {noun} above zero: they only stand above the others.",
        int(large.sum()),
        noun=sentences.measure(found.rule).noun,
    )


def _about_draft(segments: "Segments", found: Classification) -> str:
    said = _(
        "{month} is not complete, yet recency is counted to its last day.", month=month_name(found.month)
    )
    if "trend" in set(segments.edges["measure"]):
        said += " " + _("Trends end with {before}.", before=month_name(segments.trend_month))
    return said


def _about_edges(row: dict[str, object]) -> list[str]:
    words = {
        "measure": _measures()[row["measure"]],
        "levels": row["levels"],
        "middle": rfm.middle_score(),
        "bins": rfm.BINS,
    }
    if row["levels"] == 1:
        return [_("{measure} has 1 level and tells nobody apart: everybody gets score {middle}.", **words)]
    said = []
    if row["levels"] < rfm.BINS:
        said.append(_("{measure} has {levels} levels, spread over the scores 1 to {bins}.", **words))
    if row["n"] < FEW:
        said.append(
            ngettext(
                "{measure}: the edges rest on {n} customer.",
                "{measure}: the edges rest on {n} customers only, and single ones decide where they fall.",
                row["n"],
                **words,
            )
        )
    return said


def _about_contracts(segments: "Segments", found: Classification) -> list[str]:
    customers = segments.customers
    untold = int(((customers["basis"] == "trend") & customers["trend"].isna()).sum())
    unknown = int(found.classes["contractual"].map(missing).sum()) if segments.contracts_known else 0
    said = {
        ngettext(
            "{n} customer under contract has nothing earlier to be held against: its trend gets score "
            "{middle}.",
            "{n} customers under contract have nothing earlier to be held against: their trend gets score "
            "{middle}.",
            untold,
            middle=rfm.middle_score(),
        ): untold > 0,
        ngettext(
            "Of {n} customer it is not known whether it has a contract: it is scored by recency.",
            "Of {n} customers it is not known whether they have a contract: they are scored by recency.",
            unknown,
        ): unknown > 0,
    }
    return [sentence for sentence, holds in said.items() if holds]


def absent(segments: "Segments") -> list[str]:
    """Return what the data lack, and what it would have shown; empty when nothing does."""
    said = {
        _(
            "Column contractual of [tables.customers]: it would have put the trend of value in the place of "
            "recency for customers under contract. Everybody is scored by recency."
        ): not segments.contracts_known,
        _(
            "Table [tables.orders]: it would have told frequency in days with an order. It is told in months "
            "with activity."
        ): segments.frequency_from == "active_months",
        _(
            "Days of activity: they would have told recency to the day. It is counted from the end of the "
            "last active month."
        ): segments.recency_from == "active_months",
    }
    return [sentence for sentence, holds in said.items() if holds]


def rules(segments: "Segments", found: Classification) -> list[tuple[str, str]]:
    """Return the rule in force, term by term, from the values the code used."""
    in_use = set(segments.edges["measure"])
    told = {
        "recency": (_("Recency"), _recency(segments, found)),
        "trend": (_("Trend of value"), _trend(segments)),
        "frequency": (_("Frequency"), _frequency(segments, found)),
        "monetary": (_("Value"), _window(_value(found), found, segments.month)),
    }
    return [
        *(item for measure, item in told.items() if measure in in_use),
        (_("Scores"), _scores(segments, found)),
        (_("Segments"), _parts("trend" in in_use)),
    ]


def _window(what: str, found: Classification, month: str) -> str:
    """Return what is counted, with the months it is counted in."""
    return ngettext(
        "{what} in {month}.",
        "{what} in the {n} months to {month}.",
        found.rule.window_months,
        what=what,
        month=month_name(month),
    )


def _value(found: Classification) -> str:
    noun = sentences.measure(found.rule).noun
    return noun[:1].upper() + noun[1:]


def _recency(segments: "Segments", found: Classification) -> str:
    day = segments.as_of.isoformat()
    if segments.recency_from == "active_months":
        return _("Days from the end of the last active month to {day}; fewer is better.", day=day)
    if found.rule.value not in ("revenue", "margin"):
        return _("Days from the last order to {day}; fewer is better.", day=day)
    return _(
        "Days from the last activity to {day}, fewer is better: the last order, or the last invoice where "
        "the month had no order.",
        day=day,
    )


def _trend(segments: "Segments") -> str:
    return _(
        "In the place of recency for customers under contract, who are billed whatever happens: the value of "
        "the {months} months to {month} against the same months a year before; against the {months} months "
        "before them, if the customer was not there a year before. Its edges are fixed.",
        months=rfm.TREND_MONTHS,
        month=month_name(segments.trend_month),
    )


def _frequency(segments: "Segments", found: Classification) -> str:
    counted = {
        "order_days": _("Days with an order"),
        "orders": _("Orders"),
        "active_months": _("Months with activity"),
    }[segments.frequency_from]
    return _window(counted, found, segments.month)


def _scores(segments: "Segments", found: Classification) -> str:
    month = month_name(segments.baseline)
    kept = {
        "setting": _("The edges are frozen at {month}, as the settings say.", month=month),
        "december": _("The edges are frozen at {month}, and set anew each December.", month=month),
        "month": _("The edges are those of {month} itself.", month=month),
    }[segments.baseline_from]
    edges = ngettext(
        "Edges are the figures that {shares} of the customers active in {month} do not exceed.",
        "Edges are the figures that {shares} of the customers active in the {n} months to {month} do not "
        "exceed.",
        found.rule.window_months,
        shares=listed([percent(share / rfm.BINS, 0) for share in range(1, rfm.BINS)]),
        month=month,
    )
    counted = _("A score counts the edges below a customer's own figure: equal figures get equal scores.")
    return " ".join([counted, edges, kept])


def _parts(by_trend: bool) -> str:
    said = (
        _("Slipping: recency score below {middle}; under contract, trend score below {middle}.")
        if by_trend
        else _("Slipping: recency score below {middle}.")
    )
    return _(
        "Large: value score above {middle}. Often: frequency score above {middle}. {slipping} The middle "
        "score claims nothing. Quiet: slipping and seldom.",
        middle=rfm.middle_score(),
        slipping=said.format(middle=rfm.middle_score()),
    )
