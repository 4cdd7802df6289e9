import json
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.core.paths import ROOT
from wcm_helpers.methods.drivers import MOST, correlations, explained, lmg, relative_weights

GOLDEN = ROOT.parent / "shared" / "data" / "golden"
SWISS = ["Agriculture", "Examination", "Education", "Catholic", "InfantMortality"]


def matrix_of(file, outcome, names):
    path = GOLDEN / file
    if not path.exists():
        pytest.skip(f"{file} is not in ../shared/data/golden; it may not be kept with the workbook")
    return correlations(pd.read_csv(path)[[*names, outcome]].to_numpy(float))


def expected(name):
    rows = json.loads((GOLDEN / "expected.json").read_text(encoding="utf-8"))
    return next(row["expected"] for row in rows if row.get("id") == name)


def test_lmg_of_the_swiss_provinces_is_the_published_one():
    shares = lmg(matrix_of("swiss.csv", "Fertility", SWISS))[0]
    printed = expected("drivers_lmg_swiss")
    assert shares == pytest.approx([printed[name] for name in SWISS], abs=1e-10)
    assert shares.sum() == pytest.approx(printed["r2"], abs=1e-10)


def test_weights_of_the_swiss_provinces_are_the_published_ones():
    weights = relative_weights(matrix_of("swiss.csv", "Fertility", SWISS))[0]
    assert weights == pytest.approx(expected("drivers_johnson_swiss"), abs=1e-10)


def test_the_two_methods_name_different_first_drivers_of_the_cars():
    names = ["cyl", "disp", "hp", "gear"]
    matrix = matrix_of("mtcars.csv", "mpg", names)
    both = expected("drivers_both_mtcars_gear")
    assert lmg(matrix)[0] == pytest.approx(both["lmg"], abs=1e-9)
    assert relative_weights(matrix)[0] == pytest.approx(both["johnson"], abs=1e-9)
    assert (lmg(matrix)[0].argmax(), relative_weights(matrix)[0].argmax()) == (0, 2)


def test_weights_of_four_traits_of_the_cars_are_the_published_ones():
    weights = relative_weights(matrix_of("mtcars.csv", "mpg", ["cyl", "disp", "hp", "wt"]))[0]
    assert weights == pytest.approx(expected("drivers_johnson_mtcars")["raw"], abs=6e-8)


def test_two_correlated_ratings_by_hand():
    # r = .5 between them, .6 and .3 with the outcome: R² alone .36 and .09; of both
    # (.36 + .09 − 2 · .5 · .6 · .3) / (1 − .25) = .36. The first gains .36 or .27, the second .09 or 0.
    matrix = np.array([[[1, 0.5, 0.6], [0.5, 1, 0.3], [0.6, 0.3, 1]]])
    assert explained(matrix)[0] == pytest.approx([0, 0.36, 0.09, 0.36])
    assert lmg(matrix)[0] == pytest.approx([0.315, 0.045])


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6), st.integers(0, 10_000))
def test_every_subset_is_that_of_least_squares(p, seed):
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(30, p + 1)) @ rng.normal(size=(p + 1, p + 1))
    matrix = correlations(values)
    r2 = explained(matrix)[0]
    x, y = values[:, :-1], values[:, -1] - values[:, -1].mean()
    for size in range(p + 1):
        for subset in combinations(range(p), size):
            design = np.c_[np.ones(30), x[:, list(subset)]]
            left = y - design @ np.linalg.lstsq(design, y, rcond=None)[0]
            number = sum(1 << j for j in subset)
            assert r2[number] == pytest.approx(1 - left @ left / (y @ y), abs=1e-8)
    assert lmg(matrix).sum() == pytest.approx(r2[-1]) == relative_weights(matrix).sum()


def test_two_copies_share_and_a_constant_has_no_figure():
    rng = np.random.default_rng(1)
    one, y = rng.normal(size=(2, 50))
    shares = lmg(correlations(np.c_[one, one, y + one]))[0]
    assert shares[0] == pytest.approx(shares[1]) and shares.sum() < 1
    weights = relative_weights(correlations(np.c_[one, one, y + one]))[0]
    assert weights == pytest.approx(shares)
    constant = correlations(np.c_[one, np.ones(50), y])
    assert np.isnan(constant[0, 1]).all() and np.isnan(relative_weights(constant)).all()


def test_weights_count_rows():
    rng = np.random.default_rng(2)
    values = rng.integers(1, 6, size=(12, 4)).astype(float)
    times = np.array([[2, 0, 1, 1, 3, 0, 1, 1, 0, 1, 1, 1], [1] * 12])
    matrix = correlations(values, times)
    assert matrix[0] == pytest.approx(np.corrcoef(np.repeat(values, times[0], axis=0).T))
    assert matrix[1] == pytest.approx(np.corrcoef(values.T))


def test_more_ratings_than_can_be_split_are_refused():
    with pytest.raises(ValueError, match="12 variables at most"):
        lmg(np.eye(MOST + 2)[None])
