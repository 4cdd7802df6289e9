"""The lines in words, and what they say of further cases."""

import pandas as pd

from wcm_helpers.reports.performance.first_page.events import Cause, Events, Standing
from wcm_helpers.reports.performance.first_page.lines import write_lines
from wcm_helpers.reports.performance.first_page.selection import select


def events():
    standing = Standing("otif_order", 0.822, 0.76, 0.87, 191, target=0.95, verdict="missed")
    waiting = pd.DataFrame(
        {
            "customer_id": list("abcdef"),
            "name": list("ABCDEF"),
            "overdue": 2,
            "oldest_hours": 60.0,
            "revenue": [60_000_000, 50_000_000, 40_000_000, 30_000_000, 20_000_000, 10_000_000],
        }
    )
    cause = Cause("otif_order", "site", "S1", 0.8, "")
    return Events((standing,), cause=cause, waiting=waiting)


def test_a_line_says_who_what_and_the_next_step():
    lines = write_lines(select(events()), events(), "CNY")
    assert [line.kind for line in lines] == ["promise", "waiting", "waiting"]
    promise = lines[0]
    assert promise.happened == (
        "82.2% (76.0% to 87.0%): the target of 95.0% is missed. Of the change against the months before, "
        "80% comes from S1."
    )
    assert promise.step == "Look at S1 this week, and decide a measure."
    assert promise.section == "causes"
    assert lines[1].happened == "2 tickets are open and overdue, the oldest for 2.5 days."


def test_the_last_line_of_a_kind_counts_the_others_with_their_money():
    lines = write_lines(select(events()), events(), "CNY")
    assert lines[1].others == ""
    # 4,000 + 3,000 + 2,000 + 1,000 a year
    assert lines[2].others == "4 more customers are waiting, with 10.0k CNY a year in all."


def test_a_group_is_held_against_its_usual_value_not_the_month_before():
    row = {
        "indicator": "on_time",
        "dimension": "carrier",
        "group": "SF",
        "value": 0.8,
        "revenue": float("nan"),
    }
    groups = pd.DataFrame([row | {"centre": 0.925, "months": 3}])
    events = Events(groups=groups)
    (line,) = write_lines(select(events), events, "CNY")
    assert line.name == "SF"
    assert line.happened == "On time is 80.0%, usually 92.5%: worse than usual for 3 months in a row."
