"""The sentences on reliability: what runs against the rest, what was left out, and the rules."""

from wcm_helpers.core.formats import listed, number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.estimates import LEAST_ANSWERS
from wcm_helpers.methods.intervals import CONFIDENCE
from wcm_helpers.methods.reliability import OMEGA_LEAST
from wcm_helpers.reports.demand_survey.reliability.analysis import Dimension, mixed


def label(dimension: Dimension, dimensions: list[Dimension], survey: Survey) -> str:
    """Return the name of a dimension; with its scale where another has the same name."""
    name = _name(dimension, survey)
    same = [other for other in dimensions if _name(other, survey) == name]
    if len(same) == 1:
        return name
    values = {"dimension": name, "low": number(dimension.scale[0]), "high": number(dimension.scale[1])}
    if dimension.kind == "importance":
        return _("{dimension}, importance ({low} to {high})", **values)
    return _("{dimension} ({low} to {high})", **values)


def _name(dimension: Dimension, survey: Survey) -> str:
    """Return the name of a dimension; without one or a question above it, its first statement."""
    if dimension.name:
        return survey.dimension_label(dimension.name)
    if stem := survey.stem(dimension.first):
        return stem
    first, more = survey.label(dimension.first), len(dimension.result.items) - 1
    return ngettext("{statement} and {n} more", "{statement} and {n} more", more, statement=first)


def findings(dimensions: list[Dimension], survey: Survey) -> list[str]:
    """Return what a reader must know before a sum of questions is used."""
    return [
        *_negative(dimensions, survey),
        *_against(dimensions, survey),
        *_constant(dimensions, survey),
        *_mixed(survey),
    ]


def _negative(dimensions: list[Dimension], survey: Survey) -> list[str]:
    names = [label(one, dimensions, survey) for one in dimensions if one.coefficient < 0]
    if not names:
        return []
    return [
        _(
            "The coefficient is negative in {dimensions}: the answers are probably coded the wrong way "
            "round. Correct the question file before these questions are used together.",
            dimensions=listed(names),
        )
    ]


def _against(dimensions: list[Dimension], survey: Survey) -> list[str]:
    sure = [survey.label(name) for one in dimensions for name in one.result.reversed_items]
    maybe = [survey.label(name) for one in dimensions for name in one.result.doubtful_items]
    sentences = []
    if sure:
        sentences.append(
            _(
                "Probably reversed, because it runs against the other questions: {questions}. It is counted "
                "as answered; if it is reversed, say so in the question file.",
                questions=listed(sure),
            )
        )
    if maybe:
        sentences.append(
            _("Runs against the other questions, perhaps by chance: {questions}.", questions=listed(maybe))
        )
    return sentences


def _constant(dimensions: list[Dimension], survey: Survey) -> list[str]:
    names = [survey.label(name) for one in dimensions for name in one.result.constant]
    if not names:
        return []
    return [_("Left out, because everybody answered alike: {questions}.", questions=listed(names))]


def _mixed(survey: Survey) -> list[str]:
    names = mixed(survey)
    if not names:
        return []
    return [
        _(
            "Questions of different scales or types are never pooled; these dimensions are shown in parts: "
            "{dimensions}.",
            dimensions=listed(names),
        )
    ]


def flag(kind: str) -> str:
    """Return the remark on a question in words."""
    return {"reversed": _("probably reversed"), "doubtful": _("against the others, perhaps by chance")}.get(
        kind, ""
    )


def coefficient(dimension: Dimension) -> str:
    """Return α with its interval, or Spearman–Brown's, or that nothing can be told."""
    result = dimension.result
    two = len(result.items) == 2
    value, ends = (
        (result.spearman_brown, result.spearman_brown_interval)
        if two
        else (result.alpha, result.alpha_interval)
    )
    if value != value or result.n < LEAST_ANSWERS:
        return _("cannot tell")
    values = {
        name: number(part, 2) for name, part in zip(("value", "low", "high"), (value, *ends), strict=True)
    }
    if two:
        return _("{value} ({low} to {high}), Spearman–Brown", **values)
    return _("{value} ({low} to {high})", **values)


def omega(dimension: Dimension) -> str:
    """Return ω with its interval where there is one; a dash where ω has no meaning."""
    result = dimension.result
    if result.omega != result.omega or result.n < LEAST_ANSWERS:
        return "–"
    if result.omega_interval.low != result.omega_interval.low:
        return number(result.omega, 2)
    low, high = (number(end, 2) for end in result.omega_interval)
    return _("{value} ({low} to {high})", value=number(result.omega, 2), low=low, high=high)


def rules() -> list[tuple[str, str]]:
    """Return the rules in force as pairs of a term and its meaning."""
    return [
        (
            _("Reliability"),
            _(
                "How far the questions of a dimension measure one thing: Cronbach's α with Feldt's "
                "{confidence} interval and McDonald's ω of a one-factor model, from respondents that "
                "answered all its questions, with declared reversed questions turned. 0.70 or more is usual "
                "where groups are compared. Of two questions Spearman–Brown's coefficient instead. The "
                "interval of ω is drawn by customer (bootstrap), from {least} customers on.",
                confidence=percent(CONFIDENCE, 0),
                least=number(OMEGA_LEAST),
            ),
        ),
        (
            _("Reversed questions"),
            _(
                "A question is turned only if the question file declares it reversed. One that correlates "
                "negatively with the sum of the others, beyond chance, is named as probably reversed."
            ),
        ),
    ]
