"""Why a customer has the manager that is proposed, in words."""

from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _


def reason_words(reason: str) -> str:
    """Return the reason of a proposal.

    Examples
    --------
    >>> reason_words("not_named")
    'class A must have a named manager'
    """
    return {
        "": _("cannot tell"),
        "stays": _("stays"),
        "first": _("has no manager today"),
        "nobody": _("nobody may look after it"),
        "not_in_team": _("its manager has no hours in the table"),
        "not_named": _("class A must have a named manager"),
        "overloaded": _("its manager has more work than hours"),
        "fits": _("industry or warehouse fits better"),
        "room": _("makes room, or evens the load"),
    }[reason]


def hours(minutes: float) -> str:
    """Return minutes as hours with one decimal.

    Examples
    --------
    >>> hours(3296)
    '54.9'
    """
    return number(minutes / 60, 1)


def mismatch_words(points: object, industry_points: int) -> str:
    """Return what does not fit, by the points of mismatch.

    Examples
    --------
    >>> [mismatch_words(points, 2) for points in (0, 2, 4)]
    ['none', 'industry or warehouse', 'industry and warehouse']
    """
    if type(points).__name__ == "NAType" or points is None:
        return _("cannot tell")
    if points == 0:
        return _("none")
    return _("industry and warehouse") if points > industry_points else _("industry or warehouse")
