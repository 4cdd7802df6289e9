"""The page of one customer of a named survey, shown like a section: its paragraph and its answers."""

import pandas as pd

from wcm_helpers.core import formats
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import missing
from wcm_helpers.core.messages import message
from wcm_helpers.core.words import _
from wcm_helpers.methods.customer_means import customer_means
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.demand_survey.customer_pages import sentences
from wcm_helpers.reports.demand_survey.customer_pages.section import customers_of
from wcm_helpers.reports.demand_survey.needs.analysis import needs_of
from wcm_helpers.reports.demand_survey.review import SurveyReview


def customer_names(review: SurveyReview) -> dict[str, str]:
    """Return the name of every customer that could have answered, by id.

    Raises
    ------
    WorkbookError
        If the survey is anonymous.
    """
    if review.result.survey.anonymous:
        raise WorkbookError(
            message("The survey is anonymous: no answer is tied to a customer, so there are no pages of one.")
        )
    rows = review.result.frame.to_dict("records")
    return {row["customer_id"]: sentences.name_of(row) for row in rows}


def one_customer(review: SurveyReview, customer: str) -> Blocks:
    """Return the page of a customer by its id, one of :func:`customer_names`."""
    rows = review.computed(customers_of)
    own = rows[rows["customer_id"] == customer]
    if own.empty:
        return blocks.join(blocks.paragraph(_("This customer did not answer.")))
    currency = formats.currency(review.settings.site.currency)
    row, needs = own.iloc[0].to_dict(), review.computed(needs_of)
    return blocks.join(
        blocks.warning(sentences.internal()),
        blocks.paragraph(sentences.of_customer(row, needs, review.result.survey, currency)),
        _answers(review, customer),
    )


def answers_of(review: SurveyReview, customer: str) -> pd.DataFrame:
    """Return the answers of a customer on scales, beside those of all.

    Returns
    -------
    pd.DataFrame
        ``question`` (id), ``score`` (mean of its respondents), ``everyone`` (mean of the customers that
        answered) and ``best`` (the best level); only questions it answered.
    """
    survey = review.result.survey
    means = customer_means(survey.scored(), survey.responses["customer_id"])
    own = means.loc[customer].dropna()
    answered = [
        name
        for name in own.index
        if not missing(survey.questions.loc[name, "scale_max"])
        and not survey.questions.loc[name, "type"].startswith("kano")  # their levels are no scale
    ]
    return pd.DataFrame(
        {
            "question": answered,
            "score": own[answered].to_numpy(),
            "everyone": means[answered].mean().to_numpy(),
            "best": survey.questions.loc[answered, "scale_max"].astype(float).to_numpy(),
        }
    )


def _answers(review: SurveyReview, customer: str) -> Block:
    frame, survey = answers_of(review, customer), review.result.survey
    if frame.empty:
        return blocks.EMPTY
    columns = [
        Column("text", _("Statement"), width="name"),
        Column("stem", _("Question")),
        Column("score", _("This customer"), "right", lambda score: formats.number(score, 1), strong=True),
        Column("everyone", _("All that answered"), "right", lambda score: formats.number(score, 1)),
        Column("best", _("Best level"), "right", formats.number),
    ]
    named = frame.assign(
        text=[survey.label(name) for name in frame["question"]],
        stem=[
            survey.stem(name) if survey.stem(name) != survey.label(name) else "" for name in frame["question"]
        ],
    )
    caption = _("Its answers on scales, each the mean of its respondents")
    return blocks.table(named, columns, name="answers", caption=caption)
