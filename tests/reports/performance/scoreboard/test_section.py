"""The scoreboard: value, target and verdict, by class."""

import pandas as pd

from tests.reports.performance.control.made_up import Review, amounts, rate
from wcm_helpers.reports.performance.scoreboard.section import limits_of, scoreboard, summary, verdict_words


def test_without_values_a_box_says_so():
    assert "No indicator can be computed" in scoreboard(Review()).pieces[0].text


def test_every_indicator_has_a_row_with_its_verdict():
    review = Review(
        rate("on_time", [900, 960], 1000).assign(low=0.946, high=0.971),
        rate("on_time", [90, 96], 100, "class", "A"),
        rate("otif_order", [900, 850], 1000).assign(low=0.827, high=0.871),
        targets={"on_time": 0.94, "otif_order": 0.9},
    )
    made = scoreboard(review)
    rows = next(block for block in made.pieces if block.kind == "table").content
    text = "\n".join(block.text for block in made.pieces)
    assert len(rows) == 2 and "94.0% ✓ met" in text and "90.0% ✗ missed" in text
    assert "2 targets of the site: 1 met, 1 missed, 0 not clear." in text
    assert "94.6% to 97.1%, 1,000 cases" in text
    assert {"96.0%", "90.0% / –"} <= set(rows.astype(str).to_numpy().ravel())


def test_targets_by_class_are_printed_judged_and_named_where_missed():
    review = Review(
        rate("on_time", [900, 960], 1000),
        rate("on_time", [90, 80], 100, "class", "A").assign(low=0.71, high=0.87),
        rate("on_time", [90, 99], 100, "class", "B").assign(low=0.96, high=0.99),
        targets={"on_time": {"A": 0.97, "B": 0.95}},
    )
    made = scoreboard(review)
    row = next(block for block in made.pieces if block.kind == "table").content.iloc[0]
    assert row.tolist()[3:6] == ["A 97.0% and B 95.0%", "80.0% ✗", "99.0% ✓"]
    assert "Missed by class: On time (class A)." in made.pieces[0].text


def test_no_target_and_signs():
    review = Review(rate("on_time", [900, 960], 1000))
    assert "No indicator has a target" in scoreboard(review).pieces[0].text
    assert len({verdict_words(each)[0] for each in ("met", "missed", "cannot tell")}) == 3
    assert callable(summary)


def test_terms_that_differ_and_a_running_month_are_said():
    terms = pd.DataFrame(
        {"service": "outbound", "customer_id": ["a1", "b1"], "class": None, "target": [0.95, 0.9],
         "valid_from": pd.Timestamp("2026-01-01"), "valid_to": pd.NaT}
    )  # fmt: skip
    frame = rate("otif_order", [900, 850], 1000)
    text = "\n".join(block.text for block in scoreboard(Review(frame, terms=terms)).pieces)
    assert "each is checked for its customer, and the site has none" in text and "90.0% / –" in text
    alike = Review(frame, terms=terms.assign(target=0.9))
    assert limits_of(alike, pd.DataFrame({"indicator": ["otif_order"], "target": [0.9]})) == []
    assert "still running" in "".join(block.text for block in scoreboard(Review(frame, draft=True)).pieces)


def test_a_row_in_money_names_its_currency_and_no_other_row_does():
    made = scoreboard(Review(rate("on_time", [960], 1000), amounts("revenue", [3_460_000 * 10_000])))
    table = next(block for block in made.pieces if block.kind == "table").content
    assert table["Indicator"].tolist() == ["On time", "Revenue, CNY"]
