from types import SimpleNamespace

import pandas as pd
import pytest

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reporting.section import section
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.lifecycle.section import lifecycle

STEADY = month_range("2024-06", "2026-05")


def opened(active, **customers):
    rows = [
        (name, held, int(value * SCALE), 1) for name, (months, value) in active.items() for held in months
    ]
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    known = None
    if customers:
        known = pd.DataFrame({"customer_id": list(active), "customer_name": list(active), **customers})
    answer = classify_month(facts, known, "2026-05", Rule(), currency="CNY", source="invoices")
    review = SimpleNamespace(result=answer)
    review.computed = lambda function: function(review)
    return review


def said(shown):
    return "\n".join(piece.text for piece in shown.pieces)


BOOKS = {
    "one": {"a": (STEADY, 5)},
    "two": {"a": (STEADY, 5), "b": (STEADY[:5], 5)},
    "equal": {f"c{n}": (STEADY, 5) for n in range(6)},
    "nearly all": {"a": (STEADY, 990), **{f"c{n}": (STEADY[n:], 1) for n in range(10)}},
    "negative": {"a": (STEADY, -5), "b": (STEADY[:20], -1)},
    "short": {"a": (["2026-05"], 5)},
    "two months": {"a": (["2026-04"], 5), "b": (["2026-05"], 5)},
    "many": {f"c{n}": (STEADY[:-1], n + 1) for n in range(50)},
}


@pytest.mark.parametrize("name", BOOKS)
def test_every_month_has_a_page(name):
    text = said(lifecycle(opened(BOOKS[name])))
    assert text and "nan" not in text.lower() and "<NA>" not in text


def test_who_changed_is_named_with_silence_and_threshold():
    text = said(lifecycle(opened({"Ahorn": (STEADY, 5), "Birke": (STEADY[:-2], 5)})))
    line = next(line for line in text.splitlines() if line.startswith("Birke"))
    assert " ".join(line.split()) == "Birke turned dormant A 50 61 60 days, the least March 2026"


def test_unknown_ends_are_told_and_known_ones_are_not():
    text = said(lifecycle(opened(BOOKS["two"])))
    assert "The table customers has no end_date and no status" in text
    assert "no end_date" not in said(lifecycle(opened(BOOKS["two"], status=["active", "active"])))


def test_the_list_is_cut_and_the_rest_counted():
    text = said(lifecycle(opened(BOOKS["many"])))
    # 50 with two active months of the last three, 67 % of a year ago
    assert "50 slowing down" in text and "20 more are not shown." in text


def test_tables_are_named_and_in_units_of_the_page():
    active = {"a": (STEADY, 5), "b": (STEADY[:-2], 5), "y": (STEADY[-3:], 10)}
    page = section("lifecycle", lifecycle(opened(active)))
    assert list(page.tables) == ["states", "changed", "young"] and list(page.charts) == ["states"]
    assert page.tables["changed"]["Value, CNY"].tolist() == [10 * 5]
    assert page.tables["young"]["At this pace in a year"].tolist() == [120]
