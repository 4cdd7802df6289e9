"""The sentences of the segments: their names, the advice, the edges, and the finding."""

from collections.abc import Sequence
from itertools import pairwise

from wcm_helpers.core.formats import missing, number, percent, short_amount, signed
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods import rfm
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.rfm.result import Segments

#: The classical names, known to every Chinese account manager; printed with the others in any language.
CHINESE = dict(
    zip(
        rfm.SEGMENTS,
        (
            "重要价值客户", "重要发展客户", "重要保持客户", "重要挽留客户",
            "一般价值客户", "一般发展客户", "一般保持客户", "一般挽留客户",
        ),
        strict=True,
    )
)  # fmt: skip


def names() -> dict[str, str]:
    """Return the name of each segment, by key."""
    return {
        "champions": _("Champions"),
        "large_seldom": _("Large but seldom"),
        "large_slipping": _("Large and slipping"),
        "large_quiet": _("Large and quiet"),
        "smaller_regulars": _("Smaller regulars"),
        "smaller_seldom": _("Smaller and seldom"),
        "smaller_slipping": _("Smaller and slipping"),
        "smaller_quiet": _("Smaller and quiet"),
    }


def advice() -> dict[str, str]:
    """Return the advice for each segment, one sentence, by key."""
    return {
        "champions": _("Keep a named contact, review the service together, settle capacity early."),
        "large_seldom": _("Ask what else they ship, and offer fixed slots that make rare orders regular."),
        "large_slipping": _("Call this week: find out what changed before the volume has gone."),
        "large_quiet": _("Visit with an offer, and plan the space in case they leave."),
        "smaller_regulars": _("Keep the routine smooth, and offer the next service they lack."),
        "smaller_seldom": _("Welcome the new ones, and see who can grow."),
        "smaller_slipping": _("Write or call once with a reason to come back."),
        "smaller_quiet": _("Spend no visits; check stock still held and open invoices."),
    }


def described() -> dict[str, list[str]]:
    """Return names and advice as columns, in the order of the segments."""
    return {
        "name": [names()[key] for key in rfm.SEGMENTS],
        "chinese": [CHINESE[key] for key in rfm.SEGMENTS],
        "advice": [advice()[key] for key in rfm.SEGMENTS],
    }


def _labels(classification: Classification, counted: str) -> dict[str, str]:
    unit = sentences.measure(classification.rule, classification.currency).unit
    return {
        "recency": _("Recency, days"),
        "trend": _("Trend of value"),
        "frequency": {
            "order_days": _("Days with an order"),
            "orders": _("Orders"),
            "active_months": _("Active months"),
        }[counted],
        "monetary": _("Value, {unit}", unit=unit),
    }


def change(share: float) -> str:
    """Return a change in percent with its sign.

    Examples
    --------
    >>> change(-0.2), change(0.0512)
    ('−20%', '+5%')
    """
    return "–" if missing(share) else signed(percent(share, 0), round(share, 2))


def ranges(
    measure: str, edges: Sequence[float], counted: str, classification: Classification
) -> dict[str, object]:
    """Return the label of a measure and the range of each score, in words; None for a score without one.

    Parameters
    ----------
    measure, edges : str and rising numbers
        As in ``Segments.edges``.
    counted : str
        What frequency is counted in, as in ``Segments.frequency_from``.
    classification : Classification
        For the unit of value.

    Examples
    --------
    >>> from wcm_helpers.methods.abc import Rule
    >>> from types import SimpleNamespace
    >>> classification = SimpleNamespace(rule=Rule(), currency="EUR")
    >>> ranges("recency", (3, 10), "orders", classification)  # the fewer days, the better
    {'label': 'Recency, days', 'score_1': 'over 10', 'score_2': None, 'score_3': 'over 3, to 10', \
'score_4': None, 'score_5': 'up to 3'}
    """
    write = {"monetary": short_amount, "trend": lambda ratio: change(ratio - 1)}.get(measure, number)
    shown = [write(edge) for edge in edges]
    texts = [_("over {low}, to {high}", low=low, high=high) for low, high in pairwise(shown)]
    texts = (
        [_("up to {high}", high=shown[0]), *texts, _("over {low}", low=shown[-1])] if shown else [_("any")]
    )
    if measure == "recency":
        texts.reverse()
    by_score = dict(zip(rfm.scale(len(texts)), texts, strict=True))
    scores = {f"score_{score}": by_score.get(score) for score in range(1, rfm.BINS + 1)}
    return {"label": _labels(classification, counted)[measure], **scores}


#: A share below this is 0 % as a whole number.
ROUNDS_TO_NOTHING = 0.005


def headline(segments: Segments, classification: Classification) -> str:
    """Return the finding: the champions, and how many customers of class A are slipping."""
    if (segments.edges["levels"] == 1).all():
        return _("Recency, frequency and value tell no customer apart: segments say nothing here.")
    top = segments.counts.iloc[0]
    in_a = int(segments.counts["in_a"].sum())
    words = {"total": number(len(segments.customers)), "noun": sentences.measure(classification.rule).noun}
    first = (
        ngettext(
            "{n} of {total} customers is a champion and brings {share} of {noun}",
            "{n} of {total} customers are champions and bring {share} of {noun}",
            int(top["customers"]),
            share=percent(top["share"], 0 if top["share"] >= ROUNDS_TO_NOTHING else 1),
            **words,
        )
        if top["customers"]
        else _("No customer is a champion")
    )
    slipping = len(segments.slipping)
    if not segments.shows_slipping:
        return _("{first}; recency tells nobody apart.", first=first)
    if not in_a:
        return _("{first}; nobody is in class A.", first=first)
    if not slipping:
        return _("{first}; nobody in class A is slipping.", first=first)
    return ngettext(
        "{first}; {n} of {in_a} in class A is slipping.",
        "{first}; {n} of {in_a} in class A are slipping.",
        slipping,
        first=first,
        in_a=number(in_a),
    )
