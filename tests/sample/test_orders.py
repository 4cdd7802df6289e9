"""Quantities and values of the invented orders and their lines."""

from decimal import Decimal

import pandas as pd
import pytest


def test_goods_are_worth_their_lines(orders, lines):
    lines = lines[lines["order_id"].isin(orders["order_id"])]
    worth = [int(q) * Decimal(p) for q, p in zip(lines["qty_ordered"], lines["unit_price"], strict=True)]
    total = pd.Series(worth, index=lines["order_id"]).groupby(level=0).sum()
    assert [Decimal(value) for value in orders["goods_value"]] == total.reindex(orders["order_id"]).tolist()


def test_shipped_and_short_are_what_was_ordered(lines):
    known = lines[lines["qty_shipped"] != ""]
    quantities = ["qty_ordered", "qty_shipped", "qty_short", "qty_damaged", "qty_wrong"]
    numbers = known[quantities].astype(int)
    assert (numbers["qty_shipped"] + numbers["qty_short"] == numbers["qty_ordered"]).all()
    assert (numbers["qty_damaged"] + numbers["qty_wrong"] <= numbers["qty_shipped"]).all()
    assert (numbers >= 0).all(axis=None)
    assert (numbers["qty_ordered"] > 0).all()
    assert 0 < len(lines) - len(known) < 100


def test_returns_are_few_and_counted_upwards(orders, lines):
    back = orders[orders["direction"] == "return"]
    assert 0.02 < len(back) / len(orders) < 0.04
    assert (lines.loc[lines["order_id"].isin(back["order_id"]), "qty_ordered"].astype(int) > 0).all()


def test_orders_carry_the_units_that_were_billed(bills, orders, lines):
    billed = (
        bills[(bills["service_code"] == "出库操作") & (bills["credit_note"] == "false")]["qty"]
        .astype(int)
        .sum()
    )
    out = orders.loc[orders["direction"] == "out", "order_id"]
    ordered = lines.loc[lines["order_id"].isin(out), "qty_ordered"].astype(int).sum()
    assert ordered == pytest.approx(billed, rel=0.001)
