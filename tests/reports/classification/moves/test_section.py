"""The section on moves: what its tables say, and what stands there where nothing can be told."""

import pandas as pd

from wcm_helpers.reporting.block import Blocks
from wcm_helpers.reports import open_report
from wcm_helpers.reports.classification.moves.section import moves


def texts(shown):
    assert isinstance(shown, Blocks)
    return "\n".join(piece.text for piece in shown.pieces)


def test_the_sample_shows_official_moves_reasons_and_the_class_set_by_hand():
    review = open_report("classification", month="2026-10", settings="workbook.toml")
    told = texts(moves(review))
    states = review.result.moves["state"].value_counts()
    assert f"{states['moved']} official classes changed this month" in told
    assert "waits, month 1" in told and "beyond the limit for 3 months" in told
    hand = review.history.overrides("2026-10")
    inside = hand[hand["expires"] >= pd.Timestamp("2026-10-31")]
    assert len(inside) == 1 and inside["approved_by"].iloc[0] in told
    assert "2027-03-31" in told
    assert "There is no record of what was reported before (table class_history)" in told


def test_the_first_month_says_that_nobody_can_have_moved(shop):
    told = texts(moves(open_report("classification", month="2026-04", settings=str(shop.settings))))
    assert "There is no month before in the data" in told


def test_a_short_history_says_that_a_year_ago_is_not_there(shop):
    told = texts(moves(open_report("classification", month="2026-05", settings=str(shop.settings))))
    assert "who wandered where cannot be told yet" in told


def test_a_changed_rule_has_a_column_of_its_own(shop):
    rules = "[classification]\nwindow_months = 1\nlimit_a = 0.7\n"
    earlier = '[[classification.before]]\nuntil = "2026-04"\nlimit_a = 0.9\n'
    settings = str(shop.write_settings(rules + earlier))
    review = open_report("classification", month="2026-05", settings=settings)
    told = texts(moves(review))
    # c3 starts at .89 in April, in A up to 90 %; at .75 in May, outside 70 %
    row = review.result.moves.set_index("customer_id").loc["c3"]
    assert (row["official_before"], row["computed"]) == ("A", "B") and row["rule"] < 0
    assert "Changed rule, EUR" in told
    assert [until for until, _rule in review.earlier_rules] == ["2026-04"]
