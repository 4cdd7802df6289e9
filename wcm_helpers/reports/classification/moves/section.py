"""The section on class changes: who changed class, from what to what, since when, and why; and who waits."""

import pandas as pd

from wcm_helpers.core.formats import month_name, number, short_amount
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import official_sentences, sentences
from wcm_helpers.reports.classification.moves import changes, chart
from wcm_helpers.reports.classification.moves import sentences as move_sentences
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import not_listed

#: Rows of each table of the section, which fills a page; classes.csv has every customer.
MOST_ROWS = 10


def moves(review: ClassificationReview) -> Blocks:
    """Return the class changes of the month: in words, as a strip of classes, and as tables."""
    result = review.result
    by_hand = move_sentences.overrides_sentence(official_sentences.overrides_in_force(result))
    if not result.has_previous:
        sentence = _(
            "{month} is the first month of the history: there is no month before to compare with.",
            month=month_name(result.month),
        )
        return blocks.join(blocks.missing(sentence), blocks.paragraph(by_hand) if by_hand else blocks.EMPTY)
    changed, waiting = changes.class_changes(result), changes.pending(result)
    text = joined([move_sentences.summary(result, changed), by_hand])
    between = changed[changed["way"].isin(["up", "down"])]  # the sentences name who entered or left
    return blocks.join(
        blocks.paragraph(text),
        _strip(result, list(between["customer_id"])),
        _changed(result, between),
        _waiting(result, waiting),
    )


def _strip(result: Classification, customers: list[str]) -> Block:
    return blocks.chart(chart.strip(result, customers), "class_strip") if customers else blocks.EMPTY


def _changed(result: Classification, changed: pd.DataFrame) -> Block:
    if changed.empty:
        return blocks.EMPTY
    words = move_sentences.cause_words()
    frame = changed.head(MOST_ROWS).assign(
        change=[
            move_sentences.change_words(*row)
            for row in changed[["way", "official_before", "official"]].head(MOST_ROWS).itertuples(index=False)
        ],
    )
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("change", _("Official class"), strong=True),
        Column("since", _("Limit crossed"), write=month_name),
        *_values(result, frame),
        Column("cause", _("Cause"), write=lambda cause: words.get(cause, "–")),
    ]
    note = [
        move_sentences.then_meaning(result, frame),
        move_sentences.recent_meaning(result, frame),
        move_sentences.cause_meanings(frame["cause"]),
        not_listed(len(changed) - len(frame)),
    ]
    caption = _(
        "Changes of the official class in {month}: {months}-month {noun} then and now",
        month=month_name(result.month),
        months=result.window_length,
        noun=sentences.measure(result.rule).noun,
    )
    return blocks.table(frame, columns, name="changes", caption=caption, note=joined(note))


def _waiting(result: Classification, waiting: pd.DataFrame) -> Block:
    if waiting.empty:
        return blocks.EMPTY
    frame = waiting.head(MOST_ROWS)
    frame = frame.assign(
        status=[
            move_sentences.pending_words(*row)
            for row in frame[["way", "official", "computed"]].itertuples(index=False)
        ]
    )
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("status", _("Change of class"), strong=True),
        Column("waiting", _("Months so far"), "right", number),
        *_values(result, frame),
    ]
    note = [
        move_sentences.recent_meaning(result, frame),
        not_listed(len(waiting) - len(frame)),
    ]
    caption = _(
        "Changes that wait for confirmation: {months}-month {noun} before and now",
        months=result.window_length,
        noun=sentences.measure(result.rule).noun,
    )
    return blocks.table(frame, columns, name="waiting", caption=caption, note=joined(note))


def _values(result: Classification, frame: pd.DataFrame) -> list[Column]:
    unit = sentences.measure(result.rule, result.currency).unit
    columns = [
        Column("value_before", _("Then, {unit}", unit=unit), "right", short_amount, scaled=True),
        Column("value", _("Now, {unit}", unit=unit), "right", short_amount, scaled=True),
    ]
    if frame["value_before"].isna().all():
        del columns[0]
    if frame["recent_change"].notna().any():
        label = _("Last 3 months on a year ago")
        columns.append(Column("recent_change", label, "right", move_sentences.change_percent))
    return columns
