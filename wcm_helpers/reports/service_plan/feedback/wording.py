"""The names of sources, steps and states of feedback, as tables, charts and sentences call them."""

from wcm_helpers.core.formats import listed
from wcm_helpers.core.words import _


def source_name(source: str) -> str:
    """Return where feedback comes from.

    Examples
    --------
    >>> source_name("talk")
    'Promises made in talks'
    """
    return {
        "ticket": _("Tickets"),
        "survey": _("Unhappy answers to the survey"),
        "talk": _("Promises made in talks"),
    }[source]


def source_names(sources: tuple[str, ...]) -> str:
    """Return the names of several sources, listed."""
    return listed([source_name(source) for source in sources])


def step_name(step: str) -> str:
    """Return the name of a step of a loop.

    Examples
    --------
    >>> step_name("asked_again")
    'Customer asked again'
    """
    return {
        "raised": _("Feedback"),
        "owner": _("Has an owner"),
        "acted": _("Acted on"),
        "asked_again": _("Customer asked again"),
        "better": _("Better now"),
    }[step]


def loop_state(state: str) -> str:
    """Return what a loop has come to.

    Examples
    --------
    >>> loop_state("no_action")
    'no action'
    """
    return {
        "no_owner": _("no owner"),
        "no_action": _("no action"),
        "acted": _("acted on, not asked again"),
        "asked_again": _("asked again"),
        "better": _("better"),
        "not_better": _("not better"),
        "cannot_tell": _("cannot tell"),
    }[state]
