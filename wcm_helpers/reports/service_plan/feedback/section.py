"""Answer: was feedback answered."""

import pandas as pd

from wcm_helpers.core.formats import missing, number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.service_plan.feedback import sentences
from wcm_helpers.reports.service_plan.feedback.analysis import (
    MONTHS,
    Feedback,
    by_source,
    feedback_of,
    open_of,
    steps,
)
from wcm_helpers.reports.service_plan.feedback.chart import steps_chart
from wcm_helpers.reports.service_plan.feedback.loops import BETTER, CANNOT_TELL, NOT_BETTER, OPEN
from wcm_helpers.reports.service_plan.feedback.wording import loop_state, source_name, source_names
from wcm_helpers.reports.service_plan.keeping_in_touch.wording import day, manager_label
from wcm_helpers.reports.service_plan.review import ServicePlanReview
from wcm_helpers.reports.service_plan.table_words import rest, revenue_column

#: Rows of a table of the reading part, and of the appendix.
MOST_ROWS, DETAIL_ROWS = 10, 25


def feedback(review: ServicePlanReview) -> Blocks:
    """Return how much feedback was acted on and closed, by source, and who still waits."""
    made = review.computed(feedback_of)
    if not made.known:
        return blocks.join(_nothing_known())
    if made.loops.empty:
        return blocks.join(blocks.paragraph(sentences.finding(steps(made.loops))), *_absent(made))
    counts, shares, waiting = steps(made.loops), by_source(made.loops), review.computed(open_of)
    days = review.rule.feedback_days
    return blocks.join(
        blocks.paragraph(
            joined([sentences.shares_sentence(shares), sentences.open_sentence(made, waiting, days)])
        ),
        blocks.chart(steps_chart(made.loops, sentences.finding(counts)), "steps"),
        _sources(shares, days),
        *_waiting(review, waiting),
        blocks.paragraph(joined([sentences.not_better_sentence(shares), sentences.closed_sentence(made)])),
        *_absent(made),
    )


def _nothing_known() -> Block:
    return blocks.missing(
        _(
            "Table tickets, a survey that is not anonymous ([surveys]), or table interactions with "
            "next_step. They would show which feedback was answered, and who still waits."
        )
    )


def _absent(made: Feedback) -> list[Block]:
    texts = {
        "ticket": _("Table tickets. It would show which complaints were resolved and came back."),
        "survey": _("A survey of the last 12 months that is not anonymous. It would show who is unhappy."),
        "talk": _("Table interactions. It would show promises, and who was asked again."),
    }
    return [blocks.missing(text) for source, text in texts.items() if source not in made.known]


def _interval(row: dict, prefix: str = "") -> str:
    share = row[f"{prefix}share"]
    if missing(share):
        return "–"
    return _(
        "{share} ({low} to {high})",
        share=percent(share, 0), low=percent(row[f"{prefix}low"], 0), high=percent(row[f"{prefix}high"], 0),
    )  # fmt: skip


def _sources(shares: pd.DataFrame, days: int) -> Block:
    records = shares.to_dict("records")
    frame = shares.assign(
        name=shares["source"].map(source_name),
        acted=[_interval(row) for row in records],
        again=[_interval(row, "asked_") for row in records],
    )
    columns = [
        Column("name", _("Source"), width="name", strong=True),
        Column("raised", _("Feedback"), "right", number),
        Column("acted", _("Acted on, with 95% interval"), "right"),
        Column("again", _("Asked again, of these"), "right"),
        Column("better", _("Better now"), "right", number),
        Column("not_better", _("Not better now"), "right", number),
        Column("open", _("Without an action"), "right", number),
    ]
    note = _(
        "Acted on: the ticket is resolved, a measure for the customer began, or somebody contacted it within "
        "{days} days; younger feedback without an action is not counted. Asked again: a talk or a survey "
        "answer after that; it closes the loop. Better: a higher next answer, or no ticket of the same "
        "category within {days} days of the resolution.",
        days=number(days),
    )
    caption = _("Feedback of {months} months by source", months=number(MONTHS))
    return blocks.table(frame, columns, name="sources", caption=caption, note=note)


def _waiting(review: ServicePlanReview, frame: pd.DataFrame) -> list[Block]:
    if frame.empty:
        return []
    label = manager_label(review)
    shown = frame.head(MOST_ROWS)
    shown = shown.assign(
        what=shown["sources"].map(source_names), manager=[label(owner) for owner in shown["owner"]]
    )
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("n", _("Open"), "right", number),
        Column("what", _("Source")),
        Column("oldest", _("The oldest of"), write=day),
        Column("age", _("Days ago"), "right", number),
        Column("manager", _("Owner")),
        revenue_column(review),
    ]  # fmt: skip
    return [
        blocks.table(
            shown, columns, name="waiting",
            caption=_("Customers whose feedback is without an action, the largest first"),
            note=joined(
                [
                    _("For more than {days} days.", days=number(review.rule.feedback_days)),
                    rest(len(frame), MOST_ROWS),
                ]
            ),
        )
    ]  # fmt: skip


def feedback_detail(review: ServicePlanReview) -> Blocks:
    """Return single loops: open ones first, the oldest before, then those that are not better."""
    rows = review.computed(feedback_of).loops
    if rows.empty:
        return blocks.join(blocks.paragraph(_("There are no loops of feedback.")))
    order = {**dict.fromkeys(OPEN, 0), NOT_BETTER: 1, CANNOT_TELL: 2, BETTER: 4}
    rows = review.result.with_names(rows)
    rows = rows.assign(place=rows["state"].map(order).fillna(3)).sort_values(
        ["place", "raised_at", "customer_id", "source", "key"], kind="stable"
    )
    shown = rows.head(DETAIL_ROWS)
    label = manager_label(review)
    shown = shown.assign(
        what=shown["source"].map(source_name),
        number=[row["key"] if row["source"] == "ticket" else "" for row in shown.to_dict("records")],
        manager=[label(owner) for owner in shown["owner"]],
        came=shown["state"].map(loop_state),
    )
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("what", _("Source")),
        Column("number", _("Ticket")),
        Column("raised_at", _("Raised on"), write=day),
        Column("age", _("Days ago"), "right", number),
        Column("manager", _("Owner")),
        Column("acted_on", _("Acted on"), write=day),
        Column("asked_on", _("Asked again on"), write=day),
        Column("came", _("State")),
    ]
    return blocks.join(
        blocks.table(
            shown, columns, name="loops", wide=True,
            caption=_("Loops of feedback, those without an action first"),
            note=rest(len(rows), DETAIL_ROWS),
        )
    )  # fmt: skip
