"""The notes under the segments: the limits of their reading, the missing data, and the rules in force."""

from wcm_helpers.core.formats import listed, missing, month_name, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods import rfm
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.rfm.result import Segments

#: With fewer customers than this behind an edge, single ones decide where it falls: five to a score.
FEW = 25


def _measures() -> dict[str, str]:
    return {"recency": _("Recency"), "frequency": _("Frequency"), "monetary": _("Value")}


def notes(segments: Segments, classification: Classification) -> list[str]:
    """Return the limits of the reading of the segments; empty where there are none."""
    lines = [_about_baseline(segments, classification)]
    for row in segments.edges[segments.edges["measure"] != "trend"].to_dict("records"):
        lines += _about_edges(row)
    lines += _about_contracts(segments, classification)
    lines.append(_about_nothing_billed(segments, classification))
    if not classification.whole_month:
        lines.append(_about_draft(segments, classification))
    return [sentence for sentence in lines if sentence]


def _about_baseline(segments: Segments, classification: Classification) -> str:
    if segments.baseline_from == "month":
        return _(
            "The edges are not frozen yet: the history does not fill the window to last December, so they "
            "are this month's own."
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
        "{n} customer counts as large without {noun} above zero: it only stands above the others.",
        "{n} customers count as large without {noun} above zero: they only stand above the others.",
        int(large.sum()),
        noun=sentences.measure(classification.rule).noun,
    )


def _about_draft(segments: Segments, classification: Classification) -> str:
    text = _(
        "{month} is not complete, yet recency is counted to its last day.",
        month=month_name(classification.month),
    )
    if "trend" in set(segments.edges["measure"]):
        text += " " + _("Trends end with {before}.", before=month_name(segments.trend_month))
    return text


def _about_edges(row: dict[str, object]) -> list[str]:
    words = {
        "measure": _measures()[row["measure"]],
        "levels": row["levels"],
        "middle": rfm.middle_score(),
        "bins": rfm.BINS,
    }
    if row["levels"] == 1:
        return [_("{measure} has 1 level and tells nobody apart: everybody gets score {middle}.", **words)]
    lines = []
    if row["levels"] < rfm.BINS:
        lines.append(_("{measure} has {levels} levels, spread over the scores 1 to {bins}.", **words))
    if row["n"] < FEW:
        lines.append(
            ngettext(
                "{measure}: the edges rest on {n} customer.",
                "{measure}: the edges rest on {n} customers only, and single ones decide where they fall.",
                row["n"],
                **words,
            )
        )
    return lines


def _about_contracts(segments: Segments, classification: Classification) -> list[str]:
    customers = segments.customers
    without_trend = int(((customers["basis"] == "trend") & customers["trend"].isna()).sum())
    unknown = int(classification.classes["contractual"].map(missing).sum()) if segments.contracts_known else 0
    candidates = {
        ngettext(
            "{n} customer under contract has nothing earlier to be held against: its trend gets score "
            "{middle}.",
            "{n} customers under contract have nothing earlier to be held against: their trend gets score "
            "{middle}.",
            without_trend,
            middle=rfm.middle_score(),
        ): without_trend > 0,
        ngettext(
            "Of {n} customer it is not known whether it has a contract: it is scored by recency.",
            "Of {n} customers it is not known whether they have a contract: they are scored by recency.",
            unknown,
        ): unknown > 0,
    }
    return [sentence for sentence, applies in candidates.items() if applies]


def absent(segments: Segments) -> list[str]:
    """Return the missing data, and what they would have shown; empty where nothing is missing."""
    candidates = {
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
    return [sentence for sentence, applies in candidates.items() if applies]


def rules(segments: Segments, classification: Classification) -> list[tuple[str, str]]:
    """Return the rule in force, term by term, from the values the code used."""
    in_use = set(segments.edges["measure"])
    terms = {
        "recency": (_("Recency"), _recency(segments, classification)),
        "trend": (_("Trend of value"), _trend(segments)),
        "frequency": (_("Frequency"), _frequency(segments, classification)),
        "monetary": (_("Value"), _window(_value(classification), classification, segments.month)),
    }
    return [
        *(item for measure, item in terms.items() if measure in in_use),
        (_("Scores"), _scores(segments, classification)),
        (_("Segments"), _parts("trend" in in_use)),
    ]


def _window(what: str, classification: Classification, month: str) -> str:
    """Return a measure with the months it covers."""
    return ngettext(
        "{what} in {month}.",
        "{what} in the {n} months to {month}.",
        classification.rule.window_months,
        what=what,
        month=month_name(month),
    )


def _value(classification: Classification) -> str:
    noun = sentences.measure(classification.rule).noun
    return noun[:1].upper() + noun[1:]


def _recency(segments: Segments, classification: Classification) -> str:
    day = segments.as_of.isoformat()
    if segments.recency_from == "active_months":
        return _("Days from the end of the last active month to {day}; fewer is better.", day=day)
    if classification.rule.value not in ("revenue", "margin"):
        return _("Days from the last order to {day}; fewer is better.", day=day)
    return _(
        "Days from the last activity to {day}, fewer is better: the last order, or the last invoice where "
        "the month had no order.",
        day=day,
    )


def _trend(segments: Segments) -> str:
    return _(
        "In the place of recency for customers under contract, who are billed whatever happens: the value of "
        "the {months} months to {month} against the same months a year before; against the {months} months "
        "before them, if the customer was not there a year before. Its edges are fixed.",
        months=rfm.TREND_MONTHS,
        month=month_name(segments.trend_month),
    )


def _frequency(segments: Segments, classification: Classification) -> str:
    counted = {
        "order_days": _("Days with an order"),
        "orders": _("Orders"),
        "active_months": _("Months with activity"),
    }[segments.frequency_from]
    return _window(counted, classification, segments.month)


def _scores(segments: Segments, classification: Classification) -> str:
    month = month_name(segments.baseline)
    frozen = {
        "setting": _("The edges are frozen at {month}, as the settings say.", month=month),
        "december": _("The edges are frozen at {month}, and set anew each December.", month=month),
        "month": _("The edges are those of {month} itself.", month=month),
    }[segments.baseline_from]
    edges = ngettext(
        "Edges are the figures that {shares} of the customers active in {month} do not exceed.",
        "Edges are the figures that {shares} of the customers active in the {n} months to {month} do not "
        "exceed.",
        classification.rule.window_months,
        shares=listed([percent(share / rfm.BINS, 0) for share in range(1, rfm.BINS)]),
        month=month,
    )
    counted = _("A score counts the edges below a customer's own figure: equal figures get equal scores.")
    return " ".join([counted, edges, frozen])


def _parts(by_trend: bool) -> str:
    slipping = (
        _("Slipping: recency score below {middle}; under contract, trend score below {middle}.")
        if by_trend
        else _("Slipping: recency score below {middle}.")
    )
    return _(
        "Large: value score above {middle}. Often: frequency score above {middle}. {slipping} The middle "
        "score claims nothing. Quiet: slipping and seldom.",
        middle=rfm.middle_score(),
        slipping=slipping.format(middle=rfm.middle_score()),
    )
