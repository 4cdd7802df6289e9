"""Look-alikes on the months held out: better than popularity where industries differ, else cannot tell."""

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.core.months import window
from wcm_helpers.reports.service_plan.recommendations import look
from wcm_helpers.reports.service_plan.recommendations.look import features, look_alikes

MONTH = "2026-05"
INDUSTRIES = list("abcdef")


def world(own):
    """Return 60 customers with two services before, and a third in the last three months.

    Each industry has three services of its own, or everybody any of the 18.
    """
    rng = np.random.default_rng(3)
    services = [f"{one}{n}" for one in INDUSTRIES for n in range(3)]
    rows, industries = [], {}
    for n in range(60):
        customer, industry = f"c{n:02d}", INDUSTRIES[n % 6]
        industries[customer] = industry
        pool = [one for one in services if one[0] == industry] if own else services
        first, second, later = rng.permutation(pool)[:3]
        rows += [(customer, first, "2025-06"), (customer, second, "2026-01"), (customer, later, "2026-04")]
    purchases = pd.DataFrame(rows, columns=["customer", "service", "month"])
    return purchases, pd.DataFrame({"industry": pd.Series(industries)})


def test_look_alikes_beat_popularity_where_industries_buy_their_own():
    purchases, alike = world(own=True)
    made = look_alikes(purchases, alike, alike, MONTH, 3)
    assert made.held_out.key == "better"
    assert (made.customers, made.services, made.held_out.customers) == (60, 18, 60)
    assert made.held_out.hits == 60  # the one service of its industry it did not have
    assert made.held_out.popular_hits < 30


def test_a_random_book_proposes_nothing():
    purchases, alike = world(own=False)
    made = look_alikes(purchases, alike, alike, MONTH, 3)
    assert made.held_out.key == "cannot_tell" and made.proposals.empty


def test_nothing_new_was_bought():
    purchases, alike = world(own=True)
    made = look_alikes(purchases[purchases["month"] < "2026-03"], alike, alike, MONTH, 3)
    assert (made.held_out.customers, made.held_out.key) == (0, "cannot_tell")


def test_without_services_or_customers_there_is_no_test():
    purchases, alike = world(own=True)
    assert look_alikes(purchases.iloc[:0], alike, alike, MONTH, 3) is None
    assert look_alikes(purchases, alike.iloc[:1], alike, MONTH, 3) is None


def test_features_by_hand(monkeypatch):
    months = window(MONTH, 12)
    billing = pd.DataFrame(
        {
            "customer_id": ["a", "a", "b", "c", "d"],
            "month": ["2026-05", "2025-06", "2026-05", "2026-05", "2025-05"],
            "revenue": [600_0000, 400_0000, 10_0000, -5, 900_0000],
        }
    )
    orders = pd.DataFrame(
        {"customer_id": ["a", "a"], "month": ["2026-01", "2026-02"], "orders": [18, 6], "returns": [2, 4]}
    )
    frame = features(billing, orders, pd.Series({"a": "x"}), pd.Series({"b": 0.4}), months)
    assert frame.index.tolist() == ["a", "b"]  # c has no revenue, d's was earlier
    row = frame.loc["a"]
    assert (row["industry"], row["revenue"], row["orders"]) == ("x", 3.0, 2.0)
    assert row["returns"] == pytest.approx(0.2)  # 6 of 30
    assert pd.isna(row["storage"]) and frame.loc["b", "storage"] == 0.4
    monkeypatch.setattr(look, "MOST_CUSTOMERS", 1)
    assert features(billing, orders, pd.Series(), pd.Series(), months).index.tolist() == ["a"]
