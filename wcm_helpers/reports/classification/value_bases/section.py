"""The section on value bases: the classes by each basis, and the customers whose class depends on it."""

from wcm_helpers.core.formats import number, percent, short_amount
from wcm_helpers.core.words import _, joined
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import MOST_ROWS, not_shown
from wcm_helpers.reports.classification.value_bases import chart
from wcm_helpers.reports.classification.value_bases.analysis import compare
from wcm_helpers.reports.classification.value_bases.result import ValueBases
from wcm_helpers.reports.classification.value_bases.sentences import (
    basis_measure,
    findings,
    headline,
    total_words,
    warnings,
)


def value_bases(review: ClassificationReview) -> Blocks:
    """Return the classes by each basis, their differences, and the missing bases."""
    result = compare(review.result)
    lacking = [blocks.missing(text) for text in _lacking(result)]
    if len(result.bases) == 1:
        return blocks.join(blocks.paragraph(headline(result, review.result)), *lacking)
    notes = warnings(result, review.result)
    return blocks.join(
        _picture(result, review),
        *([blocks.warning(joined(notes))] if notes else []),
        _counts(result, review),
        _agreement(result, review),
        _differ(result, review),
        blocks.paragraph(joined(findings(result, review.result))),
        *lacking,
    )


def _picture(result: ValueBases, review: ClassificationReview) -> Block:
    if result.differ.empty:
        return blocks.paragraph(headline(result, review.result))
    return blocks.chart(chart.draw(result, review.result), "class_crossing")


def _counts(result: ValueBases, review: ClassificationReview) -> Block:
    measures = [basis_measure(basis, review.result) for basis in result.counts["basis"]]
    totals = result.counts["total"]
    frame = result.counts.assign(
        noun=[measure.noun for measure in measures],
        amount=[total_words(*row, review.result) for row in zip(result.counts["basis"], totals, strict=True)],
        moved=result.counts["higher"] + result.counts["lower"],
    )
    columns = [
        Column("noun", _("Counted"), strong=True),
        Column("amount", _("Total"), "right"),
        *(Column(letter, _("In {letter}", letter=letter), "right", number) for letter in CLASSES),
        Column("moved", _("Other class than by {own}", own=measures[0].noun), "right", number),
    ]
    note = joined(
        [
            sentences.source_line(review.result),
            sentences.describe(review.result.rule)["classes"],
            _("The other values: by the same limits, over the same window."),
        ]
    )
    caption = _("Customers in each class, by what is counted")
    return blocks.table(frame, columns, name="counts", caption=caption, note=note)


def _agreement(result: ValueBases, review: ClassificationReview) -> Block:
    """Return the agreement of each pair of bases; nothing where all agree, which a sentence states."""
    if (result.agreement["same"] == result.agreement["customers"]).all():
        return blocks.EMPTY
    nouns = {basis: basis_measure(basis, review.result).noun for basis in result.bases}
    frame = result.agreement.assign(
        pair=[
            _("{first} and {second}", first=nouns[first], second=nouns[second])
            for first, second in zip(result.agreement["first"], result.agreement["second"], strict=True)
        ]
    )
    columns = [
        Column("pair", _("Counted"), strong=True),
        Column("customers", _("Customers"), "right", number),
        Column("same", _("In the same class"), "right", number),
        Column("share", _("Share in the same class"), "right", percent, bar=True),
        Column("kappa", _("Weighted kappa"), "right", lambda kappa: number(kappa, 2)),
    ]
    note = _(
        "Weighted kappa: agreement beyond chance, 1 complete, 0 no better than chance. A difference of two "
        "classes weighs twice a difference of one; N is one class below C."
    )
    return blocks.table(frame, columns, name="agreement", caption=_("How far the classes agree"), note=note)


def _differ(result: ValueBases, review: ClassificationReview) -> Block:
    """Return the customers whose class depends on the basis, the largest difference first."""
    if result.differ.empty:
        return blocks.EMPTY
    frame = result.differ.head(MOST_ROWS)
    columns = [Column("customer_name", _("Customer"), width="name")]
    for basis in (basis for basis in result.bases if basis not in result.even):
        measure = basis_measure(basis, review.result)
        cells = zip(frame[f"class_{basis}"], frame[f"value_{basis}"], strict=True)
        frame = frame.assign(**{basis: [f"{letter} · {short_amount(value)}" for letter, value in cells]})
        label = _("By {noun}, {unit}", noun=measure.noun, unit=measure.unit)
        columns.append(Column(basis, label if basis != "orders" else _("By orders out"), "right"))
    columns.append(Column("apart", _("Classes apart"), "right", number))
    note = [
        _("Class by the rule and value of the window; the largest difference first."),
        not_shown(len(result.differ) - len(frame)),
    ]
    caption = _("Whose class depends on what is counted")
    note = joined(note)
    return blocks.table(frame, columns, name="differing", caption=caption, note=note)


def _lacking(result: ValueBases) -> list[str]:
    """Return for each missing basis its table and column, and what it would have shown."""
    texts = {
        "revenue": _(
            "The table billing (column amount_ex_vat) has nothing in the window. With it this section shows "
            "the classes by billed revenue."
        ),
        "margin": _(
            "The table costs (column cost) has nothing in the window. With it this section shows the classes "
            "by margin."
        ),
        "orders": _(
            "The table orders has nothing in the window. With it this section shows the classes by orders "
            "out: who makes much work for little money."
        ),
    }
    return [texts[basis] for basis in result.missing]
