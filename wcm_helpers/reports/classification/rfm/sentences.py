"""The sentences of the segments: their names, the finding, and why a customer is slipping."""

from wcm_helpers.core.formats import listed, missing, number, percent, signed
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.rfm.result import Segments

#: A share below this is 0 % as a whole number.
ROUNDS_TO_NOTHING = 0.005
#: So many slipping customers of class A are named in the finding, more are counted.
NAMED = 2


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


def change(share: float) -> str:
    """Return a change in percent with its sign.

    Examples
    --------
    >>> change(-0.2), change(0.0512)
    ('−20%', '+5%')
    """
    return "–" if missing(share) else signed(percent(share, 0), round(share, 2))


def sign(row: dict[str, object]) -> str:
    """Return why a customer is slipping: its days without activity, or the fall of its value."""
    if row["basis"] == "recency":
        return ngettext(
            "{n} day since the last activity", "{n} days since the last activity", row["recency_days"]
        )
    words = {"change": change(row["trend"])}
    if row["compared_with"] == "year":
        return _("last three months {change} on a year ago", **words)
    return _("last three months {change} on the three months before", **words)


def headline(segments: Segments, classification: Classification) -> str:
    """Return the finding: the champions, and who of class A is slipping."""
    if (segments.edges["levels"] == 1).all():
        return _("Recency, frequency and value are the same for every customer: segments say nothing here.")
    return joined([_champions(segments, classification), _slipping(segments)])


def _champions(segments: Segments, classification: Classification) -> str:
    top = segments.counts.iloc[0]
    if not top["customers"]:
        return _("No customer is a champion.")
    return ngettext(
        "{n} of {total} customers is a champion and brings {share} of {noun}.",
        "{n} of {total} customers are champions and bring {share} of {noun}.",
        int(top["customers"]),
        share=percent(top["share"], 0 if top["share"] >= ROUNDS_TO_NOTHING else 1),
        total=number(len(segments.customers)),
        noun=sentences.measure(classification.rule).noun,
    )


def _slipping(segments: Segments) -> str:
    slipping, in_a = segments.slipping, int(segments.counts["in_a"].sum())
    if not segments.shows_slipping:
        return _("Recency is the same for every customer.")
    if not in_a:
        return _("No customer is in class A.")
    if slipping.empty:
        return _("No customer of class A is slipping.")
    if len(slipping) > NAMED:
        return _(
            "{n} of the {in_a} customers in class A are slipping.",
            n=number(len(slipping)),
            in_a=number(in_a),
        )
    return ngettext(
        "Of class A {names} is slipping.",
        "Of class A {names} are slipping.",
        len(slipping),
        names=listed(slipping["customer_name"].tolist()),
    )
