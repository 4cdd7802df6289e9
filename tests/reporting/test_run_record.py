"""run.json: the input of the run, and the status of every report of the month."""

import platform

import pandas as pd
import pytest

from tests.reporting.small_report import parameters, read, small_report
from wcm_helpers.reporting.appendix import record as recorded
from wcm_helpers.reporting.block import RECORD
from wcm_helpers.reporting.run_record import MadeReport, MonthRequest, report_files, run_record

REPORTS = {name: small_report(name) for name in ("one", "two")}


def made_report(shop, report, *languages):
    """Return a report as if its notebook had run in some languages."""
    values = parameters(shop)
    details = recorded(report.open(read(shop), values)).metadata[RECORD]
    return MadeReport(values, dict.fromkeys(languages or ("en",), details))


@pytest.fixture
def record(shop):
    """Return a function from the reports made, those that failed and the earlier record to the new one."""

    def record(made=("one", "two"), failures=None, previous=None, absent=None):
        history = read(shop)
        opened = {name: made_report(shop, REPORTS[name]) for name in made}
        request = MonthRequest(history, "2026-05", dict.fromkeys(REPORTS, parameters(shop)), {}, absent or {})
        return run_record(request, opened, failures or {}, previous or {}, REPORTS)

    return record


def statuses(run):
    return {name: entry["status"] for name, entry in run["reports"].items()}


def test_the_input_of_the_run_is_recorded(record):
    run = record()
    assert run["site"] == {"id": "shop", "name": "Shop"}
    assert (run["month"], run["draft"], run["language"]) == ("2026-05", False, "en")
    assert run["versions"]["python"] == platform.python_version()
    (file,) = run["inputs"]
    assert (file["table"], file["file"], file["rows"], len(file["sha256"])) == (
        "billing",
        "billing.csv",
        8,
        64,
    )
    assert run["rows"] == {"billing": {"read": 8, "used": 8, "rejected": 0}}
    assert run["warnings"] == []
    assert list(run["basis"]["tables"]["billing"]) == ["2026-04", "2026-05"]
    assert run["figures"] == {"one": {"total": 1900}, "two": {"total": 1900}}
    assert run["headline"]["one"] == "Total 1900."


def test_reports_made_now_are_published_with_their_files(record):
    run = record()
    assert statuses(run) == {"one": "published", "two": "published"}
    entry = run["reports"]["two"]
    assert entry["files"] == ["two.html", "two.pdf", "two.ipynb"]
    assert entry["parameters"] == {
        "month": "2026-05",
        "settings": "shop.toml",
        "allow_incomplete": False,
    }
    assert "made_with" not in entry


def test_the_tables_of_a_report_are_among_its_files(shop):
    report = small_report(files=lambda review: {"extra.csv": pd.DataFrame({"a": [1]})})
    assert "extra.csv" in report_files("one", made_report(shop, report))


def test_another_language_has_files_of_its_own_and_is_recorded(shop):
    made = {"one": made_report(shop, REPORTS["one"], "en", "zh")}
    request = MonthRequest(read(shop), "2026-05", {"one": parameters(shop)}, {}, {}, ("en", "zh"))
    entry = run_record(request, made, {}, {}, REPORTS)["reports"]["one"]
    assert entry["languages"] == ["en", "zh"]
    assert entry["files"] == [
        "one.html", "one.pdf", "one.ipynb", "one.zh.html", "one.zh.pdf", "one.zh.ipynb",
    ]  # fmt: skip
    assert entry["translations"] == {
        "zh": {"title": "Report one", "headline": "Total 1900.", "actions": [], "cards": [], "comparable": []}
    }


def test_a_report_not_made_again_from_the_same_input_is_kept_without_another_input(record):
    run = record(made=("one",), previous=record())
    assert statuses(run) == {"one": "published", "two": "kept"}
    assert "made_with" not in run["reports"]["two"]
    assert run["figures"] == {"one": {"total": 1900}, "two": {"total": 1900}}


def test_a_kept_report_records_the_input_it_was_made_with_where_it_differs(shop, record):
    earlier = record()
    with (shop.folder / "billing.csv").open("a", encoding="utf-8") as more:
        more.write("c1,2026-05-30,77\n")
    run = record(made=("one",), previous=earlier)
    assert statuses(run) == {"one": "published", "two": "kept"}
    made_with = run["reports"]["two"]["made_with"]
    assert made_with == {key: earlier[key] for key in ("versions", "inputs", "rows", "basis")}
    assert run["rows"]["billing"]["read"] == 9
    assert made_with["rows"]["billing"]["read"] == 8
    assert run["figures"] == {"one": {"total": 1977}, "two": {"total": 1900}}
    # A third run that leaves it as it is still names the first input.
    again = record(made=("one",), previous=run)
    assert again["reports"]["two"]["made_with"] == made_with


def test_a_kept_report_made_again_has_no_other_input(shop, record):
    earlier = record()
    with (shop.folder / "billing.csv").open("a", encoding="utf-8") as more:
        more.write("c1,2026-05-30,77\n")
    run = record(previous=record(made=("one",), previous=earlier))
    assert statuses(run) == {"one": "published", "two": "published"}
    assert "made_with" not in run["reports"]["two"]


def test_a_report_that_failed_names_the_reason_and_has_the_files_it_was_published_with(record):
    first = record(made=("one",), failures={"two": "cell 3 failed"})
    assert statuses(first) == {"one": "published", "two": "failed"}
    assert first["reports"]["two"] == {
        "title": "Report two", "files": [], "status": "failed", "reason": "cell 3 failed",
    }  # fmt: skip
    later = record(made=("one",), failures={"two": "cell 3 failed"}, previous=record())
    assert later["reports"]["two"]["status"] == "failed"
    assert later["reports"]["two"]["files"] == ["two.html", "two.pdf", "two.ipynb"]


def test_a_report_without_its_tables_has_no_data_unless_it_was_published_before(record):
    absent = {"two": "needs [tables.orders]"}
    run = record(made=("one",), absent=absent)
    assert run["reports"]["two"] == {
        "title": "Report two", "status": "no data", "reason": "needs [tables.orders]", "files": [],
    }  # fmt: skip
    assert statuses(record(made=("one",), absent=absent, previous=record())) == {
        "one": "published", "two": "kept",
    }  # fmt: skip


def test_a_report_no_longer_registered_is_kept(record):
    previous = record()
    previous["reports"]["old"] = {"title": "Old", "status": "published", "files": ["old.html"]}
    run = record(previous=previous)
    assert list(statuses(run).items())[-1] == ("old", "kept")
    assert run["reports"]["old"]["files"] == ["old.html"]
