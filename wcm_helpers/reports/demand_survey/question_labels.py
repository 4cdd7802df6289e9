"""How a question is named where several kinds stand together."""

from wcm_helpers.core.words import _
from wcm_helpers.data.survey.survey import Survey


def question_label(survey: Survey, question_id: str) -> str:
    """Return the statement or text of a question, marked as importance or as reversed and turned."""
    label = survey.label(question_id)
    question = survey.questions.loc[question_id]
    if question["type"] == "importance":
        return _("Importance: {question}", question=label)
    return _("Reversed (turned): {question}", question=label) if question["reversed"] else label
