from types import SimpleNamespace

import pandas as pd
import pytest

from wcm_helpers.core import words
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.rfm.section import recency, segments_of


def opened(rows, customers=None, more=(), **settings):
    """Return the review of May 2026 for rows of facts."""
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders", *more])
    facts = facts.assign(value=facts["value"] * SCALE)
    answer = classify_month(facts, customers, "2026-05", Rule(), currency="CNY", source="invoices")
    rule = SimpleNamespace(**{"rfm_baseline": "", **settings})
    parameters = SimpleNamespace(rule=lambda _settings: rule)
    return ClassificationReview(None, SimpleNamespace(settings=None), parameters, answer, draft=False)


def shown(rows, customers=None, more=(), **settings):
    """Return the pieces of the section for rows of facts."""
    return recency(opened(rows, customers, more, **settings)).pieces


def month_by_month(n, first="2024-11"):
    return [
        (f"k{i:02d}", month, 10 * i, i) for i in range(1, n + 1) for month in month_range(first, "2026-05")
    ]


def silent_since(**begins):
    """Return ten customers of steady months, save that those named do nothing from a month on.

    In December 2025 all were there that month but k01, silent for half a year: one edge of recency, 0 days.
    """
    return [row for row in month_by_month(10) if row[1] < begins.get(row[0], "9999")]


def text_of(pieces, kind):
    return [piece.text for piece in pieces if piece.kind == kind]


LITTLE = {
    "one": [("x", "2026-05", 5, 1)],
    "two equal": [("x", "2026-05", 5, 1), ("y", "2026-05", 5, 1)],
    "all equal": [(f"k{i}", "2026-05", 5, 1) for i in range(9)],
    "one has 99 %": [("x", "2026-05", 990, 1), *((f"k{i}", "2026-05", 1, 1) for i in range(10))],
    "all negative": [("x", "2026-05", -5, 1), ("y", "2026-05", -7, 2)],
    "no orders": [("x", "2026-05", 5, 0), ("y", "2026-04", 3, 0)],
}


@pytest.mark.parametrize("name", LITTLE)
def test_the_section_is_sensible_where_there_is_little_to_say(name):
    pieces = shown(LITTLE[name])
    assert len(text_of(pieces, "chart")) == 1 and text_of(pieces, "table")
    assert not any("nan" in piece.text.lower().split() for piece in pieces)


def test_customers_alike_are_a_warning_and_get_no_advice():
    pieces = shown([(f"k{i}", "2026-05", 5, 1) for i in range(9)])
    assert [piece.name for piece in pieces if piece.kind == "table"] == ["segments"]
    assert text_of(pieces, "paragraph")[0].startswith("No steps are named")
    assert any("Recency is the same for every customer" in text for text in text_of(pieces, "box"))


def test_who_to_call_is_named_with_money():
    rows = silent_since(k01="2025-07", k10="2026-04")
    steps = text_of(shown(rows), "table")[1]
    # k10: the last active month ended on 31 March, 30 + 31 days: dormant after 60, its step is elsewhere.
    assert "k10" not in steps and "k09 (1,080)" in steps
    # k01 has no activity since June 2025 and is lost, k10 is dormant
    assert "2 customers have their step under “New, slowing and lost customers”." in steps


def test_empty_segments_take_no_row():
    tables = text_of(shown(month_by_month(10)), "table")
    assert "Champions" in tables[0] and "Large and slipping" not in tables[0]


def test_names_from_outside_are_text():
    customers = pd.DataFrame(
        {"customer_id": ["k10"], "customer_name": ["<b>Bold</b>"], "contractual": [None]}
    )
    page = "".join(piece.html for piece in shown(month_by_month(10), customers))
    assert "<b>Bold</b>" not in page and "&lt;b&gt;Bold" in page


def test_the_section_on_the_invented_warehouse(sample_review):
    pieces = recency(sample_review).pieces
    assert [piece.kind for piece in pieces] == ["chart", "table", "table"]
    # class A is the official one: as many as the classes of the month have
    assert sample_review.computed(segments_of).counts["in_a"].sum() == (
        (sample_review.result.classes["official"] == "A").sum()
    )


def test_one_review_is_shown_in_two_languages():
    one = opened(month_by_month(10))
    english = " ".join(piece.text for piece in recency(one).pieces)
    words.use("zh")
    try:
        chinese = " ".join(piece.text for piece in recency(one).pieces)
    finally:
        words.use("en")
    assert "Champions" in english and "重要价值客户" not in english
    assert "重要价值客户" in chinese and "Champions" not in chinese
