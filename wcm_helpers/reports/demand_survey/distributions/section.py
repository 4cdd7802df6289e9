"""The appendix of distributions: every closed question, counted, with its base."""

import pandas as pd

from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.demand_survey.distributions import analysis
from wcm_helpers.reports.demand_survey.distributions.analysis import Distributions
from wcm_helpers.reports.demand_survey.question_labels import question_label
from wcm_helpers.reports.demand_survey.review import SurveyReview
from wcm_helpers.reports.demand_survey.satisfaction import sentences as satisfaction_sentences
from wcm_helpers.reports.demand_survey.satisfaction.section import questions_table

#: Rows of a table, and questions of choice and ranking that get a table.
MOST_ROWS, MOST_TABLES = 30, 12


def distributions(review: SurveyReview) -> Blocks:
    """Return satisfaction by question, the scales, a table a question of choice or ranking, and the rules."""
    result = review.computed(distributions_of)
    tables = [
        *([_scales(review, result)] if len(result.scales) else []),
        *[_choices(review, result, name) for name in list(result.choices)[:MOST_TABLES]],
        *[_rankings(review, result, name) for name in list(result.rankings)[:MOST_TABLES]],
    ]
    remark = _remark(review, result)
    satisfaction = questions_table(review)
    if not tables:
        return blocks.join(blocks.paragraph(remark or _("The questionnaire has no closed question.")))
    return blocks.join(
        satisfaction,
        *tables,
        blocks.paragraph(remark) if remark else blocks.EMPTY,
        blocks.rules(satisfaction_sentences.rules()),
    )


def distributions_of(review: SurveyReview) -> Distributions:
    """Return the counts of every closed question."""
    return analysis.analyse_distributions(review.result, review.rule.smallest_group)


def _remark(review: SurveyReview, result: Distributions) -> str:
    more = max(len(result.scales) - MOST_ROWS, 0)
    more += max(len(result.choices) - MOST_TABLES, 0) + max(len(result.rankings) - MOST_TABLES, 0)
    return joined(
        [
            ngettext("{n} more question is not listed.", "{n} more questions are not listed.", more)
            if more
            else "",
            ngettext(
                "{n} question is not shown: fewer than {smallest} answers in an anonymous survey.",
                "{n} questions are not shown: fewer than {smallest} answers in an anonymous survey.",
                result.hidden,
                smallest=number(review.rule.smallest_group),
            )
            if result.hidden
            else "",
        ]
    )


def _scales(review: SurveyReview, result: Distributions) -> Block:
    survey, frame = review.result.survey, result.scales.head(MOST_ROWS)
    shown = frame.assign(
        question=[question_label(survey, name) for name in frame["question_id"]],
        without=[_without(row) for row in frame.to_dict("records")],
        levels=[" / ".join(map(number, percents)) or "–" for percents in frame["percents"]],
        interval=[
            "–" if row["low"] != row["low"]
            else _("{low} to {high}", low=number(row["low"], 1), high=number(row["high"], 1))
            for row in frame.to_dict("records")
        ],
    )  # fmt: skip
    columns = [
        Column("question", _("Question"), width="name"),
        Column("n", _("Answers"), "right", number),
        Column("without", _("N/A / not shown / blank"), "right"),
        Column("levels", _("% by level, worst first")),
        Column("median", _("Median"), "right", lambda value: number(value, 1)),
        Column("mean", _("Mean"), "right", lambda value: number(value, 1)),
        Column("interval", _("95% interval of the mean"), "right"),
    ]
    if survey.anonymous:
        columns = [one for one in columns if one.key in ("question", "n", "levels")]
    note = (
        _("An anonymous survey shows worse, middle and better levels together, and no mean.")
        if survey.anonymous
        else _("Per cents of those who answered; they add up to 100. Reversed questions are turned.")
    )
    return blocks.table(shown, columns, name="scales", caption=_("Questions on a scale"), note=note)


def _without(row: dict[str, object]) -> str:
    return " / ".join(number(row[name]) for name in ("not_applicable", "not_shown", "blank"))


def _choices(review: SurveyReview, result: Distributions, name: str) -> Block:
    survey, frame = review.result.survey, result.choices[name]
    labels = survey.level_labels(name)
    shown = frame.assign(option=[labels.get(option, option) for option in frame["option"]]).head(MOST_ROWS)
    columns = [
        Column("option", _("Option"), width="name"),
        Column("chosen", _("Times chosen"), "right", number),
        Column("share", _("% of those who answered"), "right", lambda share: percent(share, 0), bar=True),
    ]
    several = survey.questions.loc[name, "type"] == "multi"
    note = joined(
        [
            _base_sentence(result.bases.loc[name], anonymous=survey.anonymous),
            _("Several could be chosen, so the shares can add up to more than 100%.") if several else "",
        ]
    )
    return blocks.table(shown, columns, name="choice", caption=question_label(survey, name), note=note)


def _rankings(review: SurveyReview, result: Distributions, name: str) -> Block:
    survey, frame = review.result.survey, result.rankings[name]
    labels = survey.level_labels(name)
    shown = frame.assign(option=[labels.get(option, option) for option in frame["option"]]).head(MOST_ROWS)
    columns = [
        Column("option", _("Option"), width="name"),
        Column("ranked", _("Ranked by"), "right", number),
        Column("first", _("In first place"), "right", number),
        Column("mean_rank", _("Mean rank"), "right", lambda value: number(value, 1)),
    ]
    note = _base_sentence(result.bases.loc[name], anonymous=survey.anonymous)
    return blocks.table(shown, columns, name="ranking", caption=question_label(survey, name), note=note)


def _base_sentence(base: pd.Series, *, anonymous: bool) -> str:
    if anonymous:
        return ngettext("Base: {n} answer.", "Base: {n} answers.", int(base["n"]))
    return ngettext(
        "Base: {n} answer; not applicable {without}, not shown {hidden}, blank {blank}.",
        "Base: {n} answers; not applicable {without}, not shown {hidden}, blank {blank}.",
        int(base["n"]),
        without=number(base["not_applicable"]),
        hidden=number(base["not_shown"]),
        blank=number(base["blank"]),
    )
