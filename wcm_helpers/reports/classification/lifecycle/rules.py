"""The rules of the states in words, from the limits used."""

from wcm_helpers.core.formats import listed, month_name, percent
from wcm_helpers.core.words import _
from wcm_helpers.methods.lifecycle import PRECEDENCE, VOLUME_MONTHS
from wcm_helpers.reports.classification.lifecycle.result import Lifecycle
from wcm_helpers.reports.classification.lifecycle.sentences import state_names
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import measure


def rules(life: Lifecycle, classification: Classification) -> list[tuple[str, str]]:
    """Return the rules in force, each state with its meaning."""
    meanings, names = _meanings(life, classification), state_names()
    first_fits = _(
        "Each customer has the first state that fits, in this order: {order}.",
        order=listed([names[state] for state in PRECEDENCE]),
    )
    gap = _("The days from the last day of an active month to the first day of the next active month.")
    return [
        (_("One state"), first_fits),
        (_("Gap"), gap),
        *((names[state], meanings[state]) for state in PRECEDENCE),
    ]


def _meanings(life: Lifecycle, classification: Classification) -> dict[str, str]:
    limits = life.limits
    words = {
        "gaps": limits.least_gaps,
        "dormant_share": percent(limits.dormant_quantile, 0),
        "slow_share": percent(limits.slow_quantile, 0),
        "dormant": limits.dormant_least,
        "most": limits.dormant_most,
        "default": limits.dormant_default,
        "lost": limits.lost_least,
        "times": limits.lost_times,
        "slow": limits.slow_least,
        "volume": percent(limits.slow_volume, 0),
        "months": VOLUME_MONTHS,
        "back": limits.back_months,
        "new": life.new_months,
        "noun": measure(classification.rule).noun,
        "first": month_name(classification.customer_months.first_month),
    }
    return {
        "lost": _(
            "No activity for more than {lost} days and for more than {times} times the days after which it "
            "is dormant. Also lost: a customer whose end date has passed, or that is marked as ended and had "
            "no activity this month.",
            **words,
        ),
        "dormant": _(
            "No activity for longer than {dormant_share} of its own gaps and for more than {dormant} days, "
            "or for more than {most} days. With fewer than {gaps} gaps: for more than {default} days.",
            **words,
        ),
        "new": _(
            "First activity, or start date where earlier, within the last {new} months. A customer active "
            "when the data begin, in {first}, is not new.",
            **words,
        ),
        "won_back": _(
            "Active again within the last {back} months after a gap in which it was dormant, by the gaps "
            "before.",
            **words,
        ),
        "slowing": _(
            "No activity for longer than {slow_share} of its own gaps and for more than {slow} days; or "
            "{noun} of the last {months} months below {volume} of the same months a year ago. A customer "
            "without a year of history is compared with the {months} months before.",
            **words,
        ),
        "active": _("All others."),
    }
