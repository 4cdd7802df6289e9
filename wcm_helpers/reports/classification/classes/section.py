"""The section on the classes: customers and value of each official class, and who is on the way."""

import pandas as pd

from wcm_helpers.core.formats import month_name, number, percent, short_amount
from wcm_helpers.core.months import add_months
from wcm_helpers.core.words import _, joined
from wcm_helpers.methods.abc import cautions
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Blocks, Column
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.classes.summary import summarise_official
from wcm_helpers.reports.classification.moves.counts import change_counts
from wcm_helpers.reports.classification.moves.sentences import pending_sentence
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import rule_line, unit


def class_table(review: ClassificationReview) -> Blocks:
    """Return the table of the official classes, and how many customers are on the way to another."""
    result = review.result
    frame = summarise_official(result)
    before = month_name(add_months(result.month, -1))
    noun = sentences.measure(result.rule).noun
    value = _("{noun}, {unit}", noun=noun[:1].upper() + noun[1:], unit=unit(review))
    columns = [
        Column("class", _("Class"), strong=True),
        Column("customers", _("Customers"), "right", number),
        Column("before", _("Customers in {month}", month=before), "right", number),
        Column("value", value, "right", short_amount, scaled=True),
        Column("of_value", _("Share of the value"), "right", percent, bar=True),
        Column("would_qualify", _("Would qualify for it"), "right", number),
        Column("waiting", _("Waiting for a lower one"), "right", number),
    ]
    if not result.has_previous:
        columns = [column for column in columns if column.key != "before"]
    table = blocks.table(
        frame[(frame["class"] != "N") | (frame["customers"] > 0)],
        columns,
        name="classes",
        caption=_("Official classes in {month}", month=month_name(result.month)),
        note=joined(
            [
                rule_line(review, "classes", *(["group_n"] if frame["customers"].iloc[-1] else [])),
                _("The official class follows this rule once a change is confirmed."),
            ]
        ),
    )
    return blocks.join(blocks.paragraph(_summary(result, frame.set_index("class").loc["A"])), table)


def _summary(result: Classification, class_a: pd.Series) -> str:
    counts = change_counts(result)
    if len(result.classes) == 1 or "no_total" in cautions(result.classes):
        return sentences.finding(result, "official")
    share = _(
        "Class A has {n} of {total} customers and {share} of {noun}.",
        n=number(class_a["customers"]),
        total=number(len(result.classes)),
        share=percent(class_a["of_value"], 0),
        noun=sentences.measure(result.rule).noun,
    )
    return joined([share, pending_sentence(counts.would_qualify, counts.waiting)])
