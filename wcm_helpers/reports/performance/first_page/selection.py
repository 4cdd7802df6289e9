"""The choice of the lines of the first page: the gravest case of each kind, then the largest customers."""

import pandas as pd

from wcm_helpers.methods.interrupted_series import NOT_SHOWN, WORSE
from wcm_helpers.methods.register_verdicts import CLOSED_WITHOUT_EVIDENCE, OVERDUE_NOT_STARTED
from wcm_helpers.reporting.actions import Kind
from wcm_helpers.reporting.selection import Candidate, Selection, choose
from wcm_helpers.reports.performance.first_page.events import Events

#: The kinds in the order of the lines.
ORDER: tuple[Kind, ...] = ("promise", "group_promise", "underserved", "waiting", "renewal", "measure")
#: Kinds of which more than one may have a line of its own, the first the more urgent.
SEVERAL: tuple[Kind, ...] = ("underserved", "waiting", "renewal", "measure", "promise")
#: Verdicts of a measure that ask for a decision this month.
DECIDE = (NOT_SHOWN, WORSE, CLOSED_WITHOUT_EVIDENCE, OVERDUE_NOT_STARTED)


def select(events: Events) -> Selection:
    """Choose five lines at most: the first case of every kind, then further ones, customers first."""
    return choose(candidates(events), ORDER, SEVERAL, customers_once=True)


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
