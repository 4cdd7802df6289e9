"""The choice of the lines of the first page: the gravest case of each kind, then the largest amounts."""

from dataclasses import dataclass
from typing import Any, Literal

from wcm_helpers.reporting.blocks import MAX_ACTIONS
from wcm_helpers.reports.classification.first_page.events import Events

#: What a case is, in the order of the lines. Moved and waiting are both class changes.
Case = Literal["loss", "leaving", "moved", "waiting", "dependence", "data"]
ORDER: tuple[Case, ...] = ("loss", "leaving", "moved", "waiting", "dependence", "data")
#: Cases of which more than one may have a line of its own.
SEVERAL = ("loss", "leaving", "moved")
#: A loss below this share of the total is small.
SMALL_LOSS = 0.001


@dataclass(frozen=True)
class Candidate:
    """One case that asks for an action.

    Attributes
    ----------
    case : {"loss", "leaving", "moved", "waiting", "dependence", "data"}
    customer_id : str
        Empty for the data.
    weight : int
        The money a year it is about, in ten-thousandths.
    row : object
        The row of the event as a dict, the dependence, or the fault of the data.
    """

    case: Case
    customer_id: str
    weight: int
    row: Any


@dataclass(frozen=True)
class Selection:
    """The lines of a month, and the cases without a line.

    Attributes
    ----------
    lines : tuple of Candidate
        Five at most, in the order of the kinds, inside a kind by falling amount.
    others : tuple of Candidate
        The cases without a line of their own; a customer with a line is in no other case.
    """

    lines: tuple[Candidate, ...]
    others: tuple[Candidate, ...]

    def others_of(self, case: Case) -> list[Candidate]:
        """Return the cases of a kind without a line."""
        return [candidate for candidate in self.others if candidate.case == case]


def select(events: Events, faults: list[object]) -> Selection:
    """Choose five lines at most: the largest of every kind first, then the largest amounts of all.

    Parameters
    ----------
    events : Events
    faults : list
        The faults of the data, the gravest first.
    """
    waiting = candidates(events, faults)
    graver = {one.customer_id for one in waiting if one.case in ("loss", "leaving")}
    chosen: list[Candidate] = []
    for case in ORDER:
        # Of a customer that loses money or is leaving, the change that waits stands in the line on that.
        skipped = graver if case == "waiting" else set()
        first = next(
            (
                one
                for one in waiting
                if one.case == case and one.customer_id not in skipped and _acts(one) and _free(one, chosen)
            ),
            None,
        )
        if first is not None and len(chosen) < MAX_ACTIONS:
            chosen.append(first)
    further = sorted(
        (one for one in waiting if one.case in SEVERAL and one not in chosen), key=lambda one: -one.weight
    )
    for candidate in further:
        if len(chosen) < MAX_ACTIONS and _free(candidate, chosen):
            chosen.append(candidate)
    others: list[Candidate] = []
    for candidate in waiting:
        if candidate not in chosen and _free(candidate, [*chosen, *others]):
            others.append(candidate)
    lines = sorted(chosen, key=lambda one: (_place(one, events.total), -one.weight))
    return Selection(tuple(lines), tuple(others))


def _place(candidate: Candidate, total: int) -> int:
    """Return the place of a line by its kind; a small loss comes after the customers that are leaving."""
    small = candidate.case == "loss" and candidate.weight < SMALL_LOSS * total
    return 2 * ORDER.index("leaving" if small else candidate.case) + small


def candidates(events: Events, faults: list[object]) -> list[Candidate]:
    """Return every case that asks for an action, in the order of the kinds and by falling amount."""
    losses = [
        Candidate("loss", row["customer_id"], -int(row["margin"]), row)
        for row in events.losses.to_dict("records")
    ]
    leaving = [
        Candidate("leaving", row["customer_id"], int(row["amount"]), row)
        for row in events.leaving.to_dict("records")
    ]
    changes = [
        Candidate(case, row["customer_id"], max(int(row["value"]), int(row["value_before"])), row)
        for case, frame in (("moved", events.moved), ("waiting", events.waiting))
        for row in frame.to_dict("records")
    ]
    largest = events.dependence
    dependence = (
        [] if largest is None else [Candidate("dependence", largest.customer_id, largest.value, largest)]
    )
    return [*losses, *leaving, *changes, *dependence, *(Candidate("data", "", 0, fault) for fault in faults)]


def _acts(candidate: Candidate) -> bool:
    """Return whether a case asks for an action: a lower class that waits only where the value fell."""
    if candidate.case != "waiting":
        return True
    row = candidate.row
    return row["computed"] < row["official"] or row["value"] < row["value_before"]


def _free(candidate: Candidate, chosen: list[Candidate]) -> bool:
    """Return whether a customer has no line yet; a dependence and the data are no case of a customer."""
    if candidate.case in ("dependence", "data"):
        return True
    return all(
        one.customer_id != candidate.customer_id for one in chosen if one.case not in ("dependence", "data")
    )
