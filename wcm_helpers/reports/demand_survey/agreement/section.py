"""The section on interviews: ways of answering, and the agreement of those who coded the notes."""

from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.demand_survey.agreement import analysis, sentences
from wcm_helpers.reports.demand_survey.agreement.result import Coding, Interviews
from wcm_helpers.reports.demand_survey.review import SurveyReview


def agreement(review: SurveyReview) -> Blocks:
    """Return the answers by mode, and the agreement of the coders with its interval."""
    result = review.computed(agreement_of)
    if result.coding is None:
        return blocks.join(_modes(review, result), blocks.missing(_without_codes(result)))
    return blocks.join(_modes(review, result), *_coding(result.coding))


def agreement_of(review: SurveyReview) -> Interviews:
    """Return the modes and the coding of the wave."""
    codes = review.history.table("survey_codes")
    return analysis.analyse(review.result.survey, codes, review.rule.smallest_group)


def _modes(review: SurveyReview, result: Interviews) -> Block:
    if not result.modes["mode"].any():
        return blocks.EMPTY if result.coding is None else blocks.paragraph(_no_modes())
    modes = result.modes
    share = [
        sentences.share_text(*row)
        for row in modes[["share", "low", "high"]].itertuples(index=False, name=None)
    ]
    columns = [
        Column("mode", _("Way of answering")),
        Column("responses", _("Responses"), "right", number),
        Column("share", _("Satisfied (top two)"), "right"),
    ]
    return blocks.table(
        modes.assign(mode=[_mode_name(mode) for mode in modes["mode"]], share=share), columns,
        name="modes", caption=_("Answers by way of answering"),
        note=joined([_question(review, result), *sentences.mode_sentences(result)]),
    )  # fmt: skip


def _mode_name(mode: str) -> str:
    """Return how a mode is shown; one in the user's own words as it is."""
    names = {
        "": _("not recorded"),
        "questionnaire": _("questionnaire"),
        "telephone": _("telephone"),
        "phone": _("telephone"),
        "face": _("face to face"),
    }
    return names.get(mode.casefold(), mode)


def _question(review: SurveyReview, result: Interviews) -> str:
    if not result.question:
        return _("The survey has no question on satisfaction as a whole.")
    return _("Satisfaction: {question}", question=review.result.survey.label(result.question))


def _no_modes() -> str:
    return _("How the answers were given, in a questionnaire or by telephone, is not recorded.")


def _without_codes(result: Interviews) -> str:
    codes = _(
        "The interview notes have no codes. With [tables.survey_codes], the theme that each of two people "
        "gave a note, this section shows how far they agree."
    )
    return codes if result.modes["mode"].any() else joined([_no_modes(), codes])


def _coding(coding: Coding) -> list[Block]:
    return [_codes(coding), blocks.paragraph(joined(sentences.coding_sentences(coding)))]


def _codes(coding: Coding) -> Block:
    if not coding.notes:
        return blocks.EMPTY
    caption = _("Agreement of coders by theme")
    columns = [
        Column("code", _("Theme"), width="name"),
        Column("given", _("Times given"), "right", number),
        Column("alpha", _("Agreement (α)"), "right", _alpha),
    ]
    return blocks.table(
        coding.codes.head(30),
        columns,
        name="coder_agreement",
        caption=caption,
        note=_("Themes of too few notes are not shown.") if coding.hidden else "",
    )


def _alpha(alpha: float) -> str:
    return "–" if alpha != alpha else number(alpha, 2)
