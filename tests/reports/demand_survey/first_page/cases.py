"""Small waves, proposals and changes for the tests of the first page."""

import pandas as pd

from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.first_page.events import gather_events
from wcm_helpers.reports.demand_survey.first_page.response import count_response
from wcm_helpers.reports.demand_survey.first_page.unhappy import find_unhappy
from wcm_helpers.reports.demand_survey.proposals.analysis import find_proposals
from wcm_helpers.reports.demand_survey.result import SurveyMonth

NEEDS = ("slots", "certificates", "photos")
QUESTIONS = [
    question("SAT", "csat", text="Overall satisfaction"),
    question("REC", "nps"),
    question("NEED", "multi", levels=NEEDS, need=NEEDS),
]
SCALE = 10_000


def frame_of(**customers):
    """Return a frame: name: (class, industry, revenue in units)."""
    rows = [
        (name, name.title(), letter, industry, None, value if pd.isna(value) else value * SCALE)
        for name, (letter, industry, value) in customers.items()
    ]
    columns = ["customer_id", "customer_name", "class", "industry", "site", "value"]
    frame = pd.DataFrame(rows, columns=columns).astype({"value": "Int64"})
    return frame.set_index("customer_id", drop=False).sort_index()


FRAME = frame_of(
    alpha=("A", "pharma", 500_000), beta=("A", "food", 300_000), gamma=("C", "food", 20_000),
    delta=("B", "pharma", 90_000), silent=("A", "pharma", 800_000),
)  # fmt: skip


def wave(sat, rec, customers=("alpha", "beta", "gamma", "delta"), month="2026-09", **more):
    answers = {"SAT": sat, "REC": rec, "NEED": [["slots"]] * len(sat)}
    return survey_of(QUESTIONS, answers, customer_id=customers, month=month, **more)


def month_of(sat=(2, 4, 1, None), rec=(9, 9, 3, 2), before=(4, None, 1, 5), frame=FRAME, **more):
    previous = None if before is None else wave(before, [None] * len(before), month="2026-03")
    return SurveyMonth(wave(sat, rec, **more), previous, frame)


def events_of(month=None, wanted=(), changes=None):
    month = month or month_of()
    proposals = find_proposals(wanted, month.frame, anonymous=month.survey.anonymous)
    return gather_events(find_unhappy(month), proposals, changes, count_response(month))


def changes_of(*rows):
    """Return a table of changes: question, type, basis, n, before, now, verdict."""
    columns = ["question_id", "type", "basis", "n_now", "before", "now", "verdict"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(change=frame["now"] - frame["before"]).set_index("question_id", drop=False)
