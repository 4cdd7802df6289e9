"""The head and the first page of the report."""

from wcm_helpers.reports import open_report


def test_the_first_page_shows_headline_cards_decisions_warnings_and_curve(sample_review):
    page = sample_review.first_page
    assert [block.kind for block in page.blocks] == ["lead", "cards", "findings", "box", "chart"]
    assert page.sentences[0] == sample_review.result.headline
    assert list(page.charts) == ["pareto"]


def test_a_history_shorter_than_the_window_is_counted_in_the_head(shop):
    review = open_report("classification", month="2026-05", settings=str(shop.settings))
    assert "Window: April 2026 to May 2026 (2 of 12 months)" in review.head.blocks[0].text


def test_other_rules_than_the_settings_are_named_first(shop):
    settings = str(shop.settings)
    review = open_report("classification", month="2026-05", settings=settings, limit_a=0.7)
    warning = next(block for block in review.first_page.blocks if block.kind == "box")
    assert "This run was told other rules than the settings have: limit_a = 0.7." in warning.text
