"""A month is published at once or not at all; whatever a killed run left is cleared or put back."""

import json
import os

import pytest

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reporting import publish

RUN = {
    "site": {"id": "x", "name": "<b>X</b>"},
    "month": "2026-05",
    "draft": True,
    "language": "en",
    "headline": {"classification": "3 of 9 customers bring 80%."},
}


def publish_month(reports, text, month="2026-05"):
    with publish.building(reports, "x", month) as folder:
        (folder / "classification.html").write_text(text, encoding="utf-8")
        (folder / "run.json").write_text(json.dumps({**RUN, "month": month}), encoding="utf-8")


def page(reports, month="2026-05"):
    return (reports / "x" / month / "classification.html").read_text(encoding="utf-8")


def test_a_second_run_replaces_the_first(tmp_path):
    publish_month(tmp_path, "first")
    publish_month(tmp_path, "second")
    assert page(tmp_path) == "second"
    assert [path.name for path in (tmp_path / "x").iterdir() if path.is_dir()] == ["2026-05"]


def test_a_failed_run_leaves_the_month_as_it_was(tmp_path):
    publish_month(tmp_path, "good")
    with pytest.raises(ZeroDivisionError), publish.building(tmp_path, "x", "2026-05") as folder:
        (folder / "classification.html").write_text("half", encoding="utf-8")
        raise ZeroDivisionError
    assert page(tmp_path) == "good"
    assert [path.name for path in (tmp_path / "x").iterdir() if path.is_dir()] == ["2026-05"]


def test_without_an_exchange_in_one_step_two_renames_do_it(tmp_path, monkeypatch):
    monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    publish_month(tmp_path, "first")
    publish_month(tmp_path, "second")
    assert page(tmp_path) == "second"


def test_what_a_killed_run_left_is_cleared(tmp_path):
    publish_month(tmp_path, "good")
    left = tmp_path / "x" / ".part-2026-05"
    left.mkdir()
    (left / "classification.html").write_text("half", encoding="utf-8")
    publish_month(tmp_path, "new")
    assert page(tmp_path) == "new"
    assert not left.exists()


def test_a_month_moved_aside_by_a_killed_run_is_put_back_before_anything_else(tmp_path):
    publish_month(tmp_path, "good")
    (tmp_path / "x" / "2026-05").rename(tmp_path / "x" / ".old-2026-05")
    with pytest.raises(ZeroDivisionError), publish.building(tmp_path, "x", "2026-05"):
        raise ZeroDivisionError
    assert page(tmp_path) == "good"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_one_line(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(WorkbookError, match=r"cannot write the report to .*Permission denied"):
        publish_month(tmp_path / "reports", "x")


def test_a_file_where_the_folder_should_be_is_one_line(tmp_path):
    (tmp_path / "reports").write_text("not a folder", encoding="utf-8")
    with pytest.raises(WorkbookError, match=r"cannot write the report to .*--reports"):
        publish_month(tmp_path / "reports", "x")


def test_a_full_disk_is_one_line_and_leaves_the_month_as_it_was(tmp_path):
    publish_month(tmp_path, "good")
    with (
        pytest.raises(WorkbookError, match="No space left on device; free space"),
        publish.building(tmp_path, "x", "2026-05"),
    ):
        raise OSError(28, "No space left on device")
    assert page(tmp_path) == "good"


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
    assert publish.published_run(folder)["reports"] == {
        "classification": {"status": "published", "files": ["classes.csv", "classification.html"]}
    }


def test_a_record_with_reports_is_returned_as_it_is(tmp_path):
    reports = {"one": {"status": "failed", "files": []}}
    (tmp_path / "run.json").write_text(json.dumps({**RUN, "reports": reports}), encoding="utf-8")
    assert publish.published_run(tmp_path)["reports"] == reports


@pytest.mark.parametrize("text", [None, "{", ""])
def test_a_folder_without_a_readable_record_is_an_empty_run(tmp_path, text):
    if text is not None:
        (tmp_path / "run.json").write_text(text, encoding="utf-8")
    assert publish.published_run(tmp_path) == {}


def test_the_files_of_a_report_not_made_again_are_copied(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
    (old / "one.html").write_text("one", encoding="utf-8")
    (old / "two.html").write_text("two", encoding="utf-8")
    publish.keep_report(old, new, ["two.html"])
    assert [(path.name, path.read_text(encoding="utf-8")) for path in new.iterdir()] == [("two.html", "two")]


def test_the_page_of_a_month_names_each_report_and_why_one_is_missing():
    entry = {"title": "One", "status": "published", "draft": False, "files": ["one.html", "one.pdf"]}
    failed = {"title": "Two", "status": "failed", "reason": "cell 3 <b>failed", "files": []}
    absent = {"title": "Three", "status": "no data", "reason": "needs [tables.orders]", "files": []}
    run = {**RUN, "draft": False, "reports": {"one": entry, "two": failed, "three": absent}}
    page = publish.month_page({**run, "headline": {"one": "3 of 9."}})
    for text in ("One", "3 of 9.", 'href="one.html"', "Two", "Not made", "cell 3 &lt;b&gt;failed"):
        assert text in page
    assert "Three" not in page
