"""The section on recency, frequency and value: the map, the segments, and what to do about whom."""

from wcm_helpers.core.formats import number, percent, short_amount
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods import rfm
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification.lifecycle.section import lifecycle_of, value_label
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.rfm import chart, notes, sentences, steps
from wcm_helpers.reports.classification.rfm.analysis import segment_customers
from wcm_helpers.reports.classification.rfm.result import Segments
from wcm_helpers.reports.classification.section_parts import unit


def segments_of(review: ClassificationReview) -> Segments:
    """Return the customers under review by recency, frequency and value, for ``review.computed``."""
    baseline = review.rule.rfm_baseline
    known = baseline if baseline <= review.result.month else ""  # a later one is not known yet
    return segment_customers(review.result, known)


def recency(review: ClassificationReview) -> Blocks:
    """Return the map of the segments, their table, and what to do about which customers."""
    result = review.result
    segments = review.computed(segments_of)
    blind = (segments.edges["levels"] == 1).any()
    return blocks.join(
        blocks.chart(chart.draw(result, segments), "segment_map"),
        blocks.warning(joined(notes.notes(segments, result))) if blind else blocks.EMPTY,
        _table(review, segments),
        _steps(review, segments),
    )


def _table(review: ClassificationReview, segments: Segments) -> Block:
    frame = segments.counts.assign(name=segments.counts["segment"].map(sentences.names()))
    columns = [
        Column("name", _("Segment"), strong=True),
        Column("customers", _("Customers"), "right", number),
        Column("in_a", _("Of these in class A"), "right", number),
        Column("value", value_label(review), "right", short_amount, scaled=True),
        Column("share", _("Share"), "right", percent, bar=True),
    ]
    return blocks.table(frame[frame["customers"] > 0], columns, name="segments", caption=_("The segments"))


def _steps(review: ClassificationReview, segments: Segments) -> Block:
    """Return the advice for each segment with the names of its customers, the most urgent first."""
    levels = segments.edges.set_index("measure")["levels"]
    if (levels[["frequency", "monetary"]] == 1).any():
        # Nobody is large or seldom where all are alike.
        return blocks.paragraph(_("No steps are named: frequency or value is the same for every customer."))
    columns = [
        Column("advice", _("What to do"), strong=True),
        Column("names", _("Customers, each with its value in {unit}", unit=unit(review))),
        Column("value", _("Together, {unit}", unit=unit(review)), "right", short_amount, scaled=True),
    ]
    life = review.computed(lifecycle_of)
    elsewhere = int((~steps.named_here(segments, life)).sum())
    note = joined(
        [
            _("Changes: the last three months on the same months a year ago.")
            if _has_changes(segments)
            else "",
            ngettext(
                "{n} customer has its step under “New, slowing and lost customers”.",
                "{n} customers have their step under “New, slowing and lost customers”.",
                elsewhere,
            )
            if elsewhere
            else "",
            _("The segment of every customer is in classes.csv."),
        ]
    )
    return blocks.table(
        steps.by_advice(segments, life),
        columns,
        name="steps",
        caption=_("Whom to call, visit and write to"),
        note=note,
    )


def _has_changes(segments: Segments) -> bool:
    customers = segments.customers
    slipping = customers["segment"].isin(rfm.SLIPPING)
    return bool((slipping & (customers["compared_with"] == "year")).any())
