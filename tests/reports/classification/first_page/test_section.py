"""The head and the first page of the report."""

from wcm_helpers.reports import open_report


def test_the_first_page_is_headline_lines_cards_and_one_picture(sample_review):
    page = sample_review.first_page
    assert [block.kind for block in page.blocks] == ["lead", "actions", "cards", "chart"]
    assert page.sentences[0] == sample_review.headline
    assert list(page.charts) == ["pareto"]


def test_the_lines_are_those_of_run_json(sample_review):
    block = sample_review.first_page.blocks[1]
    assert [line.sentence for line in block.content] == [line.sentence for line in sample_review.actions]
    assert all(line.step for line in sample_review.actions) and len(sample_review.actions) == 5


def test_every_line_links_to_a_section_of_the_report(sample_review):
    shown = {line.section for line in sample_review.first_page.blocks[1].content}
    assert shown <= set(sample_review.report.sections) and "" not in shown
    assert all(sample_review.shows(name) for name in shown)


def test_a_history_shorter_than_the_window_is_counted_in_the_head(shop):
    review = open_report("classification", month="2026-05", settings=str(shop.settings))
    assert "Window: April 2026 to May 2026 (2 of 12 months)" in review.head.blocks[0].text


def test_a_window_of_one_month_is_named_once(shop):
    shop.write_settings("[classification]\nwindow_months = 1\n")
    review = open_report("classification", month="2026-05", settings=str(shop.settings))
    assert "Window: May 2026\n" in review.head.blocks[0].text


def test_other_rules_than_the_settings_are_named_first(shop):
    settings = str(shop.settings)
    review = open_report("classification", month="2026-05", settings=settings, limit_a=0.7)
    warning = next(block for block in review.first_page.blocks if block.kind == "box")
    assert warning.text.startswith("This run uses other rules than the settings: limit_a = 0.7. ")


def test_a_line_whose_section_is_switched_off_has_no_link(shop):
    settings = shop.write_settings("[classification.sections]\nmoves = false\n")
    review = open_report("classification", month="2026-05", settings=str(settings))
    lines = review.first_page.blocks[1].content
    assert lines and all(line.section != "moves" for line in lines)
