"""The bridge of revenue adds up to the last ten-thousandth."""

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.methods.bridge import revenue_bridge


def book(*rows):
    return pd.DataFrame(rows, columns=["revenue", "orders", "units"])


def test_a_price_alone_is_the_effect_of_price():
    bridge = revenue_bridge(book((1000, 2, 10)), book((1200, 2, 10)))
    assert bridge.steps == {"customers": 0, "orders": 0, "size": 0, "price": 200, "other": 0}


def test_two_factors_share_their_common_effect():
    # 10 units at 100 became 20 at 110: half of the way each, 10 × (100 + 110) / 2 and 15 × 10.
    bridge = revenue_bridge(book((1000, 1, 10)), book((2200, 1, 20)))
    assert bridge.steps == {"customers": 0, "orders": 0, "size": 1050, "price": 150, "other": 0}


def test_storage_without_orders_is_a_step_of_its_own():
    bridge = revenue_bridge(book((1000, 1, 10), (500, 0, 0)), book((1000, 1, 10), (800, 0, 0)))
    assert bridge.steps["other"] == 300
    assert sum(bridge.steps.values()) == bridge.after - bridge.before


def test_a_thousand_random_books_leave_no_remainder():
    chance = np.random.default_rng(7)
    for _ in range(1_000):
        books = []
        for _side in range(2):
            n = int(chance.integers(0, 9))
            orders = chance.integers(0, 40, n)
            books.append(
                pd.DataFrame(
                    {
                        "revenue": chance.integers(-5_000, 90_000_000, n),
                        "orders": orders,
                        "units": orders * chance.integers(0, 300, n),
                    }
                )
            )
        bridge = revenue_bridge(*books)
        assert bridge.before + sum(bridge.steps.values()) == bridge.after
        assert bridge.after == books[1]["revenue"].sum()


def test_rows_in_another_order_make_the_same_bridge():
    one, two = book((1000, 2, 10), (700, 1, 3)), book((900, 3, 9), (800, 1, 4))
    assert revenue_bridge(one, two) == revenue_bridge(one.iloc[::-1], two.iloc[::-1])
    assert revenue_bridge(one, two).steps["customers"] == pytest.approx(0)
