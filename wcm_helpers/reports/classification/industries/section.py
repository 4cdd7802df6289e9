"""The section on industries: in which of them the classes are more or less frequent than in all."""

from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.industries import analysis, chart
from wcm_helpers.reports.classification.industries import sentences as industry_sentences
from wcm_helpers.reports.classification.industries.result import Industries
from wcm_helpers.reports.classification.review import ClassificationReview

#: The number of industries listed: with the chart they fill half a page.
MOST_ROWS = 10

_LETTERS = CLASSES[:3]


def industries(review: ClassificationReview) -> Blocks:
    """Return the mosaic of industry and class, the table and the findings."""
    classification = review.result
    if not analysis.has_industries(classification):
        return blocks.join(
            blocks.missing(
                _(
                    "No customer of the window has an industry in the table customers. With the column "
                    "industry this section shows in which industries the A, B and C customers are."
                )
            )
        )
    result = review.computed(industries_of)
    picture = blocks.EMPTY if result.reason else blocks.chart(chart.draw(classification, result), "mosaic")
    noun = sentences.measure(classification.rule).noun
    parts = [
        industry_sentences.reason(result),
        *industry_sentences.findings(result)[1:],  # the first is the title of the chart
        industry_sentences.brings_most(result, noun),
    ]
    return blocks.join(picture, _table(review, result), blocks.paragraph(joined(parts)))


def industries_of(review: ClassificationReview) -> Industries:
    """Return industry × class of the month under review."""
    return analysis.analyse_industries(review.result)


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
    named = [
        industry_sentences.label(kind, name)
        for kind, name in zip(frame["kind"], frame["industry"], strict=True)
    ]
    columns = [
        Column("industry", _("Industry"), width="name"),
        Column("customers", _("Customers"), "right", number),
        *(Column(letter, letter, "right") for letter in _LETTERS),
        Column("of_value", _("Share of {noun}", noun=noun), "right", percent, bar=True),
        Column("rate", _("Share in class A"), "right"),
    ]
    return blocks.table(
        frame.assign(**cells, rate=rate, industry=named), columns, name="industries",
        caption=_("Industries and classes"), note=_note(review, result),
        row_class=lambda row: "muted" if row["kind"] == "blank" else "",
    )  # fmt: skip


def _note(review: ClassificationReview, result: Industries) -> str:
    left_out, more = result.left_out, max(len(result.table) - MOST_ROWS, 0)
    parts = [
        sentences.source_line(review.result),
        industry_sentences.small_industries(result),
        ngettext("{n} customer in group N is left out.", "{n} customers in group N are left out.", left_out)
        if left_out
        else "",
        ngettext("{n} more industry is not listed.", "{n} more industries are not listed.", more)
        if more
        else "",
    ]
    return joined(parts)
