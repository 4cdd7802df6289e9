"""The months of the sites asked for: the reports their tables allow, the latest month, and failures."""

from datetime import date

import pytest

from tests.reporting.small_report import parameters, read, refuse, small_report
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.reporting import site_months
from wcm_helpers.reporting.site_months import ReportRequest, months_of

TODAY = date(2026, 6, 15)
ONE, TWO = small_report("one"), small_report("two")
REPORTS = {"one": ONE, "two": TWO}


def months(shop, reports=REPORTS, **options):
    """Return the months of a request and the failures."""
    failures = []
    requests = [ReportRequest(str(shop.settings), **options)]
    return list(months_of(requests, reports, TODAY, lambda step: None, failures)), failures


def test_a_report_that_is_not_registered_is_refused_with_those_that_are():
    site_months.refuse_unknown_reports(("one", "two"), REPORTS)
    with pytest.raises(WorkbookError, match=r"^three is not a report\. There are: one and two\.$"):
        site_months.refuse_unknown_reports(("one", "three"), REPORTS)


def test_the_latest_month_is_the_newest_of_any_report(shop):
    reports = {
        "one": small_report("one", latest_month=lambda history, own, today: "2026-04"),
        "two": small_report("two", latest_month=lambda history, own, today: "2026-05"),
        "none": small_report("none", latest_month=refuse("no month")),
    }
    values = dict.fromkeys(reports, parameters(shop))
    assert site_months._latest_month(read(shop), values, reports, TODAY) == "2026-05"


def test_without_a_month_for_any_report_the_first_reason_is_raised(shop):
    reports = {
        "a": small_report("a", latest_month=refuse("x")),
        "b": small_report("b", latest_month=refuse("y")),
    }
    with pytest.raises(WorkbookError, match=r"^x$"):
        site_months._latest_month(read(shop), dict.fromkeys(reports, parameters(shop)), reports, TODAY)


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
    assert [str(failure.error).endswith("shop.toml: needs [tables.orders]") for failure in failures] == [True]


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
    assert "amount_ex_vat is 'x'. The cell is not an amount." in str(failures[0].error)


def test_an_unknown_parameter_is_named_with_the_nearest(shop):
    requests, failures = months(shop, parameters={"allow_incomplet": True})
    assert requests == []
    assert [str(failure.error) for failure in failures] == [
        "allow_incomplet is not a parameter of this report. Did you mean allow_incomplete?"
    ]


def test_a_fault_of_the_workbook_at_one_site_stops_no_other(shop, tmp_path, monkeypatch):
    def broken(settings):
        if settings.site.id == "broken":
            raise ZeroDivisionError("division\nby zero")
        return read_history(settings)

    monkeypatch.setattr(site_months, "read_history", broken)
    other = tmp_path / "broken.toml"
    other.write_text(shop.settings.read_text().replace('id = "shop"', 'id = "broken"'))
    requests = [ReportRequest(str(other)), ReportRequest(str(shop.settings))]
    failures = []
    (request,) = months_of(requests, REPORTS, TODAY, lambda step: None, failures)
    assert request.history.settings.site.id == "shop"
    (failure,) = (str(failure.error) for failure in failures)
    assert failure.endswith(
        "broken.toml: ZeroDivisionError: division by zero stopped the run. This is a fault of the "
        "workbook, not of your data."
    )


def test_the_page_of_the_group_names_a_site_by_its_id_and_no_path_of_the_machine(shop, tmp_path):
    (shop.folder / "billing.csv").unlink()
    broken = tmp_path / "broken.toml"
    broken.write_text("[site", encoding="utf-8")
    failures = []
    requests = [ReportRequest(str(shop.settings), ("2026-05",)), ReportRequest(str(broken))]
    assert list(months_of(requests, REPORTS, TODAY, lambda step: None, failures)) == []
    first, second = (failure.site for failure in failures)
    assert (first.site, first.settings, first.months) == (
        "shop",
        f"{shop.folder.name}/shop.toml",
        ("2026-05",),
    )
    assert (second.site, second.months) == (f"{tmp_path.name}/broken.toml", ())
    assert str(tmp_path) not in first.reason + second.reason
