import numpy as np
import pytest

from wcm_helpers.methods.factor import fit_one_factor, one_factor_omega


def matrix(loadings, own):
    return np.outer(loadings, loadings) + np.diag(own)


@pytest.mark.parametrize(
    ("loadings", "own"),
    [
        ([0.8, 0.7, 0.6], [0.36, 0.51, 0.64]),
        ([1.2, 0.5, 0.9, 0.4], [0.5, 1.0, 0.8, 2.0]),
        ([0.9, 0.8, -0.6, 0.7, 0.5], [0.3] * 5),
    ],
)
def test_a_planted_factor_is_recovered(loadings, own):
    fitted, rest = fit_one_factor(matrix(loadings, own)[None])
    assert fitted[0] == pytest.approx(loadings, abs=1e-4)
    assert rest[0] == pytest.approx(own, abs=1e-4)
    common = sum(loadings) ** 2
    assert one_factor_omega(matrix(loadings, own)) == pytest.approx(common / (common + sum(own)), abs=1e-4)


def test_several_at_once_are_the_same_as_each():
    several = np.array([matrix([0.8, 0.7, 0.6], [0.4] * 3), matrix([0.3, 0.9, 0.5], [0.6] * 3)])
    assert one_factor_omega(several) == pytest.approx([one_factor_omega(one) for one in several], abs=1e-6)


def test_a_question_that_does_not_vary_gives_none():
    flat = matrix([0.8, 0.7, 0.0], [0.4, 0.4, 0.0])
    assert np.isnan(one_factor_omega(flat))
