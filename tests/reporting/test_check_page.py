"""The page of wcm check: what blocks comes first, then the reports, and a place is never broken."""

from datetime import date

import pytest

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reporting.check_page import check_sites
from wcm_helpers.reports import REPORTS

TODAY = date(2026, 11, 1)


@pytest.fixture
def checked(shop, capsys):
    """Give a function from cost rows and more settings to whether something blocks, and what is printed."""

    def checked(costs="", more="", **options):
        (shop.folder / "costs.csv").write_text("customer_id,month,cost\n" + costs, encoding="utf-8")
        named = '[tables.costs]\npath = "costs.csv"\n' if costs else ""
        blocked = check_sites([shop.write_settings(named + more)], REPORTS, TODAY, **options)
        words.use("en")
        return blocked, capsys.readouterr().out

    return checked


def test_a_table_that_is_not_there_says_what_its_absence_costs(checked):
    blocked, text = checked()
    assert not blocked
    for line in (
        "costs The settings have no [tables.costs]. Without it there is no margin",
        "Tables the settings could have as well: shipments, order_events, class_overrides, class_history",
        "customers The settings have no [tables.customers]. Without it customers appear under their numbers",
    ):
        assert line in text


def test_a_record_that_matches_no_file_yet_blocks_nothing(checked):
    blocked, text = checked(more='[tables.class_history]\npath = "reports/*/classes.csv"\n')
    assert not blocked
    assert "class_history There is no file yet. Without it" in text


def test_what_blocks_comes_before_the_reports_and_these_before_the_rows(checked):
    blocked, text = checked("c1,2026-04,300\nc1,2026-04,301\n")
    assert blocked
    first = [text.index(part) for part in ("Blocked: costs.csv:2", "\nReports", "\nRows", "\nRecognised")]
    assert first == sorted(first)
    assert "classification It cannot run. See what blocks it above." in text


def test_a_place_is_in_one_piece_and_first_in_its_line_at_any_width(checked, shop, monkeypatch):
    name = "billing-of-a-warehouse-with-a-long-name-and-its-year-2026-and-month-05.csv"
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("wcm_helpers.reporting.check_page._LOG_WIDTH", 80)
    shop.billing(("c1", "2026-05-29", 5), ("c2", "2026-05-29", 6), ("c3", "2026-05-29", "x"))
    (shop.folder / "billing.csv").rename(shop.folder / name)
    settings = shop.write_settings()
    settings.write_text(settings.read_text(encoding="utf-8").replace("billing.csv", name), encoding="utf-8")
    monkeypatch.setattr(shop, "write_settings", lambda more: settings)
    _, text = checked()
    assert f"    {name}:4  amount_ex_vat = 'x'" in text.splitlines()


def test_a_single_month_is_no_span(checked, shop):
    shop.billing(("c1", "2026-05-29", 5))
    assert "classification It can run for May 2026.\n" in checked()[1]
    assert "classification 可以出具2026年5月。\n" in checked(language="zh")[1]


def test_the_page_is_in_the_language_of_the_settings_or_of_the_option(checked):
    for options in ({"language": "zh"}, {"more": ""}):
        _, text = checked(**options)
        assert ("可以出具2个月：2026年4月至2026年5月。" in text) == ("language" in options)


def test_settings_that_cannot_be_read_stop_no_other_check(shop, tmp_path, capsys):
    broken, second = tmp_path / "one.toml", tmp_path / "two.toml"
    broken.write_text("[site", encoding="utf-8")
    second.write_text("[sites]", encoding="utf-8")
    with pytest.raises(WorkbookError, match=r"two\.toml"):
        check_sites([broken, shop.write_settings(), second], REPORTS, TODAY)
    out, err = capsys.readouterr()
    assert out.startswith("Shop ")
    assert err.count("\n") == 1
    assert "one.toml: this line is not TOML" in err
