"""One month of one report: sections as attributes, each computed once."""

import pytest

from tests.reporting.small_report import SECTIONS, review, small_report
from wcm_helpers.core import words
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.comparable import figure
from wcm_helpers.reporting.parameters import ReportSettings
from wcm_helpers.reporting.section import Section, SectionDefinition


def test_a_section_is_an_attribute_computed_once(shop):
    calls = []

    def total(opened):
        calls.append(opened.month)
        return blocks.lead("One sentence.")

    opened = review(shop, sections={"total": SectionDefinition(total)})
    assert isinstance(opened.total, Section)
    assert opened.total is opened.total
    assert opened.section("total") is opened.total
    assert calls == ["2026-05"]


def test_what_several_sections_rest_on_is_computed_once(shop):
    calls = []

    def figures(opened):
        calls.append(opened.month)
        return {"n": 1}

    opened = review(shop, figures=figures)
    assert (opened.figures, opened.figures) == ({"n": 1}, {"n": 1})
    assert calls == ["2026-05"]


def test_labels_by_which_sites_are_compared_are_in_the_language_in_use(shop):
    opened = review(shop, comparable=lambda review: figure("n", words._("Contents"), 1, "count"))
    assert [one.label for one in opened.comparable] == ["Contents"]
    words.use("zh")
    try:
        assert [one.label for one in opened.comparable] == ["目录"]
    finally:
        words.use("en")


def test_an_unknown_section_is_no_attribute(shop):
    opened = review(shop)
    with pytest.raises(AttributeError) as refusal:
        _ = opened.totl
    line = "wcm: This report has no totl. Did you mean total?"
    assert refusal.value._render_traceback_() == [line]
    assert not hasattr(opened, "totl")
    with pytest.raises(AttributeError):
        _ = opened._total
    with pytest.raises(KeyError):
        opened.section("totl")


def test_completion_lists_the_sections(shop):
    opened = review(shop)
    assert set(SECTIONS) <= set(dir(opened))
    assert "save" in dir(opened)


def test_it_prints_site_month_and_sections_in_a_few_lines(shop):
    lines = repr(review(shop)).splitlines()
    assert lines[0] == "totals of Shop, May 2026"
    assert lines[1] == "  sections: total, data, glossary, versions, record"
    assert len(lines) < 10


def test_saving_writes_the_tables_of_every_section(shop, tmp_path):
    files = review(shop).save(tmp_path / "out")
    assert [path.name for path in files] == ["data-rows.csv"]
    text = files[0].read_text(encoding="utf-8-sig")
    # eight rows of 500 + 300 + 100 + 500 + 250 + 150 + 60 + 40
    assert text.splitlines()[1] == "billing,1,8,8,0,1900.0,1900.0"


def test_month_and_settings_are_those_it_was_opened_with(shop):
    opened = review(shop, month="2026-04")
    assert (opened.month, opened.settings.site.name, opened.draft) == ("2026-04", "Shop", False)


def test_what_a_report_does_not_override_is_empty(shop):
    opened = review(shop)
    assert (opened.rules_in_force, opened.other_rules, opened.terms, opened.data_notes) == ({}, {}, {}, [])
    assert small_report().files(opened) == {}


def test_a_report_without_settings_accepts_its_sections_only():
    assert ReportSettings.model_validate({"sections": {"data": False}}).sections == {"data": False}
    with pytest.raises(ValueError, match="limit"):
        ReportSettings.model_validate({"limit": 1})
