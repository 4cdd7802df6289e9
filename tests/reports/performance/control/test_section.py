"""The section on control charts: the flagged ones large, the flags of chance, every chart in the appendix."""

from tests.reports.performance.control.made_up import Review, amounts, interventions, rate
from wcm_helpers.methods.false_flags import flagged_share
from wcm_helpers.reports.performance.control.section import control, control_detail

USUAL = [9, 11] * 7


def text_of(made):
    return "\n".join(block.text for block in made.pieces)


def tables_of(made):
    return {block.name: block.content for block in made.pieces if block.kind == "table"}


def test_without_charts_both_parts_say_so():
    assert "six whole months" in text_of(control(Review()))
    assert "no control chart" in text_of(control_detail(Review()))


def test_a_flagged_chart_is_drawn_large_and_listed():
    log = interventions(("lead_p90_hours", None, "2026-01", "rebase", "new conveyor"))
    review = Review(
        amounts("lead_p90_hours", [*USUAL[:10], *USUAL, 40]),
        amounts("lead_p50_hours", USUAL),
        interventions=log,
    )
    made = control(review)
    charts = {block.name: block for block in made.pieces if block.kind == "chart"}
    assert list(charts) == ["chart_1", "site"]
    assert "has become worse: 40.0 h" in text_of(made)
    assert "Of 2 charts, 1 is flagged this month, 1 of them for the worse." in text_of(made)
    assert f"about {flagged_share(10) + flagged_share(14):.1f} would be flagged by chance" in text_of(made)
    assert len(tables_of(made)["flagged"]) == 1


def test_nothing_flagged():
    text = text_of(control(Review(amounts("lead_p50_hours", USUAL))))
    assert "No chart is flagged" in text


def test_the_appendix_has_a_line_for_every_chart():
    review = Review(
        amounts("lead_p50_hours", USUAL[:8]),
        rate("otif_order", [900, 910] * 7, 1000),
        targets={"otif_order": 0.5},
    )
    made = control_detail(review)
    rows = tables_of(made)["charts"]
    assert len(rows) == 2
    assert "1 chart has fewer than 13 points" in text_of(made)
    assert rows.iloc[:, -1].tolist().count("✓ always met") == 1
