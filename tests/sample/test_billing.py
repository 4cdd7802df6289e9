"""Bills of the invented warehouse: exact to the cent, dated in their period, credit notes negative."""

import re
from decimal import Decimal

from tests.sample.committed import MONTHS


def test_every_amount_is_quantity_times_price_to_the_cent(bills):
    for row in bills.itertuples():
        assert Decimal(row.amount_ex_vat) == int(row.qty) * Decimal(row.unit_price)
        assert re.fullmatch(r"-?\d+\.\d\d", row.amount_ex_vat)


def test_a_credit_note_is_negative_and_nothing_else_is(bills):
    assert ((bills["fen"] < 0) == (bills["credit_note"] == "true")).all()
    assert (bills["fen"] != 0).all()
    assert 20 < (bills["fen"] < 0).sum() < 200


def test_a_bill_is_dated_in_its_period(bills):
    assert (bills["doc_date"].str[:7] == bills["period"]).all()
    assert sorted(set(bills["period"])) == MONTHS
