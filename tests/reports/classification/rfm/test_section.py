from types import SimpleNamespace

import pandas as pd
import pytest

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.core.paths import ROOT
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports import open_report
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.rfm.section import recency


def shown(rows, customers=None, more=(), **settings):
    """Return the pieces of the section for rows of facts, by their kind."""
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders", *more])
    facts = facts.assign(value=facts["value"] * SCALE)
    answer = classify_month(facts, customers, "2026-05", Rule(), currency="CNY", source="invoices")
    told = SimpleNamespace(**{"rfm_baseline": "", **settings})
    parameters = SimpleNamespace(rule=lambda _settings: told)
    return recency(
        ClassificationReview(None, SimpleNamespace(settings=None), parameters, answer, draft=False)
    ).pieces


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


@pytest.mark.parametrize(
    "rows",
    [
        [("x", "2026-05", 5, 1)],
        [("x", "2026-05", 5, 1), ("y", "2026-05", 5, 1)],
        [(f"k{i}", "2026-05", 5, 1) for i in range(9)],
        [("x", "2026-05", 990, 1), *((f"k{i}", "2026-05", 1, 1) for i in range(10))],
        [("x", "2026-05", -5, 1), ("y", "2026-05", -7, 2)],
        [("x", "2026-05", 5, 0), ("y", "2026-04", 3, 0)],
    ],
    ids=["one", "two equal", "all equal", "one has 99 %", "all negative", "no orders"],
)
def test_the_section_is_sensible_where_there_is_little_to_say(rows):
    pieces = shown(rows)
    assert len(text_of(pieces, "chart")) == 1 and len(text_of(pieces, "details")) == 1
    assert "contractual" in text_of(pieces, "box")[0]
    assert not any("nan" in piece.text.lower().split() for piece in pieces)


def test_nobody_told_apart_is_a_warning_and_no_verdict():
    pieces = shown([(f"k{i}", "2026-05", 5, 1) for i in range(9)])
    assert any("Recency has 1 level and tells nobody apart" in text for text in text_of(pieces, "box"))
    assert text_of(pieces, "paragraph") == [
        "Recency tells nobody apart, so nobody of class A can be said to be slipping."
    ]


def test_who_of_class_a_slips_is_listed_with_the_reason():
    rows = silent_since(k01="2025-07", k10="2026-03")
    table = next(text for text in text_of(shown(rows), "table") if "slipping segment" in text)
    line = next(line for line in table.splitlines() if line.startswith("k10"))
    # The last active month ended on 28 February: 31 + 30 + 31 days. Nine months of 10 orders and 100 in the
    # window: 90 and 900, under the upper edges of December, 96 and 960.
    assert "Large and slipping" in line and "92 days since the last activity" in line and "1 · 4 · 4" in line


def test_a_falling_contract_is_listed_with_its_fall():
    rows = [
        (name, month, value // 2 if name == "k10" and month >= "2026-03" else value, n)
        for name, month, value, n in month_by_month(10)
    ]
    customers = pd.DataFrame({"customer_id": ["k10"], "contractual": [True]})
    table = next(text for text in text_of(shown(rows, customers), "table") if "slipping segment" in text)
    assert "−50% against a year before" in next(line for line in table.splitlines() if line.startswith("k10"))


def test_more_than_a_page_of_slipping_customers_is_counted():
    # 60 equals, all in A; 40 were last here in March
    rows = [(f"k{i:02d}", "2026-05" if i < 20 else "2026-03", 5, 1) for i in range(60)]
    table = next(text for text in text_of(shown(rows), "table") if "slipping segment" in text)
    assert "10 more are not shown." in table


def test_every_segment_edge_and_score_is_printed():
    pieces = shown(month_by_month(10))
    segments, edges = text_of(pieces, "table")[0], text_of(pieces, "table")[-1]
    assert "Champions 重要价值客户" in segments and "Smaller and quiet 一般挽留客户" in segments
    # orders of 2025: 12 each month's, 2 4 6 8 of ten: 24 48 72 96; values 240 480 720 960
    assert [f"to {edge}" in edges for edge in (24, 48, 72, 96)] == [True] * 4
    assert "over 960" in edges and "Edges of December 2025" in edges
    rules = text_of(pieces, "details")[0]
    assert "20%, 40%, 60% and 80%" in rules and "frozen at December 2025" in rules


def test_the_baseline_of_the_settings_is_used():
    assert "as the settings say" in text_of(shown(month_by_month(10), rfm_baseline="2025-10"), "details")[0]
    later = text_of(shown(month_by_month(10), rfm_baseline="2026-06"), "details")
    assert later == text_of(shown(month_by_month(10)), "details")  # it is not known yet in May


def test_names_from_outside_are_text():
    customers = pd.DataFrame(
        {"customer_id": ["k10"], "customer_name": ["<b>Bold</b>"], "contractual": [None]}
    )
    rows = silent_since(k01="2025-07", k10="2026-03")
    page = "".join(piece.html for piece in shown(rows, customers))
    assert "<b>Bold</b>" not in page and "&lt;b&gt;Bold" in page


def test_the_section_on_the_invented_warehouse():
    review = open_report("classification", month="2026-10", settings=str(ROOT / "workbook.toml"))
    pieces = recency(review).pieces
    assert pieces[0].kind == "chart"
    assert {"chart", "table", "details", "paragraph"} == {piece.kind for piece in pieces}
    assert [piece.html for piece in pieces] == [piece.html for piece in recency(review).pieces]
