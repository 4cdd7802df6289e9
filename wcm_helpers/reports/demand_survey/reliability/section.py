"""The appendix on reliability: α and ω of each dimension, and every question against the rest."""

from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.demand_survey.question_labels import question_label
from wcm_helpers.reports.demand_survey.reliability import analysis, sentences
from wcm_helpers.reports.demand_survey.reliability.analysis import Dimension
from wcm_helpers.reports.demand_survey.review import SurveyReview

#: Rows of the table of questions.
MOST_ROWS = 30


def reliability(review: SurveyReview) -> Blocks:
    """Return the coefficients of each dimension, its questions, and what must be corrected."""
    dimensions = review.computed(dimensions_of)
    if not dimensions:
        return blocks.join(
            blocks.missing(
                _(
                    "No two questions on a scale share a dimension that may be shown. With the column "
                    "dimension in the question file this section shows whether its questions measure one "
                    "thing."
                )
            )
        )
    findings = sentences.findings(dimensions, review.result.survey)
    return blocks.join(
        _coefficients(review, dimensions),
        _questions(review, dimensions),
        blocks.paragraph(joined(findings)) if findings else blocks.EMPTY,
        blocks.rules(sentences.rules()),
    )


def dimensions_of(review: SurveyReview) -> list[Dimension]:
    """Return the dimensions of the wave with their reliability."""
    return analysis.analyse_reliability(review.result, review.rule.smallest_group)


def alphas_of(review: SurveyReview) -> dict[str, float]:
    """Return the coefficient of each dimension for ``run.json``, of the first scale where it has several."""
    figures: dict[str, float] = {}
    for dimension in review.computed(dimensions_of):
        first = review.result.survey.questions.loc[dimension.first]
        # Statements without a question above them are named by the first, alike in every language.
        name = dimension.name or first["text"] or f"{first['item']}…"
        if dimension.coefficient == dimension.coefficient:
            figures.setdefault(name, round(float(dimension.coefficient), 4))
    return figures


def _coefficients(review: SurveyReview, dimensions: list[Dimension]) -> Block:
    import pandas as pd

    survey = review.result.survey
    frame = pd.DataFrame(
        {
            "dimension": [sentences.label(one, dimensions, survey) for one in dimensions],
            "questions": [len(one.result.items) for one in dimensions],
            "n": [one.result.n for one in dimensions],
            "alpha": [sentences.coefficient(one) for one in dimensions],
            "pairwise": [one.result.pairwise for one in dimensions],
            "omega": [sentences.omega(one) for one in dimensions],
        }
    )
    columns = [
        Column("dimension", _("Dimension"), width="name"),
        Column("questions", _("Questions"), "right", number),
        Column("n", _("Respondents"), "right", number),
        Column("alpha", _("α (95% interval)"), "right"),
        Column("pairwise", _("α, pairwise"), "right", lambda value: number(value, 2)),
        Column("omega", _("ω (95% interval)"), "right"),
    ]
    note = _("Respondents: those that answered every question of the dimension.")
    return blocks.table(frame, columns, name="reliability", caption=_("Reliability by dimension"), note=note)


def _questions(review: SurveyReview, dimensions: list[Dimension]) -> Block:
    survey, items = review.result.survey, analysis.item_table(dimensions)
    if items.empty:
        return blocks.EMPTY
    names = [sentences.label(one, dimensions, survey) for one in dimensions]
    shown = items.head(MOST_ROWS).assign(
        question=[question_label(survey, name) for name in items["question_id"].head(MOST_ROWS)],
        dimension=[names[place] for place in items["place"].head(MOST_ROWS)],
        remark=[sentences.flag(kind) for kind in items["flag"].head(MOST_ROWS)],
    )
    columns = [
        Column("question", _("Question"), width="name"),
        Column("dimension", _("Dimension")),
        Column("item_rest", _("Correlation with the others"), "right", lambda value: number(value, 2)),
        Column("remark", _("Remark")),
    ]
    return blocks.table(shown, columns, name="questions", caption=_("Each question against the others"))
