"""Intervals of many shares at once agree with those of one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcm_helpers.methods.intervals import wilson
from wcm_helpers.methods.proportions import newcombe
from wcm_helpers.methods.share_gaps import differences, shares


@given(st.integers(1, 60), st.data())
def test_each_is_the_wilson_interval(n, data):
    hits, more = data.draw(st.integers(0, n)), data.draw(st.integers(0, 40))
    several = shares(np.array([hits]), np.array([n]), np.array([n + more]), 0.9)
    low, high = wilson(hits, n, 0.9, n + more)
    assert (several.low[0], several.high[0]) == (pytest.approx(low), pytest.approx(high))


@given(st.lists(st.integers(1, 50), min_size=2, max_size=2), st.data())
def test_each_difference_is_newcombes(n, data):
    hits = [data.draw(st.integers(0, size)) for size in n]
    first, second = (shares(np.array([h]), np.array([size])) for h, size in zip(hits, n, strict=True))
    gap, low, high = differences(first, second)
    expected = newcombe(hits[0] / n[0], n[0], hits[1] / n[1], n[1])
    assert (low[0], high[0]) == (pytest.approx(expected.low), pytest.approx(expected.high))
    assert gap[0] == pytest.approx(hits[0] / n[0] - hits[1] / n[1])


def test_without_an_answer_there_is_nothing():
    nothing = shares(np.array([0.0]), np.array([0]), np.array([7.0]))
    assert np.isnan([nothing.share[0], nothing.low[0], nothing.high[0]]).all()


def test_with_every_answer_there_is_no_sampling_error():
    all_of_four = shares(np.array([3.0]), np.array([4]), np.array([4.0]))
    assert (all_of_four.low[0], all_of_four.high[0]) == (0.75, 0.75)
