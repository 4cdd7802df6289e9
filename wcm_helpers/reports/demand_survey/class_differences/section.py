"""The appendix on classes: is one more satisfied than another."""

import pandas as pd

from wcm_helpers.core.formats import listed, number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.demand_survey.class_differences import analysis
from wcm_helpers.reports.demand_survey.class_differences.analysis import ClassDifferences
from wcm_helpers.reports.demand_survey.question_labels import question_label
from wcm_helpers.reports.demand_survey.review import SurveyReview

#: Rows of the table, and questions named in a sentence.
MOST_ROWS, NAMED = 30, 5


def class_differences(review: SurveyReview) -> Blocks:
    """Return satisfaction by class with tests, what differs, and the rule."""
    result = review.computed(differences_of)
    if len(result.classes) < 2:
        return blocks.join(
            blocks.paragraph(
                _(
                    "Cannot tell whether classes differ: fewer than 2 classes have at least {least} answers.",
                    least=number(analysis.LEAST_GROUP),
                )
            )
        )
    if result.table.empty:
        return blocks.join(
            blocks.paragraph(_("The questionnaire has no question on satisfaction to compare."))
        )
    findings = _findings(result, review.result.survey)
    return blocks.join(_table(review, result), blocks.paragraph(joined(findings)), blocks.rules(_rules()))


def differences_of(review: SurveyReview) -> ClassDifferences:
    """Return satisfaction by class."""
    return analysis.analyse_class_differences(review.result, review.rule.smallest_group)


def _findings(result: ClassDifferences, survey: Survey) -> list[str]:
    values = {"first": result.classes[0], "last": result.classes[-1]}
    named = {verdict: _named(result, survey, verdict) for verdict in ("higher", "lower", "differs")}
    sentences = [
        _("Class {first} is more satisfied than class {last} with: {questions}.",
          questions=named["higher"], **values) if named["higher"] else "",
        _("Class {first} is less satisfied than class {last} with: {questions}.",
          questions=named["lower"], **values) if named["lower"] else "",
        _("Classes differ in another way on: {questions}.", questions=named["differs"])
        if named["differs"] else "",
    ]  # fmt: skip
    if any(sentences):
        return sentences
    return [_("Cannot tell whether classes differ: no difference is larger than chance explains.")]


def _named(result: ClassDifferences, survey: Survey, verdict: str) -> str:
    ids = result.table.loc[result.table["verdict"] == verdict, "question_id"]
    return listed([question_label(survey, name) for name in ids[:NAMED]])


def _table(review: SurveyReview, result: ClassDifferences) -> Block:
    survey, frame = review.result.survey, result.table.head(MOST_ROWS)
    verdicts = {
        "higher": _("more satisfied"),
        "lower": _("less satisfied"),
        "differs": _("differs"),
        "unclear": _("cannot tell"),
    }
    shown = frame.assign(
        question=[question_label(survey, name) for name in frame["question_id"]],
        verdict=[verdicts[verdict] for verdict in frame["verdict"]],
        **{f"cell_{name}": _cells(frame, name) for name in result.classes},
    )
    columns = [
        Column("question", _("Question"), width="name"),
        *(
            [Column(f"cell_{name}", _("Class {letter}", letter=name), "right") for name in result.classes]
            if not survey.anonymous
            else []
        ),
        Column("p_adjusted", _("p, adjusted"), "right", lambda p: number(p, 3)),
        Column("delta", _("Cliff's δ"), "right", lambda delta: number(delta, 2)),
        Column("verdict", _("Verdict")),
    ]
    note = _(
        "Class {first} against class {last}; means with the number of customers in brackets, each counted "
        "once.",
        first=result.classes[0],
        last=result.classes[-1],
    )
    if survey.anonymous:
        note = _("Class {first} against class {last}.", first=result.classes[0], last=result.classes[-1])
    return blocks.table(shown, columns, name="classes", caption=_("Satisfaction by class"), note=note)


def _cells(frame: pd.DataFrame, name: str) -> list[str]:
    return [
        _("{mean} ({n})", mean=number(mean, 1), n=number(n))
        for mean, n in zip(frame[f"mean_{name}"], frame[f"n_{name}"], strict=True)
    ]


def _rules() -> list[tuple[str, str]]:
    return [
        (
            _("Differences between classes"),
            _(
                "Classes with at least {least} customers that answered are compared by ranks "
                "(Kruskal–Wallis; of two classes Mann–Whitney), adjusted for the number of questions "
                "(Benjamini–Hochberg, {level}). More and less satisfied need a Cliff's δ of at least {delta} "
                "either way: so much more often is an answer of the one class better than worse.",
                least=number(analysis.LEAST_GROUP),
                level=percent(analysis.LEVEL, 0),
                delta=number(analysis.DELTA, 2),
            ),
        )
    ]
