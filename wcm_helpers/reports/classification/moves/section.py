"""Who moved and why: official moves and those that wait, what pushed them, how the classes developed."""

import pandas as pd

from wcm_helpers.core.formats import missing, month_name, number, percent, short_amount, signed
from wcm_helpers.core.words import _
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reporting.tables import MAX_COLUMNS
from wcm_helpers.reports.classification import official_sentences as official_words
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.moves import chart, flow_chart, migration
from wcm_helpers.reports.classification.moves.migration import NOBODY
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import MOST_ROWS, not_listed


def moves(review: ClassificationReview) -> Blocks:
    """Return who moved, by whose doing, and how the classes developed."""
    answer = review.result
    if not answer.has_previous:
        said = _("There is no month before in the data, so nobody can be said to have moved.")
        return blocks.join(blocks.missing(said), _overrides(answer))
    return blocks.join(
        blocks.paragraph(official_words.official_now(answer)),
        _moves(answer),
        _picture(answer),
        _strip(answer),
        blocks.chart(flow_chart.draw(answer)),
        _matrix(answer),
        _overrides(answer),
        blocks.paragraph(f"{official_words.stability_sentence(answer)} {official_words.corrections(answer)}"),
    )


def _moves(answer: Classification) -> Block:
    if answer.moves.empty:
        return blocks.EMPTY  # the sentence on official classes says so
    told = answer.moves.head(MOST_ROWS)
    rows = told.to_dict("records")
    frame = told.assign(
        told=[_official(row) for row in rows],
        why=[_why(row, answer) for row in rows],
        by_rule=[_step(row["computed_before"], row["computed"]) for row in rows],
    )
    unit = sentences.measure(answer.rule, answer.currency).unit
    amounts = [
        Column("own", _("Own change, {unit}", unit=unit), "right", _signed_amount),
        Column("others", _("Others' change, {unit}", unit=unit), "right", _signed_amount),
        Column("rule", _("Changed rule, {unit}", unit=unit), "right", _signed_amount),
        Column("correction", _("Corrected data, {unit}", unit=unit), "right", _signed_amount),
        Column("after", _("Room now, {unit}", unit=unit), "right", _signed_amount),
    ]
    known = not frame["own"].map(missing).all()
    split = [
        one for one in amounts if known and (one.key not in ("rule", "correction") or frame[one.key].any())
    ]
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("told", _("Official"), strong=True),
        Column("by_rule", _("By the rule")),
        Column("why", _("Because")),
        *split,
    ][:MAX_COLUMNS]  # the room now is the first to go where all four parts are there
    meant = _room_words() if known else ""
    note = [sentences.source_line(answer), meant, not_listed(len(answer.moves) - len(frame))]
    return blocks.table(frame, columns, caption=_("Who is moving"), note=" ".join(filter(None, note)))


def _official(row: dict[str, object]) -> str:
    if row["state"] == "moved":
        return _step(row["official_before"], row["official"])
    return str(row["official"] or NOBODY)


def _why(row: dict[str, object], answer: Classification) -> str:
    """Return what confirmed the official move, or how far a customer is on the way to one."""
    if row["state"] == "moved":
        return official_words.reason_words(row["official_reason"], answer.rule)
    if row["state"] == "waiting":
        return _("waits, month {n}", n=number(row["waiting"]))
    return _("set by hand") if row["state"] == "held" else _("back in its class")


def _step(old: str | None, new: str | None) -> str:
    return f"{old or NOBODY}\u00a0→\u00a0{new or NOBODY}" if old != new else str(new or NOBODY)


def _signed_amount(scaled: float) -> str:
    return signed(short_amount(scaled), scaled)


def _room_words() -> str:
    return _(
        "Room: how much more could stand before the customer until it leaves the better of the two classes; "
        "below zero it is outside. Its change since the customer last had, by the rule, the official class "
        "it had before is split exactly: what passes it, or is passed by it, counts in full. Between class "
        "C and group N or no activity it is the customer's own value."
    )


def _picture(answer: Classification) -> Block:
    if chart.pushed(answer).empty:
        return blocks.EMPTY
    return blocks.chart(chart.draw(answer))


def _strip(answer: Classification) -> Block:
    return blocks.EMPTY if answer.moves.empty else blocks.chart(chart.strip(answer))


def _matrix(answer: Classification) -> Block:
    matrix = migration.migration_matrix(answer.official)
    if matrix.empty:
        return blocks.paragraph(
            _("Classes of a year ago are not in the data: who wandered where cannot be told yet.")
        )
    frame = matrix.assign(stayed=[_stayed(row) for row in matrix.to_dict("records")])
    letters = [*CLASSES, NOBODY]
    columns = [
        Column("from", _("Class then"), strong=True),
        *(Column(letter, letter, "right", number) for letter in letters if frame[letter].any()),
        Column("stayed", _("Stayed (95% interval)"), "right"),
    ]
    return blocks.table(
        frame,
        columns,
        caption=_(
            "Official classes: from {then} (rows) to {now} (columns)",
            then=month_name(matrix.attrs["month"]),
            now=month_name(answer.month),
        ),
        note=_("“–”: no activity in that window. {source}", source=sentences.source_line(answer)),
    )


def _stayed(row: dict[str, object]) -> str:
    if missing(row["stayed"]):
        return ""
    return _(
        "{share} ({low} to {high})",
        share=percent(row["stayed"], 0),
        low=percent(row["low"], 0),
        high=percent(row["high"], 0),
    )


def _overrides(answer: Classification) -> Block:
    frame: pd.DataFrame = official_words.overrides_in_force(answer)
    if frame.empty:
        return blocks.EMPTY
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("official", _("Official class"), strong=True),
        Column("class", _("By the rule")),
        Column("approved_by", _("Set by")),
        Column("override_reason", _("Why")),
        Column("expires", _("Until")),
    ]
    return blocks.table(
        frame,
        columns,
        caption=_("Classes set by hand"),
        note=_("From the table class_overrides; when one ends, the class is that of the rule again."),
    )
