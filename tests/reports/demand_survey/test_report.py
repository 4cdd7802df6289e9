"""The demand survey as registered: its sections, its files, and when it cannot be made."""

from types import SimpleNamespace

from wcm_helpers.core import words
from wcm_helpers.reporting.appendix import SECTIONS
from wcm_helpers.reports import REPORTS
from wcm_helpers.reports.demand_survey.report import DEMAND_SURVEY


def test_it_is_registered_with_a_reading_part_that_ends_with_what_to_do():
    assert REPORTS["demand_survey"] is DEMAND_SURVEY
    names = list(DEMAND_SURVEY.sections)
    reading = names[: names.index("appendix")]
    assert reading[:2] == ["head", "first_page"] and reading[-1] == "proposals"
    assert all(DEMAND_SURVEY.sections[name].layer == "reading" for name in reading)
    assert all(
        DEMAND_SURVEY.sections[name].layer == "appendix"
        for name in names[names.index("appendix") + 1 :]
        if name not in SECTIONS
    )


def test_every_section_with_a_heading_has_one_in_chinese():
    before = words.language()
    try:
        words.use("zh")
        titles = [entry.title() for entry in DEMAND_SURVEY.sections.values() if entry.title]
    finally:
        words.use(before)
    assert all(any(character >= "\u4e00" for character in title) for title in titles)


def test_without_a_wave_in_the_settings_it_says_what_is_missing():
    nothing = SimpleNamespace(settings=SimpleNamespace(surveys={}))
    assert "[surveys.…]" in str(DEMAND_SURVEY.missing(nothing, None))
    assert DEMAND_SURVEY.missing(SimpleNamespace(settings=SimpleNamespace(surveys={"a": 1})), None) == ""


def test_its_file_is_the_improvement_register(sample_review):
    assert {*DEMAND_SURVEY.files(sample_review)} == {"actions.csv"}
