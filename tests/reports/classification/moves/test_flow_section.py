"""The appendix section on the official classes over two years."""

from wcm_helpers.reports import open_report


def test_the_sample_shows_flows_migration_and_classes_set_by_hand(sample_review):
    section = sample_review.flows
    assert set(section.tables) == {"class_flows", "overrides"} and list(section.charts) == ["flows"]
    text = " ".join(section.sentences)
    assert "There is no record of what was reported before (table class_history)" in text
    moves = sample_review.result.official.official_moves
    assert f"In the 24 months to October 2026 customers changed their official class {moves} times" in text


def test_a_short_history_has_nothing_to_compare_with(shop):
    review = open_report("classification", month="2026-05", settings=str(shop.settings))
    text = " ".join(review.flows.sentences)
    assert "The history does not cover a window that ended a year ago" in text
    assert "it is not clear yet how often classes change" in text
