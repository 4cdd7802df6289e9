"""Dependence: how much hangs on the largest customers, and what would be missing without the first."""

from collections.abc import Callable

import pandas as pd

from wcm_helpers.core.formats import month_name, number, percent
from wcm_helpers.core.words import _
from wcm_helpers.methods.abc import CLASSES, cautions
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.concentration import chart
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import rule_line


def dependence(review: ClassificationReview) -> Blocks:
    """Return the Lorenz curve, the measures of concentration, and what losing the largest would mean."""
    return blocks.join(
        blocks.chart(chart.draw(review.result)), concentration(review), losing_the_largest(review)
    )


def concentration(review: ClassificationReview) -> Block:
    """Return the measures of concentration; nothing where nobody brings anything to concentrate."""
    answer = review.result
    if "no_total" in cautions(answer.classes):
        return blocks.EMPTY
    now = answer.concentration
    earlier = answer.history[answer.history["month"] < answer.month]
    year = earlier.tail(12).head(1)  # a year ago, or the first month told
    before = year.iloc[0] if len(year) else None
    rows = [
        (_("Largest customer"), percent(now["top1"]), _was(before, "top1", percent), _("share of the total")),
        (_("Five largest"), percent(now["top5"]), _was(before, "top5", percent), _("share of the total")),
        (
            _("Effective customers"),
            number(now["effective_customers"], 1),
            _was(before, "effective_customers", lambda held: number(held, 1)),
            _("one divided by the sum of squared shares (HHI)"),
        ),
        (
            _("HHI"),
            number(answer.figures["hhi"], 3) if answer.figures["hhi"] is not None else "–",
            "",
            _("sum of squared shares, 0 to 1"),
        ),
        (
            _("Gini"),
            number(now["gini"], 3),
            _was(before, "gini", lambda held: number(held, 3)),
            _gini_words(answer.figures["gini_small_sample"]),
        ),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["what", "now", "before", "meaning"])
    columns = [
        Column("what", _("Measure"), strong=True),
        Column("now", _("Now"), "right"),
        Column("before", month_name(before["month"]) if before is not None else _("Before"), "right"),
        Column("meaning", _("What it is")),
    ]
    return blocks.table(frame, columns, caption=_("Concentration"), note=rule_line(review))


def _gini_words(corrected: float | None) -> str:
    said = _("0: all equal, towards 1: one has all")
    if corrected is None:
        return said
    return _("{said}; corrected for small numbers {corrected}", said=said, corrected=number(corrected, 3))


def _was(before: pd.Series | None, name: str, write: Callable[[float], str]) -> str:
    return "–" if before is None else write(before[name])


def losing_the_largest(review: ClassificationReview) -> Block:
    """Return in words what would be missing without the largest customer."""
    answer = review.result
    gone = answer.without_largest
    if not gone.largest:
        return blocks.paragraph(_("No customer brings anything above zero."))
    letters = gone.classes["class"].value_counts()
    words = {
        "name": answer.classes.set_index("customer_id")["customer_name"][gone.largest[0]],
        "many": number(len(gone.largest)),
        "share": percent(gone.share),
        "noun": sentences.measure(answer.rule).noun,
        **{letter.lower(): number(letters.get(letter, 0)) for letter in CLASSES},
    }
    if not letters.reindex(list("ABC"), fill_value=0).any():
        return blocks.paragraph(_("If {name} left, nothing of {noun} would remain.", **words))
    lost = (
        _("If {name} left, {share} of {noun} would be missing", **words)
        if len(gone.largest) == 1
        else _(
            "If one of the {many} largest, who bring the same, left, {share} of {noun} would be missing",
            **words,
        )
    )
    return blocks.paragraph(
        _("{lost}; then A would hold {a}, B {b} and C {c} customers.", lost=lost, **words)
    )
