"""Section: which industries the classes are concentrated in."""

from wcm_helpers.analysis import industries as analysis
from wcm_helpers.analysis import sentences
from wcm_helpers.analysis.industries import Industries
from wcm_helpers.charts import industries as chart
from wcm_helpers.formats import number, percent
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.report import show
from wcm_helpers.report.review import Review
from wcm_helpers.report.sections.common import method
from wcm_helpers.report.show import Column, Shown, Together
from wcm_helpers.words import _, ngettext

#: So many industries are listed.
MOST_ROWS = 40

_LETTERS = CLASSES[:3]


def industries(review: Review) -> Together:
    """Return the mosaic of industry and class, the table, what stands out and the rule."""
    answer = review.answer
    if not analysis.known(answer):
        return show.together(
            show.missing(
                _(
                    "The table customers has no industry for any customer of the window. With the column "
                    "industry this section shows in which industries the A, B and C customers are."
                )
            )
        )
    told = analysis.find(answer)
    picture = show.nothing() if told.reason else show.chart(chart.draw(answer, told))
    said = [told.reason, *told.findings]
    return show.together(
        picture, _table(review, told), show.remark(" ".join(filter(None, said))),
        method(told.rules) if told.rules else show.nothing(),
    )  # fmt: skip


def _table(review: Review, told: Industries) -> Shown:
    noun = sentences.measure(review.answer.rule).noun
    if told.table.empty:
        return show.nothing()
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
    return show.table(
        frame.assign(**cells, rate=rate), columns, caption=_("Industries and classes"),
        note=_note(review, told), row_class=lambda row: "muted" if row["kind"] == "blank" else "",
    )  # fmt: skip


def _note(review: Review, told: Industries) -> str:
    said = [sentences.source_line(review.answer)]
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
