"""The section on recency, frequency and value: the segments, and the slipping customers of class A."""

from wcm_helpers.core.formats import month_name, number, percent, short_amount
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods import rfm
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.rfm import chart
from wcm_helpers.reports.classification.rfm import sentences as segment_sentences
from wcm_helpers.reports.classification.rfm.analysis import segment_customers
from wcm_helpers.reports.classification.rfm.result import Segments
from wcm_helpers.reports.classification.section_parts import MOST_ROWS, method, not_shown, unit


def segments_of(review: ClassificationReview) -> Segments:
    """Return the customers under review by recency, frequency and value, for ``review.computed``."""
    baseline = review.rule.rfm_baseline
    known = baseline if baseline <= review.result.month else ""  # a later one is not known yet
    return segment_customers(review.result, known)


def recency(review: ClassificationReview) -> Blocks:
    """Return the map and table of the segments, the slipping customers of class A, the edges, the rules."""
    result = review.result
    segments = review.computed(segments_of)
    notes = " ".join(segments.notes)
    blind = (segments.edges["levels"] == 1).any()
    return blocks.join(
        *(blocks.missing(text) for text in segments.absent),
        blocks.warning(notes) if blind else blocks.EMPTY,
        blocks.chart(chart.draw(result, segments), "segment_map"),
        _table(review, segments),
        _slipping(review, segments),
        _edges(review, segments),
        method(segments.rules),
        blocks.paragraph(notes) if notes and not blind else blocks.EMPTY,
    )


def _table(review: ClassificationReview, segments: Segments) -> Block:
    columns = [
        Column("called", _("Segment"), strong=True),
        Column("customers", _("Customers"), "right", number),
        Column("in_a", _("of these in A"), "right", number),
        Column("value", _("Value, {unit}", unit=unit(review)), "right", short_amount, scaled=True),
        Column("share", _("Share"), "right", percent, bar=True),
        Column("advice", _("What to do")),
    ]
    frame = segments.counts.assign(called=segments.counts["name"] + " " + segments.counts["chinese"])
    return blocks.table(
        frame,
        columns,
        name="segments",
        caption=_("The segments"),
        note=sentences.source_line(review.result),
        row_class=lambda row: "" if row["customers"] else "muted",
    )


def _slipping(review: ClassificationReview, segments: Segments) -> Block:
    """Return the slipping customers of class A, the largest first; a sentence where there are none."""
    result, slipping = review.result, segments.slipping
    if not (result.classes["class"] == "A").any():
        return blocks.paragraph(_("Nobody is in class A, so nobody of it can be slipping."))
    if not segments.shows_slipping:
        return blocks.paragraph(
            _("Recency tells nobody apart, so nobody of class A can be said to be slipping.")
        )
    if slipping.empty:
        return blocks.paragraph(_("Nobody in class A is slipping."))
    rows = slipping.head(MOST_ROWS)
    frame = rows.assign(
        sign=[_sign(row) for row in rows.to_dict("records")],
        scores=[_scores(row) for row in rows.to_dict("records")],
        called=rows["segment"].map(segment_sentences.names()),
        months=rows["customer_id"].map(result.classes.set_index("customer_id")["trend"]),
    )
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("called", _("Segment")),
        Column("sign", _("Why")),
        Column("scores", _("R · F · M"), "right"),
        Column(
            "monetary", _("Value, {unit}", unit=unit(review)), "right", short_amount, bar=True, scaled=True
        ),
        Column("share", _("Share"), "right", percent),
        Column("months", _("12 months"), trend=True),
    ]
    note = [sentences.source_line(result), not_shown(len(slipping) - len(rows))]
    return blocks.table(
        frame,
        columns,
        name="slipping",
        caption=_("Class A customers in a slipping segment"),
        note=" ".join(filter(None, note)),
    )


def _sign(row: dict[str, object]) -> str:
    """Return why a customer is slipping: its days of silence, or the fall of its value."""
    if row["basis"] == "recency":
        return ngettext(
            "{n} day since the last activity", "{n} days since the last activity", row["recency_days"]
        )
    change = segment_sentences.change(row["trend"])
    if row["compared_with"] == "year":
        return _("{change} against a year before", change=change)
    return _("{change} against the months before", change=change)


def _scores(row: dict[str, object]) -> str:
    return " · ".join(number(row[f"{name}_score"]) for name in ("recency", "frequency", "monetary"))


def _edges(review: ClassificationReview, segments: Segments) -> Block:
    """Return the range of each score, and the number of customers behind the edges."""
    scores = range(1, rfm.BINS + 1)
    columns = [
        Column("label", _("Score"), strong=True),
        *(Column(f"score_{score}", number(score)) for score in scores),
        Column("n", _("Customers"), "right", number),
    ]
    note = (
        _(
            "Edges of {month}; customers: so many the edges were taken from. Those of the trend are fixed; "
            "customers: so many are scored by it.",
            month=month_name(segments.baseline),
        )
        if "trend" in set(segments.edges["measure"])
        else _(
            "Edges of {month}; customers: so many the edges were taken from.",
            month=month_name(segments.baseline),
        )
    )
    frame = segments.edges.astype({f"score_{score}": object for score in scores})
    return blocks.table(frame, columns, name="scores", caption=_("What earns a score"), note=note)
