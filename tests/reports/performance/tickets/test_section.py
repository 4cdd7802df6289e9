"""The section on tickets, in words."""

import re


def test_the_summary_has_rates_with_intervals(performance_review):
    text = performance_review.tickets.sentences[0]
    assert re.search(r"\d+ of \d+ due for an answer were answered in time \(\d+%, \d+% to \d+%\)", text)


def test_open_tickets_and_the_week_are_shown(performance_review):
    section = performance_review.tickets
    assert {"curves", "week"} <= set(section.charts)
    assert "Sat" in section.charts["week"].alt and "Sun" in section.charts["week"].alt
    assert "open" in section.tables


def test_the_detail_has_months_categories_and_staff_with_its_assumptions(performance_review):
    detail = performance_review.tickets_detail
    assert {"months", "categories", "staff"} <= set(detail.tables)
    assert any("merged into another ticket" in sentence for sentence in detail.sentences)
    assert any("Erlang C" in block.text for block in detail.blocks)
