"""The section on recency, frequency and value: the segments, and who of class A is slipping."""

from wcm_helpers.core.formats import month_name, number, percent, short_amount
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods import rfm
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.rfm import chart
from wcm_helpers.reports.classification.rfm import sentences as segment_words
from wcm_helpers.reports.classification.rfm.analysis import Segments, segment_customers
from wcm_helpers.reports.classification.section_parts import MOST_ROWS, method, not_shown, unit


def segments_of(review: ClassificationReview) -> Segments:
    """Return the customers under review by recency, frequency and value, for ``review.computed``."""
    baseline = review.rule.rfm_baseline
    known = baseline if baseline <= review.result.month else ""  # a later one is not known yet
    return segment_customers(review.result, known)


def recency(review: ClassificationReview) -> Blocks:
    """Return the map and table of the segments, who of class A is slipping, the edges and the rule."""
    answer = review.result
    segments = review.computed(segments_of)
    said = " ".join(segments.notes)
    blind = (segments.edges["levels"] == 1).any()
    return blocks.join(
        *(blocks.missing(text) for text in segments.absent),
        blocks.warning(said) if blind else blocks.EMPTY,
        blocks.chart(chart.draw(answer, segments), "segment_map"),
        _table(review, segments),
        _slipping(review, segments),
        _edges(review, segments),
        method(segments.rules),
        blocks.paragraph(said) if said and not blind else blocks.EMPTY,
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
    """Return who of class A is slipping, the largest first; in a sentence if it is nobody."""
    answer, slipping = review.result, segments.slipping
    if not (answer.classes["class"] == "A").any():
        return blocks.paragraph(_("Nobody is in class A, so nobody of it can be slipping."))
    if not segments.tells_slipping:
        return blocks.paragraph(
            _("Recency tells nobody apart, so nobody of class A can be said to be slipping.")
        )
    if slipping.empty:
        return blocks.paragraph(_("Nobody in class A is slipping."))
    told = slipping.head(MOST_ROWS)
    frame = told.assign(
        sign=[_sign(row) for row in told.to_dict("records")],
        scores=[_scores(row) for row in told.to_dict("records")],
        called=told["segment"].map(segment_words.names()),
        months=told["customer_id"].map(answer.classes.set_index("customer_id")["trend"]),
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
    note = [sentences.source_line(answer), not_shown(len(slipping) - len(told))]
    return blocks.table(
        frame,
        columns,
        name="slipping",
        caption=_("Class A customers in a slipping segment"),
        note=" ".join(filter(None, note)),
    )


def _sign(row: dict[str, object]) -> str:
    """Return what makes a customer count as slipping: its days of silence, or how much less it brings."""
    if row["basis"] == "recency":
        return ngettext(
            "{n} day since the last activity", "{n} days since the last activity", row["recency_days"]
        )
    change = segment_words.change(row["trend"])
    if row["compared_with"] == "year":
        return _("{change} against a year before", change=change)
    return _("{change} against the months before", change=change)


def _scores(row: dict[str, object]) -> str:
    return " · ".join(number(row[f"{name}_score"]) for name in ("recency", "frequency", "monetary"))


def _edges(review: ClassificationReview, segments: Segments) -> Block:
    """Return what earns each score, and of how many customers the edges were taken."""
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
