"""The sentences of a lifecycle: its states, the finding, the changes, the warnings and the rules."""

from wcm_helpers.core.formats import listed, month_name, number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods.lifecycle import PRECEDENCE, STATES, VOLUME_MONTHS
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.lifecycle.result import Lifecycle
from wcm_helpers.reports.classification.result import Classification

#: From this share of all customers on, customers won back by the default threshold give a warning.
MANY = 0.10


def state_names() -> dict[str, str]:
    """Return the name of each state, in the language in use."""
    return {
        "active": _("active"),
        "new": _("new"),
        "won_back": _("won back"),
        "slowing": _("slowing down"),
        "dormant": _("dormant"),
        "lost": _("lost"),
    }


def headline(life: Lifecycle) -> str:
    """Return how many customers are in which state, as one sentence."""
    if life.too_short:
        return ngettext(
            "The history reaches back {n} day: too short to tell who is dormant or lost.",
            "The history reaches back {n} days: too short to tell who is dormant or lost.",
            life.days_known,
        )
    texts = {
        "active": lambda n: _("{n} active", n=n),
        "new": lambda n: _("{n} new", n=n),
        "won_back": lambda n: _("{n} won back", n=n),
        "slowing": lambda n: _("{n} slowing down", n=n),
        "dormant": lambda n: _("{n} dormant", n=n),
        "lost": lambda n: _("{n} lost", n=n),
    }
    parts = [texts[state](number(life.figures[state])) for state in STATES if life.figures[state]]
    return ngettext(
        "{count} customer ever active: {parts}.",
        "{count} customers ever active: {parts}.",
        len(life.customers),
        count=number(len(life.customers)),
        parts=listed(parts),
    )


def changed(life: Lifecycle) -> str:
    """Return the numbers of customers that turned dormant, were lost or came back in the month."""
    if life.previous is None:
        return _("There is no month before to compare with.")
    since = month_name(life.previous)
    texts = [
        text
        for frame, text in (
            (life.turned_dormant, _("{n} turned dormant", n=number(len(life.turned_dormant)))),
            (life.turned_lost, _("{n} lost", n=number(len(life.turned_lost)))),
            (life.came_back, _("{n} came back", n=number(len(life.came_back)))),
        )
        if len(frame)
    ]
    if not texts:
        return _("Since {month} nobody turned dormant, was lost or came back.", month=since)
    return _("Since {month}: {parts}.", month=since, parts=listed(texts))


def warnings(life: Lifecycle, classification: Classification) -> list[str]:
    """Return the limits of the reading, the most serious first."""
    first, limits = month_name(classification.customer_months.first_month), life.limits
    own = int((life.customers["threshold_from"] != "default").sum())
    rare = int(((life.customers["state"] == "won_back") & (life.customers["why"] == "default")).sum())
    candidates = {
        _(
            "The history begins in {first}: nobody can be lost by silence before {days} days have passed.",
            first=first,
            days=limits.lost_least,
        ): life.days_known <= limits.lost_least and not life.too_short,
        _("The month is not complete: silence is counted to {day}.", day=life.as_of.isoformat()): (
            not classification.whole_month
        ),
        _("The data hold no days of activity: a month counts as its last day."): (
            classification.customer_months.days("last_on") is None
        ),
        _(
            "No customer has the {gaps} gaps a rhythm of its own needs: the default of {days} days holds "
            "for all.",
            days=limits.dormant_default,
            gaps=limits.least_gaps,
        ): own == 0,
        ngettext(
            "{own} of {count} customer has the {gaps} gaps a rhythm of its own needs; the default of "
            "{days} days holds for the rest.",
            "{own} of {count} customers have the {gaps} gaps a rhythm of their own needs; the default of "
            "{days} days holds for the rest.",
            len(life.customers),
            count=number(len(life.customers)),
            days=limits.dormant_default,
            own=number(own),
            gaps=limits.least_gaps,
        ): 0 < 2 * own < len(life.customers),
        ngettext(
            "{count} of the customers won back had too few gaps for a rhythm of its own: it may just come "
            "rarely.",
            "{count} of the customers won back had too few gaps for a rhythm of their own: they may just "
            "come rarely.",
            rare,
            count=number(rare),
        ): MANY * len(life.customers) < rare,
    }
    return [sentence for sentence, applies in candidates.items() if applies]


def why_slow(row: dict[str, object]) -> str:
    """Return why a customer counts as slowing down, from its row of ``customers``."""
    volume = _volume_words(row)
    silence = _("silent for {days} days", days=number(row["silent_days"]))
    return {"silence": silence, "volume": volume}.get(row["why"], f"{silence}; {volume}")


def _volume_words(row: dict[str, object]) -> str:
    if row["volume_change"] <= -1:
        return _("nothing above zero in the last {months} months", months=VOLUME_MONTHS)
    down = percent(-row["volume_change"], 0)
    if row["volume_against"] == "year":
        return _("{down} below a year ago", down=down)
    return _("{down} below the {months} months before", down=down, months=VOLUME_MONTHS)


def threshold(row: dict[str, object]) -> str:
    """Return the days of silence after which a customer is dormant, and their source."""
    days = number(row["dormant_after"])
    return {
        "own": _("{days} days, own rhythm", days=days),
        "least": _("{days} days, the least", days=days),
        "default": _("{days} days, default", days=days),
    }[row["threshold_from"]]


def rules(life: Lifecycle, classification: Classification) -> list[tuple[str, str]]:
    """Return the rules in force, each state with its meaning, from the limits used."""
    limits, names = life.limits, state_names()
    words = {
        "gaps": limits.least_gaps,
        "dormant_share": percent(limits.dormant_quantile, 0),
        "slow_share": percent(limits.slow_quantile, 0),
        "dormant": limits.dormant_least,
        "default": limits.dormant_default,
        "lost": limits.lost_least,
        "times": limits.lost_times,
        "slow": limits.slow_least,
        "volume": percent(limits.slow_volume, 0),
        "months": VOLUME_MONTHS,
        "twice": 2 * VOLUME_MONTHS,
        "back": limits.back_months,
        "new": life.new_months,
        "noun": sentences.measure(classification.rule).noun,
        "first": month_name(classification.customer_months.first_month),
    }
    meant = {
        "lost": _(
            "silent for more than {lost} days and more than {times} times its dormant threshold; or its end "
            "date has passed, or it is marked as ended and had nothing this month.",
            **words,
        ),
        "dormant": _(
            "silent for longer than {dormant_share} of its own gaps and more than {dormant} days; with fewer "
            "than {gaps} gaps, more than {default} days.",
            **words,
        ),
        "new": _(
            "first activity, or an earlier start date, within the last {new} months; who was there when the "
            "data begin, in {first}, is not new.",
            **words,
        ),
        "won_back": _(
            "active again within the last {back} months after a gap longer than its dormant threshold, as "
            "the gaps before it gave it.",
            **words,
        ),
        "slowing": _(
            "silent for longer than {slow_share} of its own gaps and more than {slow} days; or {noun} of the "
            "last {months} months below {volume} of the same months a year ago (where those are not known: "
            "of the {months} months before, {twice} months of business being needed).",
            **words,
        ),
        "active": _("all others."),
    }
    gap = _("from the last day of an active month to the first day of the next active one.")
    order = listed([names[state] for state in PRECEDENCE])
    first_fits = _("a customer has the first state that fits, in this order: {order}.", order=order)
    return [(_("One state"), first_fits), (_("Gap"), gap), *((names[key], meant[key]) for key in PRECEDENCE)]
