"""The section on class changes: official and waiting changes, their causes, the classes over time."""

import pandas as pd

from wcm_helpers.core.formats import missing, month_name, number, percent, short_amount, signed
from wcm_helpers.core.words import _
from wcm_helpers.methods.abc import CLASSES
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reporting.tables import MAX_COLUMNS
from wcm_helpers.reports.classification import official_sentences, sentences
from wcm_helpers.reports.classification.moves import chart, flow_chart, migration
from wcm_helpers.reports.classification.moves.migration import NOBODY
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import MOST_ROWS, not_listed


def moves(review: ClassificationReview) -> Blocks:
    """Return the class changes of the month, their causes, and the classes over time."""
    result = review.result
    if not result.has_previous:
        sentence = _("There is no month before in the data, so nobody can be said to have moved.")
        return blocks.join(blocks.missing(sentence), _overrides(result))
    return blocks.join(
        blocks.paragraph(official_sentences.official_now(result)),
        _movers(result),
        _causes(result),
        _strip(result),
        blocks.chart(flow_chart.draw(result), "flows"),
        _matrix(result),
        _overrides(result),
        blocks.paragraph(
            f"{official_sentences.stability_sentence(result)} {official_sentences.corrections(result)}"
        ),
    )


def _movers(result: Classification) -> Block:
    if result.moves.empty:
        return blocks.EMPTY  # the sentence on official classes says so
    movers = result.moves.head(MOST_ROWS)
    rows = movers.to_dict("records")
    frame = movers.assign(
        official_step=[_official(row) for row in rows],
        why=[_why(row, result) for row in rows],
        by_rule=[_step(row["computed_before"], row["computed"]) for row in rows],
    )
    unit = sentences.measure(result.rule, result.currency).unit
    amounts = [
        Column("own", _("Own change, {unit}", unit=unit), "right", _signed_amount, scaled=True),
        Column("others", _("Others' change, {unit}", unit=unit), "right", _signed_amount, scaled=True),
        Column("rule", _("Changed rule, {unit}", unit=unit), "right", _signed_amount, scaled=True),
        Column("correction", _("Corrected data, {unit}", unit=unit), "right", _signed_amount, scaled=True),
        Column("after", _("Room now, {unit}", unit=unit), "right", _signed_amount, scaled=True),
    ]
    known = not frame["own"].map(missing).all()
    split = [
        column
        for column in amounts
        if known and (column.key not in ("rule", "correction") or frame[column.key].any())
    ]
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("official_step", _("Official"), strong=True),
        Column("by_rule", _("By the rule")),
        Column("why", _("Because")),
        *split,
    ][:MAX_COLUMNS]  # with all four parts there is no column left for the room now
    meaning = _room_words() if known else ""
    note = [sentences.source_line(result), meaning, not_listed(len(result.moves) - len(frame))]
    return blocks.table(
        frame, columns, name="movers", caption=_("Who is moving"), note=" ".join(filter(None, note))
    )


def _official(row: dict[str, object]) -> str:
    if row["state"] == "moved":
        return _step(row["official_before"], row["official"])
    return str(row["official"] or NOBODY)


def _why(row: dict[str, object], result: Classification) -> str:
    """Return the reason of the official move, or how long a customer has waited for one."""
    if row["state"] == "moved":
        return official_sentences.reason_words(row["official_reason"], result.rule)
    if row["state"] == "waiting":
        return _("waits, month {n}", n=number(row["waiting"]))
    return _("set by hand") if row["state"] == "overridden" else _("back in its class")


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


def _causes(result: Classification) -> Block:
    if chart.explained_movers(result).empty:
        return blocks.EMPTY
    return blocks.chart(chart.draw(result), "causes")


def _strip(result: Classification) -> Block:
    return blocks.EMPTY if result.moves.empty else blocks.chart(chart.strip(result), "class_strip")


def _matrix(result: Classification) -> Block:
    matrix = migration.migration_matrix(result.official)
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
        name="class_flows",
        caption=_(
            "Official classes: from {then} (rows) to {now} (columns)",
            then=month_name(matrix.attrs["month"]),
            now=month_name(result.month),
        ),
        note=_("“–”: no activity in that window. {source}", source=sentences.source_line(result)),
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


def _overrides(result: Classification) -> Block:
    frame: pd.DataFrame = official_sentences.overrides_in_force(result)
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
        name="overrides",
        caption=_("Classes set by hand"),
        note=_("From the table class_overrides; when one ends, the class is that of the rule again."),
    )
