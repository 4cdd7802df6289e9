"""The choice of the lines of the first page: the gravest case of each kind, then the largest customers."""

import pandas as pd

from wcm_helpers.reporting.actions import Kind
from wcm_helpers.reporting.selection import Candidate, Selection, choose
from wcm_helpers.reports.demand_survey.first_page.events import Events

#: The kinds in the order of the lines.
ORDER: tuple[Kind, ...] = ("unhappy", "common_need", "individual_need", "lower_score", "response", "data")
#: Kinds of which more than one may have a line of its own, the first the more urgent.
SEVERAL: tuple[Kind, ...] = ("unhappy", "individual_need", "common_need")


def select(events: Events) -> Selection:
    """Choose five lines at most: the first case of every kind, then further ones, customers first."""
    return choose(candidates(events), ORDER, SEVERAL)


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
