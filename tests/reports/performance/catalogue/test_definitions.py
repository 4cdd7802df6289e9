"""The catalogue of indicators: whole, and with the two definitions of a perfect order of the standards."""

import pytest

from wcm_helpers.data.tables import TABLES
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import texts_of


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=DEFINITIONS)
def test_a_definition_is_a_quotient_or_a_percentile_and_has_its_texts(definition):
    assert bool(definition.stage) == (definition.quantile is not None) == (definition.unit == "hours")
    assert bool(definition.numerator) != bool(definition.stage)
    assert set(definition.needs) <= {*TABLES, "surveys"}
    texts = texts_of(definition.id)
    assert texts.name and texts.formula and texts.owner


def test_only_amounts_and_counts_have_no_denominator():
    alone = {each.id for each in DEFINITIONS.values() if not each.denominator and not each.stage}
    assert alone == {"claims", "revenue", "margin"}


def test_lower_is_better_for_hours_damage_losses_and_claims():
    lower = {each.id for each in DEFINITIONS.values() if each.better == "down"}
    hours = {each.id for each in DEFINITIONS.values() if each.unit == "hours"}
    assert lower - hours == {"lines_damaged", "lines_wrong", "stock_loss", "reopened", "claims"}
    assert hours <= lower
