"""The sentences on interviews and on the agreement of coders."""

from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reports.demand_survey.agreement.result import Coding, Interviews

#: Krippendorff's limits: from the upper one codes are reliable, below the lower one they are not.
RELIABLE, TENTATIVE = 0.8, 0.667
#: With fewer notes coded twice, the interval says nothing.
LEAST_NOTES = 10


def mode_sentences(result: Interviews) -> list[str]:
    """Return what to keep in mind when answers were given in several ways."""
    lines = []
    if len(result.modes) > 1:
        lines.append(
            _(
                "People answer a telephone call more kindly than a questionnaire, and other customers are "
                "called: a difference between the two is not yet a difference in satisfaction."
            )
        )
    if result.hidden:
        lines.append(_("Ways of answering with too few responses are not shown."))
    return lines


def coding_sentences(coding: Coding) -> list[str]:
    """Return how far the coders agree, and what may be concluded from their codes."""
    if not coding.notes:
        return [_("No interview note was coded by two people, so the agreement cannot be computed.")]
    first = ngettext(
        "{n} interview note was coded by two people or more, and {same} of them got one code from all.",
        "{n} interview notes were coded by two people or more, and {same} of them got one code from all.",
        coding.notes,
        same=number(coding.same),
    )
    if coding.alpha != coding.alpha:
        return [
            first,
            _("Only one code was given at all, so the agreement beyond chance cannot be computed."),
        ]
    return [first, _measured(coding), *_two_coders(coding), _verdict(coding)]


def _measured(coding: Coding) -> str:
    return _(
        "Beyond what chance alone gives, they agree by {alpha} of 1 (Krippendorff's α; 95% interval {low} to "
        "{high}).",
        alpha=number(coding.alpha, 2),
        low=number(coding.interval.low, 2),
        high=number(coding.interval.high, 2),
    )


def _two_coders(coding: Coding) -> list[str]:
    if coding.kappa != coding.kappa:
        return []
    return [_("Cohen's κ of the two coders is {kappa}.", kappa=number(coding.kappa, 2))]


def _verdict(coding: Coding) -> str:
    """Return what the interval allows: its lower end decides, and too few notes decide nothing."""
    if coding.notes < LEAST_NOTES:
        return _("{n} notes are too few to tell whether the codes are reliable.", n=number(coding.notes))
    if coding.interval.low >= RELIABLE:
        return _("The codes are reliable.")
    if coding.interval.low >= TENTATIVE:
        return _("The codes are reliable enough for cautious conclusions.")
    if coding.interval.high < TENTATIVE:
        return _("The codes are not reliable: define the themes more sharply and code the notes again.")
    return _("It is not clear whether the codes are reliable: have more notes coded by two people.")


def share_text(share: float, low: float, high: float) -> str:
    """Return a share with its interval; a dash where there is none."""
    if share != share:
        return "–"
    return _("{share} ({low} to {high})", share=percent(share, 0), low=percent(low, 0), high=percent(high, 0))
