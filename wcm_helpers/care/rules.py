"""The rules of the care calendar."""

from dataclasses import dataclass

from wcm_helpers.core.festivals import FESTIVALS

#: What happens to contracts, without a contact.
CONTRACT_KINDS = ("contract_anniversary", "notice_deadline", "contract_end")
#: Every kind of event, in the order in which those of one day are listed.
KINDS = ("birthday", *FESTIVALS, *CONTRACT_KINDS)


@dataclass(frozen=True)
class CareRules:
    """How the days of care events are chosen.

    Attributes
    ----------
    leap_day : {"02-28", "03-01"}
        When a birthday on 29 February is kept in a year without it.
    to_workday : bool
        Whether an event on a day off is due on the last working day before it.
    greetings : tuple of str
        The festivals with a greeting, of :data:`wcm_helpers.core.festivals.FESTIVALS`. Qingming is a day of
        mourning and not among them.
    greeting_lead : int
        How many days before a festival its greeting is due, before it is moved to a working day.
    gift_kinds : tuple of str
        The occasions, of :data:`KINDS`, that may come with a gift.
    """

    leap_day: str = "02-28"
    to_workday: bool = True
    greetings: tuple[str, ...] = ("new_year", "spring_festival", "dragon_boat", "mid_autumn", "national_day")
    greeting_lead: int = 1
    gift_kinds: tuple[str, ...] = ("spring_festival", "mid_autumn")
