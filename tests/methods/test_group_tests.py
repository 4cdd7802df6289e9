"""The exact comparison of a group with the others, and the limit for many of them."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from wcm_helpers.methods.group_tests import (
    GroupTest,
    compare,
    discovery_limit,
    exact_support,
    next_limit,
)


def hits(n, of):
    return np.repeat([1.0, 0.0], [n, of - n])


def test_fisher_tea_by_hand():
    # 3 of 4 cups right: P(3) = 16/70, P(4) = 1/70; mid-p is 16/140 + 1/70
    assert compare(hits(3, 4), hits(1, 4)).p == pytest.approx(float(Fraction(18, 140)))


@given(st.integers(1, 25), st.integers(1, 40), st.data())
def test_p_is_that_of_fisher_less_half_the_chance_of_the_table(n, rest, data):
    inside, outside = data.draw(st.integers(0, n)), data.draw(st.integers(0, rest))
    whole = fisher_exact([[inside, n - inside], [outside, rest - outside]], alternative="greater").pvalue
    here = comb(n, inside) * comb(rest, outside) / comb(n + rest, inside + outside)
    assert compare(hits(inside, n), hits(outside, rest)).p == pytest.approx(
        whole - here / 2, rel=1e-9, abs=1e-12
    )


@given(st.integers(2, 60), st.data())
def test_chance_reaches_a_limit_as_often_as_the_tables_do(n, data):
    size, wanted = data.draw(st.integers(1, n - 1)), data.draw(st.integers(0, n))
    support = exact_support(n, wanted, size)
    limit = data.draw(st.floats(1e-6, 0.5))
    first = max(0, wanted + size - n)
    reached = sum(
        comb(wanted, first + place) * comb(n - wanted, size - first - place) / comb(n, size)
        for place, p in enumerate(support.p)
        if p <= limit
    )
    assert GroupTest(1.0, support).chance(np.array([limit]))[0] == pytest.approx(reached, abs=1e-9)


def test_parts_of_customers_are_tested_as_counts_are():
    exact = compare(hits(6, 8), hits(10, 32)).p
    nearly = compare(hits(6, 8) * 0.999, hits(10, 32) * 0.999)
    assert nearly.support is None
    # 10,000 random orders: standard error of p is below 0.002
    assert nearly.p == pytest.approx(exact, abs=0.006)


def test_parts_do_not_depend_on_the_order_of_customers():
    inside, outside = np.array([0.5, 1, 0.25, 1]), np.array([0, 0.5, 0.75, 0, 1, 0])
    assert compare(inside, outside) == compare(inside[::-1], outside[::-1])


def test_with_every_customer_a_difference_is_a_fact():
    assert compare(hits(3, 4), hits(2, 4), complete=True).p == 0
    assert compare(hits(2, 4), hits(2, 4), complete=True).p == 1
    assert compare(hits(3, 4), hits(2, 4), complete=True).chance(np.array([0.05]))[0] == 0


def test_a_group_too_small_to_show_anything_weakens_no_other():
    clear = compare(hits(12, 20), hits(20, 80))  # p about 0.002
    small = [compare(hits(1, 1), hits(40, 99))] * 200  # p is at least 0.2
    # 200 tests more would leave 0.05 / 201 = 0.0002 by Benjamini and Hochberg
    assert clear.p > 0.0002
    assert discovery_limit([clear, *small], 0.05) == discovery_limit([clear], 0.05) == clear.p


def test_a_weight_gives_a_test_more_of_the_accepted_false_findings():
    pair = [GroupTest(0.02, None, 0.75), GroupTest(0.02, None, 0.25)]
    # 0.02 / 0.75 = 0.0267 ≤ 1 × 0.03, 0.02 / 0.25 = 0.08 > 2 × 0.03
    assert discovery_limit(pair, 0.03) == pytest.approx(0.02 / 0.75)


def test_without_tests_there_is_no_limit():
    assert np.isnan(discovery_limit([], 0.05)) and np.isnan(next_limit([], 0, 0.05))
