"""BG/NBD against the published fit on CDNOW, and its limits."""

import numpy as np
import pandas as pd
import pytest

from tests.golden import shared
from wcm_helpers.methods.bg_nbd import BgNbd, fit_bg_nbd

PUBLISHED = BgNbd(0.243, 4.414, 0.793, 2.426, -9582.429)


@pytest.fixture(scope="module")
def cdnow() -> pd.DataFrame:
    rows = pd.read_csv(shared("data/cdnow_customers_summary.csv"))
    return rows.rename(columns={"frequency": "repeats", "recency": "recency", "T": "age"})


def test_the_published_fit(cdnow):
    model = fit_bg_nbd(cdnow)
    assert model[:4] == pytest.approx(PUBLISHED[:4], abs=1e-3)
    assert model.log_likelihood == pytest.approx(-9582.429, abs=5e-3)  # times of the file are rounded
    assert model.expected_new(52.0) == pytest.approx(1.444, abs=1e-3)
    alive = model.probability_alive(np.array([26.0]), np.array([30.857]), np.array([31.0]))
    assert alive[0] == pytest.approx(0.9688523, abs=2e-4)


def test_days_instead_of_weeks_give_the_same_model(cdnow):
    weeks, days = (
        fit_bg_nbd(cdnow),
        fit_bg_nbd(cdnow.assign(recency=cdnow["recency"] * 7, age=cdnow["age"] * 7)),
    )
    assert days.r == pytest.approx(weeks.r, rel=1e-3)
    assert days.alpha == pytest.approx(7 * weeks.alpha, rel=1e-3)


def test_customers_with_one_order_have_no_probability():
    alive = PUBLISHED.probability_alive(np.array([0.0, 2]), np.array([0.0, 10]), np.array([38.0, 38]))
    assert np.isnan(alive[0])
    assert 0 < alive[1] < 1


def test_thousands_of_orders_overflow_nothing():
    alive = PUBLISHED.probability_alive(np.array([5000.0]), np.array([10.0]), np.array([1000.0]))
    expected = PUBLISHED.expected(np.array([5000.0, 0]), np.array([10.0, 0]), np.array([1000.0, 1000]), 39)
    assert alive[0] == pytest.approx(0, abs=1e-12)
    assert np.isfinite(expected).all()


def test_small_samples_and_customers_that_never_come_back_cannot_tell(cdnow):
    assert fit_bg_nbd(cdnow.head(199)) is None
    assert fit_bg_nbd(cdnow.assign(repeats=0, recency=0.0)) is None
    assert (
        fit_bg_nbd(pd.DataFrame({"repeats": [1] * 300, "recency": [5.0] * 300, "age": [9.0] * 300})) is None
    )
