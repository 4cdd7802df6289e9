import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tests.golden import golden
from wcm_helpers.methods.rank_tests import cliffs_delta, kruskal_wallis, mann_whitney

ANSWERS = st.lists(st.integers(1, 5), min_size=1, max_size=15).map(np.array)


def test_the_published_delta():
    values = golden("cliff_delta_effsize.json")
    assert cliffs_delta(np.array(values["treatment"]), np.array(values["control"])) == pytest.approx(-0.25)


def test_the_ends_of_delta():
    low, high = np.array([1, 2]), np.array([3, 4, 5])
    assert (cliffs_delta(low, high), cliffs_delta(high, low), cliffs_delta(low, low)) == (-1, 1, 0)
    assert np.isnan(cliffs_delta(low, np.array([])))


@given(ANSWERS, ANSWERS)
def test_two_groups_as_scipy(first, second):
    if len({*first, *second}) == 1:
        assert mann_whitney(first, second) == 1.0
        return
    expected = stats.mannwhitneyu(first, second, method="asymptotic").pvalue
    assert mann_whitney(first, second) == pytest.approx(expected, abs=1e-12)


@given(st.lists(ANSWERS, min_size=2, max_size=4))
def test_several_groups_as_scipy(groups):
    if len({value for group in groups for value in group}) == 1:
        assert kruskal_wallis(groups) == (0.0, 1.0)
        return
    expected = stats.kruskal(*groups)
    assert kruskal_wallis(groups) == pytest.approx(tuple(expected), abs=1e-9)


def test_fewer_than_two_groups_are_not_tested():
    assert np.isnan(kruskal_wallis([np.array([1, 2]), np.array([])])).all()
    assert np.isnan(mann_whitney(np.array([1]), np.array([])))
