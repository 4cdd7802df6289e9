"""The section on satisfaction: what customers think of the service, and whether it changed."""

import pandas as pd

from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.demand_survey.change import sentences as change_sentences
from wcm_helpers.reports.demand_survey.change.section import changes_of
from wcm_helpers.reports.demand_survey.populations import may_show_parts
from wcm_helpers.reports.demand_survey.question_labels import question_label
from wcm_helpers.reports.demand_survey.review import SurveyReview
from wcm_helpers.reports.demand_survey.satisfaction import analysis, chart, sentences
from wcm_helpers.reports.demand_survey.satisfaction.analysis import Satisfaction

#: Rows of the table.
MOST_ROWS = 30


def satisfaction(review: SurveyReview) -> Blocks:
    """Return the diverging bars, and what can be said of satisfaction and the NPS."""
    result = review.computed(satisfaction_of)
    survey = review.result.survey
    if result.items.empty and result.nps is None:
        return blocks.join(_nothing(result, review.rule.smallest_group))
    picture = blocks.EMPTY if result.drawn.empty else blocks.chart(chart.draw(result, survey), "answers")
    remark = [
        sentences.overall(result),
        sentences.recommend(result.nps, counts=_counts_shown(review, result)),
        *_changes(review, result),
        _changed_questions(review, result),
        sentences.other_scales(result, survey),
        sentences.hidden(result, review.rule.smallest_group),
    ]
    return blocks.join(picture, blocks.paragraph(joined(remark)))


def satisfaction_of(review: SurveyReview) -> Satisfaction:
    """Return what the answers say about the service."""
    return analysis.analyse_satisfaction(review.result, review.rule.smallest_group)


def figures_of(review: SurveyReview) -> dict[str, object]:
    """Return the figures of satisfaction for ``run.json``; shares from 0 to 1, the NPS from −100 to 100."""
    result = review.computed(satisfaction_of)
    overall, nps = result.satisfaction, result.nps
    figures: dict[str, object] = {}
    if overall and overall.n:
        figures["satisfaction"] = round(float(overall.value), 4)
    if nps and nps.estimate.n:
        ends = {"nps": nps.estimate.value, "nps_low": nps.estimate.low, "nps_high": nps.estimate.high}
        figures |= {name: round(float(100 * value), 1) for name, value in ends.items()}
    return figures


def _nothing(result: Satisfaction, smallest: int) -> Block:
    if result.hidden:
        return blocks.paragraph(sentences.hidden(result, smallest))
    return blocks.missing(
        _(
            "The questionnaire has no question on satisfaction. With questions of type csat, performance or "
            "likert, or a recommend question (nps), this section shows what customers think of the service."
        )
    )


def _counts_shown(review: SurveyReview, result: Satisfaction) -> bool:
    parts = result.nps[:3] if result.nps else ()
    return may_show_parts(review.result.survey, parts, review.rule.smallest_group)


def _changes(review: SurveyReview, result: Satisfaction) -> list[str]:
    changes = review.computed(changes_of)
    if changes is None:
        return [_("There is no earlier wave to compare with.")]
    ids = [name for name in (result.overall, result.recommend) if name]
    return [change_sentences.headline(changes, name, review.result.previous) for name in ids]


def _changed_questions(review: SurveyReview, result: Satisfaction) -> str:
    """Return which questions rose or fell beyond chance, beside overall satisfaction and the NPS."""
    changes, survey = review.computed(changes_of), review.result.survey
    if changes is None:
        return ""
    shown = set(result.items["question_id"]) - {result.overall, result.recommend}
    rows = changes.table[changes.table.index.isin(shown) & changes.table["verdict"].isin(["up", "down"])]
    return sentences.changed([(question_label(survey, name), row["change"]) for name, row in rows.iterrows()])


def questions_table(review: SurveyReview) -> Block:
    """Return the table of questions with bases, intervals and changes; nothing where none may be shown."""
    result = review.computed(satisfaction_of)
    if result.items.empty:
        return blocks.EMPTY
    changes = review.computed(changes_of)
    survey, frame = review.result.survey, result.items.head(MOST_ROWS)
    cells = (
        {}
        if changes is None
        else {name: change_sentences.cell(row) for name, row in changes.table.iterrows()}
    )
    shown = frame.assign(
        question=[question_label(survey, name) for name in frame["question_id"]],
        dimension=[survey.dimension_label(name) for name in frame["dimension"]],
        interval=[_interval(row) for _name, row in frame.iterrows()],
        top_two=frame["top_two"].astype("float64"),
        change=[cells.get(name, "–") for name in frame["question_id"]],
    )
    columns = [
        Column("question", _("Question"), width="name"),
        *([Column("dimension", _("Dimension"))] if (frame["dimension"] != "").any() else []),
        Column("n", _("Answers"), "right", number),
        Column("not_applicable", _("Not applicable"), "right", number),
        Column("top_two", _("Two best levels"), "right", lambda share: percent(share, 0), bar=True),
        Column("interval", _("95% interval"), "right"),
        *([] if changes is None else [Column("change", _("Change on last wave, points"), "right")]),
    ]
    return blocks.table(
        shown, columns, name="questions", caption=_("Satisfaction by question"),
        note=_note(review, result), row_class=lambda row: "" if row["reliable"] else "muted",
    )  # fmt: skip


def _interval(row: pd.Series) -> str:
    if row["census"]:
        return _("all answered")
    if not row["reliable"]:
        return _("cannot tell")
    return _("{low} to {high}", low=percent(row["low"], 0), high=percent(row["high"], 0))


def _note(review: SurveyReview, result: Satisfaction) -> str:
    more = max(len(result.items) - MOST_ROWS, 0)
    population = None if review.result.survey.anonymous else len(review.result.frame) or None
    return joined(
        [
            sentences.finite(result, population),
            ngettext("{n} more question is not listed.", "{n} more questions are not listed.", more)
            if more
            else "",
        ]
    )
