"""Which months a classification can be made of, and the setting that would let it run."""

from datetime import date

import pytest

from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.reports.classification.parameters import ClassificationParameters
from wcm_helpers.reports.classification.readiness import readiness


@pytest.fixture
def state(shop):
    def state(costs="", more="", today=date(2026, 11, 1)):
        (shop.folder / "costs.csv").write_text("customer_id,month,cost\n" + costs, encoding="utf-8")
        named = '[tables.costs]\npath = "costs.csv"\n' if costs else ""
        settings = shop.write_settings(named + more)
        parameters = ClassificationParameters(month="2000-01", settings=str(settings))
        return readiness(read_history(load_settings(settings)), parameters, today)

    return state


def test_all_complete_months_can_be_made_and_a_short_history_names_its_window(state):
    ready = state()
    assert ready.months == ("2026-04", "2026-05")
    assert ready.notes == ('The data run from April 2026 to May 2026, by value = "revenue".',)
    assert ready.warnings[0].startswith("The data have 2 months, and the window counts 12. window_months = 2")
    assert state(more="[classification]\nwindow_months = 2\n").warnings == ()


def test_costs_of_nobody_and_months_without_costs_are_warned_of(state):
    one = state("c1,2026-04,300\nc9,2026-05,12.5\n").warnings
    assert any("12.50 EUR are left out of margins" in line for line in one)
    assert not any("billed months" in line for line in one)
    two = state("c1,2026-03,300\nc1,2026-05,300\n").warnings
    assert "There are no costs for these billed months: April 2026." in two


def test_by_margin_the_months_are_those_that_have_costs(state):
    margin = '[classification]\nvalue = "margin"\n'
    assert state("c1,2026-04,300\n", margin).months == ("2026-04",)
    none = state("c1,2026-03,300\n", margin)
    assert none.blocking == ('value = "margin": no month has everything that it needs.',)
    assert none.setting == 'These tables are enough for value = "revenue".'


def test_a_month_that_is_not_complete_waits_and_later_dates_are_named(state, shop):
    shop.billing(("c1", "2026-05-10", 5), ("c2", "2027-01-29", 6))
    ready = state(today=date(2026, 6, 3))
    assert ready.months == ("2026-05",)  # data of January 2027 are there, so May is covered
    assert "Some rows are dated after today, in January 2027. Correct the dates." in ready.warnings
    shop.billing(("c1", "2026-05-10", 5))
    waiting = state(today=date(2026, 6, 3))
    assert (waiting.months, waiting.blocking) == ((), ())
    assert waiting.not_yet == "No month is complete; the data reach 2026-05-10."
    assert "--allow-incomplete" in waiting.setting
