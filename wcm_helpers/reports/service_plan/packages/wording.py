"""The names of the items of a package, as tables and sentences call them."""

from wcm_helpers.core.formats import listed, missing, number
from wcm_helpers.core.words import _, ngettext


def item_name(item: str) -> str:
    """Return the name of an item; one of the export's own wording stays as it is.

    Examples
    --------
    >>> item_name("named_manager"), item_name("cold store")
    ('Named manager', 'cold store')
    """
    return {
        "named_manager": _("Named manager"),
        "priority_release": _("Priority release"),
        "response": _("Response in time"),
        "talk": _("Regular talk"),
        "review": _("Review meeting"),
        "self_service": _("Self-service"),
        "base_support": _("Base support"),
        "value_added": _("Value-added service"),
    }.get(item, item)


def item_names(items: tuple[str, ...]) -> str:
    """Return the names of several items, listed."""
    return listed([item_name(item) for item in items])


def level_words(item: str, level: float, period: str | None, hours: float) -> str:
    """Return what is due of an item.

    Examples
    --------
    >>> level_words("response", 1.0, None, float("nan")), level_words("talk", 1.0, "quarter", 1.0)
    ('within 1 hour', '1 a quarter; 1 hour a month')
    """
    parts = []
    if item == "response" and not missing(level):
        parts.append(
            _("within 1 hour") if level == 1 else _("within {n} hours", n=number(level, _decimals(level)))
        )
    elif not missing(level) and period is not None and not missing(period):
        n = number(level, _decimals(level))
        parts.append(
            {
                "month": _("{n} a month", n=n),
                "quarter": _("{n} a quarter", n=n),
                "year": _("{n} a year", n=n),
            }[period]
        )
    if not missing(hours):
        parts.append(
            ngettext(
                "{hours} hour a month",
                "{hours} hours a month",
                1 if hours == 1 else 2,
                hours=number(hours, _decimals(hours)),
            )
        )
    return _("; ").join(parts) or _("yes")


def _decimals(value: float) -> int:
    return 0 if float(value).is_integer() else 2 if round(value, 1) != round(value, 2) else 1


def verdict_words(verdict: str) -> str:
    """Return what came of an item.

    Examples
    --------
    >>> verdict_words("none")
    'not received'
    """
    return {
        "kept": _("kept"),
        "short": _("in part"),
        "none": _("not received"),
        "unused": _("not asked for"),
        "cannot_tell": _("cannot tell"),
    }[verdict]
