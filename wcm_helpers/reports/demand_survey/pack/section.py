"""What a customer told us in a named survey, in a paragraph of its pack."""

from wcm_helpers.core.formats import listed, missing, month_name
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block
from wcm_helpers.reporting.customer_packs import PackReader, PackSection, nothing
from wcm_helpers.reports.demand_survey.customer_pages.section import customers_of
from wcm_helpers.reports.demand_survey.customer_pages.sentences import level, satisfaction_cell
from wcm_helpers.reports.demand_survey.review import SurveyReview


def no_answer() -> str:
    """Return what stands there where the customer has not answered, or the survey is anonymous."""
    return _("No answer of yours to a named survey is in the data.")


def needs(review: SurveyReview, reader: PackReader) -> Block:
    """Return when a customer answered, how satisfied it was, what it rated lowest and what it wants."""
    rows = review.computed(customers_of)
    rows = rows[rows["customer_id"] == reader.customer_id]
    if rows.empty:
        return nothing(no_answer())
    answer, survey = rows.iloc[0].to_dict(), review.result.survey
    wants = [
        reader.text(survey.need_label(need), "survey_questions", need, instead="")
        for need in (*answer["own"], *answer["wants"])
    ]
    return blocks.paragraph(
        joined(
            [
                _("In {month} you answered our survey.", month=month_name(survey.month)),
                ""
                if missing(answer["score"])
                else _("Overall satisfaction: {score}.", score=satisfaction_cell(answer)),
                _lowest(answer, review, reader),
                _("You want {needs}.", needs=listed([want for want in wants if want])) if any(wants) else "",
            ]
        )
    )


def _lowest(answer: dict, review: SurveyReview, reader: PackReader) -> str:
    if not answer["lowest"]:
        return ""
    question = review.result.survey.label(str(answer["lowest"]))
    question = reader.text(question, "survey_questions", answer["lowest"], instead="")
    if not question:
        return ""
    return _(
        "You rated lowest: “{question}”, {score} of {best}.",
        question=question, score=level(answer["lowest_score"]), best=level(answer["lowest_best"]),
    )  # fmt: skip


PACK = {"needs": PackSection(needs, 50, lambda: _("What you told us"), no_answer)}
