"""The section on industries: where the classes are concentrated."""

from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.industries import analysis, chart
from wcm_helpers.reports.classification.industries.result import Industries
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import method

#: The number of industries listed.
MOST_ROWS = 40

_LETTERS = CLASSES[:3]


def industries(review: ClassificationReview) -> Blocks:
    """Return the mosaic of industry and class, the table, the findings and the rules."""
    classification = review.result
    if not analysis.has_industries(classification):
        return blocks.join(
            blocks.missing(
                _(
                    "The table customers has no industry for any customer of the window. With the column "
                    "industry this section shows in which industries the A, B and C customers are."
                )
            )
        )
    result = analysis.analyse_industries(classification)
    picture = blocks.EMPTY if result.reason else blocks.chart(chart.draw(classification, result), "mosaic")
    parts = [result.reason, *result.findings]
    return blocks.join(
        picture, _table(review, result), blocks.paragraph(" ".join(filter(None, parts))),
        method(result.rules) if result.rules else blocks.EMPTY,
    )  # fmt: skip


def _table(review: ClassificationReview, result: Industries) -> Block:
    noun = sentences.measure(review.result.rule).noun
    if result.table.empty:
        return blocks.EMPTY
    frame = result.table.head(MOST_ROWS)
    cells = {
        letter: [
            f"{mark} {number(count)}".strip()
            for mark, count in zip(frame[f"mark_{letter}"], frame[letter], strict=True)
        ]
        for letter in _LETTERS
    }
    rate = [
        _("{share} ({low} to {high})", share=percent(a, 0), low=percent(low, 0), high=percent(high, 0))
        for a, low, high in zip(frame["rate"], frame["low"], frame["high"], strict=True)
    ]
    columns = [
        Column("industry", _("Industry"), width="name"),
        Column("customers", _("Customers"), "right", number),
        *(Column(letter, letter, "right") for letter in _LETTERS),
        Column("of_value", _("Share of {noun}", noun=noun), "right", percent, bar=True),
        Column("rate", _("In class A"), "right"),
    ]
    return blocks.table(
        frame.assign(**cells, rate=rate), columns, name="industries", caption=_("Industries and classes"),
        note=_note(review, result), row_class=lambda row: "muted" if row["kind"] == "blank" else "",
    )  # fmt: skip


def _note(review: ClassificationReview, result: Industries) -> str:
    parts = [sentences.source_line(review.result)]
    if result.left_out:
        parts.append(
            ngettext(
                "{count} customer in group N is left out.",
                "{count} customers in group N are left out.",
                result.left_out,
                count=number(result.left_out),
            )
        )
    if len(result.table) > MOST_ROWS:
        more = len(result.table) - MOST_ROWS
        parts.append(
            ngettext(
                "{count} smaller industry is not listed.",
                "{count} smaller industries are not listed.",
                more,
                count=number(more),
            )
        )
    return " ".join(parts)
