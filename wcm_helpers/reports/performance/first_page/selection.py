"""The choice of the lines of the first page: the gravest case of each kind, then the largest customers."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from wcm_helpers.methods.interrupted_series import NOT_SHOWN, WORSE
from wcm_helpers.methods.register_verdicts import CLOSED_WITHOUT_EVIDENCE, OVERDUE_NOT_STARTED
from wcm_helpers.reporting.actions import Kind
from wcm_helpers.reporting.blocks import MAX_ACTIONS
from wcm_helpers.reports.performance.first_page.events import Events

#: The kinds in the order of the lines.
ORDER: tuple[Kind, ...] = ("promise", "group_promise", "underserved", "waiting", "renewal", "measure")
#: Kinds of which more than one may have a line of its own, the first the more urgent.
SEVERAL: tuple[Kind, ...] = ("underserved", "waiting", "renewal", "measure", "promise")
#: Verdicts of a measure that ask for a decision this month.
DECIDE = (NOT_SHOWN, WORSE, CLOSED_WITHOUT_EVIDENCE, OVERDUE_NOT_STARTED)


@dataclass(frozen=True, eq=False)
class Candidate:
    """One case that asks for an action: its kind, its row, and the money a year in ten-thousandths."""

    kind: Kind
    row: Any
    weight: int = 0


@dataclass(frozen=True, eq=False)
class Selection:
    """The lines of a month, and the cases without a line of their own."""

    lines: tuple[Candidate, ...]
    others: tuple[Candidate, ...]

    def others_of(self, kind: Kind) -> list[Candidate]:
        """Return the cases of a kind without a line."""
        return [candidate for candidate in self.others if candidate.kind == kind]


def select(events: Events) -> Selection:
    """Choose five lines at most: the first case of every kind, then further ones."""
    waiting = candidates(events)
    chosen: list[Candidate] = []
    for kind in ORDER:
        first = next((one for one in waiting if one.kind == kind and _free(one, chosen)), None)
        if first is not None and len(chosen) < MAX_ACTIONS:
            chosen.append(first)
    for kind in SEVERAL:
        further = [one for one in waiting if one.kind == kind and one not in chosen and _free(one, chosen)][
            :1
        ]
        if len(chosen) < MAX_ACTIONS:
            chosen += further
    lines = sorted(chosen, key=lambda one: (ORDER.index(one.kind), waiting.index(one)))
    return Selection(tuple(lines), tuple(one for one in waiting if one not in chosen))


def _free(candidate: Candidate, chosen: list[Candidate]) -> bool:
    """Return whether the customer of a case has no line yet."""
    customer = _customer(candidate)
    return not customer or all(_customer(one) != customer for one in chosen)


def _customer(candidate: Candidate) -> str:
    return candidate.row.get("customer_id", "") if isinstance(candidate.row, dict) else ""


def candidates(events: Events) -> list[Candidate]:
    """Return every case that asks for an action, in the order of the kinds."""
    asking = events.measures[events.measures["verdict"].isin(DECIDE) | _overdue(events.measures)]
    return [
        *(Candidate("promise", standing) for standing in events.standings if standing.alarming),
        *_rows("group_promise", events.groups),
        *_rows("underserved", events.underserved),
        *_rows("waiting", events.waiting),
        *_rows("renewal", events.renewals),
        *(Candidate("measure", row) for row in asking.to_dict("records")),
    ]


def _overdue(measures: pd.DataFrame) -> pd.Series:
    if "overdue" not in measures:
        return pd.Series(False, index=measures.index)
    return measures["overdue"].astype(bool)


def _rows(kind: Kind, frame: pd.DataFrame) -> list[Candidate]:
    return [
        Candidate(kind, row, 0 if pd.isna(row["revenue"]) else int(row["revenue"]))
        for row in frame.to_dict("records")
    ]
