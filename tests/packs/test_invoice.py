"""Bills of a month by customer, invoice and service: to the cent, and only of the customers asked for."""

import pytest

from wcm_helpers.data.intake import take_in
from wcm_helpers.packs.invoice import COLUMNS, billed, billed_by_month

ROWS = """invoice_no,line_no,customer_id,doc_date,service_code,qty,uom,amount_ex_vat,pass_through,disputed
F1,1,a,2026-05-31,storage,10,pallet,100.10,false,false
F1,2,a,2026-05-31,storage,5,pallet,50.05,false,false
F1,3,a,2026-05-31,freight,1,trip,30,true,false
F1,4,a,2026-05-31,storage,-2,pallet,-20.00,false,true
F2,1,a,2026-06-30,storage,7,pallet,70,false,false
F3,1,b,2026-05-31,storage,9,pallet,90,false,false
F4,1,x' or 1=1,2026-05-31,,,,1,false,false
"""


@pytest.fixture
def intake(warehouse):
    warehouse.write(b__csv=ROWS)
    return take_in(warehouse.settings({"billing": 'path = "b.csv"'}))


def test_lines_of_a_service_are_summed_and_those_apart_stay_apart(intake):
    rows = billed(intake, "2026-05", ["a"])
    assert list(rows.columns) == list(COLUMNS)
    # 10 + 5 pallets are 15, 100.10 + 50.05 = 150.15; the line in dispute and the freight stand by themselves.
    assert rows[["service_code", "qty", "amount", "pass_through", "disputed"]].to_numpy().tolist() == [
        ["freight", 1.0, 300_000, True, False],
        ["storage", 15.0, 1_501_500, False, False],
        ["storage", -2.0, -200_000, False, True],
    ]
    assert rows["amount"].sum() == 1_601_500  # 100.10 + 50.05 + 30 - 20


def test_other_months_and_customers_are_out(intake):
    assert set(billed(intake, "2026-05", ["a"])["customer_id"]) == {"a"}
    assert billed(intake, "2026-06", ["a"])["amount"].tolist() == [700_000]
    assert billed(intake, "2026-05", ["nobody"]).empty
    assert billed(intake, "2026-05", ["x' or 1=1"])["amount"].tolist() == [10_000]


def test_months_sum_all_that_is_billed_in_them(intake):
    rows = billed_by_month(intake, ["2026-05", "2026-06"], ["a", "b"])
    # 100.10 + 50.05 + 30 - 20 of a in May, 70 in June; 90 of b
    assert rows.to_numpy().tolist() == [
        ["a", "2026-05", 1_601_500],
        ["a", "2026-06", 700_000],
        ["b", "2026-05", 900_000],
    ]
    assert billed_by_month(intake, ["2026-06"], ["b"]).empty
