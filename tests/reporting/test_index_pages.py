"""The pages that link the reports of a month, and of all sites and months."""

import json
import re

import pytest

from tests.reporting.test_publish import RUN, publish_month
from wcm_helpers.core import words
from wcm_helpers.reporting import index_pages
from wcm_helpers.reporting.basis import published_digest


def test_the_index_lists_every_site_and_month_newest_first_and_names_are_text(tmp_path):
    publish_month(tmp_path, "a", "2026-04")
    publish_month(tmp_path, "b", "2026-05")
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert index.index("x/2026-05/index.html") < index.index("x/2026-04/index.html")
    assert "<b>X</b>" not in index
    assert "&lt;b&gt;X&lt;/b&gt;" in index
    assert index.count("Draft") == 2


def test_an_old_record_without_reports_keeps_the_files_of_its_one_report(tmp_path):
    publish_month(tmp_path, "old")
    folder = tmp_path / "x" / "2026-05"
    (folder / "classes.csv").write_text("customer_id\n", encoding="utf-8")
    (folder / "rejected.csv").write_text("table\n", encoding="utf-8")
    assert index_pages.published_run(folder)["reports"] == {
        "classification": {"status": "published", "files": ["classes.csv", "classification.html"]}
    }


def test_a_record_with_reports_is_returned_as_it_is(tmp_path):
    reports = {"one": {"status": "failed", "files": []}}
    (tmp_path / "run.json").write_text(json.dumps({**RUN, "reports": reports}), encoding="utf-8")
    assert index_pages.published_run(tmp_path)["reports"] == reports


DAMAGED = [
    "{", "", "[]", "null", '{"site": {}}', json.dumps({**RUN, "site": "x"}), json.dumps({**RUN, "month": 5}),
    json.dumps({**RUN, "month": "2026-13"}), json.dumps({**RUN, "headline": []}),
    json.dumps({**RUN, "reports": {"one": []}}), json.dumps({**RUN, "reports": {"one": {}}}),
    json.dumps({**RUN, "reports": {"one": {"status": "published", "files": [5]}}}),
    json.dumps({**RUN, "reports": {"one": {"status": "published", "files": ["../../secret.txt"]}}}),
    json.dumps({**RUN, "reports": {"one": {"status": "published", "languages": "en"}}}),
    json.dumps({**RUN, "reports": {"one": {"status": "published", "translations": {"zh": 5}}}}),
    "[" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_record_leaves_its_month_out_with_a_word(tmp_path, text):
    publish_month(tmp_path, "a", "2026-04")
    publish_month(tmp_path, "b", "2026-05")
    (tmp_path / "x" / "2026-04" / "run.json").write_text(text, encoding="utf-8")
    index_pages.write_index(tmp_path)
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    sentence = (
        "x/2026-04/run.json is damaged, so the list of all months leaves this month out. "
        "Publish the month again."
    )
    assert sentence in index
    assert "x/2026-05/index.html" in index
    assert "x/2026-04/index.html" not in index
    assert index_pages.left_out(tmp_path) == [sentence]


@pytest.mark.parametrize("text", [None, "{", ""])
def test_a_folder_without_a_readable_record_is_an_empty_run(tmp_path, text):
    if text is not None:
        (tmp_path / "run.json").write_text(text, encoding="utf-8")
    assert index_pages.published_run(tmp_path) == {}


def test_the_page_of_a_month_names_each_report_and_why_one_is_missing():
    entry = {"title": "One", "status": "published", "draft": False, "files": ["one.html", "one.pdf"]}
    failed = {"title": "Two", "status": "failed", "reason": "cell 3 <b>failed", "files": []}
    absent = {"title": "Three", "status": "no data", "reason": "needs [tables.orders]", "files": []}
    run = {**RUN, "draft": False, "reports": {"one": entry, "two": failed, "three": absent}}
    page = index_pages.month_page({**run, "headline": {"one": "3 of 9."}})
    for text in (
        "One",
        "3 of 9.",
        'href="one.html"',
        "Two",
        "This report could not be made.",
        "cell 3 &lt;b&gt;failed",
    ):
        assert text in page
    assert "Three" not in page


def two_languages():
    files = ["one.html", "one.pdf", "one.ipynb", "one.zh.html", "one.zh.pdf", "one.zh.ipynb", "x.csv"]
    entry = {
        "title": "One", "status": "published", "draft": False, "files": files, "languages": ["en", "zh"],
        "translations": {"zh": {"title": "一", "headline": "九家中的三家。"}},
    }  # fmt: skip
    return {**RUN, "draft": False, "reports": {"one": entry}, "headline": {"one": "3 of 9."}}


def test_a_report_in_two_languages_is_linked_in_both():
    page = index_pages.month_page(two_languages())
    english, _, chinese = page.partition('<div lang="zh-Hans">')
    assert '<div lang="en">' in english and "3 of 9." in english and 'href="one.pdf"' in english
    assert "中文" in chinese and "九家中的三家。" in chinese and 'href="one.zh.pdf"' in chinese
    assert words.language() == "en"


def test_the_index_has_the_headline_and_the_reports_of_each_language(tmp_path):
    folder = tmp_path / "x" / "2026-05"
    folder.mkdir(parents=True)
    (folder / "run.json").write_text(json.dumps(two_languages()), encoding="utf-8")
    index_pages.write_index(tmp_path)
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    entry = r'<div lang="{}">\s*<p><strong>[^<]*</strong> {} <a href="x/2026-05/one{}.html">'
    assert re.search(entry.format("en", "3 of 9.", ""), index)
    assert re.search(entry.format("zh-Hans", "九家中的三家。", ".zh"), index)


CARD = {"id": "value", "label": "Revenue", "from": "1.2M <b>", "to": "1.3M"}
RESTATED = {
    "month": "2026-04", "published": "", "currency": "EUR", "figures": [], "cards": {"en": [CARD]},
    "classes": {}, "reasons": [{"kind": "data", "table": "billing", "month": "2026-04", "rows": 2,
                                "amount": 300.0}],
}  # fmt: skip


def test_the_page_of_a_month_says_what_changed_and_which_months_are_restated_and_why():
    changes = {"month": "2026-04", "cards": {"en": [CARD]}, "classes": {}}
    run = {**two_languages(), "changes": changes, "restated": {"looked_at": [], "months": [RESTATED]}}
    page = index_pages.month_page(run)
    _, _, since = page.partition("<h2>Since April 2026</h2>")
    since, _, restated = since.partition("<h2>Restated since published</h2>")
    assert "Revenue: 1.3M, was 1.2M &lt;b&gt;." in since
    assert '<a href="../2026-04/index.html">April 2026</a>' in restated
    assert "Revenue: published 1.2M &lt;b&gt;, today 1.3M." in restated
    assert restated.index("Reason") < restated.index("billing of April 2026: 2 rows more, +300.00 EUR.")


def test_a_month_without_comparisons_has_no_section_of_them():
    page = index_pages.month_page({**two_languages(), "changes": {}, "restated": {}})
    assert 'id="since"' not in page
    assert 'id="restated"' not in page


def test_a_restated_month_is_marked_in_the_index_and_its_page_stays(tmp_path):
    publish_month(tmp_path, "a", "2026-04")
    publish_month(tmp_path, "b", "2026-05")
    april, may = (tmp_path / "x" / month for month in ("2026-04", "2026-05"))
    index_pages.write_index(tmp_path)
    before = (april / "index.html").read_bytes() if (april / "index.html").exists() else None
    run = json.loads((april / "run.json").read_text(encoding="utf-8"))
    entry = {**RESTATED, "published": published_digest(run)}
    record = {**RUN, "restated": {"looked_at": ["2026-04"], "months": [entry]}}
    (may / "run.json").write_text(json.dumps(record), encoding="utf-8")
    index_pages.write_index(tmp_path)
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert index.count("Restated since: see May 2026.") == 1
    assert index.index("x/2026-04/index.html") < index.index("Restated since")
    after = (april / "index.html").read_bytes() if (april / "index.html").exists() else None
    assert after == before


def test_a_damaged_comparison_leaves_its_month_out_with_a_word(tmp_path):
    publish_month(tmp_path, "a", "2026-04")
    (tmp_path / "x" / "2026-04" / "run.json").write_text(
        json.dumps({**RUN, "changes": {"month": "soon"}}), encoding="utf-8"
    )
    index_pages.write_index(tmp_path)
    assert "x/2026-04/run.json is damaged" in (tmp_path / "index.html").read_text(encoding="utf-8")
