"""Indicators as data: the card of one carries its name and its value."""

import dataclasses

import pytest

from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.indicators import Card, Indicator

REVENUE = Indicator("revenue", "Billed revenue", "sum of the invoices without VAT", "EUR", better="up")


def test_a_card_is_labelled_with_the_name_of_its_indicator():
    assert Card(REVENUE, "1,900", "EUR").label == "Billed revenue"


def test_a_card_shows_value_unit_change_and_note_in_that_order():
    card = Card(REVENUE, "1,900", "EUR", "+4% on April", "five customers")
    assert blocks.cards([card]).text == "Billed revenue 1,900 EUR +4% on April five customers"


def test_an_indicator_cannot_be_changed_once_registered():
    with pytest.raises(dataclasses.FrozenInstanceError):
        REVENUE.target = 1.0


def test_a_card_names_the_values_it_is_compared_with():
    card = Card(REVENUE, "1,900", "EUR", previous="1,800", year_ago="1,500")
    assert blocks.cards([card]).text == "Billed revenue 1,900 EUR 1,800 a month ago, 1,500 a year ago"
    assert Card(REVENUE, "1,900", year_ago="1,500").earlier == "1,500 a year ago"
    assert Card(REVENUE, "1,900").earlier == ""
