"""Amounts of services by hand: what is no revenue, other months, blanks, and several exports."""

import pytest

from tests.data.service.warehouses import csv, history_of
from wcm_helpers.data.facts.services import billed_services

HEADER = (
    "invoice_no,line_no,customer_id,doc_date,service_code,amount_ex_vat,credit_note,pass_through,disputed"
)


def services(folder, *rows, first="2026-04", last="2026-05"):
    history = history_of(folder, {"billing": csv(folder, "b.csv", HEADER, *rows)}, through="2026-05")
    frame = billed_services(history.intake, first, last)
    return None if frame is None else [tuple(row) for row in frame.to_numpy().tolist()]


def test_lines_of_a_service_are_summed_and_credit_notes_deducted(tmp_path):
    rows = (
        "1,1,a,2026-05-02,labels,10.00,no,no,no",
        "1,2,a,2026-05-02, labels ,2.50,no,no,no",
        "2,1,a,2026-05-09,labels,1.00,yes,no,no",
        "3,1,b,2026-04-09,storage,7.00,no,no,no",
    )
    assert services(tmp_path, *rows) == [
        ("b", "2026-04", "storage", 70_000),
        ("a", "2026-05", "labels", 115_000),  # 10 + 2.50 - 1
    ]


@pytest.mark.parametrize(
    "row",
    [
        "1,1,a,2026-05-02,labels,10.00,no,yes,no",  # passed on
        "1,1,a,2026-05-02,labels,10.00,no,no,yes",  # in dispute
        "1,1,a,2026-05-02,  ,10.00,no,no,no",  # no service
        "1,1,a,2026-03-31,labels,10.00,no,no,no",  # before
        "1,1,a,2026-06-01,labels,10.00,no,no,no",  # after
    ],
)
def test_what_is_no_revenue_of_a_service_in_the_months_is_left_out(tmp_path, row):
    assert services(tmp_path, row, "9,1,z,2026-05-02,kits,1.00,no,no,no") == [
        ("z", "2026-05", "kits", 10_000)
    ]


def test_without_services_or_bills_there_is_none(tmp_path):
    assert services(tmp_path, "1,1,a,2026-05-02,,10.00,no,no,no") is None
    orders = csv(tmp_path, "o.csv", "order_id,customer_id,created_at", "1,a,2026-05-05 10:00")
    assert billed_services(history_of(tmp_path, {"orders": orders}).intake, "2026-01", "2026-05") is None


def test_exports_of_several_months_are_read_together(tmp_path):
    for month in ("04", "05"):
        csv(tmp_path, f"b-{month}.csv", HEADER, f"{month},1,a,2026-{month}-02,kits,1.00,no,no,no")
    history = history_of(tmp_path, {"billing": 'path = "b-*.csv"'}, through="2026-05")
    assert billed_services(history.intake, "2026-01", "2026-12")["month"].tolist() == ["2026-04", "2026-05"]
