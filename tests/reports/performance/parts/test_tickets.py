"""Counts and hours of tickets for the indicators."""

from datetime import datetime

import pandas as pd

from wcm_helpers.reports.performance.parts.tickets import count_tickets, hours_of


def ticket(created, done, kept, **more):
    return {
        "month": f"{created:%Y-%m}", "customer_id": "c", "created_at": created, "responded_at": done,
        "response_hours": 1.0, "due_response": created, "response_kept": kept, "resolved_at": done,
        "resolution_hours": 1.0, "due_resolution": created, "resolution_kept": kept, "reopened": 0,
        "claim": None,
        "pauses": (), **more,
    }  # fmt: skip


def test_tickets_count_in_the_month_they_were_due():
    rows = pd.DataFrame(
        [
            ticket(
                datetime(2026, 9, 30, 23), datetime(2026, 10, 1, 1), True, due_response=datetime(2026, 10, 1)
            ),
            ticket(datetime(2026, 10, 2), None, False, reopened=2, claim=50_000),
        ]
    )
    counts = count_tickets(rows).set_index("month")
    assert counts.loc["2026-09", ["created", "response_due", "resolution_due"]].tolist() == [1, 0, 1]
    october = counts.loc["2026-10", ["created", "reopened", "claims", "response_due", "response_kept"]]
    assert october.tolist() == [1, 1, 1, 2, 1]


def test_a_month_has_the_hours_of_its_own_end():
    # Came in on the 30th at 12:00 and was resolved on 1 October: open after 12 hours at the end of September.
    rows = pd.DataFrame([ticket(datetime(2026, 9, 30, 12), datetime(2026, 10, 1, 12), True)])
    hours = hours_of(rows).set_index("stage")
    assert hours.loc["resolution", ["minutes", "open"]].tolist() == [720.0, True]
    later = hours_of(rows, datetime(2026, 11, 1)).set_index("stage")
    assert later.loc["resolution", ["minutes", "open"]].tolist() == [1440.0, False]


def test_waiting_for_the_customer_does_not_count():
    pause = (datetime(2026, 9, 1, 2), datetime(2026, 9, 1, 8))
    rows = pd.DataFrame([ticket(datetime(2026, 9, 1), datetime(2026, 9, 1, 10), True, pauses=(pause,))])
    hours = hours_of(rows).set_index("stage")["minutes"]
    assert hours.to_dict() == {"response": 600.0, "resolution": 240.0}


def test_what_a_desk_does_not_record_is_no_count_of_none():
    nothing = pd.DataFrame([ticket(datetime(2026, 9, 1), None, None, reopened=float("nan"))])
    assert not {"reopened", "claims"} & set(count_tickets(nothing))
    claimed = ticket(datetime(2026, 8, 1), None, None, claim=9)
    one = pd.DataFrame([ticket(datetime(2026, 9, 1), None, None), claimed])
    assert count_tickets(one).set_index("month")["claims"].to_dict() == {"2026-08": 1, "2026-09": 0}
