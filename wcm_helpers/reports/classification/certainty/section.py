"""The section on certainty: customers whose class depends on a single month, or on the limits."""

import pandas as pd

from wcm_helpers.core.formats import missing, number, percent, short_amount
from wcm_helpers.core.words import _, joined
from wcm_helpers.methods import abc
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.certainty import analysis, chart
from wcm_helpers.reports.classification.certainty.result import Certainty
from wcm_helpers.reports.classification.certainty.sentences import (
    by_months,
    findings,
    other_limits,
    terms,
)
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import MOST_ROWS, method, not_listed


def class_certainty(review: ClassificationReview) -> Certainty:
    """Return the certainty of the classes under review; ask for it by ``review.computed``."""
    result = review.result
    return analysis.certainty(result.classes, result.customer_months, result.rule, result.month)


def certainty(review: ClassificationReview) -> Blocks:
    """Return the chart, the effect of other limits, the customers at risk and the rules."""
    classification = review.result
    result = review.computed(class_certainty)
    if "no_total" in abc.cautions(classification.classes):
        nobody = _(
            "No customer has {noun} above zero in this window, so there are no limits to be near.",
            noun=sentences.measure(classification.rule).noun,
        )
        return blocks.join(blocks.paragraph(nobody), blocks.paragraph(by_months(result)[0]))
    return blocks.join(
        _picture(classification, result),
        blocks.paragraph(joined(findings(result))),
        _limits(classification, result),
        boundary_table(classification, result),
        method([*terms(result.rule, result.months), other_limits()]),
    )


def _picture(classification: Classification, result: Certainty) -> Block:
    if result.can_tell:
        return blocks.chart(chart.draw(classification, result), "leaving_out_months")
    return blocks.missing(
        _(
            "The window has one month. With two or more months of {noun} this chart shows which customers "
            "change class when one of them is left out.",
            noun=sentences.measure(classification.rule).noun,
        )
    )


def _limits(classification: Classification, result: Certainty) -> Block:
    table = result.sensitivity.scenarios
    if not table["changed"].any():
        return blocks.EMPTY  # the sentence covers it: no class would change
    frame = table.assign(
        of_all=table["changed"] / max(result.customers, 1),
        status=[_("in force") if row else "" for row in table["in_force"]],
    )
    columns = [
        Column("limit_a", _("Limit of A"), "right", sentences.limit, strong=True),
        Column("limit_b", _("Limit of B"), "right", sentences.limit, strong=True),
        *(Column(letter, _("In {letter}", letter=letter), "right", number) for letter in "ABC"),
        Column("changed", _("In another class"), "right", number, bar=True),
        Column("of_all", _("Share of all customers"), "right", percent),
    ]
    note = joined([_("The line in bold is the rule in force."), sentences.source_line(classification)])
    return blocks.table(
        frame,
        columns,
        name="limits",
        caption=_("What other limits would change"),
        note=note,
        row_class=lambda row: "strong" if row["in_force"] else "",
    )


def boundary_table(classification: Classification, result: Certainty, most: int = MOST_ROWS) -> Block:
    """Return the customers at risk of changing class, the least certain first; a line where none is."""
    if result.boundary.empty:
        return blocks.paragraph(_("No customer is at risk of changing class."))
    customers = classification.classes.set_index("customer_id")[["customer_name", "previous_class", "trend"]]
    frame = result.boundary.head(most).join(customers, on="customer_id")
    frame = frame.assign(
        either=[_("{letter} (or {other})", letter=row[0], other=row[1])
                for row in zip(frame["class"], frame["other"], strict=True)],
        kept=[_kept(share, len(result.months)) for share in frame["kept"]],
    )  # fmt: skip
    measured_in = sentences.measure(classification.rule, classification.currency).unit
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("either", _("Class by the rule"), strong=True),
        Column("previous_class", _("A month ago")),
        Column("kept", _("Same class without a month"), "right"),
        Column("distance", _("Distance to the limit, points"), "right", lambda share: number(100 * share, 2)),
        Column(
            "value", _("Value of the window, {unit}", unit=measured_in), "right", short_amount, scaled=True
        ),
        *([Column("trend", _("12 months"), trend=True)] if result.can_tell else []),
    ]
    columns = [one for one in columns if not frame[one.key].map(missing).all()]
    note = [
        sentences.source_line(classification),
        _("In brackets: the class across the nearest limit, or the one most frequent without one month.")
        if result.can_tell
        else _("In brackets: the class across the nearest limit."),
        _("A distance below 0: the customer is before the limit, in the better class."),
        not_listed(result.n_boundary - len(frame)),
    ]
    caption = _("Customers at risk of changing class")
    return blocks.table(frame, columns, name="boundary", caption=caption, note=joined(note))


def _kept(share: float, months: int) -> str | None:
    if pd.isna(share):
        return None
    return _("{count} of {months}", count=number(share * months), months=number(months))
