"""The section on the dependence on large customers, and on the loss of the largest."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

from wcm_helpers.core.formats import month_name, number, share
from wcm_helpers.core.words import _
from wcm_helpers.methods.abc import CLASSES, cautions
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.concentration import chart
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import rule_line


def dependence(review: ClassificationReview) -> Blocks:
    """Return the Lorenz curve, the measures of concentration and the loss of the largest customer."""
    return blocks.join(
        blocks.chart(chart.draw(review.result), "lorenz"), concentration(review), losing_the_largest(review)
    )


def concentration(review: ClassificationReview) -> Block:
    """Return the table of the measures of concentration; empty if no customer is above zero."""
    result = review.result
    if "no_total" in cautions(result.classes):
        return blocks.EMPTY
    now = dict(result.concentration)
    earlier = result.history[result.history["month"] < result.month]
    year = earlier.tail(12).head(1)  # a year ago, or the first month classified
    before = dict(year.iloc[0]) if len(year) else None
    if before is not None:
        before["hhi"] = 1 / before["effective_customers"]
    rows = [
        (_("Largest customer"), "top1", _share, _("share of the total")),
        (_("Five largest customers"), "top5", _share, _("share of the total")),
        (_("Effective customers"), "effective_customers", lambda value: number(value, 1),
         _("so many equal customers would mean the same dependence: 1 divided by HHI")),
        (_("HHI"), "hhi", lambda value: number(value, 3), _("sum of the squared shares, 0 to 1")),
        (_("Gini"), "gini", lambda value: number(value, 3), _gini_words(result.figures["gini_small_sample"])),
    ]  # fmt: skip
    now = {**now, "hhi": result.figures["hhi"]}
    written = pd.DataFrame(
        [
            (name, _write(now, key, write), _write(before, key, write), meaning)
            for name, key, write, meaning in rows
        ],
        columns=["measure", "now", "before", "meaning"],
    )
    columns = [
        Column("measure", _("Measure"), strong=True),
        Column("now", month_name(result.month), "right"),
        Column("before", month_name(before["month"]) if before is not None else _("Before"), "right"),
        Column("meaning", _("Meaning")),
    ]
    block = blocks.table(
        written, columns, name="concentration", caption=_("Concentration"), note=rule_line(review)
    )
    # The rows of a column are written in different formats; the frame gets the numbers themselves.
    numbers = [[(values or {}).get(key) for _name, key, _write, _meaning in rows] for values in (now, before)]
    labels = [column.label for column in columns]
    frame = block.content.assign(**dict(zip(labels[1:3], numbers, strict=True)))
    return replace(block, content=frame)


def _share(part: float) -> str:
    return share(part, 1)


def _gini_words(corrected: float | None) -> str:
    if corrected is None:
        return _("0: all equal; near 1: one brings everything")
    return _(
        "0: all equal; near 1: one brings everything; corrected for few customers {corrected}",
        corrected=number(corrected, 3),
    )


def _write(values: Mapping[str, float] | None, key: str, write: Callable[[float], str]) -> str:
    return "–" if values is None or values.get(key) is None else write(values[key])


def losing_the_largest(review: ClassificationReview) -> Block:
    """Return the sentence on the loss of the largest customer."""
    result = review.result
    without = result.without_largest
    if not without.largest:
        return blocks.paragraph(_("No customer brings anything above zero."))
    letters = without.classes["class"].value_counts()
    words = {
        "name": result.classes.set_index("customer_id")["customer_name"][without.largest[0]],
        "many": number(len(without.largest)),
        "share": share(without.share, 1),
        "noun": sentences.measure(result.rule).noun,
        **{letter.lower(): number(letters.get(letter, 0)) for letter in CLASSES},
    }
    if not letters.reindex(list("ABC"), fill_value=0).any():
        return blocks.paragraph(_("If {name} left, nothing of {noun} would remain.", **words))
    if len(without.largest) > 1:
        return blocks.paragraph(
            _(
                "If one of the {many} largest customers left, who bring the same, {share} of {noun} would be "
                "missing; the rule would then put {a} customers into class A, {b} into B and {c} into C.",
                **words,
            )
        )
    return blocks.paragraph(
        _(
            "If {name} left, {share} of {noun} would be missing; the rule would then put {a} customers into "
            "class A, {b} into B and {c} into C.",
            **words,
        )
    )
