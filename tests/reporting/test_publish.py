"""A month is published at once or not at all; whatever a killed run left is cleared or put back."""

import json
import os

import pytest

from tests.reporting.group_runs import amount, published, run
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reporting import publish
from wcm_helpers.reporting.group_records import SiteFailure
from wcm_helpers.reporting.same_customers import SameCustomer

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


def test_what_a_killed_run_of_another_month_left_is_cleared_or_put_back(tmp_path):
    publish_month(tmp_path, "april", "2026-04")
    publish_month(tmp_path, "march", "2026-03")
    home = tmp_path / "x"
    (home / "2026-04").rename(home / ".old-2026-04")
    (home / ".part-2026-03").mkdir()
    (tmp_path / ".index.html.1.part").write_text("half", encoding="utf-8")
    publish_month(tmp_path, "may")
    assert [page(tmp_path, f"2026-0{n}") for n in (3, 4, 5)] == ["march", "april", "may"]
    assert [path.name for path in home.iterdir() if path.is_dir() and path.name.startswith(".")] == []
    assert not list(tmp_path.glob(".index.html.*"))


def test_another_month_that_is_being_made_is_left_alone(tmp_path):
    with publish.building(tmp_path, "x", "2026-04") as april:
        publish_month(tmp_path, "may")
        assert april.is_dir()
        (april / "classification.html").write_text("april", encoding="utf-8")
        (april / "run.json").write_text(json.dumps({**RUN, "month": "2026-04"}), encoding="utf-8")
    assert (page(tmp_path, "2026-04"), page(tmp_path)) == ("april", "may")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_one_line(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(WorkbookError, match=r"cannot be written to .*Permission denied"):
        publish_month(tmp_path / "reports", "x")


def test_a_file_where_the_folder_should_be_is_one_line(tmp_path):
    (tmp_path / "reports").write_text("not a folder", encoding="utf-8")
    with pytest.raises(WorkbookError, match=r"cannot be written to .*--reports"):
        publish_month(tmp_path / "reports", "x")


def test_a_full_disk_is_one_line_and_leaves_the_month_as_it_was(tmp_path):
    publish_month(tmp_path, "good")
    with (
        pytest.raises(WorkbookError, match=r"No space left on device\. Free space"),
        publish.building(tmp_path, "x", "2026-05"),
    ):
        raise OSError(28, "No space left on device")
    assert page(tmp_path) == "good"


def test_the_files_of_a_report_not_made_again_are_copied(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
    (old / "one.html").write_text("one", encoding="utf-8")
    (old / "two.html").write_text("two", encoding="utf-8")
    publish.keep_report(old, new, ["two.html"])
    assert [(path.name, path.read_text(encoding="utf-8")) for path in new.iterdir()] == [("two.html", "two")]


def test_what_a_run_says_of_its_sites_is_kept_and_shown_until_it_is_made(tmp_path):
    for name in ("a", "b"):
        published(tmp_path, name, run(name, figures=amount(7)))
    failure = SiteFailure("c", "x/c.toml", ("2026-05",), "c.csv is not there")
    same = [SameCustomer("Group", "a", "1"), SameCustomer("Group", "b", "2")]
    publish.record_group(tmp_path, [("x/c.toml", ("2026-05",))], [failure], same)
    first = (tmp_path / "2026-05.html").read_text(encoding="utf-8")
    assert "c.csv is not there" in first and "Customers of several sites" in first
    publish.record_group(tmp_path, [("x/c.toml", ("2026-05",))], [], [])
    second = (tmp_path / "2026-05.html").read_text(encoding="utf-8")
    assert "c.csv is not there" not in second and "Customers of several sites" in second


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publish, "write_failures", full)
    with pytest.raises(WorkbookError, match=r"cannot be written to .*: No space left on device\."):
        publish.record_group(tmp_path, [], [], [])


def test_nothing_is_kept_where_nothing_was_published(tmp_path):
    publish.record_group(tmp_path / "none", [], [SiteFailure("c", "x", (), "y")], [])
    assert not (tmp_path / "none").exists()
