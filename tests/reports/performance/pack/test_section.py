"""The parts of a pack in the words of their reader, with rows of that customer alone."""

import pandas as pd
import pytest

from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.customer_packs import PackReader, is_nothing
from wcm_helpers.reporting.section import section
from wcm_helpers.reports.performance.pack import analysis, service
from wcm_helpers.reports.performance.pack.section import PACK
from wcm_helpers.reports.performance.pack.terms import terms_of_customers
from wcm_helpers.reports.performance.tickets.analysis import open_tickets

READER = PackReader("c1", "First", lambda text, table, row, free: "South" not in text)
COUNTS = pd.DataFrame(
    [("c1", "2026-05", 4, 3), ("c2", "2026-05", 900, 900), ("c1", "2026-04", 2, 2)],
    columns=["customer_id", "month", "measured", "kept"],
)
FAILED = pd.DataFrame(
    [
        (f"D{n:02d}", "c1" if n < 10 else "c2", pd.Timestamp("2026-05-04 18:00"), 20.0 - n, "late")
        for n in range(11)
    ],
    columns=["order_id", "customer_id", "due_at", "hours_late", "reason"],
)
TICKETS = pd.DataFrame(
    {
        "ticket_id": ["T1", "T2", "T3"],
        "customer_id": ["c1", "c2", "c1"],
        "category": [None, "secret", "as South"],
        "created_at": pd.to_datetime(["2026-05-01", "2026-05-02", "2026-05-03"]),
        "overdue": [True, False, False],
    }
)
MEASURES = pd.DataFrame(
    [
        ("c1", "M1", "New slot", "otif_order", "in_progress", "2026-06-30"),
        ("c1", "M2", "as for South", "otif_order", "done", ""),
        ("c1", "x", "", "response_kept", "in_force", "2026-03"),
        ("c2", "M3", "Other", "otif_order", "not_started", ""),
    ],
    columns=list(analysis.MEASURES),
)
KEPT = pd.DataFrame({"numerator": [4, 70], "denominator": [5, 90], "class": ["A", "A"]}, index=["c1", "c2"])


class Review:
    month = "2026-05"

    def __init__(self, **given):
        made = {
            "order_counts": COUNTS,
            "failed_orders": FAILED,
            "measures_of_customers": MEASURES,
            "open_tickets": TICKETS,
            "ticket_counts": {"response_kept": KEPT, "resolution_kept": KEPT.head(0)},
            "terms_of_customers": pd.DataFrame({"customer_id": []}),
        }
        self.given = {**made, **given}

    def computed(self, function):
        assert function in (
            analysis.order_counts,
            analysis.failed_orders,
            analysis.ticket_counts,
            open_tickets,
            analysis.measures_of_customers,
            terms_of_customers,
        )
        return self.given[function.__name__]


@pytest.fixture(autouse=True)
def target(monkeypatch):
    monkeypatch.setattr(analysis, "target_of", lambda review, indicator, dimension, customer: 0.95)


def part(name, **given):
    return section(name, blocks.join(PACK[name].make(Review(**given), READER)))


def test_the_first_sentence_counts_the_orders_of_the_month():
    assert part("lead").sentences == [
        "3 of 4 orders due in May 2026 were on time and in full: 75.0%. The target is 95.0%."
    ]
    one = COUNTS.head(1).assign(measured=1, kept=0)
    assert part("lead", order_counts=one).sentences[0].startswith("0 of 1 order due in May 2026 was on time")
    assert part("lead", order_counts=COUNTS.iloc[2:]).sentences == ["No order of yours was due in May 2026."]


def test_the_service_of_each_month_and_of_all_has_its_count_and_interval():
    made = part("service")
    table = made.tables["service"]
    assert table.iloc[:, 1].tolist() == [2, 4, 6] and table.iloc[:, 2].tolist() == [2, 3, 5]
    # Wilson, 3 of 4: (0.75 + 3.8415/8 ± 1.96 √(0.1875/4 + 3.8415/64)) / (1 + 3.8415/4): 0.3006 to 0.9544
    assert table.iloc[1, 4] == "30% to 95%"
    assert "900" not in "".join(block.text for block in made.blocks)


def test_the_latest_orders_are_its_own_and_the_rest_are_counted():
    made = part("service")
    late = made.tables["late"]
    assert late.iloc[:, 0].tolist() == [f"D{n:02d}" for n in range(service.MOST_LINES)]
    assert "2 more orders are not listed." in "".join(block.text for block in made.blocks)


def test_promises_on_tickets_are_its_own():
    assert part("service").tables["ticket_promises"].iloc[:, 1:4].to_numpy().tolist() == [[5, 4, 0.8]]


def test_only_its_own_tickets_are_listed_and_a_text_that_names_another_is_a_dash():
    assert part("open_issues").tables["tickets"].to_numpy().tolist() == [
        ["T1", "–", "2026-05-01", "past its due time"],
        ["T3", "–", "2026-05-03", "in time"],
    ]


def test_measures_say_what_for_what_and_how_far():
    assert part("actions").tables["measures"].to_numpy().tolist() == [
        ["New slot", "On time in full (OTIF)", "under way, due 2026-06-30"],
        ["A measure for you", "On time in full (OTIF)", "done"],
        ["A change in how we work for you", "Answered in time", "since March 2026"],
    ]


def test_what_there_is_nothing_of_is_a_sentence():
    nobody = {"open_tickets": TICKETS.head(0), "measures_of_customers": MEASURES.head(0)}
    for name, sentence in {
        "open_issues": "No ticket of yours was open at the end of the month.",
        "actions": "No measure is agreed for you alone.",
    }.items():
        made = part(name, **nobody)
        assert [block.text for block in made.blocks] == [sentence] and is_nothing(made.blocks[0])
    without = part("open_issues", open_tickets=pd.DataFrame())
    assert without.blocks[0].text == "The data have no tickets."
    assert "No order with a promised time" in part("service", order_counts=COUNTS.head(0)).blocks[0].text
