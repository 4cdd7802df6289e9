"""The sentences on careless, broken-off and double responses."""

from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.methods import careless as method
from wcm_helpers.reports.demand_survey.careless.analysis import BROKEN_SHARE, LEAST_BLANK, Careless
from wcm_helpers.reports.demand_survey.respondents.sentences import SMALL, figure_name, figure_value


def finding(result: Careless, *, smallest: int = 0) -> str:
    """Return how many responses look careless; fewer than ``smallest`` are not counted."""
    if result.flagged < smallest:
        return ngettext(
            "Fewer than {least} of {n} response look careless; the survey is anonymous, so no smaller number "
            "is shown.",
            "Fewer than {least} of {n} responses look careless; the survey is anonymous, so no smaller "
            "number "
            "is shown.",
            result.responses,
            least=number(smallest),
        )
    if not result.flagged:
        return ngettext(
            "The {n} response does not look careless.",
            "None of {n} responses looks careless.",
            result.responses,
        )
    return ngettext(
        "{flagged} of {n} response looks careless ({share}). It is counted in all other sections.",
        "{flagged} of {n} responses look careless ({share}). They are counted in all other sections.",
        result.responses,
        flagged=number(result.flagged),
        share=percent(result.flagged / result.responses, 0),
    )


def effect(result: Careless, survey: Survey) -> str:
    """Return what the main figures are without the careless responses; empty where nothing is compared."""
    row = result.figures.largest
    if row is None:
        return ""
    if abs(row["change"]) < SMALL:
        return _(
            "Without them no main figure changes by {points} percentage points or more.",
            points=number(100 * SMALL),
        )
    return _(
        "Without them “{figure}” changes most: {value} instead of {plain}.",
        figure=figure_name(row["kind"], row["key"], survey),
        value=figure_value(row["kind"], row["other"]),
        plain=figure_value(row["kind"], row["plain"]),
    )


def unseen_signs(result: Careless) -> tuple[str, ...]:
    """Return the signs that cannot be seen in these answers, as :func:`limits` explains."""
    return (
        *(() if result.timed else ("fast", "hasty")),
        *(() if result.scales >= method.LEAST_RUN else ("straight", "half_straight")),
    )


def limits(result: Careless) -> list[str]:
    """Return what the answers do not allow to see."""
    untimed = _("No response has a duration, so only runs of one answer and copies can be found.")
    some = ngettext(
        "{n} response has no duration, so its haste cannot be seen.",
        "{n} responses have no duration, so their haste cannot be seen.",
        result.responses - result.timed,
    )
    short = _("The questionnaire has too few questions on one scale to look for runs of one answer.")
    return [
        "" if result.timed == result.responses else some if result.timed else untimed,
        short if result.scales < method.LEAST_RUN else "",
    ]


def other_faults(result: Careless, *, smallest: int = 0) -> list[str]:
    """Return how many responses were broken off, and how many are double; few of them are not counted."""
    broken = int(result.table["broken_off"].sum())
    return [
        ngettext(
            "{n} response was broken off: its last questions are blank.",
            "{n} responses were broken off: their last questions are blank.",
            broken,
        )
        if broken and broken >= smallest
        else "",
        ngettext(
            "{n} response repeats an earlier one of the same sender; both are counted.",
            "{n} responses repeat an earlier one of the same sender; all are counted.",
            result.doubles,
        )
        if result.doubles and result.doubles >= smallest
        else "",
        _(
            "On average {share} of the questions shown were answered.",
            share=percent(result.table["answered_share"].mean(), 0),
        )
        if len(result.table) >= max(smallest, 1)
        else "",
    ]


def sign_name(sign: str) -> str:
    """Return a sign of carelessness as the table names it."""
    return {
        "fast": _("Faster than anybody reads"),
        "straight": _("One answer throughout"),
        "copy": _("Copy of another response"),
        "hasty": _("Much faster than usual"),
        "half_straight": _("One answer in half of the questions"),
        "inconsistent": _("Contradictory answers"),
    }[sign]


def sign_rule(sign: str) -> str:
    """Return when a response has a sign."""
    return {
        "fast": _("under {n} seconds per question", n=number(method.FASTEST)),
        "straight": _(
            "the same answer in {share} of the scale questions in a row, {least} at least",
            share=percent(method.LONG, 0),
            least=number(method.LEAST_LONG_RUN),
        ),
        "copy": _("all answers equal, {least} questions at least", least=number(method.LEAST_COPIED)),
        "hasty": _("under {share} of the median time", share=percent(method.HASTY, 0)),
        "half_straight": _(
            "the same answer in {share} of the scale questions in a row, {least} at least",
            share=percent(method.HALF, 0),
            least=number(method.LEAST_RUN),
        ),
        "inconsistent": _(
            "even-odd consistency below {limit}, with {least} dimensions at least",
            limit=number(method.INCONSISTENT),
            least=number(method.LEAST_DIMENSIONS),
        ),
    }[sign]


def rules() -> list[tuple[str, str]]:
    """Return the rules as pairs of a term and its meaning."""
    return [
        (
            _("Careless answers"),
            _(
                "A response looks careless with one strong sign, or with two weak ones. A customer who is "
                "content with everything may also give one answer throughout, so no response is left out."
            ),
        ),
        (
            _("Even-odd consistency"),
            _(
                "The means of the odd and of the even questions of each dimension are correlated over the "
                "dimensions, reversed items turned, and corrected for length (Spearman-Brown)."
            ),
        ),
        (
            _("Broken off"),
            _(
                "The last questions shown are blank: {least} at least, and {share} of all.",
                least=number(LEAST_BLANK),
                share=percent(BROKEN_SHARE, 0),
            ),
        ),
    ]
