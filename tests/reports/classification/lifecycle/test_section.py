from types import SimpleNamespace

import pandas as pd
import pytest

from wcm_helpers.core import words
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reporting.section import section
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.lifecycle.method import lifecycle_method
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
    review = opened(BOOKS[name])
    text = said(lifecycle(review)) + said(lifecycle_method(review))
    assert text and "nan" not in text.lower() and "<NA>" not in text


def line_of(text, name):
    return " ".join(next(line for line in text.splitlines() if line.startswith(name)).split())


def test_who_is_leaving_is_named_with_money_and_a_step():
    # Birke: 10 months of 5 in the window, silent since 31 March; 5 of 15 in three months
    text = said(lifecycle(opened({"Ahorn": (STEADY, 500), "Birke": (STEADY[:-2], 5)})))
    assert line_of(text, "Birke") == (
        "Birke C newly dormant: silent for 61 days 2026-03 50 −67% Visit with an offer."
    )


def test_who_was_lost_long_ago_is_no_news():
    active = {"Ahorn": (STEADY, 500), "Birke": (STEADY[:5], 5), "Eiche": (STEADY[:-6], 5)}
    text = said(lifecycle(opened(active)))
    assert "Birke" not in text and line_of(text, "Eiche").startswith("Eiche C lost: silent for 182 days")
    # Eiche: the 12 months to November 2025, not the 6 of them in the window
    assert line_of(text, "Eiche").endswith("2025-11 60 −100% Settle accounts, ask why.")
    assert "Value of a lost customer: the window to its last activity." in text


def test_what_is_not_listed_is_counted_with_its_money():
    text = said(lifecycle(opened(BOOKS["many"])))
    # 50 with two active months of the last three, 67 % of a year ago; 37 left out: 11 months of 1 to 37
    assert "50 customers are slowing or dormant" in text
    assert f"37 more customers, together {11 * 37 * 38 // 2:,} CNY, are in classes.csv." in text


def test_nobody_leaving_and_nobody_arriving_are_sentences():
    text = said(lifecycle(opened(BOOKS["one"])))
    assert "No customer was lost this month, and none is dormant or slowing." in text
    assert "No customer is new or was won back in the last months." in text


def test_a_history_too_short_is_a_box_with_one_sentence():
    pieces = lifecycle(opened(BOOKS["short"])).pieces
    assert [piece.kind for piece in pieces] == ["box"]


def test_tables_are_named_and_in_units_of_the_page():
    active = {"a": (STEADY, 5), "b": (STEADY[:-2], 5), "y": (STEADY[-3:], 10)}
    page = section("lifecycle", lifecycle(opened(active)))
    assert list(page.tables) == ["leaving", "arriving"] and list(page.charts) == ["states"]
    assert page.tables["leaving"]["12-month billed revenue, CNY"].tolist() == [10 * 5]


def test_one_review_is_shown_in_two_languages():
    review = opened({"Ahorn": (STEADY, 500), "Birke": (STEADY[:-2], 5)})
    results = {}
    review.computed = lambda function: results.setdefault(function, function(review))
    english = said(lifecycle(review))
    words.use("zh")
    try:
        chinese = said(lifecycle(review))
    finally:
        words.use("en")
    assert "dormant" in english and "dormant" not in chinese and "休眠" in chinese
