"""The scoreboard: value, target and verdict, by class."""

from tests.reports.performance.control.made_up import Review, rate
from wcm_helpers.reports.performance.scoreboard.section import scoreboard, summary, verdict_words


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
    assert "Of 2 targets, 1 are met, 1 missed, and of 0 it cannot be told." in text
    assert "94.6% to 97.1%, 1,000 cases" in text
    assert {"96.0%", "90.0%"} <= set(rows.astype(str).to_numpy().ravel())


def test_no_target_and_signs():
    review = Review(rate("on_time", [900, 960], 1000))
    assert "No indicator has a target" in scoreboard(review).pieces[0].text
    assert len({verdict_words(each)[0] for each in ("met", "missed", "cannot tell")}) == 3
    assert callable(summary)
