"""Many months: serial groups, the reports asked for, and the latest month."""

import threading
from datetime import date

import pytest

from tests.reporting.small_report import parameters, read, refuse, small_report
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.settings import load_settings
from wcm_helpers.reporting import batch
from wcm_helpers.reporting.batch import ReportRequest
from wcm_helpers.reporting.run_record import MonthRequest

TODAY = date(2026, 6, 15)
ONE, TWO = small_report("one"), small_report("two")
REPORTS = {"one": ONE, "two": TWO}


def months(shop, reports=REPORTS, **options):
    """Return the months of a request and the failures."""
    failures = []
    requests = [ReportRequest(str(shop.settings), **options)]
    return list(batch._months(requests, reports, TODAY, lambda step: None, failures)), failures


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


def test_a_report_that_is_not_registered_is_refused_with_those_that_are():
    batch.refuse_unknown_reports(("one", "two"), REPORTS)
    with pytest.raises(WorkbookError, match=r"^three is not a report\. There are: one and two\.$"):
        batch.refuse_unknown_reports(("one", "three"), REPORTS)


def test_the_latest_month_is_the_newest_of_any_report(shop):
    reports = {
        "one": small_report("one", latest_month=lambda history, own, today: "2026-04"),
        "two": small_report("two", latest_month=lambda history, own, today: "2026-05"),
        "none": small_report("none", latest_month=refuse("no month")),
    }
    values = dict.fromkeys(reports, parameters(shop))
    assert batch._latest_month(read(shop), values, reports, TODAY) == "2026-05"


def test_without_a_month_for_any_report_the_first_reason_is_raised(shop):
    reports = {
        "a": small_report("a", latest_month=refuse("x")),
        "b": small_report("b", latest_month=refuse("y")),
    }
    with pytest.raises(WorkbookError, match=r"^x$"):
        batch._latest_month(read(shop), dict.fromkeys(reports, parameters(shop)), reports, TODAY)


def test_every_month_asked_for_has_the_reports_of_the_site(shop):
    requests, failures = months(shop, months=("2026-04", "2026-05"))
    assert failures == []
    assert [(r.month, list(r.parameters)) for r in requests] == [
        ("2026-04", ["one", "two"]), ("2026-05", ["one", "two"]),
    ]  # fmt: skip
    assert requests[0].parameters["two"].month == "2026-04"


def test_without_a_month_the_latest_is_taken(shop):
    (request,), _failures = months(shop)
    assert request.month == "2026-05"


def test_only_the_reports_asked_for_are_made(shop):
    (request,), _failures = months(shop, only=("two",))
    assert list(request.parameters) == ["two"]


def test_a_report_without_its_table_is_absent_unless_asked_for_by_name(shop):
    reports = {
        **REPORTS,
        "orders": small_report("orders", missing=lambda intake, own: "needs [tables.orders]"),
    }
    (request,), failures = months(shop, reports)
    assert (list(request.parameters), failures) == (["one", "two"], [])
    assert list(request.absent) == ["orders"]
    assert request.absent["orders"] == "needs [tables.orders]"  # run.json names no path of the machine
    (request,), _failures = months(shop, reports, only=("one", "orders"))
    assert (list(request.absent), list(request.blocked)) == ([], ["orders"])
    requests, failures = months(shop, reports, only=("orders",))
    assert requests == []
    assert [str(error).endswith("shop.toml: needs [tables.orders]") for error in failures] == [True]


def test_a_fault_blocks_only_the_reports_that_read_the_table(shop):
    shop.billing(("c1", "2026-05-29", "x"), ("c2", "2026-05-29", "y"), ("c3", "2026-05-29", 1))
    reports = {"one": ONE, "other": small_report("other", reads=("customers",))}
    (request,), failures = months(shop, reports, months=("2026-05",))
    assert failures == []
    assert list(request.parameters) == ["other"]
    assert list(request.blocked) == ["one"]
    assert "billing.csv:2: amount_ex_vat is 'x'. The cell is not an amount." in str(request.blocked["one"])


def test_a_site_whose_exports_allow_no_report_is_one_failure(shop):
    shop.billing(("c1", "2026-05-29", "x"), ("c2", "2026-05-29", "y"), ("c3", "2026-05-29", 1))
    requests, failures = months(shop, months=("2026-05",))
    assert requests == []
    assert len(failures) == 1
    assert "amount_ex_vat is 'x'. The cell is not an amount." in str(failures[0])


def test_an_unknown_parameter_is_named_with_the_nearest(shop):
    requests, failures = months(shop, parameters={"allow_incomplet": True})
    assert requests == []
    assert [str(error) for error in failures] == [
        "allow_incomplet is not a parameter of this report. Did you mean allow_incomplete?"
    ]


def test_published_tables_are_recognised_by_the_settings(shop):
    assert not batch._reads_published_tables(load_settings(shop.settings))


def test_a_step_of_several_says_which(shop):
    assert batch._step("shop 2026-05", "writing", 3, 12) == "shop 2026-05 (3 of 12): writing"
    assert batch._step("shop 2026-05", "writing", 1, 1) == "shop 2026-05: writing"


def test_a_fault_of_the_workbook_at_one_site_stops_no_other(shop, tmp_path, monkeypatch):
    def broken(settings):
        if settings.site.id == "broken":
            raise ZeroDivisionError("division\nby zero")
        return read_history(settings)

    monkeypatch.setattr(batch, "read_history", broken)
    other = tmp_path / "broken.toml"
    other.write_text(shop.settings.read_text().replace('id = "shop"', 'id = "broken"'))
    requests = [ReportRequest(str(other)), ReportRequest(str(shop.settings))]
    failures = []
    (request,) = batch._months(requests, REPORTS, TODAY, lambda step: None, failures)
    assert request.history.settings.site.id == "shop"
    (failure,) = map(str, failures)
    assert failure.endswith(
        "broken.toml: ZeroDivisionError: division by zero stopped the run. This is a fault of the "
        "workbook, not of your data."
    )


def test_a_month_awaits_the_earlier_ones_of_its_site_and_no_others(shop, tmp_path, monkeypatch):
    order, june_began = [], threading.Event()

    def publish(request, reports, folder, progress, await_earlier):
        if request.month == "2026-05":
            june_began.set()
        else:
            june_began.wait(timeout=20)  # so that April ends last unless it is awaited
        await_earlier()
        order.append(request.month)
        return {"one": "not made"}

    monkeypatch.setattr(batch, "publish_month", publish)
    requests = [ReportRequest(str(shop.settings), ("2026-05", "2026-04"))]
    batch.publish_all(requests, {"one": ONE}, tmp_path, TODAY, jobs=2)
    assert order == ["2026-04", "2026-05"]
