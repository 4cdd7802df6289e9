"""What wcm check says of costs, of classes given by hand and of those on record."""

from datetime import date

import pytest

from wcm_helpers.reporting.check_page import print_check
from wcm_helpers.reports import REPORTS

TODAY = date(2026, 11, 1)


@pytest.fixture
def said(shop, capsys):
    """Give a function from cost rows and more settings to whether something blocks, and what is printed."""

    def said(costs="", more=""):
        (shop.folder / "costs.csv").write_text("customer_id,month,cost\n" + costs, encoding="utf-8")
        named = '[tables.costs]\npath = "costs.csv"\n' if costs else ""
        blocked = print_check(shop.write_settings(named + more), REPORTS, None, TODAY)
        return blocked, capsys.readouterr().out

    return said


def test_a_table_that_is_not_there_says_what_its_absence_costs(said):
    blocked, text = said()
    assert not blocked
    for line in (
        "costs no [tables.costs] in the settings; without it, there is no margin",
        "class_overrides no [tables.class_overrides] in the settings; without it, no class is set by hand",
        "class_history no [tables.class_history] in the settings; without it, classes of earlier months are",
        "customers no [tables.customers] in the settings; without it, customers stand under their numbers",
    ):
        assert line in text


def test_a_record_that_matches_no_file_yet_is_told_and_blocks_nothing(said):
    blocked, text = said(more='[tables.class_history]\npath = "reports/*/classes.csv"\n')
    assert not blocked
    assert "class_history no file yet; without it" in text


def test_costs_of_nobody_and_months_without_costs_are_told(said):
    _, text = said("c1,2026-04,300\nc9,2026-05,12.5\n")
    assert (
        "LOOK In 1 case a customer had costs in a month without activity: 12.50 EUR are left out of margins"
        in text
    )
    assert "billed months without costs" not in text
    _, text = said("c1,2026-03,300\nc1,2026-05,300\n")
    assert "LOOK billed months without costs: 2026-04" in text


def test_by_margin_the_months_are_those_that_have_costs(said):
    blocked, text = said("c1,2026-04,300\n", '[classification]\nvalue = "margin"\n')
    assert not blocked
    assert "months: 2026-04 to 2026-04, by margin" in text
    assert "classification: can run up to 2026-04" in text
    blocked, text = said("c1,2026-03,300\n", '[classification]\nvalue = "margin"\n')
    assert blocked
    assert 'BLOCKS value = "margin": no month has all that it needs' in text
    blocked, text = said("", '[classification]\nvalue = "margin"\n')
    assert 'BLOCKS value = "margin" needs [tables.billing] and [tables.costs]' in text
