"""The lines of a report's first page: who, how much, what happened, what to do, and where the evidence is."""

from dataclasses import dataclass
from typing import Literal

from wcm_helpers.core.words import _, joined

#: The kinds of lines. Of the classification, the gravest first: losing money, leaving, moving, depending; of
#: a survey: an unhappy customer, what everyone and what some need, a lower score, too few answers; of the
#: performance: an indicator of the site or of a group, a customer that gets less than its class, waits for an
#: answer or has a contract that ends, a measure; of the service plan: a manager without the hours, a
#: customer nobody talked to, feedback without an answer, a customer that takes more than its class, a service
#: to offer; of every report: trouble with the data.
Kind = Literal[
    "loss", "leaving", "change", "dependence",
    "unhappy", "common_need", "individual_need", "lower_score", "response",
    "promise", "group_promise", "underserved", "waiting", "renewal", "measure",
    "staffing", "silent", "feedback", "overserved", "offer",
    "data",
]  # fmt: skip


@dataclass(frozen=True)
class Action:
    """One line of the first page; a line without a step is none.

    Attributes
    ----------
    kind : Kind
    name : str
        Who it is about: a customer, or several.
    amount : str
        The money a year it is about, as written; empty where there is none.
    happened : str
        What happened, of what and against when: a whole sentence.
    step : str
        What to do: a whole sentence.
    section : str
        The key of the section that shows the evidence.
    others : str
        How many more cases of this kind there are, with their money: a whole sentence; empty without any.
    weight : int
        The money a year in ten-thousandths, which orders the lines of a kind.
    """

    kind: Kind
    name: str
    amount: str
    happened: str
    step: str
    section: str
    others: str = ""
    weight: int = 0

    @property
    def sentence(self) -> str:
        """The line as plain text."""
        line = (
            _("{name} ({amount}): {happened} {step}", **vars(self))
            if self.amount
            else _("{name}: {happened} {step}", **vars(self))
        )
        return joined([line, self.others])


def kind_name(kind: Kind) -> str:
    """Return the heading of a kind of lines, in the language in use."""
    return {
        "loss": _("Costs more than it brings"),
        "leaving": _("Leaving"),
        "change": _("Class change"),
        "dependence": _("Dependence"),
        "unhappy": _("Unhappy customer"),
        "common_need": _("Common need"),
        "individual_need": _("Individual need"),
        "lower_score": _("Lower score"),
        "response": _("Too few answers"),
        "promise": _("Promise"),
        "group_promise": _("Out of the usual range"),
        "underserved": _("Under-served customer"),
        "waiting": _("Waiting for an answer"),
        "renewal": _("Contract ends"),
        "measure": _("Measure"),
        "staffing": _("Hours of managers"),
        "silent": _("Nobody talked to it"),
        "feedback": _("Feedback without an answer"),
        "overserved": _("Over-served customer"),
        "offer": _("Service to offer"),
        "data": _("Data"),
    }[kind]
