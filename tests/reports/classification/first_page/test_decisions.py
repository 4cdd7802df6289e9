"""Which changes of a month call for a decision."""

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month


def review_changed(changes):
    """Review May 2026 of a book with the same amounts every month: a 60, b 25, c 10, d 5, and ``changes``."""
    rows = [
        (customer, month, amount + changes.get((customer, month), 0), 1)
        for customer, amount in {"a": 60, "b": 25, "c": 10, "d": 5}.items()
        for month in month_range("2025-01", "2026-05")
    ]
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    facts["value"] *= SCALE
    return classify_month(facts, None, "2026-05", Rule(), currency="CNY", source="invoices")


def test_a_decline_that_suffices_alone_is_named_though_the_others_growth_suffices_too():
    # Twelve months: a 720, b 300, c 120, d 60. b falls to 100: it starts at 840 of 1,000. a grows by 1,300:
    # b starts at 2,020 of 2,500. Each alone puts b beyond 80 %.
    result = review_changed({("b", "2026-04"): -200, ("a", "2026-04"): 1_300})
    move = result.moves.set_index("customer_id").loc["b"]
    assert move[["official", "cause"]].tolist() == ["B", "either"]
    assert result.decisions[0].what.startswith("b (−66.7%) left class A by its own decline in billed revenue")


def test_growth_that_suffices_alone_is_named_though_the_others_decline_suffices_too():
    # c grows by 300 to 420: it starts at 720 of 1,500. b falls to 50: c starts at 720 of 950. Each alone puts
    # c, which started at 85 %, within 80 %.
    result = review_changed({("c", "2026-05"): 300, ("b", "2026-05"): -250})
    move = result.moves.set_index("customer_id").loc["c"]
    assert move[["official", "cause"]].tolist() == ["A", "either"]
    assert "c (from B) is new in class A by its own growth." in [line.what for line in result.decisions]
