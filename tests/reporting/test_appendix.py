"""The last sections of every report: rows, rejects, warnings, glossary, versions and record."""

import platform
from importlib.metadata import version
from types import SimpleNamespace

import pytest

from tests.reporting.small_report import review
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.reporting import appendix
from wcm_helpers.reporting.block import RECORD


@pytest.fixture
def faulty(shop):
    """May with five rows: two used, an unreadable amount, an undated row, and a row of June."""
    shop.billing(
        ("c1", "2026-05-29", "10.50"), ("c2", "2026-05-29", "2"), ("c3", "2026-05-29", "x"),
        ("c4", "", "3"), ("c5", "2026-06-02", "7"),
    )  # fmt: skip
    return review(shop)


def test_rows_read_and_used_are_counted_up_to_the_month(faulty):
    made = appendix.rows_read(faulty)
    (row,) = made.content.to_dict("records")
    # 10.50 + 2 + 3 read, the unreadable amount counts nothing; 10.50 + 2 used
    assert row == {
        "Table": "billing", "Files": 1, "Rows read": 4, "Used": 2, "Rejected": 2,
        "Amount read, EUR": 15.5, "Amount used, EUR": 12.5,
    }  # fmt: skip
    assert "4 rows read = 2 used + 2 rejected. Rows dated after the month are not counted." in made.text


def test_rejects_are_listed_by_reason_and_by_place(faulty):
    by_reason = appendix.rejected_rows(faulty)
    assert by_reason.name == "rejects_by_reason"
    assert sorted(by_reason.content["Amount, EUR"]) == [0.0, 3.0]
    by_place = appendix.rejected_places(faulty).content
    assert by_place[["File", "Line", "Value found"]].to_numpy().tolist()[0] == ["billing.csv", 4, "x"]


def test_data_without_a_fault_say_so_in_three_sentences(shop):
    texts = [made.text for made in appendix.data(review(shop)).pieces[1:]]
    assert texts == [
        "No row was rejected.",
        "Every cell could be read.",
        "No used row breaks a rule of the data contract.",
    ]


def test_the_notes_of_a_report_close_its_data_page(shop, monkeypatch):
    opened = review(shop)
    monkeypatch.setattr(type(opened), "data_notes", property(lambda self: ["Costs begin in April."]))
    assert appendix.data(opened).pieces[-1].text == "Costs begin in April."


def test_the_glossary_adds_what_every_report_rejects(shop, monkeypatch):
    opened = review(shop)
    monkeypatch.setattr(type(opened), "terms", property(lambda self: {"Total 合计": "All that was billed."}))
    terms = dict(appendix.glossary(opened).content)
    assert list(terms) == ["Total 合计", "Rejected row"]
    assert terms["Total 合计"] == "All that was billed."


def test_versions_name_the_interpreter_and_the_libraries(shop):
    text = appendix.versions(review(shop)).text
    assert text.startswith(f"Made with Python {platform.python_version()}, wcm ")
    assert f"duckdb {version('duckdb')}, matplotlib" in text


def test_the_record_carries_the_figures_and_shows_nothing(shop):
    made = appendix.record(review(shop))
    # April 500 + 300 + 100, May 500 + 250 + 150 + 60 + 40
    assert made.more == {RECORD: {"total": 1900}}
    assert (made.html, made.text) == ("", "total: 1900")


def test_a_report_without_tables_says_nothing_of_rows(tmp_path):
    (tmp_path / "s.toml").write_text(
        '[site]\nid = "a"\nname = "A"\n[surveys.w]\nmonth = "2026-05"\nanonymous = true\n', encoding="utf-8"
    )
    history = read_history(load_settings(tmp_path / "s.toml"))
    alone = SimpleNamespace(
        history=history, settings=history.settings, month="2026-05", data_notes=["9 responses were read."]
    )
    made = appendix.data(alone)
    assert "".join(piece.text for piece in made.pieces).strip() == "9 responses were read."
