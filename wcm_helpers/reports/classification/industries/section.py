"""Section: which industries the classes are concentrated in."""

from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.industries import analysis, chart
from wcm_helpers.reports.classification.industries.analysis import Industries
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import method

#: So many industries are listed.
MOST_ROWS = 40

_LETTERS = CLASSES[:3]


def industries(review: ClassificationReview) -> Blocks:
    """Return the mosaic of industry and class, the table, what stands out and the rule."""
    answer = review.result
    if not analysis.known(answer):
        return blocks.join(
            blocks.missing(
                _(
                    "The table customers has no industry for any customer of the window. With the column "
                    "industry this section shows in which industries the A, B and C customers are."
                )
            )
        )
    told = analysis.find(answer)
    picture = blocks.EMPTY if told.reason else blocks.chart(chart.draw(answer, told), "mosaic")
    said = [told.reason, *told.findings]
    return blocks.join(
        picture, _table(review, told), blocks.paragraph(" ".join(filter(None, said))),
        method(told.rules) if told.rules else blocks.EMPTY,
    )  # fmt: skip


def _table(review: ClassificationReview, told: Industries) -> Block:
    noun = sentences.measure(review.result.rule).noun
    if told.table.empty:
        return blocks.EMPTY
    frame = told.table.head(MOST_ROWS)
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
        note=_note(review, told), row_class=lambda row: "muted" if row["kind"] == "blank" else "",
    )  # fmt: skip


def _note(review: ClassificationReview, told: Industries) -> str:
    said = [sentences.source_line(review.result)]
    if told.left_out:
        said.append(
            ngettext(
                "{count} customer in group N is left out.",
                "{count} customers in group N are left out.",
                told.left_out,
                count=number(told.left_out),
            )
        )
    if len(told.table) > MOST_ROWS:
        more = len(told.table) - MOST_ROWS
        said.append(
            ngettext(
                "{count} smaller industry is not listed.",
                "{count} smaller industries are not listed.",
                more,
                count=number(more),
            )
        )
    return " ".join(said)
