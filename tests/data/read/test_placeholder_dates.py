"""Dates that stand for none."""

import pytest

from tests.data.exports import staged
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in

HEAD = "order_id,customer_id,created_at,shipped_at,cancelled_at\n"


def orders(warehouse, *cells, created="2026-05-0{}"):
    rows = "".join(f"{at},a,{created.format(at)},2026-05-09,{cell}\n" for at, cell in enumerate(cells, 1))
    warehouse.write(o__csv=HEAD + rows)
    return take_in(warehouse.settings({"orders": 'path = "o.csv"'}))


@pytest.mark.parametrize("day", ["2000-01-01", "1999-12-31 23:59:59", "2020-01-01", "1980-01-01 08:00:00"])
def test_one_early_date_in_several_rows_stands_for_none(warehouse, day):
    intake = orders(warehouse, day, day, "2026-05-07")
    assert staged(intake, "orders")["cancelled_at"].isna().tolist() == [True, True, False]
    assert intake.staged["orders"][0].read_remarks() == [
        f"cancelled_at: {day[:10]} is far from the dates of all rows, so it stands for none and is read as a "
        "blank, in 2 rows."
    ]
    assert build(intake).orders["orders"].sum() == 2


@pytest.mark.parametrize("day", ["2099-12-31", "2047-01-01", "2199-12-31 00:00:00"])
def test_a_date_decades_ahead_stands_for_none(warehouse, day):
    intake = orders(warehouse, day, "", "2026-05-07")
    assert staged(intake, "orders")["cancelled_at"].isna().tolist() == [True, True, False]
    assert "in 1 row." in intake.staged["orders"][0].read_remarks()[0]


@pytest.mark.parametrize(
    "cells",
    [
        ("2016-05-01", "", "2026-05-07"),  # perhaps a typing error: the order was called off
        ("2000-01-01", "2000-01-02", ""),
        ("2021-01-01", "2021-01-01", ""),
        ("2046-01-01", "2046-01-01", ""),
    ],
)
def test_other_dates_stay(warehouse, cells):
    intake = orders(warehouse, *cells)
    assert staged(intake, "orders")["cancelled_at"].isna().tolist() == [not cell for cell in cells]
    assert intake.staged["orders"][0].read_remarks() == []


def test_old_orders_are_no_placeholders(warehouse):
    intake = orders(warehouse, "2000-01-01", "2000-01-01", created="1999-12-3{}")
    assert staged(intake, "orders")["cancelled_at"].notna().all()
