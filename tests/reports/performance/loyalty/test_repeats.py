"""Customers without a contract: repeats within days all have lived, and the model."""

import numpy as np
import pandas as pd

from tests.reports.performance.loyalty.made_up import MONTH, Review, bills, orders, random_orders
from wcm_helpers.reports.performance.loyalty.repeats import (
    other_orders,
    repeat_cohort,
    repeats_of,
    summarise_orders,
)

OLD = {"old": ["2025-01-05", "2026-05-05"]}


def _cohort(**days):
    review = Review(order_rows=orders(**OLD, **days))
    return repeat_cohort(other_orders(review), MONTH).set_index("customer_id")


def test_only_customers_that_have_lived_ninety_days_count():
    cohort = _cohort(
        again=["2026-02-01", "2026-05-02"],  # day 90
        late=["2026-02-01", "2026-05-03"],  # day 91
        same=["2026-02-01", "2026-02-20"],
        once=["2026-02-01"],
        young=["2026-03-03", "2026-03-05"],  # its 90 days end on 1 June
    )
    assert cohort["repeated"].to_dict() == {"again": 1, "late": 0, "same": 1, "once": 0}
    assert set(cohort["month"]) == {"2026-05"}


def test_customers_of_the_first_month_may_be_old_and_do_not_count():
    assert "old" not in _cohort(a=["2026-01-01"]).index


def test_contract_customers_are_not_among_them():
    review = Review(flags={"b": True}, order_rows=orders(**OLD, a=["2026-01-01"], b=["2026-01-01"]))
    assert set(other_orders(review)["customer_id"]) == {"old", "a"}


def test_weeks_are_counted_from_the_first_order():
    review = Review(order_rows=orders(**OLD, a=["2026-05-03", "2026-05-10", "2026-05-17"]))
    row = summarise_orders(other_orders(review), MONTH).loc["a"]
    assert row.tolist() == [2, 2.0, 4.0]  # two repeats, last after two weeks, 31 May after four


def test_a_customer_silent_against_its_own_rhythm_slips_and_a_rare_one_does_not():
    days = [f"2025-{month:02d}-{day:02d}" for month in range(2, 13) for day in (1, 15)]
    rare = ["2025-02-01", "2025-07-01", "2025-12-01", "2026-05-01"]
    rows = orders(**OLD, weekly=[*days, "2026-01-10", "2026-02-10"], rare=rare)
    result = repeats_of(Review(order_rows=rows, billing=bills(weekly=[50] * 10)))
    assert result.slipping["customer_id"].tolist() == ["weekly"]
    assert result.slipping.loc[0, "silent_days"] == 110  # 10 February to 31 May
    assert result.model is None


def test_a_large_book_has_a_checked_model_and_no_probability_for_one_order():
    review = Review(order_rows=random_orders(600))
    result = repeats_of(review)
    assert result.model is not None
    assert result.trusted
    once = summarise_orders(other_orders(review), MONTH)["repeats"] == 0
    slipping = result.slipping.set_index("customer_id")["alive"]
    assert result.one_order == once.sum() > 50
    assert slipping[slipping.index.isin(once[once].index)].isna().all()
    known = slipping.dropna()
    assert len(known)
    assert ((known > 0) & (known < 1)).all()


def test_orders_after_the_month_and_their_order_in_the_table_change_nothing():
    rows = random_orders(250)
    later = orders(w0001=["2026-06-15"])
    straight, other = (
        repeats_of(Review(order_rows=each))
        for each in (rows, pd.concat([later, rows], ignore_index=True).sample(frac=1, random_state=2))
    )
    assert np.allclose(straight.model, other.model)
    pd.testing.assert_frame_equal(straight.cohort, other.cohort)


def test_without_orders_there_is_nothing():
    assert repeats_of(Review()) is None
