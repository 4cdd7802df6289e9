"""The rules of the segments in words, from the values the code used."""

from wcm_helpers.core.formats import listed, month_name, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods import rfm
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.rfm.result import Segments


def rules(segments: Segments, classification: Classification) -> list[tuple[str, str]]:
    """Return the rule in force, term by term."""
    in_use = set(segments.edges["measure"])
    terms = {
        "recency": (_("Recency"), _recency(segments, classification)),
        "trend": (_("Trend of value"), _trend(segments)),
        "frequency": (_("Frequency"), _frequency(segments, classification)),
        "monetary": (_("Value"), _value(classification, segments.month)),
    }
    return [
        *(item for measure, item in terms.items() if measure in in_use),
        (_("Scores"), _scores(segments, classification)),
        (_("Segments"), _parts("trend" in in_use)),
    ]


def _value(classification: Classification, month: str) -> str:
    return _(
        "The {noun} of the {months}-month window to {month}.",
        noun=sentences.measure(classification.rule).noun,
        months=classification.rule.window_months,
        month=month_name(month),
    )


def _recency(segments: Segments, classification: Classification) -> str:
    day = segments.as_of.isoformat()
    if segments.recency_from == "active_months":
        return _("Days from the end of the last active month to {day}; fewer is better.", day=day)
    if classification.rule.value not in ("revenue", "margin"):
        return _("Days from the last order to {day}; fewer is better.", day=day)
    return _(
        "Days from the last order to {day}, or from the last invoice where the month had no order; fewer is "
        "better.",
        day=day,
    )


def _trend(segments: Segments) -> str:
    return _(
        "Replaces recency for customers under contract, who are billed every month: the value of the "
        "{months} months to {month} against the same months a year ago, or against the {months} months "
        "before for customers that are not that old. Its edges are fixed.",
        months=rfm.TREND_MONTHS,
        month=month_name(segments.trend_month),
    )


def _frequency(segments: Segments, classification: Classification) -> str:
    words = {"months": classification.rule.window_months, "month": month_name(segments.month)}
    return {
        "order_days": _("Days with an order in the {months}-month window to {month}.", **words),
        "orders": _("Orders in the {months}-month window to {month}.", **words),
        "active_months": _("Months with activity in the {months}-month window to {month}.", **words),
    }[segments.frequency_from]


def _scores(segments: Segments, classification: Classification) -> str:
    month = month_name(segments.baseline)
    frozen = {
        "setting": _("The edges are those of {month}, as the settings say.", month=month),
        "december": _("The edges are those of {month}; they change once a year, in December.", month=month),
        "month": _("The edges are those of {month} itself.", month=month),
    }[segments.baseline_from]
    edges = ngettext(
        "An edge is the figure that {shares} of the customers active in {month} do not exceed.",
        "An edge is the figure that {shares} of the customers active in the {n} months to {month} do not "
        "exceed.",
        classification.rule.window_months,
        shares=listed([percent(share / rfm.BINS, 0) for share in range(1, rfm.BINS)]),
        month=month,
    )
    counted = _(
        "A score from 1 to {bins} counts the edges below a customer's figure: equal figures get equal "
        "scores.",
        bins=rfm.BINS,
    )
    return joined([counted, edges, frozen])


def _parts(by_trend: bool) -> str:
    words = {"middle": rfm.middle_score()}
    slipping = (
        _(
            "Slipping: a recency score below {middle}, or under contract a trend score below {middle}.",
            **words,
        )
        if by_trend
        else _("Slipping: a recency score below {middle}.", **words)
    )
    return joined(
        [
            _("Large: a value score above {middle}.", **words),
            _("Often: a frequency score above {middle}.", **words),
            slipping,
            _("Quiet: slipping and not often.", **words),
        ]
    )
