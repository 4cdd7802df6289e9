"""Regressions of counts and shares: the published rate ratio of Sicily, and a table worked by hand."""

import numpy as np
import pandas as pd
import pytest

from tests.golden import shared
from wcm_helpers.methods.quasi_likelihood import fit_quasi


def _sicily(harmonics: int):
    rows = pd.read_csv(shared("data/golden/sicily_its.csv"))
    columns = [rows["smokban"], np.ones(len(rows)), rows["time"] / 12]
    for harmonic in range(1, harmonics + 1):
        angle = 2 * np.pi * harmonic * rows["month"] / 12
        columns += [np.sin(angle), np.cos(angle)]
    design = np.column_stack(columns).astype(float)
    return fit_quasi(rows["aces"].to_numpy(float), design, rows["stdpop"].to_numpy(float), "poisson")


def test_the_rate_ratio_of_the_smoking_ban_in_sicily():
    fit = _sicily(0)
    assert np.exp(fit.coefficients[0]) == pytest.approx(0.894, abs=6e-4)
    assert fit.dispersion == pytest.approx(3.559, abs=1e-3)
    error = np.sqrt(fit.covariance[0, 0] / fit.dispersion)  # the plain interval, without dispersion
    plain = np.exp(fit.coefficients[0] + np.array([-1, 1]) * 1.959964 * error)
    assert plain == pytest.approx([0.86469, 0.92509], abs=1e-5)


def test_with_two_harmonics_the_ratio_moves_and_the_dispersion_falls():
    fit = _sicily(2)
    assert np.exp(fit.coefficients[0]) == pytest.approx(0.8851, abs=1e-4)
    assert fit.dispersion == pytest.approx(2.262, abs=1e-3)


def test_the_odds_ratio_of_two_groups_is_that_of_their_table():
    # 30 of 100 and 60 of 100: (30 × 40) / (70 × 60) turned over is 3.5
    design = np.array([[1.0, 0], [1, 0], [1, 1], [1, 1]])
    fit = fit_quasi(np.array([15.0, 15, 30, 30]), design, np.full(4, 50.0), "binomial")
    assert np.exp(fit.coefficients[1]) == pytest.approx(3.5)
    assert fit.dispersion == pytest.approx(0, abs=1e-12)


def test_counts_of_nothing_on_one_side_do_not_converge():
    design = np.array([[1.0, 0], [1, 0], [1, 1], [1, 1]])
    fit = fit_quasi(np.array([5.0, 6, 0, 0]), design, np.full(4, 50.0), "binomial")
    assert not fit.converged
    assert np.isfinite(fit.working).all()
