"""Many months: which run at the same time, and what is kept of those that failed."""

import threading
from datetime import date

from tests.reporting.group_runs import amount, published, run
from tests.reporting.small_report import read, small_report
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.reporting import batch
from wcm_helpers.reporting.group_records import read_failures
from wcm_helpers.reporting.run_record import MonthRequest
from wcm_helpers.reporting.site_months import ReportRequest

REPORTS = {name: small_report(name) for name in ("one", "two")}


def test_months_that_read_no_published_table_run_at_the_same_time(shop):
    history = read(shop)
    requests = [MonthRequest(history, month, {}) for month in ("2026-05", "2026-04")]
    assert [[job.request.month for job in group] for group in batch._serial_groups(requests)] == [
        ["2026-05"],
        ["2026-04"],
    ]


def test_months_that_read_the_published_classes_run_oldest_first(shop):
    shop.write_settings('[tables.class_history]\npath = "r/*/classes.csv"\n')
    history = read(shop)
    requests = [MonthRequest(history, month, {}) for month in ("2026-05", "2026-03", "2026-04")]
    (group,) = batch._serial_groups(requests)
    assert [job.request.month for job in group] == ["2026-03", "2026-04", "2026-05"]


def test_published_tables_are_recognised_by_the_settings(shop):
    assert not batch._reads_published_tables(load_settings(shop.settings))


def publish(shop, tmp_path, monkeypatch, outcomes, **more):
    """Publish May of the shop; each month's reports end as said: failures by name, or an error."""

    def publish_month(request, reports, folder, progress, workers, await_earlier):
        outcome = outcomes[request.month]
        if isinstance(outcome, Exception):
            raise outcome
        if len(outcome) < len(reports):
            record = run("Shop", request.month, figures=amount(5))
            published(folder, "shop", record)
        return outcome

    monkeypatch.setattr(batch, "publish_month", publish_month)
    request = ReportRequest(str(shop.settings), tuple(outcomes))
    (tmp_path / "r").mkdir(exist_ok=True)
    errors = batch.publish_all([request], REPORTS, tmp_path / "r", date(2026, 6, 15), 1, **more)
    return [str(error) for error in errors], read_failures(tmp_path / "r")


def test_a_month_without_a_page_is_kept_as_failed_and_one_with_a_page_is_not(shop, tmp_path, monkeypatch):
    outcomes = {
        "2026-03": WorkbookError("disk full"), "2026-04": {"one": "cell 3", "two": "cell 4"},
        "2026-05": {"one": "cell 5"},
    }  # fmt: skip
    errors, failures = publish(shop, tmp_path, monkeypatch, outcomes)
    assert errors == [
        "shop 2026-03: disk full", "shop 2026-04: one: cell 3", "shop 2026-04: two: cell 4",
        "shop 2026-05: one: cell 5",
    ]  # fmt: skip
    assert [(one.site, one.months, one.reason) for one in failures] == [
        ("shop", ("2026-03",), "disk full"), ("shop", ("2026-04",), "cell 3"),
        ("shop", ("2026-04",), "cell 4"),
    ]  # fmt: skip
    _errors, failures = publish(shop, tmp_path, monkeypatch, {"2026-04": {}})
    assert [one.months for one in failures] == [("2026-03",)]


def test_a_fault_of_the_workbook_in_a_month_is_kept_without_its_traceback(shop, tmp_path, monkeypatch):
    outcomes = {"2026-05": ZeroDivisionError("x")}
    errors, (failure,) = publish(shop, tmp_path, monkeypatch, outcomes)
    assert errors[0].startswith("shop 2026-05: ZeroDivisionError: x stopped the run.")
    assert failure.settings == f"{shop.settings.parent.name}/shop.toml"


def test_a_run_that_publishes_nothing_makes_no_folder(shop, tmp_path):
    errors = batch.publish_all(
        [ReportRequest(str(tmp_path / "none.toml"))], REPORTS, tmp_path / "r", date(2026, 6, 15), 1
    )
    assert len(errors) == 1
    assert not (tmp_path / "r").exists()


def test_a_month_awaits_the_earlier_ones_of_its_site_and_no_others(shop, tmp_path, monkeypatch):
    order, june_began = [], threading.Event()

    def publish(request, reports, folder, progress, workers, await_earlier):
        if request.month == "2026-05":
            june_began.set()
        else:
            june_began.wait(timeout=20)  # so that April ends last unless it is awaited
        await_earlier()
        order.append(request.month)
        return {"one": "not made"}

    monkeypatch.setattr(batch, "publish_month", publish)
    requests = [ReportRequest(str(shop.settings), ("2026-05", "2026-04"))]
    batch.publish_all(requests, {"one": REPORTS["one"]}, tmp_path, date(2026, 6, 15), jobs=2)
    assert order == ["2026-04", "2026-05"]


def test_what_is_written_beside_and_fails_is_named_and_the_reports_stay(shop, tmp_path, monkeypatch, capsys):
    seen = []

    def packs(request, failed, progress):
        seen.append((request.month, dict(failed)))
        progress("pack 1 of 1")
        if request.month == "2026-04":
            raise WorkbookError("disk full")
        if request.month == "2026-03":
            raise ZeroDivisionError
        return ["look at c1"]

    def notes(request, failed, progress):
        raise WorkbookError(f"no notes of {request.month}")

    outcomes = {
        "2026-03": {},
        "2026-04": {"two": "cell 4"},
        "2026-05": {},
        "2026-02": {"one": "a", "two": "b"},
    }
    errors, failures = publish(shop, tmp_path, monkeypatch, outcomes, beside={"packs": packs, "notes": notes})
    # nothing of February was published, so it has no packs
    assert sorted(seen) == [("2026-03", {}), ("2026-04", {"two": "cell 4"}), ("2026-05", {})]
    assert "shop 2026-04: packs: disk full" in errors and "shop 2026-04: two: cell 4" in errors
    assert len([error for error in errors if error.startswith("shop 2026-03: packs: ")]) == 1
    # what is written after packs that fail is written all the same
    assert "shop 2026-04: notes: no notes of 2026-04" in errors
    assert {failure.months for failure in failures} == {("2026-02",)}
    shown = capsys.readouterr().err
    assert "Note: look at c1" in shown and shown.count("published") == 3
