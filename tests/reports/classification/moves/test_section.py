"""The section on class changes: its tables, and its sentences where there is nothing to compare."""

import pandas as pd
import pytest

from wcm_helpers.reporting.block import Blocks
from wcm_helpers.reports import open_report
from wcm_helpers.reports.classification.moves.section import moves


def texts(section_blocks):
    assert isinstance(section_blocks, Blocks)
    return "\n".join(piece.text for piece in section_blocks.pieces)


def test_the_sample_shows_official_moves_reasons_and_the_class_set_by_hand(sample_review):
    review = sample_review
    text = texts(moves(review))
    states = review.result.moves["state"].value_counts()
    assert f"{states['moved']} official classes changed this month" in text
    assert "waits, month 1" in text and "beyond the limit for 3 months" in text
    hand = review.history.overrides("2026-10")
    inside = hand[hand["expires"] >= pd.Timestamp("2026-10-31")]
    assert len(inside) == 1 and inside["approved_by"].iloc[0] in text
    assert "2027-03-31" in text
    assert "There is no record of what was reported before (table class_history)" in text


def test_the_first_month_says_that_nobody_can_have_moved(shop):
    text = texts(moves(open_report("classification", month="2026-04", settings=str(shop.settings))))
    assert "There is no month before in the data" in text


def test_a_short_history_says_that_a_year_ago_is_not_there(shop):
    text = texts(moves(open_report("classification", month="2026-05", settings=str(shop.settings))))
    assert "who wandered where cannot be told yet" in text


def test_a_changed_rule_has_a_column_of_its_own(shop):
    rules = "[classification]\nwindow_months = 1\nlimit_a = 0.7\n"
    earlier = '[[classification.before]]\nuntil = "2026-04"\nlimit_a = 0.9\n'
    settings = str(shop.write_settings(rules + earlier))
    review = open_report("classification", month="2026-05", settings=settings)
    text = texts(moves(review))
    # c3 starts at .89 in April, in A up to 90 %; at .75 in May, outside 70 %
    row = review.result.moves.set_index("customer_id").loc["c3"]
    assert (row["official_before"], row["computed"]) == ("A", "B") and row["rule"] < 0
    assert "Changed rule, EUR" in text
    assert [until for until, _rule in review.earlier_rules] == ["2026-04"]


def test_the_frame_of_the_movers_is_in_units_of_the_currency(sample_review):
    section = sample_review.moves
    movers = sample_review.result.moves.head(30)
    table = section.tables["movers"]
    unit = sample_review.result.currency
    assert table["Customer"].tolist() == movers["customer_name"].tolist()
    assert movers["own"].notna().any()
    for label, key in (("Own change", "own"), ("Others' change", "others"), ("Room now", "after")):
        expected = (movers[key].astype("float64") / 10_000).tolist()
        assert table[f"{label}, {unit}"].astype("float64").tolist() == pytest.approx(expected, nan_ok=True)
    assert {"movers", "class_flows", "overrides"} <= set(section.tables)
    assert list(section.charts) == ["causes", "class_strip", "flows"]
