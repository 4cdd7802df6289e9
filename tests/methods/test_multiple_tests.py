import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from tests.golden import golden
from wcm_helpers.methods.multiple_tests import benjamini_hochberg


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_the_adjustment_is_that_of_scipy(chances):
    chances = np.array(chances)
    assert benjamini_hochberg(chances) == pytest.approx(false_discovery_control(chances), abs=1e-12)


def test_a_test_not_made_is_not_counted():
    assert np.isnan(benjamini_hochberg(np.array([np.nan, np.nan]))).all()
    assert benjamini_hochberg(np.array([])).tolist() == []
    with_gap = benjamini_hochberg(np.array([0.02, np.nan, 0.04]))
    assert with_gap[[0, 2]].tolist() == benjamini_hochberg(np.array([0.02, 0.04])).tolist()


def test_the_example_of_the_authors_has_four_rejections():
    assert (benjamini_hochberg(np.array(golden("bh_1995_pvalues.json"))) <= 0.05).sum() == 4
