"""The appendix on change: every question against the last wave."""

from wcm_helpers.core.formats import month_name
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.demand_survey.change import analysis, sentences
from wcm_helpers.reports.demand_survey.change.analysis import Changes
from wcm_helpers.reports.demand_survey.question_labels import question_label
from wcm_helpers.reports.demand_survey.review import SurveyReview

#: Rows of the table.
MOST_ROWS = 30


def change(review: SurveyReview) -> Blocks:
    """Return the table of changes, what is not compared, and the rules."""
    changes = review.computed(changes_of)
    if changes is None:
        return blocks.join(
            blocks.missing(
                _(
                    "There is no wave before this one. With a second wave in the settings file this section "
                    "shows what changed, question by question."
                )
            )
        )
    survey, previous = review.result.survey, review.result.previous
    remark = joined(
        [*sentences.findings(changes, survey), *sentences.not_compared(changes, survey, previous)]
    )
    return blocks.join(
        _table(review, changes),
        blocks.paragraph(remark) if remark else blocks.EMPTY,
        blocks.rules(sentences.rules()),
    )


def changes_of(review: SurveyReview) -> Changes | None:
    """Return the changes since the last wave."""
    return analysis.analyse_changes(review.result, review.rule.smallest_group)


def _table(review: SurveyReview, changes: Changes) -> Block:
    if changes.table.empty:
        return blocks.paragraph(_("No question was asked alike in both waves."))
    survey, frame = review.result.survey, changes.table.head(MOST_ROWS)
    rows = [row for _name, row in frame.iterrows()]
    shown = frame.assign(
        question=[question_label(survey, name) for name in frame["question_id"]],
        basis=[sentences.basis(row) for row in rows],
        before=[sentences.level(row["type"], row["before"]) for row in rows],
        now=[sentences.level(row["type"], row["now"]) for row in rows],
        change=[sentences.points(row["change"]) for row in rows],
        interval=[
            "–"
            if row["low"] != row["low"]
            else _("{low} to {high}", low=sentences.points(row["low"]), high=sentences.points(row["high"]))
            for row in rows
        ],
        verdict=[sentences.verdict(row) for row in rows],
    )
    columns = [
        Column("question", _("Question"), width="name"),
        Column("basis", _("Compared")),
        Column("before", _("Last wave"), "right"),
        Column("now", _("This wave"), "right"),
        Column("change", _("Change, points"), "right"),
        Column("interval", _("95% interval"), "right"),
        Column("verdict", _("Verdict")),
    ]
    note = _(
        "Share of the two best answers; of a recommend question the NPS. Last wave: {month}.",
        month=month_name(review.result.previous.month),
    )
    return blocks.table(shown, columns, name="changes", caption=_("Change on the last wave"), note=note)
