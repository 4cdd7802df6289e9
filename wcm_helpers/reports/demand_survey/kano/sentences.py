"""The sentences on Kano: what a category means to a manager, and what the answers show."""

from wcm_helpers.core.formats import listed, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods.kano import FAULTY, FONG, LEAST_ANSWERS, MIXED, STRENGTH, UNKNOWN, Kano
from wcm_helpers.reports.demand_survey.kano.analysis import EVERYONE, KanoServices, service_label

#: The categories a manager acts on, in this order.
ACTED_ON = ("M", "O", "A")


def category(key: str) -> str:
    """Return the plain word of a category."""
    return {
        "M": _("Must be there"),
        "O": _("The more the better"),
        "A": _("Delights"),
        "I": _("Does not matter"),
        "R": _("Not wanted"),
        "Q": _("Contradictory"),
        MIXED: _("Mixed"),
        UNKNOWN: _("Cannot tell"),
    }[key]


def term(key: str) -> str:
    """Return the term of the method for a category."""
    return {
        "M": _("must-be"),
        "O": _("one-dimensional"),
        "A": _("attractive"),
        "I": _("indifferent"),
        "R": _("reverse"),
        "Q": _("questionable"),
    }[key]


def verdict(kano: Kano) -> str:
    """Return the word for a service; a faulty question has none."""
    return _("Question misunderstood") if kano.faulty and kano.n >= LEAST_ANSWERS else category(kano.category)


def findings(result: KanoServices, survey: Survey) -> list[str]:
    """Return the sentences on everyone, one a category; the first is the title."""
    lines = [line for key in ACTED_ON if (line := _of_category(result, survey, key))]
    mixed = _named(result, survey, MIXED)
    if mixed:
        lines.append(
            _(
                "On {services} opinions are mixed: no answer leads by more than chance explains.",
                services=mixed,
            )
        )
    unimportant = _named(result, survey, "I")
    if unimportant:
        lines.append(_("Does not matter to most: {services}.", services=unimportant))
    return lines or [_("Cannot tell what must be there and what pleases: too few usable answers.")]


def _of_category(result: KanoServices, survey: Survey, key: str) -> str:
    services = _named(result, survey, key)
    if not services:
        return ""
    return {
        "M": _("Must be there: {services}. Without it customers are dissatisfied.", services=services),
        "O": _("The more the better: {services}.", services=services),
        "A": _("Delights: {services}. It pleases, and few would miss it.", services=services),
    }[key]


def _named(result: KanoServices, survey: Survey, key: str) -> str:
    return listed(
        [
            service_label(survey, name)
            for name, kano in result.everyone().items()
            if kano.category == key and not kano.faulty
        ]
    )


def differences(result: KanoServices, survey: Survey) -> list[str]:
    """Return where a class clearly has another category than another class."""
    lines = []
    for name, groups in result.services.items():
        clear = {
            letter: kano.category
            for letter, kano in groups.items()
            if letter != EVERYONE and kano.category not in (MIXED, UNKNOWN) and not kano.faulty
        }
        letters = list(clear)
        other = next((letter for letter in letters[1:] if clear[letter] != clear[letters[0]]), None)
        if other is None:
            continue
        lines.append(
            _(
                "{service} differs by class: class {first} “{one}”, class {second} “{another}”.",
                service=service_label(survey, name),
                first=letters[0],
                one=category(clear[letters[0]]),
                second=other,
                another=category(clear[other]),
            )
        )
    return lines


def faulty(result: KanoServices, survey: Survey) -> str:
    """Return which questions were misunderstood; empty if none was."""
    names = [service_label(survey, name) for name, kano in result.everyone().items() if kano.faulty]
    if not names:
        return ""
    return _(
        "More than {share} of the answers on {services} contradict each other or reject the service: the "
        "question was probably misunderstood.",
        share=percent(FAULTY, 0),
        services=listed(names),
    )


def hidden(result: KanoServices) -> str:
    """Return what an anonymous survey does not show; empty if nothing."""
    parts = []
    if missing := result.asked - len(result.services):
        parts.append(
            ngettext(
                "{n} service has too few answers to be shown.",
                "{n} services have too few answers to be shown.",
                missing,
            )
        )
    if not all(result.counts_shown.values()):
        parts.append(_("Counts are not shown where they would tell the answers of a few people."))
    return joined(parts)


def rule() -> str:
    """Return how a category is decided."""
    return _(
        "A category is named if it leads the second by {limit} standard errors (Fong) and {strength} of the "
        "answers, with at least {least} answers.",
        limit=number(FONG, 2),
        strength=percent(STRENGTH, 0),
        least=number(LEAST_ANSWERS),
    )


def coefficients() -> str:
    """Return what the two axes of the map are."""
    return _(
        "Better: share for whom the service raises satisfaction; worse: share for whom its absence lowers "
        "it. Reverse and questionable answers are left out."
    )
