"""The appendix section on the official classes over two years: flows, migration, stability, overrides."""

import pandas as pd

from wcm_helpers.core.formats import missing, month_name, number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import official_sentences, sentences
from wcm_helpers.reports.classification.moves import flow_chart, migration
from wcm_helpers.reports.classification.moves.migration import NOBODY
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import MOST_ROWS, not_listed


def flows(review: ClassificationReview) -> Blocks:
    """Return how the official classes developed, and which of them are set by hand."""
    result = review.result
    text = joined([official_sentences.stability_sentence(result), official_sentences.corrections(result)])
    return blocks.join(
        blocks.paragraph(text),
        blocks.chart(flow_chart.draw(result), "flows"),
        _matrix(result),
        _overrides(result),
    )


def _matrix(result: Classification) -> Block:
    matrix = migration.migration_matrix(result.official)
    if matrix.empty:
        return blocks.paragraph(
            _("The history does not cover a window that ended a year ago: there is nothing to compare with.")
        )
    frame = matrix.assign(stayed=[_stayed(row) for row in matrix.to_dict("records")])
    letters = [*CLASSES, NOBODY]
    columns = [
        Column("from", _("Class then"), strong=True),
        *(Column(letter, letter, "right", number) for letter in letters if frame[letter].any()),
        Column("stayed", _("Stayed (95% interval)"), "right"),
    ]
    caption = _(
        "Official classes: from {then} (rows) to {now} (columns)",
        then=month_name(matrix.attrs["month"]),
        now=month_name(result.month),
    )
    note = joined([_("–: no activity in that window."), sentences.source_line(result)])
    return blocks.table(frame, columns, name="class_flows", caption=caption, note=note)


def _stayed(row: dict[str, object]) -> str:
    if missing(row["stayed"]):
        return ""
    return _(
        "{share} ({low} to {high})",
        share=percent(row["stayed"], 0),
        low=percent(row["low"], 0),
        high=percent(row["high"], 0),
    )


def _overrides(result: Classification) -> Block:
    frame: pd.DataFrame = official_sentences.overrides_in_force(result)
    if frame.empty:
        return blocks.EMPTY
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("official", _("Official class"), strong=True),
        Column("class", _("Class by the rule")),
        Column("approved_by", _("Approved by")),
        Column("override_reason", _("Reason")),
        Column("expires", _("Until")),
    ]
    note = joined(
        [
            _("From the table class_overrides. When one ends, the class is that of the rule again."),
            not_listed(len(frame) - MOST_ROWS),
        ]
    )
    caption = _("Classes set by hand")
    return blocks.table(frame.head(MOST_ROWS), columns, name="overrides", caption=caption, note=note)
