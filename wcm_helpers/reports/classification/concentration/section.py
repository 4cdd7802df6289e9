"""The section on the dependence on large customers, and on the loss of the largest."""

from dataclasses import replace

import pandas as pd

from wcm_helpers.classes.customer_months import covers_window
from wcm_helpers.core.formats import month_name, number, share
from wcm_helpers.core.words import _
from wcm_helpers.methods.abc import CLASSES, cautions
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.concentration import chart
from wcm_helpers.reports.classification.result import Classification
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
    courses = {month_name(one["month"]): one for one in _compared(result)}
    rows = [
        (_("Largest customer"), "top1", _share, _("share of the total")),
        (_("Five largest customers"), "top5", _share, _("share of the total")),
        (_("Effective customers"), "effective_customers", lambda value: number(value, 1),
         _("so many equal customers would mean the same dependence: 1 divided by HHI")),
        (_("HHI"), "hhi", lambda value: number(value, 3), _("sum of the squared shares, 0 to 1")),
        (_("Gini"), "gini", lambda value: number(value, 3), _gini_words(result.figures["gini_small_sample"])),
    ]  # fmt: skip
    frame = pd.DataFrame({"measure": [row[0] for row in rows], "meaning": [row[3] for row in rows]})
    frame = frame.assign(**{
        label: [write(one[key]) for _name, key, write, _meaning in rows] for label, one in courses.items()
    })  # fmt: skip
    columns = [
        Column("measure", _("Key figure"), strong=True),
        *(Column(label, label, "right") for label in courses),
        Column("meaning", _("Meaning")),
    ]
    block = blocks.table(
        frame, columns, name="concentration", caption=_("Concentration"), note=rule_line(review)
    )
    # The rows of a column are written in different formats; the frame gets the numbers themselves.
    numbers = {label: [one[key] for _name, key, _write, _meaning in rows] for label, one in courses.items()}
    return replace(block, content=block.content.assign(**numbers))


def _compared(result: Classification) -> list[dict]:
    """Return the measures now, and those of the oldest whole window of the last twelve months before."""
    whole = [
        month == result.month or covers_window(result.customer_months, month, result.rule.window_months)
        for month in result.history["month"]
    ]
    history = result.history[whole]
    earlier = history[history["month"] < result.month].tail(12).head(1)
    rows = [result.concentration.to_dict(), *earlier.to_dict("records")]
    return [{**row, "hhi": 1 / row["effective_customers"]} for row in rows]


def _share(part: float) -> str:
    return share(part, 1)


def _gini_words(corrected: float | None) -> str:
    if corrected is None:
        return _("0: all equal; near 1: one brings everything")
    return _(
        "0: all equal; near 1: one brings everything; corrected for few customers {corrected}",
        corrected=number(corrected, 3),
    )


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
