"""The classification as it is registered: tables it needs, and what the check says of it."""

from datetime import date

import pytest

from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.data.tables import TABLES
from wcm_helpers.reporting.parameters import check_parameters
from wcm_helpers.reports.classification.report import CLASSIFICATION

TODAY = date(2026, 6, 15)


def state(shop, **values):
    settings = load_settings(shop.settings)
    values = {"month": "2026-05", "settings": str(shop.settings), **values}
    parameters = check_parameters(CLASSIFICATION.parameters, values)
    return read_history(settings), parameters


def test_it_reads_tables_that_there_are():
    assert set(CLASSIFICATION.reads) <= set(TABLES)


@pytest.mark.parametrize(
    ("value", "missing"), [("revenue", ""), ("margin", "[tables.costs]"), ("orders", "[tables.orders]")]
)
def test_a_value_needs_its_tables(shop, value, missing):
    history, parameters = state(shop, value=value)
    problem = str(CLASSIFICATION.missing(history.intake, parameters))
    assert missing in problem
    assert bool(problem) is bool(missing)


def test_the_check_names_the_last_whole_month(shop):
    history, parameters = state(shop)
    assert CLASSIFICATION.latest_month(history, parameters, TODAY) == "2026-05"
    readiness = CLASSIFICATION.readiness(history, parameters, TODAY)
    assert readiness.notes == ('The data run from April 2026 to May 2026, by value = "revenue".',)
    assert readiness.months == ("2026-04", "2026-05") and readiness.blocking == ()


def test_dates_after_today_are_to_be_looked_at(shop):
    history, parameters = state(shop)
    readiness = CLASSIFICATION.readiness(history, parameters, date(2026, 4, 30))
    assert readiness.warnings[0] == "Some rows are dated after today, in May 2026. Correct the dates."
    assert readiness.months == ("2026-04",)


def test_every_table_is_named_and_holds_whole_units(sample_review):
    total = sample_review.figures["value"]
    for name in set(CLASSIFICATION.sections) - {"data"}:  # which counts the value of goods too
        for key, table in sample_review.section(name).tables.items():
            assert key.rstrip("_0123456789") != "table", (name, key)
            # ten-thousandths of any share above 0.1 % of the revenue would be more
            assert not (table.select_dtypes("number") > 10 * total).any().any(), (name, key)


def test_the_segments_add_up_to_the_revenue(sample_review):
    segments = sample_review.rfm.tables["segments"]
    assert segments["12-month billed revenue, CNY"].sum() == pytest.approx(sample_review.figures["value"])


def test_the_figures_count_the_losses_where_costs_are_known(sample_review, shop):
    losses = sample_review.money.tables["losses"]["Margin, CNY"]
    figures = sample_review.figures
    assert (figures["loss_makers"], figures["loss"]) == (len(losses), pytest.approx(-losses.sum(), abs=0.01))
    without_costs = CLASSIFICATION.open(*state(shop)).figures
    assert without_costs["loss_makers"] is without_costs["loss"] is None
