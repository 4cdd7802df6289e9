"""The appendix of the segments: slipping customers of class A, the edges of the scores, and the rules."""

from wcm_helpers.core.formats import month_name, number, percent, short_amount
from wcm_helpers.core.words import _, joined
from wcm_helpers.methods import rfm
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification.lifecycle.section import value_label
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.rfm import notes, rules, scores, sentences
from wcm_helpers.reports.classification.rfm.result import Segments
from wcm_helpers.reports.classification.rfm.section import segments_of
from wcm_helpers.reports.classification.section_parts import MOST_ROWS, not_listed, rule_line


def rfm_method(review: ClassificationReview) -> Blocks:
    """Return the slipping customers of class A with their scores, the edges, the notes and the rules."""
    result = review.result
    segments = review.computed(segments_of)
    lines = notes.notes(segments, result)
    return blocks.join(
        _slipping(review, segments),
        _edges(review, segments),
        blocks.paragraph(joined(lines)) if lines else blocks.EMPTY,
        *(blocks.missing(text) for text in notes.absent(segments)),
        blocks.rules(rules.rules(segments, result)),
    )


def _slipping(review: ClassificationReview, segments: Segments) -> Block:
    """Return the slipping customers of class A, the largest first; a sentence where there are none."""
    slipping = segments.slipping
    if not segments.counts["in_a"].sum():
        return blocks.paragraph(_("No customer is in class A."))
    if not segments.shows_slipping:
        return blocks.paragraph(_("Recency is the same for every customer: it cannot show who is slipping."))
    if slipping.empty:
        return blocks.paragraph(_("No customer of class A is slipping."))
    rows = slipping.head(MOST_ROWS)
    frame = rows.assign(
        sign=[sentences.sign(row) for row in rows.to_dict("records")],
        scores=[scores_of(row) for row in rows.to_dict("records")],
        name=rows["segment"].map(sentences.names()),
        months=rows["customer_id"].map(review.result.classes.set_index("customer_id")["trend"]),
    )
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("name", _("Segment")),
        Column("sign", _("Why")),
        Column("scores", _("R · F · M"), "right"),
        Column("monetary", value_label(review), "right", short_amount, bar=True, scaled=True),
        Column("share", _("Share"), "right", percent),
        Column("months", _("12 months"), trend=True),
    ]
    note = joined([rule_line(review), not_listed(len(slipping) - len(rows))])
    caption = _("Class A customers in a slipping segment")
    return blocks.table(frame, columns, name="slipping", caption=caption, note=note)


def scores_of(row: dict[str, object]) -> str:
    """Return the scores of a customer as a table writes them: recency, frequency and value."""
    return " · ".join(number(row[f"{name}_score"]) for name in ("recency", "frequency", "monetary"))


def _edges(review: ClassificationReview, segments: Segments) -> Block:
    """Return the range of each score, and the number of customers behind the edges."""
    levels = range(1, rfm.BINS + 1)
    columns = [
        Column("label", _("Score"), strong=True),
        *(Column(f"score_{score}", number(score)) for score in levels),
        Column("n", _("Customers"), "right", number),
    ]
    month = month_name(segments.baseline)
    note = (
        _(
            "The edges come from the customers of {month}. Those of the trend are fixed; beside them is the "
            "number of customers scored by it.",
            month=month,
        )
        if "trend" in set(segments.edges["measure"])
        else _("The edges come from the customers of {month}.", month=month)
    )
    frame = scores.in_words(segments, review.result)
    return blocks.table(frame, columns, name="scores", caption=_("What earns a score"), note=note)
