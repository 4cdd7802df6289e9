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
    exact_p,
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
def test_every_possible_number_of_hits_has_the_p_of_its_comparison(n, data):
    size, wanted = data.draw(st.integers(1, n - 1)), data.draw(st.integers(0, n))
    first = max(0, wanted + size - n)
    possible = exact_p(n, wanted, size)
    assert len(possible) == min(wanted, size) - first + 1
    for place, p in enumerate(possible):
        larger = sum(
            comb(wanted, k) * comb(n - wanted, size - k)
            for k in range(first + place + 1, min(wanted, size) + 1)
        )
        here = comb(wanted, first + place) * comb(n - wanted, size - first - place)
        assert p == pytest.approx((larger + here / 2) / comb(n, size), abs=1e-9)


def test_parts_of_customers_are_tested_as_counts_are():
    exact = compare(hits(6, 8), hits(10, 32)).p
    nearly = compare(hits(6, 8) * 0.999, hits(10, 32) * 0.999)
    assert nearly.p != exact
    # 10,000 random orders: standard error of p is below 0.002
    assert nearly.p == pytest.approx(exact, abs=0.006)


def test_parts_do_not_depend_on_the_order_of_customers():
    inside, outside = np.array([0.5, 1, 0.25, 1]), np.array([0, 0.5, 0.75, 0, 1, 0])
    assert compare(inside, outside) == compare(inside[::-1], outside[::-1])


def test_with_every_customer_a_difference_is_a_fact():
    assert compare(hits(3, 4), hits(2, 4), complete=True).p == 0
    assert compare(hits(2, 4), hits(2, 4), complete=True).p == 1
    assert compare(hits(3, 4), hits(2, 4), complete=True).fact


def test_the_limit_is_that_of_benjamini_and_hochberg():
    # the example of their article of 1995: 15 p, at 5 % the four smallest, at nine tenths of it too
    # (0.0095 ≤ 4/15 × 0.045 = 0.0120; 0.0201 > 5/15 × 0.045 = 0.0150)
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719]
    assert discovery_limit([GroupTest(value) for value in [*p, 0.6528, 0.7590, 1.0]], 0.05) == 0.0095


def test_facts_do_not_widen_the_limit_of_what_chance_can_explain():
    facts = [GroupTest(0.0, fact=True)] * 3
    chance = [GroupTest(0.03), GroupTest(0.6)]
    # 0.03 > 1/2 × 0.045; as findings the facts would allow 4/5 × 0.045 = 0.036
    assert discovery_limit([*facts, *chance], 0.05) == 0
    assert next_limit([*facts, *chance], 3, 0.05) == next_limit(chance, 0, 0.05) == pytest.approx(0.0225)
    assert discovery_limit([GroupTest(0.02), *facts], 0.05) == 0.02


def test_a_weight_gives_a_test_more_of_the_accepted_false_findings():
    pair = [GroupTest(0.02, 0.75), GroupTest(0.02, 0.25)]
    # 0.02 / 0.75 = 0.0267 ≤ 1 × 0.9 × 0.03 = 0.027, 0.02 / 0.25 = 0.08 > 2 × 0.027
    assert discovery_limit(pair, 0.03) == pytest.approx(0.02 / 0.75)


def test_without_tests_there_is_no_limit():
    assert np.isnan(discovery_limit([], 0.05)) and np.isnan(next_limit([], 0, 0.05))
