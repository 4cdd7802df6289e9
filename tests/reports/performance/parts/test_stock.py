"""Counts of stock for the indicators."""

import pandas as pd

from wcm_helpers.reports.performance.parts.stock import count_stock


def table(**more):
    rows = {
        "customer_id": "c", "site_id": "S", "counted_on": pd.Timestamp("2026-09-30"),
        "qty_book": [10.0, 5.0, 4.0], "qty_counted": [9.0, 5.0, 6.0], "unit_cost": None,
    }  # fmt: skip
    return pd.DataFrame({**rows, **more})


def test_a_surplus_is_wrong_but_no_loss():
    row = count_stock(table()).iloc[0]
    assert (row["counts"], row["counts_right"], row["loss"], row["book_value"]) == (3, 1, 1, 19)


def test_the_loss_is_money_only_where_every_article_has_a_cost():
    assert count_stock(table(unit_cost=[2.0, 1.0, 1.0])).loc[0, "loss"] == 2
    assert count_stock(table(unit_cost=[2.0, None, 1.0])).loc[0, "loss"] == 1
