"""The choice of the lines of the first page: the gravest case of each kind, then the largest customers."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from wcm_helpers.reporting.actions import Kind
from wcm_helpers.reporting.blocks import MAX_ACTIONS
from wcm_helpers.reports.demand_survey.first_page.events import Events

#: The kinds in the order of the lines.
ORDER: tuple[Kind, ...] = ("unhappy", "common_need", "individual_need", "lower_score", "response", "data")
#: Kinds of which more than one may have a line of its own, the first the more urgent.
SEVERAL: tuple[Kind, ...] = ("unhappy", "individual_need", "common_need")


@dataclass(frozen=True, eq=False)
class Candidate:
    """One case that asks for an action: its kind, its row, and the money a year in ten-thousandths."""

    kind: Kind
    row: Any
    weight: int = 0


@dataclass(frozen=True, eq=False)
class Selection:
    """The lines of a wave, and the cases without a line of their own."""

    lines: tuple[Candidate, ...]
    others: tuple[Candidate, ...]

    def others_of(self, kind: Kind) -> list[Candidate]:
        """Return the cases of a kind without a line."""
        return [candidate for candidate in self.others if candidate.kind == kind]


def select(events: Events) -> Selection:
    """Choose five lines at most: the first case of every kind, then further ones, customers first."""
    waiting = candidates(events)
    chosen: list[Candidate] = []
    for kind in ORDER:
        first = next((one for one in waiting if one.kind == kind), None)
        if first is not None and len(chosen) < MAX_ACTIONS:
            chosen.append(first)
    for kind in SEVERAL:
        further = [one for one in waiting if one.kind == kind and one not in chosen][:1]
        if len(chosen) < MAX_ACTIONS:
            chosen += further
    lines = sorted(chosen, key=lambda one: (ORDER.index(one.kind), waiting.index(one)))
    return Selection(tuple(lines), tuple(one for one in waiting if one not in chosen))


def candidates(events: Events) -> list[Candidate]:
    """Return every case that asks for an action, in the order of the kinds."""
    cases = [
        *_rows("unhappy", events.unhappy),
        *_rows("common_need", events.common),
        *_rows("individual_need", events.individual),
        *(Candidate("lower_score", row) for row in events.lower.to_dict("records")),
    ]
    if events.few_answers:
        cases.append(Candidate("response", events.response))
    if events.response.unmatched:
        cases.append(Candidate("data", events.response))
    return cases


def _rows(kind: Kind, frame: pd.DataFrame) -> list[Candidate]:
    return [
        Candidate(kind, row, 0 if pd.isna(row["value"]) else int(row["value"]))
        for row in frame.to_dict("records")
    ]
