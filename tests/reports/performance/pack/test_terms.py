"""What is promised to a customer: its own terms in place of its class's, the newest of those in force."""

from types import SimpleNamespace

import pandas as pd

from wcm_helpers.reporting.customer_packs import PackReader
from wcm_helpers.reports.performance.pack.terms import COLUMNS, terms, terms_of_customers

HEAD = [
    "customer_id",
    "class",
    "service",
    "severity",
    "cutoff_time",
    "sla_hours",
    "clock",
    "target",
    "valid_from",
    "valid_to",
]


class Review:
    """A review of two customers, of classes A and B, with some terms."""

    month = "2026-05"
    result = SimpleNamespace(customers=pd.DataFrame({"class": ["A", "B"]}, index=["c1", "c2"]))

    def __init__(self, *rows, faults=()):
        table = pd.DataFrame(rows, columns=HEAD)
        table = table.assign(**{name: pd.to_datetime(table[name]) for name in HEAD[-2:]})
        self.history = SimpleNamespace(
            intake=SimpleNamespace(faults_of=lambda tables: faults), table=lambda name: table
        )

    def computed(self, function):
        return function(self)


def of(review, customer):
    rows = terms_of_customers(review)
    return rows.loc[rows["customer_id"] == customer, list(COLUMNS)].to_numpy().tolist()


A = (None, "A", "outbound", None, "17:00", 24.0, "all_hours", 0.95, "2024-01-01", None)
URGENT = (None, "A类", "response", "urgent", None, 1.0, "all_hours", 0.9, "2024-01-01", None)
ALL = (None, None, "response", None, None, 4.0, "working_hours", None, "2024-01-01", None)
OWN = ("c1", None, "outbound", None, "18:00", 12.0, "all_hours", 0.99, "2026-05-01", None)


def test_terms_of_the_class_and_of_all_hold_for_a_customer_in_the_order_of_services():
    review = Review(ALL, URGENT, A)
    assert [row[:2] + row[3:5] for row in of(review, "c1")] == [
        ["outbound", "", 24.0, "all_hours"],
        ["response", "urgent", 1.0, "all_hours"],
        ["response", "", 4.0, "working_hours"],
    ]
    assert [row[:2] for row in of(review, "c2")] == [["response", ""]]


def test_own_terms_stand_in_place_of_those_of_the_class_and_the_newer_of_the_older():
    assert [row[3] for row in of(Review(A, OWN), "c1")] == [12.0]
    newer = (*A[:5], 20.0, *A[6:8], "2026-03-01", None)
    assert [row[3] for row in of(Review(newer, A), "c1")] == [20.0]


def test_terms_that_ended_or_begin_later_do_not_hold():
    ended = (*A[:8], "2024-01-01", "2026-05-30")
    later = (*A[:8], "2026-06-01", None)
    assert of(Review(ended, later), "c1") == []


def test_the_table_shows_no_class_and_leaves_out_the_time_of_day_where_none_has_one():
    table = terms(Review(ALL, URGENT, A), PackReader("c1", "First"))
    assert "A类" not in table.text and "class" not in table.text.casefold()
    assert table.content.columns.tolist() == [
        "Promise",
        "For which",
        "Received by",
        "Within hours",
        "Time counted",
        "Target",
    ]
    assert "Received by" not in terms(Review(ALL), PackReader("c2", "Second")).content
    assert terms(Review(A), PackReader("c2", "Second")).text == ""
    assert terms(Review(A, faults=("broken",)), PackReader("c1", "First")).text == ""
