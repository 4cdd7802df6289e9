"""The shifted-beta-geometric model against the published fits."""

import numpy as np
import pytest

from wcm_helpers.methods.sbg import fit_sbg

# Fader and Hardie 2007: survivors of 1,000, years 0 to 12; fitted on years 0 to 7.
HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394]
REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173]


@pytest.mark.parametrize(("survivors", "alpha", "beta"), [(HIGH_END, 0.668, 3.806), (REGULAR, 0.704, 1.182)])
def test_the_published_parameters_and_a_forecast_of_five_years(survivors, alpha, beta):
    model = fit_sbg(survivors[:8])
    assert (model.alpha, model.beta) == pytest.approx((alpha, beta), abs=6e-4)
    assert 1000 * model.survivors(12) == pytest.approx(survivors, abs=20)


def test_small_or_short_or_lossless_cohorts_cannot_tell():
    assert not fit_sbg([20, 15, 12, 10, 9]).converged
    assert not fit_sbg([1000, 700, 600]).converged
    assert not fit_sbg([1000, 1000, 1000, 1000, 1000]).converged


def test_customers_all_alike_lose_a_tenth_every_year():
    survivors = 1000 * 0.9 ** np.arange(13)
    assert 1000 * fit_sbg(survivors[:9]).survivors(12) == pytest.approx(survivors, abs=8)


def test_a_cohort_that_rises_is_refused():
    with pytest.raises(ValueError, match="never rise"):
        fit_sbg([100, 90, 95, 80, 70])
